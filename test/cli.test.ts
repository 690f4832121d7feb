/** The command as a whole, run in this process: what it says, and with which code it ends. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../cli/program.ts';
import { paintWith, type Stream } from '../cli/terminal.ts';
import { LIMITS } from '../readers/reading.ts';
import { projectPath } from './support/host.ts';

const POLICY = `policy try "A try" zh "试行" version "1.0"
use std/app
use std/platform/android

source Law "The Law" zh "法律" link "https://law.example/1"

# Thirty days are enough to find one's way.
rule short "Precise location is not kept for longer than thirty days" zh "精准位置保存不超过三十天"
  cites Law "Article 1"
  each collection where data is location.precise
  retention must be at most 30 days
  say "It is kept for {retention} days."
  advise "Keep it for thirty days at most."

rule told "The user is told why"
  each permission
  rationale should be stated

waiver of short where function is stated and retention is at most 90 days
  until 2030-12-31 approved by "counsel" because "the old app"
`;

const FILES: Readonly<Record<string, string | Buffer>> = {
  'policy.proviso': POLICY,
  'good.yaml': 'collections:\n  - data: location.precise\n    retention: 30\npermissions: []\n',
  'bad.yaml': 'collections:\n  - data: location.precise\n    retention: 31\npermissions: []\n',
  'open.yaml': 'collections:\n  - data: location\npermissions: []\n',
  'waived.yaml':
    'collections:\n  - data: location.precise\n    retention: 60\n    function: map\npermissions: []\n',
  'advised.yaml': 'collections: []\npermissions:\n  - name: CAMERA\n    rationale: ""\n',
  'misspelt.yaml': 'collections: []\npermisions: []\n',
  'app.json': '{ "collections": [], "permissions": [] }',
  'android.xml':
    '<manifest xmlns:android="http://schemas.android.com/apk/res/android">\n' +
    '  <uses-permission android:name="android.permission.CAMERA" />\n</manifest>\n',
  'latin1.yaml': Buffer.from([0x61, 0x3a, 0x20, 0xe9]),
  'large.yaml': Buffer.alloc(LIMITS.bytes + 1, 0x20),
  'broken.yaml': 'a: [',
  'wrong.proviso':
    'policy wrong "Wrong"\nuse std/app\nrule r "R"\n  each collection\n  data must be location.presice\n',
  'hostile.yaml': 'collections: []\npermissions: []\n"x\\e[31m": 1\n',
};

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'proviso-'));
  for (const [name, content] of Object.entries(FILES)) put(name, content);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, content: string | Buffer): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), content);
}

interface Ran {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

async function proviso(...words: string[]): Promise<Ran> {
  const written = { out: '', err: '' };
  const stream = (name: 'out' | 'err'): Stream => ({
    write: (text) => {
      written[name] += text;
    },
    paint: paintWith(false),
    width: 100,
  });
  const terminal = { out: stream('out'), err: stream('err'), cwd: folder, today: '2026-01-31' };
  return { exit: await run(words, terminal), ...written };
}

const lint = (...words: string[]) => proviso('lint', '--policy', 'policy.proviso', ...words);

describe('lint, its exit codes', () => {
  it.each([
    ['good.yaml', 0],
    ['app.json', 0],
    ['waived.yaml', 0],
    ['advised.yaml', 0],
    ['bad.yaml', 1],
    ['open.yaml', 2],
    ['misspelt.yaml', 2],
    ['android.xml', 2],
    ['latin1.yaml', 4],
    ['large.yaml', 4],
    ['broken.yaml', 4],
    ['nowhere.yaml', 4],
  ])('%s: %i', async (name, exit) => {
    expect((await lint(name)).exit).toBe(exit);
  });
  it('takes the worst of several', async () => {
    expect((await lint('good.yaml', 'open.yaml')).exit).toBe(2);
    expect((await lint('open.yaml', 'bad.yaml', 'good.yaml')).exit).toBe(1);
    expect((await lint('bad.yaml', 'nowhere.yaml')).exit).toBe(4);
  });
  it('says 3 where the policy is wrong, 4 where it is not found', async () => {
    expect((await proviso('lint', '--policy', 'wrong.proviso', 'good.yaml')).exit).toBe(3);
    expect((await proviso('lint', '--policy', 'nowhere.proviso', 'good.yaml')).exit).toBe(4);
    expect((await proviso('lint', '--policy', 'std/cn/principels', 'good.yaml')).err).toContain(
      'std/cn/principles',
    );
  });
});

describe('lint, its report', () => {
  it('shows rule, basis, place, message and what to do', async () => {
    const { out } = await lint('bad.yaml');
    expect(out).toContain('A try (try 1.0), as of 2026-01-31');
    expect(out).toContain('Violated: Precise location is not kept for longer than thirty days');
    expect(out).toContain('Rule: try/short');
    expect(out).toContain('Basis: The Law, Article 1');
    expect(out).toContain('bad.yaml:2:11');
    expect(out).toMatch(/ 3 │ {5}retention: 31\n {5}│ {16}\^\^\n/);
    expect(out).toContain('It is kept for 31 days.');
    expect(out).toContain('To do: Keep it for thirty days at most.');
    expect(out).toContain('Does not comply: 1 rule violated in 1 place');
  });
  it('speaks Chinese', async () => {
    const { out } = await lint('bad.yaml', '--lang', 'zh');
    expect(out).toContain('试行 (try 1.0)，按 2026-01-31 有效的规则');
    expect(out).toContain('违反：精准位置保存不超过三十天');
    expect(out).toContain('依据：法律 第一条');
  });
  it('asks once for each fact that is missing', async () => {
    const { out } = await lint('open.yaml');
    expect(out).toContain('? What is collected (say more exactly than "location")');
    expect(out).toContain('For: collection 1 (location), line 2');
    expect(out).toContain('Cannot be decided');
  });
  it('shows what is waived, by whom and why', async () => {
    const { out } = await lint('waived.yaml');
    expect(out).toContain('Waived until 2030-12-31 (approved by counsel: the old app)');
    expect(out).toContain('Complies');
  });
  it('shows a recommendation as one', async () => {
    const { out } = await lint('advised.yaml');
    expect(out).toContain('Recommendation not followed: The user is told why');
    expect(out).toContain('Complies');
  });
  it('says where a manifest has not the form, and what was meant', async () => {
    const { err } = await lint('misspelt.yaml');
    expect(err).toContain('error[manifest-unknown-field]');
    expect(err).toContain('misspelt.yaml:2:1');
    expect(err).toContain('did you mean `permissions`?');
  });
  it('never lets a manifest write to the terminal', async () => {
    const { out, err } = await lint('hostile.yaml');
    expect(out + err).not.toContain('\u001b');
  });
  it('takes facts by hand', async () => {
    const { exit, err } = await lint('open.yaml', '--set', 'collections.0.data=location.coarse');
    expect([exit, err]).toEqual([0, '']);
    const wrong = await lint('open.yaml', '--set', 'collections.0.data=media.photo');
    expect(wrong.exit).toBe(4);
    expect(wrong.err).toContain('did you mean `media.photos`?');
  });
  it.each([
    'latin1.yaml',
    'large.yaml',
    'nowhere.yaml',
  ])('names the file that cannot be read: %s', async (name) => {
    const { err } = await lint(name);
    expect(err).toContain(name);
  });
});

describe('lint --format json', () => {
  const schema = JSON.parse(readFileSync(projectPath('docs/output/lint.schema.json'), 'utf8'));
  const validate = new Ajv2020({ strict: true, allErrors: true }).compile(schema);
  const names = Object.keys(FILES).filter((name) => !name.endsWith('.proviso'));

  it.each([...names, 'nowhere.yaml'])('%s: has the form that is documented', async (name) => {
    const { out, exit } = await lint('--format', 'json', name, '--lang', 'zh');
    const report = JSON.parse(out);
    validate(report);
    expect(validate.errors).toBeNull();
    expect(report.summary.exitCode).toBe(exit);
  });
  it('has that form with a wrong policy too, and says what is wrong', async () => {
    const { out, exit } = await proviso('lint', '--format', 'json', '--policy', 'wrong.proviso', 'good.yaml');
    const report = JSON.parse(out);
    validate(report);
    expect(validate.errors).toBeNull();
    expect(exit).toBe(3);
    expect(report.diagnostics[0]).toMatchObject({ code: 'unknown-term', locations: [{ line: 5 }] });
  });
  it('gives each finding with its places and reasons', async () => {
    const { out } = await lint('--format', 'json', 'bad.yaml');
    expect(JSON.parse(out).findings).toEqual([
      expect.objectContaining({
        rule: 'try/short',
        verdict: 'violation',
        citations: [{ source: 'Law', title: 'The Law', locator: 'Article 1', link: 'https://law.example/1' }],
        pointer: '/collections/0',
        locations: expect.arrayContaining([
          { file: 'bad.yaml', line: 3, column: 16, endLine: 3, endColumn: 18 },
        ]),
        because: expect.arrayContaining([{ pointer: '/collections/0/retention', value: 31 }]),
      }),
    ]);
  });
});

describe('the other commands', () => {
  it('check says what is wrong and where', async () => {
    const { exit, err } = await proviso('check', 'wrong.proviso', 'policy.proviso');
    expect(exit).toBe(3);
    expect(err).toContain('error[unknown-term]');
    expect(err).toContain('wrong.proviso:5:16');
    expect(err).toContain('did you mean `location.precise`?');
    expect((await proviso('check', 'policy.proviso')).exit).toBe(0);
  });
  it('check says in one word that a manifest is no rule file', async () => {
    const { exit, err } = await proviso('check', 'android.xml');
    expect(exit).toBe(4);
    expect(err).toContain('android.xml is not a rule file: it is an AndroidManifest');
    expect(err).toContain('proviso lint android.xml --policy');
    expect(err).not.toContain('error[');
    expect((await proviso('check', 'bad.yaml')).err).toContain('it is a declaration of an app');
  });
  it('explain lists the terms of a vocabulary', async () => {
    const { exit, out } = await proviso('explain', 'default-state');
    expect(exit).toBe(0);
    expect(out).toMatch(/opt-in +\S/);
    const permissions = (await proviso('explain', 'system-permission')).out;
    expect(permissions).toContain('`use std/platform/android`');
    expect(permissions).toContain('android.camera');
  });
  it('read prints the tree, with null for what the file cannot say', async () => {
    const { exit, out } = await proviso('read', 'android.xml');
    expect(exit).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      collections: null,
      permissions: [
        { platform: 'android', name: 'android.permission.CAMERA', asks: 'android.camera', rationale: null },
        { name: null, asks: 'android' },
      ],
    });
  });
  it('build writes the files of every target, or of one', async () => {
    const all = await proviso('build', 'policy.proviso', '-o', 'out/all');
    expect(all.exit).toBe(0);
    const names = readdirSync(join(folder, 'out/all'));
    expect(names).toEqual(
      expect.arrayContaining([expect.stringMatching(/\.ts$/), expect.stringMatching(/\.json$/)]),
    );
    expect(names.filter((name) => name.endsWith('.tmp'))).toEqual([]);
    for (const name of names) expect(all.out).toContain(name);
    await proviso('build', 'policy.proviso', '-o', 'out/one', '--target', 'typescript');
    expect(readdirSync(join(folder, 'out/one')).some((name) => name.endsWith('.json'))).toBe(false);
    expect((await proviso('build', 'policy.proviso', '-o', 'out', '--target', 'typscript')).err).toContain(
      '`typescript`',
    );
    expect((await proviso('build', 'wrong.proviso', '-o', 'out/wrong')).exit).toBe(3);
    expect(readdirSync(join(folder, 'out'))).not.toContain('wrong');
  });
  it('build says when it cannot write', async () => {
    const { exit, err } = await proviso('build', 'policy.proviso', '-o', 'good.yaml');
    expect(exit).toBe(4);
    expect(err).toContain('good.yaml');
  });
  it('test runs what a rule file expects, and shows what is not so', async () => {
    put(
      'tests.proviso',
      'policy tests "Tests"\nadopt ./policy\n\n' +
        'test "kept too long" given "bad.yaml" expect violation of short at "/collections/0" expect nothing else\n\n' +
        'test "fine" given "good.yaml" as of 2026-01-31 expect compliance\n\n' +
        'test "in place" given manifest """\n  collections: []\n  permissions: []\n  """ expect compliance\n',
    );
    const passed = await proviso('test', 'tests.proviso');
    expect(passed.out).toContain('3 tests passed');
    expect(passed.exit).toBe(0);
    put(
      'failing.proviso',
      'policy failing "Failing"\nadopt ./policy\n\n' +
        'test "wrong" given "bad.yaml"\n  expect undetermined short\n  expect compliance\n',
    );
    const failed = await proviso('test', 'failing.proviso');
    expect(failed.exit).toBe(1);
    expect(failed.out).toContain(
      'it was expected that `short` is undetermined, but it is violated at `/collections/0`',
    );
    expect(failed.out).toContain('failing.proviso:5:23');
    expect(failed.out).toContain('1 of 1 test failed');
  });
  it('all rule files of the library and of the examples are as fmt writes them', async () => {
    const { exit, out } = await proviso('fmt', '--check', projectPath('stdlib'), projectPath('examples'));
    expect([exit, out]).toEqual([0, expect.stringContaining('rule files')]);
  });

  it('fmt writes the canonical form once, and --check only looks', async () => {
    put('fmt/loose.proviso', POLICY.replace('  retention must', 'retention    must'));
    expect((await proviso('fmt', '--check', 'fmt/loose.proviso')).exit).toBe(1);
    expect((await proviso('fmt', 'fmt/loose.proviso')).exit).toBe(0);
    expect((await proviso('fmt', '--check', 'fmt/loose.proviso')).exit).toBe(0);
    put('fmt/broken.proviso', 'rule rule rule "');
    expect((await proviso('fmt', 'fmt/broken.proviso')).exit).toBe(3);
    expect(readFileSync(join(folder, 'fmt/broken.proviso'), 'utf8')).toBe('rule rule rule "');
  });
  it.each(['tokens', 'ast', 'names', 'types', 'plan'])('show %s prints JSON', async (stage) => {
    const { exit, out } = await proviso('show', stage, 'policy.proviso');
    expect(exit).toBe(0);
    expect(JSON.stringify(JSON.parse(out))).toContain('short');
  });
  it('explain prints the page of a code, or a rule as it is written', async () => {
    expect((await proviso('explain', 'unknown-term')).out).toMatch(/^# unknown-term/);
    const rule = await proviso('explain', 'try/short', '--policy', 'policy.proviso');
    expect(rule.out).toContain('Thirty days are enough');
    expect(rule.out).toContain('retention must be at most 30 days');
    expect((await proviso('explain', 'cn.principles/purpose-told')).exit).toBe(0);
    expect((await proviso('explain', 'unknown-trem')).err).toContain('did you mean `unknown-term`?');
  });
  it('demo tells every case and ends well', async () => {
    const { exit, out, err } = await proviso('demo');
    expect([exit, err]).toEqual([0, '']);
    for (const name of ['alipay', 'baidu', 'toutiao', 'AndroidManifest.xml']) expect(out).toContain(name);
    expect(out.match(/after\.yaml\nComplies/g)).toHaveLength(3);
    expect(out).not.toMatch(/listened to|eavesdrop/i);
  });
});

describe('usage', () => {
  it.each([
    [[]],
    [['lnit']],
    [['lint']],
    [['lint', 'good.yaml']],
    [['lint', 'good.yaml', '--policy', 'policy.proviso', '--format', 'xml']],
    [['lint', 'good.yaml', '--policy', 'policy.proviso', '--as-of', '2026-02-30']],
    [['lint', 'good.yaml', '--policy', 'policy.proviso', '--colour']],
    [['build', 'policy.proviso']],
    [['show', 'colours', 'policy.proviso']],
  ])('%j ends with 4 and says why', async (words) => {
    const { exit, err } = await proviso(...words);
    expect(exit).toBe(4);
    expect(err).not.toBe('');
  });
  it('--help tells the exit codes and ends with 0', async () => {
    const { exit, out } = await proviso('--help');
    expect(exit).toBe(0);
    expect(out).toContain('3 the policy is wrong');
    expect((await proviso('lint', '--help')).out).toContain('the worst counts');
  });
});
