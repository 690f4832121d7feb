/** Which files of the library declare a name that a policy does not see. Reads through the host, and only when asked. */
import type { Declaration, File } from '../grammar/ast.ts';
import { newReport } from '../grammar/diagnostic.ts';
import { parse } from '../grammar/parse.ts';
import type { Host } from './load.ts';

/** What can be declared under a name; terms are told by their vocabulary. */
export type NamedKind = 'vocabulary' | 'set' | 'table' | 'record' | 'condition' | 'source';

/** What is asked: a name of one of these kinds, a set of one vocabulary, or a term of it. */
export type Wanted =
  | { readonly kinds: readonly NamedKind[] }
  | { readonly setOf: string }
  | { readonly termOf: string };

/** A name, and the file that declares it, as `use` says it. */
export interface Beyond {
  readonly name: string;
  readonly file: string;
}

/** What the library has under a name; failing that, under one that this name is a part of. */
export type Elsewhere = (name: string, wanted: Wanted) => readonly Beyond[];

/** Asks the library of a host. Its files are parsed at the first question, and then remembered. */
export function elsewhere(host: Host): Elsewhere {
  let trees: readonly (readonly [file: string, tree: File])[] | undefined;
  return (name, wanted) => {
    trees ??= treesOf(host);
    const all = trees.flatMap(([file, tree]) =>
      tree.declarations.flatMap((one) => namesIn(one, wanted).map((declared) => ({ name: declared, file }))),
    );
    const same = all.filter((one) => one.name === name);
    return same.length > 0 || name.length < mostPartial
      ? same
      : all.filter((one) => isPartOf(name, one.name));
  };
}

// A shorter word would be a part of too much.
const mostPartial = 4;

/** `sensitive` of `sensitive-under-pipl`, `COPPA` of `COPPARule`. */
const isPartOf = (part: string, name: string): boolean =>
  name.startsWith(`${part}-`) ||
  name.endsWith(`-${part}`) ||
  (name.startsWith(part) && /^\p{Lu}/u.test(name.slice(part.length)));

/** What to do about a name that only the library has, in words; `undefined` where it has none. */
export function useLine(word: string, found: readonly Beyond[]): string | undefined {
  if (found.length === 0) return undefined;
  const same = found.filter((one) => one.name === word);
  if (same.length > 0) {
    const uses = same.slice(0, mostOffered).map((one) => `\`use ${one.file}\``);
    return `write ${uses.join(' or ')}, which brings \`${word}\` in`;
  }
  // What begins with the word first, and the shorter first.
  const rank = (one: Beyond): number => (one.name.startsWith(word) ? 0 : 1000) + one.name.length;
  const offered = found
    .toSorted((one, other) => rank(one) - rank(other))
    .slice(0, mostOffered)
    .map((one) => `\`${one.name}\` (\`use ${one.file}\`)`);
  return `did you mean ${offered.join(' or ')}?`;
}

const mostOffered = 3;

function treesOf(host: Host): readonly (readonly [string, File])[] {
  const names = host.list().filter((one) => !one.endsWith('.tests'));
  const trees = names.flatMap((name): (readonly [string, File])[] => {
    const source = host.find(name, undefined);
    return source === undefined ? [] : [[name, (host.parse ?? parse)(source, newReport())]];
  });
  return trees.sort(([one], [other]) => one.split('/').length - other.split('/').length);
}

function namesIn(declaration: Declaration, wanted: Wanted): readonly string[] {
  if ('termOf' in wanted) return isCalled(declaration, wanted.termOf) ? termsIn(declaration) : [];
  if ('setOf' in wanted)
    return declaration.kind === 'set' && textOf(declaration.of) === wanted.setOf ? [nameOf(declaration)] : [];
  const kind = declaration.kind === 'define' ? 'condition' : declaration.kind;
  return wanted.kinds.some((one) => one === kind) ? [nameOf(declaration)] : [];
}

function termsIn(declaration: Declaration): readonly string[] {
  if (declaration.kind === 'vocabulary') return declaration.terms.map((one) => textOf(one.name));
  if (declaration.kind !== 'extend' || declaration.what !== 'vocabulary') return [];
  return declaration.entries.flatMap((one) => (one.kind === 'term' ? [textOf(one.name)] : []));
}

const nameOf = (declaration: Declaration): string => ('name' in declaration ? textOf(declaration.name) : '');

const isCalled = (declaration: Declaration, name: string): boolean => nameOf(declaration) === name;

const textOf = (name: { readonly kind: string; readonly text?: string }): string => name.text ?? '';
