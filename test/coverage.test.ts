/** What a test shows of a rule: broken, kept by whom it is about, open; and which exceptions decided. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { coverageOf, percentage, type RuleCoverage, tallyOf } from '../cli/testing/coverage.ts';
import { partsOf, runFiles } from '../cli/testing/results.ts';
import { scopeOf } from '../cli/testing/scope.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'proviso-coverage-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function coverage(...files: readonly string[]): Promise<readonly RuleCoverage[]> {
  const names = files.map((_, index) => `part-${index}.proviso`);
  for (const [index, text] of files.entries()) writeFileSync(join(folder, names[index] ?? ''), text);
  const world = { cwd: folder, today: '2026-01-31' };
  const { suites, unusable } = partsOf(await runFiles(names, world, () => undefined));
  expect(unusable.map((one) => one.problem.diagnostics)).toEqual([]);
  return coverageOf(suites, scopeOf(suites, folder));
}

/** The first rule on one manifest: `v`iolated, `s`atisfied, `u`ndetermined, and the exceptions that decided. */
async function shown(rule: string, manifest: string, day = '2026-01-31'): Promise<string> {
  const [seen] = await coverage(
    `policy p "P"\nuse std/app\n${rule}\n\ntest "t" given manifest "${manifest}" as of ${day} expect compliance\n`,
  );
  const letters = [seen?.violated ? 'v' : '', seen?.satisfied ? 's' : '', seen?.undetermined ? 'u' : ''];
  const applied = seen?.exceptions.filter((one) => one.applied).map((one) => one.name) ?? [];
  return [letters.join('') || '-', ...applied].join(', ');
}

const SHORT = 'rule short "S" each collection where data is location retention must be at most 30 days';
const BROKERS = 'rule brokers "B" each share where recipient is data-broker is forbidden';
const NONE = 'rule none "N" each sdk is forbidden';

describe('a rule', () => {
  it.each([
    ['broken', SHORT, '{ collections: [{ data: location, retention: 31 }] }', 'v'],
    ['kept', SHORT, '{ collections: [{ data: location, retention: 30 }] }', 's'],
    ['not about it: kept by nobody', SHORT, '{ collections: [{ data: health, retention: 31 }] }', '-'],
    ['nothing there: kept by nobody', SHORT, '{ collections: [] }', '-'],
    ['left open', SHORT, '{ collections: [{ data: location }] }', 'u'],
    ['no list', SHORT, '{}', 'u'],
    ['perhaps about it', SHORT, '{ collections: [{ data: other, retention: 30 }] }', '-'],
    [
      'forbids: one such',
      BROKERS,
      '{ collections: [{ data: health, shares: [{ recipient: data-broker }] }] }',
      'v',
    ],
    ['forbids: another', BROKERS, '{ collections: [{ data: health, shares: [{ recipient: self }] }] }', 's'],
    ['forbids: none at all', BROKERS, '{ collections: [{ data: health, shares: [] }] }', '-'],
    ['forbids all: one', NONE, '{ sdks: [{ name: x }] }', 'v'],
    ['forbids all: none', NONE, '{ sdks: [] }', 's'],
    ['forbids all: not said', NONE, '{}', 'u'],
    [
      'waived is broken',
      `${SHORT} waiver of short until 2030-01-01 approved by \\"x\\" because \\"y\\"`,
      '{ collections: [{ data: location, retention: 31 }] }',
      'v',
    ],
  ])('%s', async (_, rule, manifest, expected) => {
    expect(await shown(rule.replaceAll('\\"', '"'), manifest)).toBe(expected);
  });
  it('shows nothing on a day when it is not in force', async () => {
    const rule = SHORT.replace('each', 'in force from 2026-01-01 each');
    const broken = '{ collections: [{ data: location, retention: 31 }] }';
    expect(await shown(rule, broken, '2025-12-31')).toBe('-');
    expect(await shown(rule, broken, '2026-01-01')).toBe('v');
  });
  it('is not seen where a `when` does not hold', async () => {
    const rule = SHORT.replace('each', 'when app.markets include cn each');
    const kept = (market: string) =>
      `{ app: { markets: [${market}] }, collections: [{ data: location, retention: 30 }] }`;
    expect(await shown(rule, kept('us'))).toBe('-');
    expect(await shown(rule, kept('cn'))).toBe('s');
  });
});

describe('an exception', () => {
  const rule =
    `${SHORT} unless purposes include only safety unless basis is legal-obligation\n` +
    'exception notes to short where function is "Notes"\n' +
    'exception not-children to notes where whose is subject.child';
  const of = (fields: string, days = 31) =>
    `{ collections: [{ data: location, retention: ${days}, ${fields} }] }`;
  it.each([
    [
      'decides where the rule would be broken',
      of('purposes: [safety], basis: consent, function: x, whose: subject.user'),
      '-, unless purposes include only safety',
    ],
    [
      'does not where the rule is kept anyway',
      of('purposes: [safety], basis: consent, function: x, whose: subject.user', 30),
      's',
    ],
    [
      'does not where another holds too',
      of('purposes: [safety], basis: legal-obligation, function: x, whose: subject.user'),
      '-',
    ],
    [
      'decides by name',
      of('purposes: [service], basis: consent, function: Notes, whose: subject.user'),
      '-, exception notes',
    ],
    [
      'brings the rule back',
      of('purposes: [service], basis: consent, function: Notes, whose: subject.child'),
      'v, exception not-children',
    ],
    ['is not surely there', of('basis: consent, function: x, whose: subject.user'), 'u'],
  ])('%s', async (_, manifest, expected) => {
    expect(await shown(rule, manifest)).toBe(expected);
  });
});

describe('several files', () => {
  it('add up by policy and rule', async () => {
    const test = (days: number) =>
      `test "t" given manifest "{ collections: [{ data: location, retention: ${days} }] }" expect compliance\n`;
    const all = await coverage(
      `policy a "A"\nuse std/app\n${SHORT}\n\n${test(31)}`,
      `policy b "B"\nadopt ./part-0\n\n${test(30)}`,
      `policy c "C"\nuse std/app\n${SHORT}\n`,
    );
    expect(all.map(({ rule, violated, satisfied }) => [rule, violated, satisfied])).toEqual([
      ['a/short', true, true],
      ['c/short', false, false],
    ]);
    expect(tallyOf(all).total).toEqual({ seen: 2, all: 4 });
  });
  it('are whole only where nothing is missing', () => {
    expect(percentage({ seen: 999, all: 1000 })).toBe(99);
    expect(percentage({ seen: 1000, all: 1000 })).toBe(100);
    expect(percentage({ seen: 0, all: 0 })).toBe(100);
  });
});
