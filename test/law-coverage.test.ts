/** Holds docs/law-coverage.md: each provision has its rule or the reason there is none, each rule its provision and a test. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { projectPath } from './support/host.ts';
import { writePage } from './support/law-page.ts';
import { meet, placesIn } from './support/locators.ts';
import { type PackRule, readPacks, readTests } from './support/packs.ts';
import { AREAS, type Area, type Provision, readProvisions } from './support/provisions.ts';

const accept = process.env.ACCEPT === '1';
const PAGE = 'docs/law-coverage.md';

/** A showcase of the language from the cases of 2018: what it checks, the packs of each law check in full. */
const SHOWCASE = 'cn.principles';

const names = Object.keys(AREAS).filter((area): area is Area => area in AREAS);
const packs = readPacks(names);
const areas = names.flatMap((area, index) => {
  const own = packs[index];
  return own ? { area, ...own, ...readProvisions(area) } : [];
});
const tests = readTests(areas);

describe.each(areas)('$area', ({ rules, sources, provisions, problems, diagnostics }) => {
  const byId = new Map(rules.map((one) => [one.id, one]));
  const listed = new Set(provisions.flatMap((one) => one.rules));
  const bound = rules.filter((one) => one.policy !== SHOWCASE || listed.has(one.id));

  test('the packs compile, all of them together', () => {
    expect(diagnostics.map((one) => `${one.span.file}: ${one.code}: ${one.message}`)).toEqual([]);
  });

  test('the list has its form, and names rules where it says that they check', () => {
    expect(problems).toEqual([]);
  });

  test('each provision is of a source that is known', () => {
    const known = new Set(sources.map((one) => one.name));
    const unknown = provisions.filter((one) => !known.has(one.source));
    expect(unknown.map((one) => `${one.id}: no source ${one.source}`)).toEqual([]);
  });

  test('each rule named is there, and cites the provision', () => {
    const wrong = provisions.flatMap((one) =>
      one.rules.flatMap((id) => wrongRule(one, id, byId.get(id)) ?? []),
    );
    expect(wrong).toEqual([]);
  });

  test('each rule belongs to a provision', () => {
    expect(bound.filter((one) => !listed.has(one.id)).map((one) => one.id)).toEqual([]);
  });

  test('each rule is broken in a test', () => {
    const broken = new Set(tests.flatMap((one) => one.violated));
    expect(bound.filter((one) => !broken.has(one.id)).map((one) => one.id)).toEqual([]);
  });
});

function wrongRule(provision: Provision, id: string, rule: PackRule | undefined): string | undefined {
  const { id: row, source, locator } = provision;
  if (rule === undefined) return `${row}: there is no rule ${id}`;
  const places = rule.cites.filter((one) => one.source === source);
  if (places.some((one) => meet(one.locator, locator))) return undefined;
  const cited = places.map((one) => one.locator ?? 'the whole').join(', ');
  return `${row}: ${id} does not cite ${source} ${locator ?? ''} but ${cited === '' ? 'other sources' : cited}`;
}

test('the page is up to date', () => {
  const page = writePage(areas, tests);
  const path = projectPath(PAGE);
  if (accept) writeFileSync(path, page);
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  expect(text === page, `${PAGE} is out of date: run \`npm run accept\`, and read what changed`).toBe(true);
});

describe('places in a law', () => {
  test.each([
    ['Article 13(1)', 'Article 13(1)(2)', true],
    ['Article 13', 'Article 13(1)', true],
    ['Article 1', 'Article 13', false],
    ['Article 13(1)', 'Article 13(2)', false],
    ['Articles 15-17, 20', 'Article 16(1)', true],
    ['Articles 15-17, 20', 'Article 20', true],
    ['Articles 15–17, 20', 'Article 18', false],
    ['Article 9(2)(b)–(j)', 'Article 9(2)(c)', true],
    ['Article 4(11), 7(1)', 'Article 7(1)', true],
    ['Article 7; Recital 32', 'Recital 32', true],
    ['Recital 32', 'Article 32', false],
    ['Annex III 1', 'Annex III', true],
    ['§ 312.5(b)', '§ 312.5', true],
    ['Section 1798.100(a)(3)', 'Section 1798.100(c)', false],
  ])('%s and %s', (one, other, expected) => {
    expect(meet(one, other)).toBe(expected);
    expect(meet(other, one)).toBe(expected);
  });

  test('a locator with no number is a place of its own', () => {
    expect(placesIn('Preamble')).toEqual([['preamble']]);
    expect(meet('Preamble', 'Article 1')).toBe(false);
    expect(meet(undefined, 'Article 1')).toBe(true);
  });
});
