/** What a run is to judge: files, patterns of names, or the lines of a stream. Reads no manifest. */
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { globSync, isDynamicPattern } from 'tinyglobby';
import type { Source } from '../grammar/source.ts';
import { fullPath, shownPath } from './files.ts';

/** A manifest to judge: a file to be read, or a text at hand. */
export type Input = string | Source;

/** Files by name, and those that patterns such as `apps/*.yaml` stand for, in order; a pattern without any is a problem. */
export function filesFrom(
  names: readonly string[],
  cwd: string,
): { readonly files: readonly string[]; readonly problems: readonly string[] } {
  const problems: string[] = [];
  const files = names.flatMap((name) => {
    if (!isDynamicPattern(name) || existsSync(fullPath(name, cwd))) return [name];
    const found = globSync(name, { cwd, expandDirectories: false, onlyFiles: true });
    if (found.length === 0) problems.push(`${name}: no file has such a name`);
    return found.map((path) => shownPath(path, cwd)).sort();
  });
  return { files, problems };
}

/**
 * Each line of a file as a declaration in JSON, named `file:line`; `-` is the standard input. Blank lines are passed over. A
 * file that cannot be read is itself the input, for whoever reads it to complain of.
 */
export async function* linesOf(name: string, cwd: string): AsyncGenerator<Input> {
  if (name !== '-' && !statSync(fullPath(name, cwd), { throwIfNoEntry: false })?.isFile()) {
    yield name;
    return;
  }
  const stream = name === '-' ? process.stdin : createReadStream(fullPath(name, cwd));
  const shown = name === '-' ? 'stdin' : shownPath(name, cwd);
  let number = 0;
  for await (const text of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    if (text.trim() !== '') yield { file: `${shown}:${number}`, text };
  }
}
