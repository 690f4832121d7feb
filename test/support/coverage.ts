/** Writes down how the platforms' values come to terms: which only coarsely, which are no data. Reads the library's own tables. */
import { compile } from '../../compiler/compile.ts';
import type { Names, TableEntry, VocabularyEntry } from '../../compiler/resolve/names.ts';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import { namesBelow, projectPath, testHost } from './host.ts';

/** The term that stands for what is not about a person. */
const NO_DATA = 'system';

/** Where the values of platforms are names of terms, and which table gives their meaning. */
const MEANINGS: Readonly<Record<string, string>> = {
  'system-permission': 'permission-data',
  'label-type': 'label-data',
  'label-purpose': 'label-purposes',
  'accessed-api': 'api-data',
};

/** One value of a platform and what it means. */
export interface Meaning {
  readonly vocabulary: string;
  /** `android`, `apple`, … as `also` says. */
  readonly scheme: string;
  readonly value: string;
  readonly term: string;
  /** The terms of its row; none where no table has a row for it or for a term above it. */
  readonly means: readonly string[];
}

/** All vocabularies and platform tables of the library, together. */
export function libraryNames(): { readonly names: Names; readonly diagnostics: readonly Diagnostic[] } {
  const files = ['vocabulary', 'platform'].flatMap((one) =>
    namesBelow(projectPath(`stdlib/${one}`), `std/${one}`),
  );
  const text = files.map((one) => `use ${one}\n`).join('');
  return compile({ file: 'library.proviso', text }, testHost(), { asOf: '2026-01-31' });
}

/** Every value of every platform that the library knows as a permission, a label's type or purpose, or an interface. */
export function meaningsOf(names: Names): readonly Meaning[] {
  return Object.entries(MEANINGS).flatMap(([vocabulary, table]) => {
    const terms = names.vocabularies.get(vocabulary)?.terms ?? new Map();
    return [...terms.values()].flatMap((term) =>
      Object.entries<readonly string[]>(term.also).flatMap(([scheme, values]) =>
        values.map((value) => {
          const means = rowOf(names.tables.get(table), term.name);
          return { vocabulary, scheme, value, term: term.name, means };
        }),
      ),
    );
  });
}

/** The row of a key, or of the nearest term above it that has one. */
export function rowOf(table: TableEntry | undefined, key: string): readonly string[] {
  for (let name = key; name !== ''; name = name.slice(0, Math.max(0, name.lastIndexOf('.')))) {
    const row = table?.rows.get(name);
    if (row !== undefined && typeof row !== 'number') return row.written;
  }
  return [];
}

/** The page `docs/platform-coverage.md`. */
export function coveragePage(names: Names): string {
  const meanings = meaningsOf(names);
  const groups = [...new Set(meanings.map(groupOf))].map((group) => ({
    group,
    parts: partsOf(
      meanings.filter((one) => groupOf(one) === group),
      names,
    ),
  }));
  return `${[
    '# How the platforms’ words come to terms',
    'Written by `npm run accept` from the tables in `stdlib/platform`, and held by `test/vocabulary.test.ts`. A value maps exactly where its row has one term without kinds of its own, and no other value of the platform comes to the same. Else a manifest says less than a rule may ask, and the rule stays undetermined.',
    table(groups.map(({ group, parts }) => [group, ...countsOf(parts)])),
    ...groups.flatMap(({ group, parts }) => sectionOf(group, parts)),
    '## Terms that no store and no scheme has a name for',
    ...nameless(names),
  ].join('\n\n')}\n`;
}

const groupOf = ({ vocabulary, scheme }: Meaning): string => `${scheme}: ${vocabulary}`;

interface Parts {
  readonly exact: readonly Meaning[];
  /** Several terms, one of which is meant. */
  readonly several: readonly Meaning[];
  /** One term, which has kinds of its own. */
  readonly broad: readonly Meaning[];
  /** One term without kinds, which other values come to as well. */
  readonly shared: readonly Meaning[];
  readonly noData: readonly Meaning[];
}

function partsOf(meanings: readonly Meaning[], names: Names): Parts {
  const key = (one: Meaning): string => one.means.join(', ');
  const vocabulary = vocabularyOfMeaning(meanings[0], names);
  const hasKinds = (term: string): boolean => (vocabulary?.below.get(term)?.size ?? 0) > 1;
  const noData = meanings.filter((one) => key(one) === NO_DATA);
  const data = meanings.filter((one) => key(one) !== NO_DATA);
  const several = data.filter((one) => one.means.length > 1);
  const single = data.filter((one) => one.means.length === 1);
  const broad = single.filter((one) => hasKinds(key(one)));
  const narrow = single.filter((one) => !broad.includes(one));
  const isShared = (one: Meaning): boolean =>
    data.some((other) => other.term !== one.term && other.means.includes(key(one)));
  return {
    noData,
    several,
    broad,
    shared: narrow.filter(isShared),
    exact: narrow.filter((one) => !isShared(one)),
  };
}

function vocabularyOfMeaning(one: Meaning | undefined, names: Names): VocabularyEntry | undefined {
  const to = one && names.tables.get(MEANINGS[one.vocabulary] ?? '')?.to;
  return typeof to === 'object' ? to : undefined;
}

function countsOf({ exact, several, broad, shared, noData }: Parts): string[] {
  const all = [exact, several, broad, shared, noData];
  return [all.reduce((sum, one) => sum + one.length, 0), ...all.map((one) => one.length)].map(String);
}

function table(rows: readonly (readonly string[])[]): string {
  const head = [
    'scheme: what',
    'values',
    'exact',
    'one of several terms',
    'a term with kinds',
    'a term that others share',
    'no data',
  ];
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function sectionOf(group: string, { several, broad, shared, noData }: Parts): string[] {
  const list = (title: string, meanings: readonly Meaning[]): string[] => {
    const byMeaning = new Map<string, string[]>();
    for (const one of meanings) {
      const key = one.means.map((term) => `\`${term}\``).join(', ');
      byMeaning.set(key, [...(byMeaning.get(key) ?? []), `\`${one.value}\``]);
    }
    const lines = [...byMeaning].map(([key, values]) => `- ${key}: ${values.join(', ')}`);
    return meanings.length === 0 ? [] : [`**${title}**`, lines.join('\n')];
  };
  const coarse = [
    ...list('One of several terms', several),
    ...list('A term with kinds of its own', broad),
    ...list('A term that others share', shared),
  ];
  const none =
    noData.length === 0 ? [] : [`**No data**: ${noData.map((one) => `\`${one.value}\``).join(', ')}`];
  return coarse.length + none.length === 0 ? [] : [`## ${group}`, ...coarse, ...none];
}

/** Names that a data term and a purpose are expected to have elsewhere. */
const SCHEMES = ['fides', 'dpv', 'apple', 'play'];

function nameless(names: Names): string[] {
  return ['data', 'purpose'].flatMap((vocabulary) =>
    SCHEMES.map((scheme) => {
      const terms = [...(names.vocabularies.get(vocabulary)?.terms.values() ?? [])];
      const without = terms
        .filter((one) => (one.also[scheme] ?? []).length === 0)
        .map((one) => `\`${one.name}\``);
      return `- ${vocabulary}, ${scheme} (${without.length} of ${terms.length}): ${without.join(', ') || 'none'}`;
    }).join('\n'),
  );
}
