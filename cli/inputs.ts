/** What a run is to judge: files, patterns of names, or the lines of a stream. Reads no manifest. */
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { globSync, isDynamicPattern } from 'tinyglobby';
import type { Plan } from '../compiler/plan.ts';
import type { Source } from '../grammar/source.ts';
import type { AppFiles } from './app-files.ts';
import { discover } from './discover.ts';
import { fullPath, isFolder, shownPath } from './files.ts';

/** What to judge: a file to be read, a text at hand, or the files of one app. */
export type Input = string | Source | AppFiles;

/** How the files that are named belong together. */
export interface Together {
  /** All that are named are one app. */
  readonly merge: boolean;
  /** Each file below a folder is judged by itself. */
  readonly each: boolean;
}

/** What there is to judge by these names: a folder stands for the manifests below it, which are one app. */
export function inputsFrom(
  names: readonly string[],
  { merge, each }: Together,
  plan: Plan,
  cwd: string,
): { readonly inputs: readonly Input[]; readonly problems: readonly string[] } {
  const problems: string[] = [];
  const found = names.map((name) => {
    if (!isFolder(fullPath(name, cwd))) return { name, files: [name], found: false };
    const files = discover(name, plan, cwd);
    if (files.length === 0) problems.push(`${name}: no file below this folder is surely a manifest`);
    return { name: folderName(name), files, found: true };
  });
  const all = found.flatMap((one) => one.files);
  if (merge) {
    const name = found.map((one) => one.name).join(' + ');
    return { inputs: [{ name, files: all, found: false }], problems };
  }
  return { inputs: each ? all : found.map((one) => (one.found ? one : one.name)), problems };
}

/** A folder is named as it was given, so that reports are the same on every machine. */
function folderName(name: string): string {
  return name.replace(/(?<=.)\/+$/, '');
}

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
