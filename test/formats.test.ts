/** The formats of a report: each says the same findings, holds to its own standard, and no text of a file breaks out of it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, describe, expect, it } from 'vitest';
import { browserPath, findingsOnPage } from './support/browser.ts';
import { projectPath } from './support/host.ts';
import { workplace } from './support/lint.ts';

/** Everything that could end a text, a line, a tag or a comment somewhere. */
const HOSTILE = `</script><b>"'\`|*_[x](y) ]]> --> %0A::error::@you & 中\u2028`;

const POLICY = `policy try "A try" zh "试行" version "1.0"
use std/app

source Law "The <Law>" zh "法律" link "https://law.example/1"

# Thirty days are enough to find one's way.
rule short "Precise location is not kept for longer than thirty days" zh "精准位置保存不超过三十天"
  cites Law "Article 1"
  each collection where data is location.precise
  retention must be at most 30 days
  say "It is kept for {retention} days: {function}."
  advise "Keep it for thirty days at most."

rule told "The user is told why"
  each permission
  rationale should be stated

waiver of short where function is "map" and retention is at most 90 days
  until 2030-12-31 approved by "counsel" because "the old app"
`;

const place = workplace({
  'policy.proviso': POLICY,
  'a b.yaml': `collections:
  - data: location.precise
    retention: 31
    function: ${JSON.stringify(HOSTILE)}
    purposes: [service.core-function]
    shares: [{ recipient: partner, name: ${JSON.stringify(HOSTILE)}, purposes: [advertising] }]
  - data: location.precise
    retention: 60
    function: map
  - data: location
permissions:
  - name: CAMERA
    rationale: ""
`,
  'good.yaml': 'collections: []\npermissions: []\n',
  'broken.yaml': 'a: [',
});
afterAll(place.clear);

const lint = async (format: string, ...words: string[]) =>
  (await place.proviso('lint', '--policy', 'policy.proviso', '--format', format, ...words)).out;
const FILES = ['a b.yaml', 'good.yaml', 'broken.yaml', 'nowhere.yaml'];

interface SarifResult {
  ruleId: string;
  kind: string;
  level: string;
  message: { text: string };
  locations: { physicalLocation: { artifactLocation: { uri: string }; region: { startLine: number } } }[];
  suppressions?: { justification: string }[];
  partialFingerprints: Record<string, string>;
  fixes?: {
    artifactChanges: {
      replacements: {
        deletedRegion: { startLine: number; startColumn: number; endColumn: number };
        insertedContent: { text: string };
      }[];
    }[];
  }[];
}

describe('sarif', () => {
  const schemaPath = createRequire(import.meta.url)
    .resolve('@microsoft/jest-sarif')
    .replace(/index\.js$/, 'schemas/sarif-2.1.0-rtm.5.json');
  // Written for draft 4; it uses nothing that later drafts read otherwise but the names of its own address.
  const {
    $schema: _,
    id: __,
    ...schema
  } = JSON.parse(readFileSync(schemaPath, 'utf8')) as Record<string, unknown>;
  const valid = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema);
  const resultsOf = (text: string) =>
    (JSON.parse(text) as { runs: { results: SarifResult[] }[] }).runs[0]?.results ?? [];

  it.each([
    ['findings of every kind', FILES],
    ['nothing', ['good.yaml']],
  ])('is valid by the schema of the standard: %s', async (_, files) => {
    const log: unknown = JSON.parse(await lint('sarif', ...files));
    expect(valid(log) ? [] : valid.errors).toEqual([]);
  });

  it('is valid for a policy that is wrong, and says so', async () => {
    place.put(
      'wrong.proviso',
      'policy w "W"\nuse std/app\nrule r "R"\n  each collection\n  data must be nonsense\n',
    );
    const { out } = await place.proviso(
      'lint',
      'good.yaml',
      '--policy',
      'wrong.proviso',
      '--format',
      'sarif',
    );
    const log = JSON.parse(out) as { runs: { invocations: { executionSuccessful: boolean }[] }[] };
    expect(valid(log) ? [] : valid.errors).toEqual([]);
    expect(log.runs[0]?.invocations[0]?.executionSuccessful).toBe(false);
  });

  it('tells violated, open, waived and advice apart', async () => {
    const results = resultsOf(await lint('sarif', ...FILES));
    const seen = results.map(({ ruleId, kind, level, suppressions, locations }) => [
      ruleId,
      kind,
      level,
      suppressions?.[0]?.justification,
      locations[0]?.physicalLocation.artifactLocation.uri,
      locations[0]?.physicalLocation.region.startLine,
    ]);
    expect(seen).toEqual([
      ['broken-yaml', 'fail', 'error', undefined, 'broken.yaml', 1],
      ['try/short', 'fail', 'error', undefined, 'a%20b.yaml', 2],
      ['try/short', 'fail', 'error', 'the old app', 'a%20b.yaml', 7],
      ['try/short', 'open', 'none', undefined, 'a%20b.yaml', 10],
      ['try/told', 'fail', 'note', undefined, 'a%20b.yaml', 13],
    ]);
    expect(results[1]?.message.text).toContain(HOSTILE);
  });

  it.each([
    ['slips.yaml', '# Slips\ncollections:\n  - data: "location.presise"\n    retentoin: 9\n'],
    ['slips.json', '{"collections":\n[{"data":"location.presise",\n"retentoin":9}]}\n'],
  ])('offers the change that is certain: %s', async (name, text) => {
    place.put(name, text);
    const log = JSON.parse(await lint('sarif', name)) as { runs: { results: SarifResult[] }[] };
    expect(valid(log) ? [] : valid.errors).toEqual([]);
    const [run] = log.runs;
    const lines = text.split('\n');
    for (const { fixes } of run?.results ?? []) {
      for (const { deletedRegion, insertedContent } of fixes?.[0]?.artifactChanges[0]?.replacements ?? []) {
        const line = deletedRegion.startLine - 1;
        const before = lines[line] ?? '';
        const [from, to] = [deletedRegion.startColumn - 1, deletedRegion.endColumn - 1];
        lines[line] = before.slice(0, from) + insertedContent.text + before.slice(to);
      }
    }
    const mended = text.replace('presise', 'precise').replace('retentoin', 'retention');
    expect(lines.join('\n')).toBe(mended);
    expect(run?.results.filter((one) => one.fixes).map((one) => one.ruleId)).toEqual([
      'manifest-unknown-term',
      'manifest-unknown-field',
    ]);
  });

  it('offers no change where two words are as near, or the word is short', async () => {
    place.put('unsure.yaml', 'collections:\n  - dat: contact.email\n    data: contact.phine\n');
    const results = resultsOf(await lint('sarif', 'unsure.yaml'));
    expect(results.map((one) => [one.ruleId, one.fixes?.length])).toContainEqual([
      'manifest-unknown-field',
      undefined,
    ]);
  });

  it('gives a finding the same fingerprint after lines and numbers have moved', async () => {
    const before = resultsOf(await lint('sarif', 'a b.yaml'));
    const text = readFileSync(join(place.folder, 'a b.yaml'), 'utf8');
    place.put('a b.yaml', text.replace('collections:\n', '# moved\ncollections:\n  - data: contact.email\n'));
    const after = resultsOf(await lint('sarif', 'a b.yaml'));
    writeFileSync(join(place.folder, 'a b.yaml'), text);
    const prints = (results: SarifResult[]) => results.map((one) => one.partialFingerprints);
    expect(prints(after)).toEqual(prints(before));
    expect(new Set(before.map((one) => one.partialFingerprints['provisoFinding/v1'])).size).toBe(
      before.length,
    );
  });
});

describe('github', () => {
  it('is one command a line, whatever a text holds', async () => {
    const lines = (await lint('github', ...FILES)).split('\n').filter((line) => line !== '');
    expect(lines.every((line) => /^::(?:error|warning|notice) [^:]*::/.test(line))).toBe(true);
    expect(lines.map((line) => line.split(' ')[0])).toEqual([
      '::error',
      '::error',
      '::warning',
      '::error',
      '::notice',
      '::notice',
      '::warning',
      '::warning',
    ]);
    expect(lines.filter((line) => line.startsWith('::error file=a b.yaml,line=2,'))).toHaveLength(1);
  });
});

describe('markdown', () => {
  it('shows each finding, and lets no text of a file be markup', async () => {
    const text = await lint('markdown', ...FILES);
    expect(text).toContain('**Violated: Precise location is not kept for longer than thirty days**');
    expect(text).toContain('`a b.yaml:2`');
    expect(text).not.toContain('<b>');
    expect(text).not.toContain('@you');
    expect(text).not.toContain('</script>');
    expect(text.match(/<\/?(?!details|summary)\w+/g)).toBeNull();
  });

  it('speaks Chinese', async () => {
    expect(await lint('markdown', '--lang', 'zh', 'a b.yaml')).toContain(
      '**违反：精准位置保存不超过三十天**',
    );
  });
});

describe('html', () => {
  const browser = browserPath();

  it('holds no script, fetches nothing, and escapes every text', async () => {
    const page = await lint('html', ...FILES);
    expect(page).toMatch(/^<!doctype html>/);
    expect(page).not.toMatch(/<script|<b>|<link|<img|\bsrc=|@import|url\(/);
    expect(page).toContain("default-src 'none'");
    expect(page).toContain('&lt;/script&gt;');
  });

  it.skipIf(browser === undefined)(
    `opens in a browser, which finds the findings in it${browser ? '' : ' (skipped: no Chromium is installed)'}`,
    { timeout: 120_000 },
    async () => {
      place.put('page.html', await lint('html', ...FILES));
      const seen = await findingsOnPage(browser ?? '', join(place.folder, 'page.html'));
      expect(seen.findings).toEqual([
        {
          rule: 'try/short',
          verdict: 'violation',
          title: 'Violated: Precise location is not kept for longer than thirty days',
        },
        {
          rule: 'try/told',
          verdict: 'violation',
          title: 'Recommendation not followed: The user is told why',
        },
        { rule: 'try/short', verdict: 'waived', title: expect.stringMatching(/^Waived until 2030-12-31/) },
      ]);
      expect(seen.faults).toEqual([]);
      // The picture: three kinds of data (two the same), what each is for, and who receives it.
      expect(seen.nodes).toContain('Precise location');
      expect(seen.nodes).toContain('not stated');
      expect(seen.widerThanPhone).toBe(false);
    },
  );
});

describe('baseline', () => {
  const text = (...words: string[]) =>
    place.proviso('lint', '--policy', 'policy.proviso', 'a b.yaml', ...words);

  it('shows only what is new', async () => {
    place.put('baseline.json', await lint('json', 'a b.yaml'));
    const same = await text('--baseline', 'baseline.json');
    expect(same.exit).toBe(0);
    expect(same.out).toContain(
      'Nothing new; 4 known findings remain; 2 rules in force, all of which applied',
    );
    const before = readFileSync(join(place.folder, 'a b.yaml'), 'utf8');
    place.put(
      'a b.yaml',
      before.replace('collections:\n', 'collections:\n  - data: location.precise\n    retention: 45\n'),
    );
    const more = await text('--baseline', 'baseline.json');
    place.put('a b.yaml', before);
    expect(more.exit).toBe(1);
    expect(more.out).toContain('It is kept for 45 days');
    expect(more.out).not.toContain('It is kept for 31 days');
  });

  it('counts: the same twice is one more than once', async () => {
    place.put('one.yaml', 'collections:\n  - data: location.precise\n    retention: 45\npermissions: []\n');
    place.put('baseline.json', await lint('json', 'one.yaml'));
    place.put(
      'one.yaml',
      `collections:\n${'  - data: location.precise\n    retention: 45\n'.repeat(2)}permissions: []\n`,
    );
    const { out } = await place.proviso(
      'lint',
      '--policy',
      'policy.proviso',
      'one.yaml',
      '--baseline',
      'baseline.json',
    );
    expect(out).toContain('1 rule violated in 1 place');
  });

  it.each([
    ['nowhere.json', 'there is no such file'],
    ['good.yaml', 'this is not JSON'],
    ['empty.json', 'this has no `findings`'],
  ])('refuses %s with a word', async (file, said) => {
    place.put('empty.json', '{}');
    const { exit, err } = await text('--baseline', file);
    expect(exit).toBe(4);
    expect(err).toContain(said);
  });
});

it('explains a rule where that is asked for', async () => {
  const { out } = await place.proviso('lint', '--policy', 'policy.proviso', 'a b.yaml', '--explain');
  expect(out).toContain("Why: Thirty days are enough to find one's way.");
  expect(out).toContain('Read: https://law.example/1');
});

describe('ndjson', () => {
  const schema = JSON.parse(readFileSync(projectPath('docs/output/lint-line.schema.json'), 'utf8')) as object;
  const valid = new Ajv2020({ strict: true, strictRequired: false }).compile(schema);

  it('is a line for each manifest, as it is documented', async () => {
    const lines = (await lint('ndjson', ...FILES))
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(lines.map((one) => (one as { file: string }).file)).toEqual(FILES);
    for (const one of lines) expect(valid(one) ? [] : valid.errors).toEqual([]);
  });

  it('is so for the files of platforms', async () => {
    const folder = projectPath('test/manifests/platform');
    const out = await lint('ndjson', `${folder}/*.{xml,plist,json,json5,csv,yml}`);
    const lines = out.trimEnd().split('\n');
    expect(lines.length).toBeGreaterThan(15);
    for (const line of lines) expect(valid(JSON.parse(line)) ? [] : valid.errors).toEqual([]);
  });

  it('takes each line of a file as a declaration, and goes on after a broken one', async () => {
    place.put('lines.ndjson', '{"collections":[],"permissions":[]}\n\n{"collections":\n{"collections":[]}\n');
    const { out, exit } = await place.proviso(
      ...[
        'lint',
        'lines.ndjson',
        'nowhere.ndjson',
        '--lines',
        '--policy',
        'policy.proviso',
        '--format',
        'ndjson',
      ],
    );
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { file: string; exitCode: number });
    expect(lines.map((one) => [one.file, one.exitCode])).toEqual([
      ['lines.ndjson:1', 0],
      ['lines.ndjson:3', 4],
      ['lines.ndjson:4', 0],
      ['nowhere.ndjson', 4],
    ]);
    expect(exit).toBe(4);
  });

  it('expands patterns in order, and says where one stands for nothing', async () => {
    const lines = (await lint('ndjson', '*o*.yaml')).trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { file: string }).file)).toEqual([
      'broken.yaml',
      'good.yaml',
      'one.yaml',
    ]);
    const { exit, err } = await place.proviso('lint', '--policy', 'policy.proviso', '*.nothing');
    expect([exit, err]).toEqual([4, 'error: *.nothing: no file has such a name\n']);
  });
});
