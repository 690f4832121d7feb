/** Remarks on the text of a policy that is right: each in a file of its own. Not run while errors exist. */
import type { Report } from '../../grammar/diagnostic.ts';
import type { Meanings } from '../check/check.ts';
import type { LoadedFile } from '../load.ts';
import type { Names } from '../resolve/names.ts';
import { ruleEnded, waiverExpired } from './ended.ts';
import { neverTrue } from './never-true.ts';
import { noRule } from './no-rule.ts';
import { ruleNotEnforced } from './rule-not-enforced.ts';

/** What a remark can look at. */
export interface Linted {
  readonly names: Names;
  readonly meanings: Meanings;
  /** The file that is compiled. */
  readonly entry: LoadedFile;
  /** YYYY-MM-DD. */
  readonly day: string;
}

export type Lint = (linted: Linted, to: Report) => void;

const lints: readonly Lint[] = [noRule, ruleNotEnforced, neverTrue, ruleEnded, waiverExpired];

/** Makes every remark that there is to make. */
export function lintPolicy(linted: Linted, to: Report): void {
  for (const one of lints) one(linted, to);
}
