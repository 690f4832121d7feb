/** The name and version of this program, from the package that it comes in. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TOP } from './host.ts';

/** As reports name it. */
export const TOOL: { readonly name: string; readonly version: string } = {
  name: 'proviso',
  version: version(),
};

function version(): string {
  try {
    const { version } = JSON.parse(readFileSync(join(TOP, 'package.json'), 'utf8')) as { version?: unknown };
    return typeof version === 'string' ? version : 'unknown';
  } catch {
    return 'unknown';
  }
}
