/** Every diagnostic code of the language in one map. */

import { grammarCodes } from '../grammar/codes.ts';
import type { Codes } from '../grammar/diagnostic.ts';
import { habitCodes } from '../grammar/habits/codes.ts';
import { checkCodes } from './check/codes.ts';
import { emitCodes } from './emit/codes.ts';
import { lintCodes } from './lint/codes.ts';
import { loadCodes } from './load.ts';
import { resolveCodes } from './resolve/codes.ts';

export const catalogue = {
  ...grammarCodes,
  ...habitCodes,
  ...loadCodes,
  ...resolveCodes,
  ...checkCodes,
  ...emitCodes,
  ...lintCodes,
} satisfies Codes;
