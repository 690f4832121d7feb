/** Which files of the library declare a name that a policy does not see. Reads through the host, and only when asked. */
import type { Declaration, File } from '../grammar/ast.ts';
import { newReport } from '../grammar/diagnostic.ts';
import { parse } from '../grammar/parse.ts';
import type { Host } from './load.ts';

/** What can be declared under a name; terms are told by their vocabulary. */
export type NamedKind = 'vocabulary' | 'set' | 'table' | 'record' | 'condition' | 'source';

/** What is asked: a name of one of these kinds, or a term of a vocabulary. */
export type Wanted =
  | { readonly kinds: readonly NamedKind[]; readonly of?: string }
  | { readonly vocabulary: string };

/** The `use` line that brings a name in, in words; `undefined` where no file of the library declares it. */
export function useLine(files: readonly string[]): string | undefined {
  const [first, second] = files;
  if (first === undefined) return undefined;
  return `write \`use ${first}\`${second === undefined ? '' : ` or \`use ${second}\``}, which brings it in`;
}

/** The names of the files, as `use` says them, that declare something; the plainest name first. */
export type Elsewhere = (name: string, wanted: Wanted) => readonly string[];

/** Asks the library of a host. Its files are parsed at the first question, and then remembered. */
export function elsewhere(host: Host): Elsewhere {
  let trees: readonly (readonly [string, File])[] | undefined;
  return (name, wanted) => {
    trees ??= treesOf(host);
    return trees
      .filter(([, file]) => file.declarations.some((one) => declares(one, name, wanted)))
      .map(([file]) => file);
  };
}

function treesOf(host: Host): readonly (readonly [string, File])[] {
  const names = host.list().filter((one) => !one.endsWith('.tests'));
  const trees = names.flatMap((name): (readonly [string, File])[] => {
    const source = host.find(name, undefined);
    return source === undefined ? [] : [[name, (host.parse ?? parse)(source, newReport())]];
  });
  return trees.sort(([one], [other]) => one.split('/').length - other.split('/').length);
}

function declares(declaration: Declaration, name: string, wanted: Wanted): boolean {
  if ('vocabulary' in wanted) {
    const terms =
      declaration.kind === 'vocabulary'
        ? declaration.terms
        : declaration.kind === 'extend' && declaration.what === 'vocabulary'
          ? declaration.entries.filter((one) => one.kind === 'term')
          : [];
    return isCalled(declaration, wanted.vocabulary) && terms.some((one) => textOf(one.name) === name);
  }
  const kind = declaration.kind === 'define' ? 'condition' : declaration.kind;
  if (!wanted.kinds.some((one) => one === kind) || !isCalled(declaration, name)) return false;
  return wanted.of === undefined || declaration.kind !== 'set' || textOf(declaration.of) === wanted.of;
}

const isCalled = (declaration: Declaration, name: string): boolean =>
  'name' in declaration && textOf(declaration.name) === name;

const textOf = (name: { readonly kind: string; readonly text?: string }): string => name.text ?? '';
