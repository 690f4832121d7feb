/** What a report claims: what was judged and what was not, what is new and what is known, what was set by hand. */
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, describe, expect, it } from 'vitest';
import { numeral } from '../cli/locator.ts';
import { projectPath } from './support/host.ts';
import { junitFaults } from './support/junit.ts';
import { workplace } from './support/lint.ts';

const SHORT = `rule short "Precise location is not kept for longer than thirty days"
  each collection where data is location.precise
  retention must be at most 30 days
  say "It is kept for {retention} days."

rule told "A recipient is named"
  each share where recipient is partner
  name must be stated
`;

const place = workplace({
  'policy.proviso': `policy try "A try"\nuse std/app\n${SHORT}`,
  'china.proviso': `policy china "For China"\n  applies when app.markets include cn\nuse std/app\n${SHORT}`,
  'later.proviso': `policy later "Later"\n  in force from 2027-01-01\nuse std/app\n${SHORT}`,
  'gone.proviso': `policy gone "Gone"\n  in force until 2020-12-31\nuse std/app\n${SHORT}`,
  'used.proviso': 'policy used "Used"\nuse std/app\nuse ./policy\n',
  'empty.proviso': 'policy empty "Empty"\nuse std/app\n',
  'us.yaml':
    'app:\n  markets: [us]\ncollections:\n  - data: location.precise\n    retention: 90\n    shares: []\n',
  'photos.yaml': 'app:\n  markets: [cn]\ncollections:\n  - data: media.photos\n    shares: []\n',
  'kept.yaml': 'collections:\n  - data: location.precise\n    retention: 30\n    shares: []\n',
  'both.yaml':
    'collections:\n  - data: location.precise\n    retention: 30\n    shares: [{ recipient: partner, name: P }]\n',
});
afterAll(place.clear);

const lint = (policy: string, ...words: string[]) =>
  place.proviso('lint', '--policy', `${policy}.proviso`, ...words);

/** The policy, the manifest, the exit code, the sentence. */
const IDLE = [
  ['used', 'us.yaml', 3, 'it enforces none; `use` brings in names alone, write `adopt ./policy`'],
  ['empty', 'us.yaml', 3, 'it enforces none; write a rule, or `adopt` those of a law'],
  ['later', 'us.yaml', 3, 'none of its 2 rules is in force on 2026-01-31; the first begins on 2027-01-01'],
  [
    'gone',
    'us.yaml',
    3,
    'none of its 2 rules is in force on 2026-01-31; the last of them ended on 2020-12-31',
  ],
  ['china', 'us.yaml', 0, 'its 2 rules are for other apps than this one (app.markets: us)'],
  ['china', 'photos.yaml', 0, 'the app declares nothing of which its 2 rules speak'],
] as const;

const FORMATS = ['text', 'json', 'ndjson', 'sarif', 'junit', 'github', 'markdown', 'html'] as const;

/** The text of a report, whatever its format writes in place of a sign. */
const plain = (text: string): string =>
  text
    .replaceAll('&#64;', '@')
    .replaceAll('&quot;', '"')
    .replace(/\\+([`_*[\]()])/g, '$1')
    .replaceAll('\n', ' ');

describe('where nothing was judged', () => {
  describe.each(IDLE)('%s on %s', (policy, manifest, exit, why) => {
    it.each(FORMATS)('%s says so, and why', async (format) => {
      const ran = await lint(policy, manifest, '--format', format);
      expect(ran.exit).toBe(exit);
      expect(plain(ran.out)).toContain(
        `No rule of this policy applies to ${manifest}, nothing was judged: ${why}`,
      );
      expect(ran.out).not.toContain('Complies');
    });
  });

  it('is no compliance in JSON', async () => {
    const { out } = await lint('china', 'us.yaml', '--format', 'json');
    const report = JSON.parse(out) as { manifests: object[]; summary: object };
    expect(report.manifests[0]).toMatchObject({
      verdict: 'idle',
      complies: false,
      rules: { inForce: 2, applied: 0 },
      idleRules: ['china/short', 'china/told'],
    });
    expect(report.summary).toMatchObject({ complies: false, idle: 1, exitCode: 0 });
  });

  it('goes by day: the same policy judges on another', async () => {
    const { exit, out } = await lint('later', 'us.yaml', '--as-of', '2027-01-01');
    expect(exit).toBe(1);
    expect(out).toContain('It is kept for 90 days.');
  });

  it.each(['check', 'build', 'lint'])('%s warns of a policy that enforces no rule', async (command) => {
    const words = {
      check: ['check', 'used.proviso'],
      build: ['build', 'used.proviso', '-o', 'out'],
      lint: ['lint', 'us.yaml', '--policy', 'used.proviso'],
    }[command];
    const { err } = await place.proviso(...(words ?? []));
    expect(err).toContain('warning[no-rule-enforced]');
    expect(err).toContain('write `adopt ./policy`');
  });

  it('a policy that was just begun does not make an app comply', async () => {
    await place.proviso('new', 'policy', 'fresh');
    const { out } = await lint('fresh', 'us.yaml');
    expect(out).toContain('No rule of this policy applies to us.yaml, nothing was judged');
  });
});

describe('the rules that applied', () => {
  it('are counted', async () => {
    expect((await lint('policy', 'kept.yaml')).out).toContain(
      'Complies: every rule is satisfied or waived; 1 of 2 rules in force applied, 1 had nothing to judge',
    );
    expect((await lint('policy', 'both.yaml')).out).toContain('2 rules in force, all of which applied');
  });

  it('are told from the others in JUnit', async () => {
    const { out } = await lint('policy', 'kept.yaml', '--format', 'junit');
    expect(out).toMatch(/classname="try\/short"\/>/);
    expect(out).toMatch(/classname="try\/told"><skipped message="the rule had nothing to judge/);
  });
});

describe('a baseline', () => {
  const collection = (data: string) => `  - data: ${data}\n    retention: 90\n    shares: []\n`;
  const share = (recipient: string) => `      - { recipient: ${recipient} }\n`;
  const CASES = {
    policy: `policy base "Base"\nuse std/app\n
rule short "Kept short"\n  each collection\n  retention must be at most 30 days\n
rule named "Named"\n  each share\n  name must be stated\n
rule told "Told"\n  each permission\n  rationale must be stated\n`,
  };
  place.put('base.proviso', CASES.policy);
  const app = (collections: string, permissions: string) =>
    `collections:\n${collections}permissions:\n${permissions}`;
  const permission = (name: string) => `  - { name: ${name}, rationale: "" }\n`;
  const shared = (recipient: string) =>
    `  - data: media.photos\n    retention: 1\n    shares:\n${share(recipient)}`;
  const before = app(collection('location.precise') + shared('partner'), permission('CAMERA'));

  const against = async (text: string, ...words: string[]) => {
    place.put('x.yaml', before);
    place.put('known.json', (await lint('base', 'x.yaml', '--format', 'json')).out);
    place.put('x.yaml', text);
    return lint('base', 'x.yaml', '--baseline', 'known.json', ...words);
  };

  it('of all that is found leaves nothing new, which is no compliance', async () => {
    const { exit, out } = await against(before);
    expect(exit).toBe(0);
    expect(out).toContain('Nothing new; 3 known findings remain');
    expect(out).not.toContain('Complies');
    const { out: json } = await against(before, '--format', 'json');
    const report = JSON.parse(json) as { manifests: object[]; summary: object };
    expect(report.summary).toMatchObject({ complies: false, nothingNew: true, known: 3, exitCode: 0 });
    expect(report.manifests[0]).toMatchObject({ verdict: 'nothing-new', complies: false, nothingNew: true });
  });

  it('knows records again in another order, and on other lines', async () => {
    const moved = app(`# moved\n${shared('partner')}${collection('location.precise')}`, permission('CAMERA'));
    expect((await against(moved)).out).toContain('Nothing new; 3 known findings remain');
  });

  it.each([
    ['other data', app(collection('media.photos') + shared('partner'), permission('CAMERA'))],
    ['another recipient', app(collection('location.precise') + shared('data-broker'), permission('CAMERA'))],
    ['another permission', app(collection('location.precise') + shared('partner'), permission('MICROPHONE'))],
  ])('does not take %s for what was known', async (_, text) => {
    const { exit, out } = await against(text);
    expect(exit).toBe(1);
    expect(out).toContain('1 rule violated in 1 place');
    expect(out).toContain('2 findings of the baseline not shown');
  });

  it('says by which other policy it was made', async () => {
    place.put('known.json', (await lint('policy', 'us.yaml', '--format', 'json')).out);
    const { err } = await lint('base', 'us.yaml', '--baseline', 'known.json');
    expect(err).toContain('the baseline was made by `try`, this run is by `base`');
  });

  it('says of which other day it is, where other rules were in force', async () => {
    const turn =
      'policy turn "Turn"\nuse std/app\nrule short "Kept short"\n  in force from 2026-01-15\n  each collection\n  retention must be at most 30 days\n';
    place.put('turn.proviso', `${turn}\nrule named "Named"\n  each share\n  name must be stated\n`);
    const made = async (day: string) =>
      place.put('known.json', (await lint('turn', 'us.yaml', '--format', 'json', '--as-of', day)).out);
    await made('2026-01-20');
    expect((await lint('turn', 'us.yaml', '--baseline', 'known.json')).err).toBe('');
    await made('2026-01-01');
    const { err } = await lint('turn', 'us.yaml', '--baseline', 'known.json');
    expect(err).toContain('the baseline was made as of `2026-01-01`, this run is as of `2026-01-31`');
    const { out } = await lint('turn', 'us.yaml', '--baseline', 'known.json', '--format', 'json');
    expect((JSON.parse(out) as { notes: string[] }).notes[0]).toContain('`2026-01-01`');
  });
});

describe('a fact set by hand', () => {
  it.each(FORMATS)('leaves its trace in %s', async (format) => {
    const { out } = await lint('china', 'us.yaml', '--set', 'app.markets=cn', '--format', format);
    const text = plain(out);
    if (format === 'json' || format === 'ndjson') {
      expect(text.replace(/\s+/g, '')).toContain(
        '"setByHand":[{"field":"app.markets","value":"cn","instead":["us"]}]',
      );
    } else expect(text).toContain('app.markets=cn (in place of us)');
  });

  it('is remarked on where the file states otherwise, at the place', async () => {
    const { err, out } = await lint('china', 'us.yaml', '--set', 'app.markets=cn');
    expect(err).toContain('warning[fact-contradicts-manifest]');
    expect(err).toContain('us.yaml:2:12');
    expect(out).toContain('It is kept for 90 days.');
  });

  it('is no contradiction where the file says the same, less, or nothing', async () => {
    expect((await lint('china', 'us.yaml', '--set', 'app.markets=us')).err).toBe('');
    expect((await lint('china', 'us.yaml', '--set', 'app.id=x')).err).toBe('');
    place.put('coarse.yaml', 'collections:\n  - data: location\n    shares: []\n');
    expect((await lint('policy', 'coarse.yaml', '--set', 'collections.0.data=location.precise')).err).toBe(
      '',
    );
  });

  it('twice is remarked on', async () => {
    const { err } = await lint('china', 'us.yaml', '--set', 'app.id=x', '--set', 'app.id=y');
    expect(err).toContain('--set gives `app.id` twice, `x` and then `y`: the later counts');
  });
});

describe('the documented forms', () => {
  const validFor = (name: string) =>
    new Ajv2020({ strict: true, strictRequired: false }).compile(
      JSON.parse(readFileSync(projectPath(`docs/output/${name}.schema.json`), 'utf8')) as object,
    );
  const RUNS = [
    ['china', 'us.yaml'],
    ['used', 'us.yaml'],
    ['china', 'us.yaml', '--set', 'app.markets=cn', '--set', 'app.id=x', '--set', 'app.id=y'],
    ['base', 'us.yaml', '--baseline', 'known.json'],
  ] as const;

  it.each(RUNS.map(([policy, ...words]) => ({ policy, words })))('hold: $policy $words', async ({
    policy,
    words,
  }) => {
    const json = validFor('lint');
    expect(
      json(JSON.parse((await lint(policy, ...words, '--format', 'json')).out)) ? [] : json.errors,
    ).toEqual([]);
    const line = validFor('lint-line');
    expect(
      line(JSON.parse((await lint(policy, ...words, '--format', 'ndjson')).out)) ? [] : line.errors,
    ).toEqual([]);
    expect(junitFaults((await lint(policy, ...words, '--format', 'junit')).out)).toEqual([]);
  });
});

describe('test', () => {
  it('without any test ends with a word, and not with 0', async () => {
    const { exit, err } = await place.proviso('test', 'policy.proviso');
    expect(exit).toBe(4);
    expect(err).toContain('no test was found (1 rule file looked at), so nothing was tried');
  });

  it('takes `/` for the manifest itself, as reports write it', async () => {
    const text = 'policy top "Top"\nuse std/app\nrule asked "Asked"\n  require some collection\n';
    place.put(
      'top.proviso',
      `${text}test "t"\n  given manifest """\ncollections: []\n"""\n  expect violation of asked at "/"\n`,
    );
    expect((await place.proviso('test', 'top.proviso')).exit).toBe(0);
  });
});

describe('open questions', () => {
  place.put(
    'asks.proviso',
    `policy asks "Asks"
use std/app

rule short "Kept short"
  each collection
  retention must be at most 30 days

rule named "Named"
  each collection
  retention must be at least 1 days

rule for-china "For China"
  when app.markets include cn
  forbid some collection where purposes include advertising

rule told "Told"
  each collection
  function should be stated
`,
  );
  place.put(
    'asks.yaml',
    'collections:\n  - data: media.photos\n    purposes: [advertising]\n  - data: media.videos\n    purposes: [advertising]\n    function: null\n',
  );

  /** How many questions a format counts or lists, by its own words. */
  const COUNTS: Readonly<Record<string, (out: string) => readonly number[]>> = {
    text: (out) => [
      out.split('\n').filter((line) => line.startsWith('  ? ')).length,
      Number(/; (\d+) open questions?;/.exec(out)?.[1]),
    ],
    json: (out) => {
      const report = JSON.parse(out) as { questions: unknown[]; summary: { questions: number } };
      return [report.questions.length, report.summary.questions];
    },
    ndjson: (out) => [(JSON.parse(out) as { questions: unknown[] }).questions.length],
    github: (out) => [out.split('\n').filter((line) => line.includes('title=Open question::')).length],
    markdown: (out) => {
      const [, list = ''] = out.split(/<summary>\d+ open questions/);
      return [
        Number(/<summary>(\d+) open questions/.exec(out)?.[1]),
        list.split('\n').filter((line) => line.startsWith('- ')).length,
      ];
    },
    html: (out) => [out.split('<h3>Open questions</h3>')[1]?.match(/<li>/g)?.length ?? 0],
  };

  it.each(Object.keys(COUNTS))('are as many in %s as anywhere', async (format) => {
    const { out } = await lint('asks', 'asks.yaml', '--format', format);
    // How long the two are kept is one, since the same rules wait for it; where the app is offered; what the function is.
    expect(new Set(COUNTS[format]?.(out))).toEqual(new Set([3]));
  });

  it.each([
    'text',
    'github',
    'markdown',
    'html',
    'json',
    'ndjson',
  ])('name the field in %s', async (format) => {
    const { out } = await lint('asks', 'asks.yaml', '--format', format);
    expect(plain(out)).toContain('--set app.markets=…');
    expect(plain(out)).toContain('--set collections.0.retention=…');
  });

  it('are answered by what they say', async () => {
    const facts = [
      'app.markets=us',
      'collections.0.retention=7',
      'collections.1.retention=7',
      'collections.1.function=x',
    ];
    const { exit, out } = await lint('asks', 'asks.yaml', ...facts.flatMap((one) => ['--set', one]));
    expect(exit).toBe(0);
    expect(out).toContain('Complies');
  });

  it('are not asked where the form is wrong: that says it already', async () => {
    place.put('form.yaml', 'app: { markets: cn }\ncollections: []\n');
    const { out, err, exit } = await lint('asks', 'form.yaml');
    expect(exit).toBe(2);
    expect(err).toContain('manifest-wrong-type');
    expect(out).not.toContain('? ');
    expect(out).toContain('1 mistake in the form of the manifest');
  });

  it('a required field that is missing is told once, by the rule that asks for it', async () => {
    place.put(
      'due.proviso',
      'policy due "Due"\nuse std/app\nrule named "Data is named"\n  each collection\n  data must be stated\n',
    );
    place.put('lacks.yaml', 'collections:\n  - purposes: [advertising]\n');
    const { out, err, exit } = await lint('due', 'lacks.yaml');
    expect(exit).toBe(1);
    expect(err).toBe('');
    expect(out).toContain('Violated: Data is named');
    expect(out).not.toContain('mistake');
    expect((await lint('asks', 'lacks.yaml')).err).toContain('manifest-missing-field');
  });
});

describe('in Chinese', () => {
  it('articles are cited as Chinese law is, where the source has a title in Chinese', async () => {
    place.put(
      'law.proviso',
      `policy law "Law"
use std/app
source A "A law" zh "某法"
source B "B law"
rule r "R" zh "规则"
  cites A "Article 41(1)", A "Article 13(1)(4)", A "Annex B", B "Article 6"
  each collection
  is forbidden
`,
    );
    const { out } = await lint('law', 'us.yaml', '--lang', 'zh');
    expect(out).toContain('依据：某法 第四十一条(1)、第十三条第一款第四项、Annex B；B law Article 6');
  });

  it('remarks have their labels in Chinese, and their text in English', async () => {
    const { err } = await lint('china', 'us.yaml', '--set', 'app.markets=cn', '--lang', 'zh');
    expect(err).toContain('警告[fact-contradicts-manifest]');
    expect(err).toContain('建议：');
  });

  it.each([
    [1, '一'],
    [10, '十'],
    [13, '十三'],
    [20, '二十'],
    [41, '四十一'],
    [100, '一百'],
    [101, '一百零一'],
    [110, '一百一十'],
    [1034, '一千零三十四'],
    [1260, '一千二百六十'],
  ])('%i is %s', (number, written) => {
    expect(numeral(number)).toBe(written);
  });
});

it.each([
  ['empty.xml', 'an Android manifest'],
  ['Info.plist', 'a property list of an Apple app'],
  ['empty.yaml', 'beginning with `app:`'],
])('an empty %s is told what it is', async (file, what) => {
  place.put(file, '');
  const { err, exit } = await lint('policy', file);
  expect(exit).toBe(4);
  expect(err.replace(/\s+/g, ' ')).toContain(what);
});
