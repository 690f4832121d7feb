/** `proviso test` and `proviso new policy`, run in this process: reports, files written, exit codes. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DOMParser } from '@xmldom/xmldom';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { test as runTests } from '../cli/commands/test.ts';
import { libraryNames } from '../cli/host.ts';
import { run } from '../cli/program.ts';
import { paintWith, type Stream, type Terminal } from '../cli/terminal.ts';
import { coverageOf } from '../cli/testing/coverage.ts';
import { spread } from '../cli/testing/jobs.ts';
import { shortened } from '../cli/testing/mutants-text.ts';
import { scopeOf } from '../cli/testing/scope.ts';
import { runSuite, type Suite } from '../cli/testing/suite.ts';
import { projectPath } from './support/host.ts';
import { junitFaults } from './support/junit.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'proviso-testing-'));
  cpSync(projectPath('test/testing'), join(folder, 'gaps'), { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, content: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), content);
}

interface Said {
  out: string;
  err: string;
}

function terminalFor(said: Said): Terminal {
  const stream = (name: 'out' | 'err'): Stream => ({
    write: (text) => {
      said[name] += text;
    },
    paint: paintWith(false),
    width: 100,
  });
  return { out: stream('out'), err: stream('err'), cwd: folder, today: '2026-01-31' };
}

async function proviso(...words: string[]): Promise<Said & { readonly exit: number }> {
  const said: Said = { out: '', err: '' };
  const exit = await run(words, terminalFor(said));
  return { exit, ...said };
}

const RULES = `policy kept "Kept"
use std/app
rule short "Short"
  each collection
  retention must be at most 30 days
`;
const test = (title: string, days: number, expected: string) =>
  `test "${title}"\n  given manifest "collections: [{ data: location, retention: ${days} }]"\n  expect ${expected}\n  expect nothing else\n`;
const BROKEN = test('too long', 31, 'violation of short at "/collections/0"');
const FINE = test('short enough', 30, 'compliance');

describe('several files', () => {
  it('are one tally, and a folder stands for all in it', async () => {
    put('tally/a.proviso', RULES + BROKEN);
    put('tally/deep/b.proviso', RULES + FINE);
    const all = await proviso('test', 'tally');
    expect(all.out).toContain('2 tests passed in 2 files');
    expect(all.exit).toBe(0);
    const twice = await proviso('test', 'tally', 'tally/a.proviso', './tally/a.proviso');
    expect(twice.out).toContain('2 tests passed in 2 files');
  });
  it('do not hide one that cannot be tested', async () => {
    put('part/a.proviso', RULES + FINE);
    put('part/wrong.proviso', RULES.replace('retention', 'retension'));
    const { exit, out, err } = await proviso('test', 'part');
    expect(out).toContain('1 test passed; the tests of 1 file could not be run');
    expect(err).toContain('error[unknown-field]');
    expect(exit).toBe(3);
    expect((await proviso('test', 'part', 'nowhere.proviso')).exit).toBe(4);
  });
});

describe('--coverage', () => {
  it('tells what no test has shown, over all files', async () => {
    const { out, exit } = await proviso('test', 'gaps', '--coverage');
    await expect(out).toMatchFileSnapshot('testing/coverage.expected.txt');
    expect(exit).toBe(1);
  });
  it('adds up: what one file leaves out, another may show', async () => {
    const alone = await proviso('test', 'gaps/rules.proviso', '--coverage');
    expect(alone.out).toContain('gaps/location-short, unless basis is legal-obligation');
    const both = await proviso('test', 'gaps', '--coverage');
    expect(both.out).not.toContain('gaps/location-short, unless');
  });
  it('ends with 0 where everything was shown', async () => {
    put('whole.proviso', RULES + BROKEN + FINE);
    const { out, exit } = await proviso('test', 'whole.proviso', '--coverage');
    expect(out).toContain('Rule coverage 100 % of 1 rule: violated 1 of 1, satisfied 1 of 1');
    expect(exit).toBe(0);
  });
  it('does not ask a company to test the law, but its own exception to it', async () => {
    put(
      'own.proviso',
      `policy own "Own"\nadopt std/cn/principles\n${RULES.slice(RULES.indexOf('rule'))}` +
        'exception notes to purpose-told where function is "Notes"\n' +
        `${(BROKEN + FINE).replaceAll('  expect nothing else\n', '').replace('expect compliance', 'expect undetermined rules-published')}`,
    );
    const { out } = await proviso('test', 'own.proviso', '--coverage');
    expect(out).toContain('cn.principles/purpose-told, exception notes  own.proviso:6:11');
    expect(out).toContain('Rule coverage 66 % of 1 rule');
    expect(out).toMatch(/\d\d rules adopted from the library not counted: the library tests its own rules/);
  });
  it('counts a rule of the library where its own file is tested', async () => {
    const { out } = await proviso('test', 'std/cn/principles', '--coverage');
    expect(out).toMatch(/Rule coverage 0 % of \d\d rules/);
  });
  it('counts the rules of the library that a file of tests in the library adopts', async () => {
    put('law.proviso', 'policy law "Law"\nadopt std/cn/principles\n');
    const found = await runSuite('law.proviso', { cwd: folder, today: '2026-01-31' });
    if ('problem' in found) throw new Error('the policy of this test does not compile');
    const rules = (suite: Suite) => coverageOf([suite], scopeOf([suite], folder)).length;
    expect(rules(found)).toBe(0);
    expect(rules({ ...found, path: projectPath('stdlib/cn/law.tests.proviso') })).toBeGreaterThan(20);
  });
});

describe('--mutate', () => {
  it('lists the changes that no test noticed', async () => {
    const { out, exit } = await proviso('test', 'gaps', '--mutate');
    await expect(out).toMatchFileSnapshot('testing/mutants.expected.txt');
    expect(exit).toBe(0);
  });
  it.each([
    ['0', 1],
    ['13', 0],
    ['12', 1],
    ['61%', 1],
    ['62%', 0],
  ])('--max-survivors %s ends with %i', async (most, exit) => {
    expect((await proviso('test', 'gaps', '--mutate', '--max-survivors', most)).exit).toBe(exit);
  });
  it('says that a test which fails anyway notices nothing', async () => {
    put('fails.proviso', RULES + BROKEN + FINE.replace('compliance', 'undetermined short'));
    const { out, exit } = await proviso('test', 'fails.proviso', '--mutate');
    expect(out).toContain('1 test that failed without any change could notice nothing');
    expect(out).toContain('the number is one less: 29 days');
    expect(exit).toBe(1);
  });
  it('comes to the same in several processes', { timeout: 60_000 }, async () => {
    const alone = await proviso('test', 'gaps', '--mutate', '--format', 'json');
    const shared = await proviso('test', 'gaps', '--mutate', '--format', 'json', '--jobs', '3');
    expect(JSON.parse(shared.out)).toEqual(JSON.parse(alone.out));
    for (const wrong of ['0', '1.5', 'all']) {
      expect((await proviso('test', 'gaps', '--mutate', '--jobs', wrong)).exit).toBe(4);
    }
  });
  it('says so where a process came to nothing', async () => {
    const nothing = { compared: 0, noticed: 0, survived: 0, uncheckable: 0, same: 0, changes: [] };
    expect(await spread(2, ['gaps'], join(folder, 'nowhere'), () => nothing)).toBeUndefined();
  });
  it('shows long phrases around what differs', () => {
    const list = [...Array(60).keys()].map((index) => `"word-${index}"`);
    const [before, after] = shortened(
      `name is one of ${list.join(', ')}`,
      `name is one of ${list.toSpliced(30, 1).join(', ')}`,
    );
    expect(before).toBe(
      '… "word-26", "word-27", "word-28", "word-29", "word-30", "word-31", "word-32", "word-33", "word-34", "word-35", "word-36", …',
    );
    expect(after).toBe(
      '… "word-26", "word-27", "word-28", "word-29", "word-31", "word-32", "word-33", "word-34", "word-35", "word-36", …',
    );
    expect(shortened('must be yes', 'must not be yes')).toEqual(['must be yes', 'must not be yes']);
  });
  it('leaves nothing where every step is tested', async () => {
    put(
      'all.proviso',
      RULES.replace('each collection', 'each collection where data is location.precise') +
        [
          ['location.precise', 31, 'violation of short at "/collections/0"'],
          ['location.precise', 30, 'compliance'],
          ['location', 31, 'undetermined short'],
          ['location.coarse', 31, 'compliance'],
        ]
          .map(([data, days, expected]) =>
            test(String(data), Number(days), String(expected)).replace('data: location', `data: ${data}`),
          )
          .join(''),
    );
    const { out } = await proviso('test', 'all.proviso', '--mutate', '--max-survivors', '0');
    expect(out).toContain('6 changes tried: 6 noticed, 0 not noticed (0.0 %)');
  });
  it.each([['5 %'], ['-1'], ['all']])('refuses --max-survivors %s', async (most) => {
    expect((await proviso('test', 'gaps', '--mutate', `--max-survivors=${most}`)).exit).toBe(4);
  });
});

describe('--format json', () => {
  const schema = JSON.parse(readFileSync(projectPath('docs/output/test.schema.json'), 'utf8'));
  const validate = new Ajv2020({ strict: true, allErrors: true, formats: { date: true } }).compile(schema);

  it.each([
    [['gaps']],
    [['gaps', '--coverage', '--mutate']],
    [['part', 'nowhere.proviso', '--coverage']],
    [['own.proviso', '--coverage', '--mutate']],
  ])('%j has the form that is documented', async (words) => {
    const { out, exit } = await proviso('test', '--format', 'json', ...words);
    const report = JSON.parse(out);
    validate(report);
    expect(validate.errors).toBeNull();
    expect(report.summary.exitCode).toBe(exit);
  });
  it('counts what it lists', async () => {
    const { out } = await proviso('test', '--format', 'json', 'gaps', '--mutate', '--coverage');
    const { mutants, coverage } = JSON.parse(out);
    const survivors = mutants.changes.filter((one: { fate: string }) => one.fate === 'survived');
    expect([survivors.length, mutants.survived, mutants.compared]).toEqual([13, 13, 21]);
    expect(coverage.percentage).toBe(54);
  });
});

describe('--junit', () => {
  const hostile = String.raw`a <b> & \"c\" ]]> 测试 ' \u{7} \u{fffe} \u{1f600} \n end`;

  it('is well-formed and in the form that readers share, for any title and message', async () => {
    put(
      'junit/a.proviso',
      RULES + BROKEN.replace('too long', hostile) + FINE.replace('30 }', '30, \\"<&\\": 1 }'),
    );
    put('junit/wrong.proviso', RULES.replace('retention', 'retension'));
    const { exit } = await proviso('test', 'junit', '--junit', 'out/junit.xml');
    expect(exit).toBe(3);
    const xml = readFileSync(join(folder, 'out/junit.xml'), 'utf8');
    expect(junitFaults(xml)).toEqual([]);
    const document = new DOMParser().parseFromString(xml, 'text/xml');
    const names = [0, 1, 2].map((index) =>
      document.getElementsByTagName('testcase').item(index)?.getAttribute('name'),
    );
    expect(names).toEqual([
      `a <b> & "c" ]]> 测试 ' \ufffd \ufffd \u{1f600} \n end`,
      'short enough',
      'the file can be tested',
    ]);
    expect(document.getElementsByTagName('failure').length).toBe(1);
    expect(document.getElementsByTagName('error').length).toBe(1);
  });
  it('says what is wrong with a report that is not', () => {
    expect(junitFaults('<testsuites tests="1" failures="0" errors="0"><testcase/></testsuites>')).not.toEqual(
      [],
    );
    expect(junitFaults('<testsuites><testsuite name="a">')).not.toEqual([]);
  });
  it('is refused where it cannot be written', async () => {
    const { exit, err } = await proviso('test', 'gaps', '--junit', 'gaps');
    expect(exit).toBe(4);
    expect(err).toContain('gaps: this is a folder');
  });
});

describe('--watch', () => {
  it('runs again what a change concerns, and only that', { timeout: 20_000 }, async () => {
    put('watch/a.proviso', RULES + BROKEN.replace(/given manifest "[^"]*"/, 'given "app.yaml"'));
    put('watch/b.proviso', RULES + FINE);
    put('watch/app.yaml', 'collections: [{ data: location, retention: 31 }]\n');
    const said: Said = { out: '', err: '' };
    const ends = new AbortController();
    const options = { coverage: false, mutate: false, jobs: 1, format: 'text', watch: true } as const;
    const done = runTests(['watch'], options, terminalFor(said), ends.signal);
    const until = async (text: string) => {
      await expect.poll(() => said.out, { timeout: 8000 }).toContain(text);
      const { out } = said;
      said.out = '';
      return out;
    };
    expect(await until('2 tests passed in 2 files')).toContain('watch/b.proviso');
    await expect.poll(() => said.err).toContain('waiting for a rule file or a manifest to change');
    put('watch/app.yaml', 'collections: [{ data: location, retention: 30 }]\n');
    const failed = await until('1 of 2 tests failed');
    expect(failed).toContain('watch/a.proviso');
    expect(failed).not.toContain('watch/b.proviso\n');
    put('watch/c.proviso', RULES + FINE);
    const added = await until('1 of 3 tests failed');
    expect(added).toContain('watch/c.proviso\n');
    expect(added).not.toContain('watch/b.proviso\n');
    ends.abort();
    expect(await done).toBe(1);
  });
});

describe('new policy', () => {
  it('writes a file that checks, is in form, and whose test passes at once', async () => {
    const { exit, out } = await proviso('new', 'policy', 'shop.privacy', '-o', 'new/shop.proviso');
    expect(exit).toBe(0);
    expect(out).toContain('new/shop.proviso: written');
    expect((await proviso('check', 'new/shop.proviso')).exit).toBe(0);
    expect((await proviso('fmt', '--check', 'new/shop.proviso')).exit).toBe(0);
    const tested = await proviso(
      'test',
      'new/shop.proviso',
      '--coverage',
      '--mutate',
      '--max-survivors',
      '0',
    );
    expect(tested.out).toContain('1 test passed');
    expect(tested.exit).toBe(0);
  });
  it('names every law of the library, and adopts those asked for', async () => {
    const listed = await proviso('new', 'policy');
    expect(listed.out).toContain('company.privacy.proviso: written');
    const text = readFileSync(join(folder, 'company.privacy.proviso'), 'utf8');
    const laws = libraryNames().filter((name) => {
      const path = projectPath(`stdlib/${name.slice('std/'.length)}.proviso`);
      return /^policy /m.test(readFileSync(path, 'utf8'));
    });
    expect(laws.length).toBeGreaterThan(0);
    const named = [...text.matchAll(/^# {3}adopt (\S+) {2}# ./gm)].map((line) => line[1] ?? '');
    // A law in several files is named once; adopting it brings in its parts.
    const missing = laws.filter((law) => !named.some((name) => law === name || law.startsWith(`${name}/`)));
    expect(missing).toEqual([]);
    const uncommented = text.replace(/^# {3}adopt/gm, 'adopt').replace('  expect nothing else\n', '');
    put('uncommented.proviso', uncommented);
    expect((await proviso('test', 'uncommented.proviso')).exit).toBe(0);
    await proviso('new', 'policy', 'shop', '--adopt', laws.join(','));
    const adopted = readFileSync(join(folder, 'shop.proviso'), 'utf8');
    for (const law of laws) expect(adopted).toContain(`\nadopt ${law}  # `);
    for (const words of [['check'], ['fmt', '--check'], ['test']]) {
      expect((await proviso(...words, 'shop.proviso')).exit).toBe(0);
    }
  });
  it('never writes over a file', async () => {
    put('there.proviso', '# mine\n');
    const { exit, err } = await proviso('new', 'policy', '-o', 'there.proviso');
    expect(exit).toBe(4);
    expect(err).toContain('there.proviso: there is already such a file, and nothing was written');
    expect(readFileSync(join(folder, 'there.proviso'), 'utf8')).toBe('# mine\n');
  });
  it.each([
    [['a b'], /cannot be the name of a policy/],
    [['"'], /cannot be the name of a policy/],
    [['x', '--adopt', 'std/cn/principels'], /did you mean `std\/cn\/principles`/],
    [['x', '--adopt', 'std/app'], /there is no law std\/app/],
    [['x', '-o', 'there.proviso/x'], /there is already|where a folder is needed|no such file/],
  ])('refuses %j', async (words, expected) => {
    const { exit, err } = await proviso('new', 'policy', ...words);
    expect(exit).toBe(4);
    expect(err).toMatch(expected);
  });
});
