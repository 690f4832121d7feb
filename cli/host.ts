/** How the compiler reaches rule files on this machine: the library as `std/…`, others by their path. */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Host } from '../compiler/load.ts';
import type { File } from '../grammar/ast.ts';
import { newReport, type Report } from '../grammar/diagnostic.ts';
import { parse } from '../grammar/parse.ts';
import type { Source } from '../grammar/source.ts';
import { decode } from '../readers/decode.ts';
import { fullPath, POLICY_BYTES, readBytes, shownPath } from './files.ts';
import { treeOf } from './trees.ts';

/** The top folder of the project or package: the one that holds the library. From a bundle that is one up, as from here. */
export const TOP = fileURLToPath(new URL('..', import.meta.url));

const LIBRARY = join(TOP, 'stdlib');

/** A host for a folder to work in. Files are named as `shownPath` names them, so that each has one name. */
export function fileHost(cwd: string): Host & Required<Pick<Host, 'parse'>> {
  return {
    find: (name, from) => find(name, from, cwd),
    list: libraryNames,
    parse: (source, to) => treeOf(source) ?? parse(source, to),
  };
}

/** A host that reads and parses each file once: for compiling many files that bring in the same. Sees no later changes. */
export function rememberingHost(cwd: string): Host {
  const host = fileHost(cwd);
  const found = new Map<string, Source | undefined>();
  const parsed = new Map<string, { readonly source: Source; readonly tree: File; readonly report: Report }>();
  return {
    ...host,
    find: (name, from) => {
      const key = JSON.stringify([name, from === undefined ? '' : dirname(from)]);
      if (!found.has(key)) found.set(key, host.find(name, from));
      return found.get(key);
    },
    parse: (source, to) => {
      const known = parsed.get(source.file);
      const report = newReport();
      const now =
        known?.source.text === source.text ? known : { source, tree: host.parse(source, report), report };
      parsed.set(source.file, now);
      to.diagnostics.push(...now.report.diagnostics);
      return now.tree;
    },
  };
}

/** The path of a file that took part in compiling: one for each file, whether it was named `std/…` or by its path. */
export function pathOf(file: string, cwd: string): string {
  return file.startsWith('std/') ? join(LIBRARY, file.slice('std/'.length)) : fullPath(file, cwd);
}

/** Whether a path lies in the library. */
export function isInLibrary(path: string): boolean {
  return path.startsWith(LIBRARY + sep);
}

/** The name of a rule file of the library, by its path. */
export function nameInLibrary(path: string): string {
  return `std/${relative(LIBRARY, path).replaceAll('\\', '/')}`;
}

/** The names of the library's rule files, as `use` says them. */
export function libraryNames(): readonly string[] {
  if (!existsSync(LIBRARY)) return [];
  return readdirSync(LIBRARY, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.proviso'))
    .map((path) => `std/${path.replaceAll('\\', '/').replace(/\.proviso$/, '')}`)
    .sort();
}

function find(name: string, from: string | undefined, cwd: string): Source | undefined {
  const isBeside = /^\.\.?\//.test(name);
  if (!isBeside && !name.startsWith('std/')) return undefined;
  const path = isBeside ? besides(name, from) : name;
  const file = path.endsWith('.proviso') ? path : `${path}.proviso`;
  if (!file.startsWith('std/')) return open(fullPath(file, cwd), shownPath(file, cwd));
  // A name must not lead out of the library.
  return file.split('/').includes('..') ? undefined : open(join(LIBRARY, file.slice('std/'.length)), file);
}

/** A path relative to the file that uses it; in the library it stays a name of the library. */
function besides(name: string, from: string | undefined): string {
  if (from?.startsWith('std/')) return posix.join(posix.dirname(from), name);
  const path = join(from === undefined ? '.' : dirname(from), name).replaceAll('\\', '/');
  return path.startsWith('std/') ? `./${path}` : path;
}

function open(path: string, file: string): Source | undefined {
  const read = readBytes(path, POLICY_BYTES);
  if ('problem' in read) return undefined;
  const { source, diagnostics } = decode(file, read.bytes);
  return diagnostics.length === 0 ? source : undefined;
}
