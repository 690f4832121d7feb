/** Remarks on policies that are right: when each is made, and when it would be noise. The pages of the codes show the rest. */
import { describe, expect, it } from 'vitest';
import { compile } from '../compiler/compile.ts';
import { testHost } from './support/host.ts';

const HEAD = 'policy try "A try"\nuse std/app\n';

/** The codes that a text gives, with the words that are underlined. */
function remarks(text: string, files: Readonly<Record<string, string>> = {}): readonly string[] {
  const source = { file: './policy', text };
  const { diagnostics } = compile(source, testHost({ ...files, './policy': text }), { asOf: '2026-01-31' });
  return diagnostics.map(({ code, span }) => `${code}: ${text.slice(span.start, span.end)}`);
}

const rule = (where: string) => `${HEAD}rule r "R"\n  each collection where ${where}\n  is forbidden\n`;

describe('never-true', () => {
  it.each([
    'data is location and data is health',
    'data is location and data is not location',
    'data is location.precise and data is exactly location',
    'data is one of location.precise, location.track and data is media',
    'retention is at most 10 days and retention is at least 20 days',
    'retention is more than 10 days and retention is less than 10 days',
    'background is yes and background is no',
    'background is yes and not background is yes',
    'function is "a" and function is "b"',
    '(data is location and data is health) or (data is media and data is health)',
    'some share where recipient is partner and recipient is data-broker',
  ])('%s', (where) => {
    expect(remarks(rule(where))).toEqual([`never-true: ${where}`]);
  });

  it.each([
    'data is location and data is location.precise',
    'data is location or data is health',
    'data is location except data is location.precise',
    'purposes include advertising and purposes include safety',
    'retention is at least 10 days and retention is at most 10 days',
    'retention is more than 10 days and retention is less than 11 days',
    'retention is less than 10 days and retention is not exactly 0 days',
    '(some share where recipient is partner) and (some share where recipient is data-broker)',
  ])('not: %s', (where) => {
    expect(remarks(rule(where))).toEqual([]);
  });

  it('sees what the policy and the rule say together', () => {
    const text = `policy try "A try"\n  applies when app.cleartext is yes\nuse std/app\nrule r "R"\n  when app.cleartext is no\n  forbid some collection where data is location\n`;
    expect(remarks(text)).toEqual(['never-true: app.cleartext is no']);
  });

  it('sees exceptions and waivers', () => {
    const both = 'data is location and data is health';
    const text = `${rule('data is media')}exception e to r\n  where ${both}\nwaiver of r where ${both}\n  until 2099-01-01 approved by "x" because "y"\n`;
    expect(remarks(text)).toEqual([`never-true: ${both}`, `never-true: ${both}`]);
  });
});

describe('what ended', () => {
  const ended = `${HEAD}rule old "Old"\n  in force until 2025-12-31\n  each collection\n  purposes must be stated\n`;
  const other = 'rule other "Other"\n  each share\n  name must be stated\n';

  it('is told, unless it was kept on purpose', () => {
    expect(remarks(ended + other)).toEqual(['rule-ended: 2025-12-31']);
    expect(remarks(`${ended}${other}  in force from 2026-01-01\n`)).toEqual([]);
    const test =
      'test "t"\n  given manifest """\ncollections: []\n"""\n  as of 2025-01-01\n  expect compliance\n';
    expect(remarks(ended + other + test)).toEqual([]);
  });

  it('counts up to and with its last day', () => {
    expect(remarks(ended.replace('2025-12-31', '2026-01-31') + other)).toEqual([]);
    expect(remarks(ended.replace('2025-12-31', '2026-01-30') + other)).toEqual(['rule-ended: 2026-01-30']);
  });

  it('is not told of files that are brought in', () => {
    const files = { './law': ended.replace('policy try', 'policy law') };
    expect(remarks(`${HEAD}adopt ./law\n${other}`, files)).toEqual([]);
  });

  it('is told of a waiver in any file that is enforced', () => {
    const waiver =
      'waiver of law/kept where function is stated\n  until 2026-01-30 approved by "x" because "y"\n';
    const law = `policy law "Law"\nuse std/app\nrule kept "Kept"\n  each collection\n  purposes must be stated\n`;
    expect(remarks(`${HEAD}adopt ./law\n${waiver}`, { './law': law })).toEqual([
      'waiver-expired: 2026-01-30',
    ]);
  });
});

describe('rule-not-enforced', () => {
  const law = `policy law "Law"\nuse std/app\nrule kept "Kept"\n  each collection\n  purposes must be stated\n`;
  const own = 'rule own "Own"\n  each share\n  name must be stated\n';
  const exception = 'exception e to kept\n  where data is media\n';
  const waiver = 'waiver of kept where data is media\n  until 2099-01-01 approved by "x" because "y"\n';

  it('is told of exceptions and waivers, with what to adopt', () => {
    expect(remarks(`${HEAD}use ./law\n${own}${exception}${waiver}`, { './law': law })).toEqual([
      'rule-not-enforced: kept',
      'rule-not-enforced: kept',
    ]);
    expect(remarks(`${HEAD}adopt ./law\n${own}${exception}${waiver}`, { './law': law })).toEqual([]);
  });

  it('is not told of a file of exceptions, made to be adopted with the law', () => {
    expect(remarks(`${HEAD}use ./law\n${exception}`, { './law': law })).toEqual([]);
  });
});

describe('places in tests', () => {
  const at = (place: string) =>
    remarks(
      `${rule('data is media')}test "t"\n  given manifest """\ncollections: []\n"""\n  as of 2026-01-31\n  expect violation of r at "${place}"\n`,
    );
  it.each([
    '/',
    '',
    '/collections',
    '/collections/0',
    '/collections/12/shares/0',
    '/app/markets/0',
    '/x-own/0',
  ])('%s', (place) => {
    expect(at(place)).toEqual([]);
  });
  it.each([
    ['collections/0', 'place-without-slash'],
    ['collections.0', 'place-without-slash'],
    ['/collection/0', 'place-nowhere'],
    ['/collections/first', 'place-nowhere'],
    ['/collections/0/data/0', 'place-nowhere'],
  ])('%s: %s', (place, code) => {
    expect(at(place)).toEqual([`${code}: "${place}"`]);
  });
});
