/** The cross-checks on the files of an app, of our own and, where the folder with them is there, of others. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compile } from '../compiler/compile.ts';
import { evaluate } from '../compiler/evaluate.ts';
import { locate } from '../grammar/source.ts';
import { decode } from '../readers/decode.ts';
import { readBinary, readManifest } from '../readers/index.ts';
import { mergeReads } from '../readers/merge.ts';
import { type ManifestRead, placeAt } from '../readers/reading.ts';
import { withRests } from '../readers/rests.ts';
import { appCases } from './cross-checks/cases.ts';
import { testHost } from './support/host.ts';

const compiled = compile(
  { file: 'cross.proviso', text: 'policy cross "Cross-checks"\nadopt std/cross-checks\n' },
  testHost(),
  { asOf: '2026-11-25' },
);
if (compiled.plan === undefined) throw new Error(compiled.diagnostics[0]?.message);
const plan = compiled.plan;

/** Each rule that is broken, with the file and the line. */
function brokenIn(read: ManifestRead, texts: Readonly<Record<string, string>>): readonly string[] {
  if (read.tree === undefined) throw new Error(read.diagnostics[0]?.message);
  const { findings } = evaluate(plan, read.tree, { language: 'en' });
  const said = findings
    .filter((one) => one.verdict === 'violation')
    .map(({ rule, pointer, force }) => {
      const span = placeAt(read, pointer);
      const line = span && locate({ file: span.file, text: texts[span.file] ?? '' }, span).line;
      const name = rule.slice(rule.indexOf('/') + 1);
      return `${force === 'should' ? 'advice ' : ''}${name} at ${span?.file}:${line}`;
    });
  return [...new Set(said)].sort();
}

describe('files of one app', () => {
  it.each(appCases)('$title', async ({ files, says }) => {
    const reads = await Promise.all(
      Object.entries(files).map(([file, text]) => readManifest({ file, text }, { plan })),
    );
    expect(brokenIn(withRests(mergeReads(plan, reads), plan), files)).toEqual(says);
  });

  it('show each rule at work', () => {
    const shown = new Set(
      appCases.flatMap(({ says }) => says.map((one) => one.replace(/^advice | at .*$/g, ''))),
    );
    expect(EXPECTED.filter((rule) => !shown.has(rule))).toEqual([]);
  });
});

/** What the cross-checks must be able to say, each by one rule at least. */
const EXPECTED = [
  'cross-permission-declared',
  'cross-declared-and-asked',
  'cross-service-needs-it',
  'cross-tracked-type',
  'cross-label-in-manifest',
  'cross-advertising-id-on-form',
  'cross-advertising-id-asked',
  'cross-purpose-text',
  'cross-purpose-text-is-one',
  'cross-purpose-text-own',
  'cross-reason-fits',
  'cross-rough-or-exact',
  'cross-reason-and-scene',
  'cross-none-alone',
];

/** The files in which they find something, by part of the name: each was looked at by hand, and is right. */
const FOUND: Readonly<Record<string, readonly string[]>> = {
  'jellyfin__jellyfin-expo__root.json': ['advice cross-purpose-text-says-why'],
  'jellyfin__jellyfin-expo__jellyfin.plist': ['advice cross-purpose-text-says-why'],
  'pixelfed__pixelfed-rn__root.json': ['advice cross-purpose-text-says-why'],
};

const corpus = new URL('../../shared/corpus/', import.meta.url);
const folders = existsSync(corpus)
  ? readdirSync(corpus, { withFileTypes: true }).filter((one) => one.isDirectory())
  : [];
const others = folders.flatMap(({ name }) =>
  readdirSync(new URL(`${name}/`, corpus)).map((file) => [name, file] as const),
);
if (others.length === 0) console.log('files of others are not here: the cross-checks on them are skipped');

describe.runIf(others.length > 0)('files of others', () => {
  it.each(others)('%s/%s', async (folder, name) => {
    const bytes = readFileSync(new URL(`${folder}/${name}`, corpus));
    const decoded = decode(name, bytes);
    const read = decoded.isBinaryPlist
      ? await readBinary(decoded.source, bytes, { plan })
      : await readManifest(decoded.source, { plan });
    const said =
      read.tree === undefined ? [] : brokenIn(withRests(read, plan), { [name]: decoded.source.text });
    expect([...new Set(said.map((one) => one.replace(/ at .*$/, '')))]).toEqual(FOUND[name] ?? []);
  });
});
