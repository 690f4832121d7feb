/** The words of the library: titles, names elsewhere, and every platform value brought to a term. `npm run accept` writes the page. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { coveragePage, libraryNames, type Meaning, meaningsOf, rowOf } from './support/coverage.ts';
import {
  DIFFERS,
  factsOf,
  listedTerms,
  proposals,
  withoutFacts,
  withoutVocabulary,
} from './support/facts.ts';
import { projectPath } from './support/host.ts';

const { names, diagnostics } = libraryNames();
const meanings = meaningsOf(names);
const vocabularies = [...names.vocabularies.values()];

test('the vocabularies and tables have nothing to complain of, taken together', () => {
  expect(diagnostics).toEqual([]);
  expect(vocabularies.length).toBeGreaterThan(15);
});

test.each(
  vocabularies.map((one) => [one.name, one] as const),
)('%s has titles in English and Chinese', (_, one) => {
  const titles = [one.title, ...[...one.terms.values()].map((term) => term.title)];
  expect(titles.filter((title) => !title.en || !title.zh)).toEqual([]);
});

describe('platform values', () => {
  test('each comes to a term, a permission to exactly one', () => {
    expect(meanings.filter((one) => one.means.length === 0)).toEqual([]);
    const permissions = meanings.filter((one) => one.vocabulary === 'system-permission');
    expect(permissions.filter((one) => one.means.length !== 1)).toEqual([]);
    expect(permissions.length).toBeGreaterThan(480);
  });

  // As many as the stores list.
  test.each([
    ['label-type', 'apple', 35],
    ['label-type', 'play', 38],
    ['label-type', 'firefox', 13],
    ['label-type', 'chrome', 9],
    ['label-type', 'wechat', 28],
    ['label-purpose', 'apple', 6],
    ['label-purpose', 'play', 7],
    ['accessed-api', 'apple', 5],
  ])('%s has all of %s', (vocabulary, scheme, count) => {
    expect(meanings.filter((one) => one.vocabulary === vocabulary && one.scheme === scheme).length).toBe(
      count,
    );
  });

  test('each means one thing in its scheme', () => {
    const seen = new Map<string, string>();
    const twice = meanings.filter((one) => {
      const key = `${one.vocabulary} ${one.scheme} ${one.value}`;
      const before = seen.get(key);
      seen.set(key, one.term);
      return before !== undefined;
    });
    expect(twice).toEqual([]);
  });

  test('permissions of the sets are permissions with data or a reach beyond it', () => {
    const sensitive = names.sets.get('sensitive-permissions')?.members.flatMap((one) => [...one]) ?? [];
    for (const platform of ['android', 'ios', 'harmony', 'web-extension', 'wechat'])
      expect(sensitive.filter((one) => one.startsWith(`${platform}.`)).length, platform).toBeGreaterThan(5);
  });
});

/** Both ways: what a term says a store calls it must be able to hold the term. */
describe.each([
  ['data', 'label-type', 'label-data'],
  ['purpose', 'label-purpose', 'label-purposes'],
])('a store’s name for %s', (vocabulary, types, table) => {
  const below = names.vocabularies.get(vocabulary)?.below ?? new Map<string, Set<string>>();
  const typeOf = new Map(
    meanings.filter((one) => one.vocabulary === types).map((one) => [`${one.scheme} ${one.value}`, one.term]),
  );
  const leaves = [...(names.vocabularies.get(vocabulary)?.terms.values() ?? [])].filter(
    (one) => below.get(one.name)?.size === 1,
  );
  test.each(['apple', 'play'])('in %s holds the term that names it', (scheme) => {
    const said = leaves.flatMap((one) =>
      (one.also[scheme] ?? []).map((value) => ({ term: one.name, value })),
    );
    const wrong = said.filter(({ term, value }) => {
      const row = rowOf(names.tables.get(table), typeOf.get(`${scheme} ${value}`) ?? '');
      return !row.some((one) => below.get(one)?.has(term));
    });
    expect(wrong).toEqual([]);
    expect(said.length).toBeGreaterThan(40);
  });
});

test('each reason for an interface is good for exactly one', () => {
  const rows = [...(names.tables.get('approved-reasons')?.rows.values() ?? [])];
  const given = rows.flatMap((row) => (typeof row === 'number' ? [] : row.written));
  const known = [...(names.vocabularies.get('api-reason')?.terms.values() ?? [])].filter((one) => one.parent);
  expect([...given].sort()).toEqual(known.map((one) => one.name).sort());
});

describe.skipIf(withoutVocabulary)('the list of terms', () => {
  test('each term is there, with its titles and its names elsewhere', () => {
    const wrong = listedTerms().filter(({ vocabulary, term, zh, also }) => {
      const entry = names.vocabularies.get(vocabulary);
      if (entry?.terms.get(term)?.title.zh !== zh) return true;
      // A name may have moved to a finer term.
      const kinds = [...(entry.below.get(term) ?? [])].map((one) => entry.terms.get(one)?.also ?? {});
      return Object.entries(also).some(([scheme, values]) =>
        values.some((value) => !kinds.some((one) => one[scheme]?.includes(value))),
      );
    });
    expect(wrong.map((one) => `${one.vocabulary} ${one.term}`)).toEqual([]);
    expect(listedTerms().length).toBeGreaterThan(300);
  });
});

test('the page on coverage is up to date', () => {
  const path = projectPath('docs/platform-coverage.md');
  const page = coveragePage(names);
  if (process.env.ACCEPT === '1') writeFileSync(path, page);
  expect(existsSync(path) ? readFileSync(path, 'utf8') : '').toBe(page);
});

/** Lists made elsewhere from the platforms' documents, where they lie beside the project. */
describe.skipIf(withoutFacts)('the facts', () => {
  const byValue = new Map<string, Meaning>();
  for (const one of meanings) byValue.set(`${one.scheme} ${one.value}`, one);
  const others = new Set(
    ['api-reason', 'play-question'].flatMap((one) =>
      [...(names.vocabularies.get(one)?.terms.values() ?? [])].flatMap((term) =>
        Object.values(term.also).flat(),
      ),
    ),
  );
  const known = names.vocabularies.get('data')?.below ?? new Map<string, Set<string>>();
  const purposes = names.vocabularies.get('purpose')?.below ?? new Map<string, Set<string>>();
  const related = (a: string, b: string): boolean =>
    [known, purposes].some((below) => below.get(a)?.has(b) || below.get(b)?.has(a));

  test('every value is known', () => {
    const facts = factsOf();
    const missing = facts.filter(
      ({ scheme, value }) =>
        !byValue.has(`${scheme} ${value}`) && !others.has(value.replace(/^NSPrivacy\w+:/, '')),
    );
    expect(missing).toEqual([]);
    expect(facts.length).toBeGreaterThan(600);
  });

  test('each comes to the term proposed, a broader or a finer one, or differs for a reason', () => {
    const wanted = proposals();
    const differs = factsOf().filter(({ scheme, value, category }) => {
      const means = byValue.get(`${scheme} ${value}`)?.means ?? [];
      const noData = /^(?:capability|security|flow|rights)\.|^none$/.test(category);
      const term = noData ? 'system' : (wanted.get(category) ?? category);
      return means.length > 0 && !means.some((one) => related(one, term));
    });
    expect(differs.map((one) => one.value).sort()).toEqual(Object.keys(DIFFERS).sort());
  });
});
