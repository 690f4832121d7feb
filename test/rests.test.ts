/** What other files of an app may ask for is not known: the list of one file is taken for the whole only where it is. */
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { IN_PART, PLATFORMS } from '../readers/in-part.ts';
import { formatNames, readManifest } from '../readers/index.ts';
import { withRests } from '../readers/rests.ts';
import { projectPath } from './support/host.ts';
import { libraryPlan } from './support/library-plan.ts';
import { workplace } from './support/lint.ts';

const android = (attributes: string, inner: string) =>
  `<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="a.b"${attributes}>\n${inner}\n</manifest>\n`;
const BUILT = android(' android:versionCode="7"', '<uses-sdk android:targetSdkVersion="35" />');

const place = workplace({
  'p.proviso': `policy t "T"
use std/app
use std/platform/android
use std/platform/ios

rule no-camera "No app looks through the camera"
  each permission where asks is one of android.camera, ios.camera
  is forbidden
`,
  'own.xml': android('', ''),
  'library.xml': android('', '<uses-permission android:name="android.permission.CAMERA" />'),
  'built.xml': BUILT,
  'filled.xml': BUILT.replace('</manifest>', `<application android:label="$\{label}" /></manifest>`),
  'notes.xml': BUILT.replace('package', 'xmlns:tools="http://schemas.android.com/tools" package'),
  'app.json': '{"expo": {"name": "a", "slug": "a", "ios": {}, "android": {}}}',
});
afterAll(place.clear);

const lint = (...words: string[]) => place.proviso('lint', '--policy', 'p.proviso', ...words);

describe('the list of one file', () => {
  it.each(['own.xml', 'filled.xml', 'notes.xml', 'app.json'])('%s is not that of the app', async (file) => {
    const { exit, out } = await lint(file);
    expect(exit).toBe(2);
    expect(out).toMatch(/\? What (?:libraries, flavours and the build|translations, other targets)/);
    expect(out).not.toContain('Permission 1');
  });

  it('is that of the app where a build has merged it', async () => {
    expect((await lint('built.xml')).exit).toBe(0);
  });

  it('is that of the app where someone says so, which the report tells', async () => {
    const { exit, out } = await lint('own.xml', '--whole', 'android', '--format', 'json');
    expect(exit).toBe(0);
    expect(JSON.parse(out).manifests[0].setByHand).toEqual([{ field: 'whole', value: 'android' }]);
    expect((await lint('app.json', '--whole', 'android')).exit).toBe(2);
    expect((await lint('app.json', '--whole', 'android', '--whole', 'ios')).exit).toBe(0);
  });

  it('is said once of files that are merged, and shown as one question', async () => {
    const { out } = await lint('own.xml', 'library.xml', '--merge', '--format', 'json');
    const { findings, questions } = JSON.parse(out);
    expect(findings.map((one: { verdict: string }) => one.verdict)).toEqual(['violation', 'undetermined']);
    expect(questions).toHaveLength(1);
  });

  it('is whole where one of the files is', async () => {
    const { exit } = await lint('own.xml', 'built.xml', '--merge');
    expect(exit).toBe(0);
  });

  it('is shown on the page as it stands, with the question beside it', async () => {
    const { out } = await lint('library.xml', '--format', 'html');
    expect(out.match(/<td data-title="Permission">/g)).toHaveLength(1);
    expect(out).toContain('What libraries, flavours and the build ask for on Android');
  });

  it('takes no platform that there is not', async () => {
    const { exit, err } = await lint('own.xml', '--whole', 'andriod');
    expect(exit).toBe(4);
    expect(err).toContain('android');
  });
});

describe('the table of formats', () => {
  const plan = libraryPlan();
  const terms = plan.vocabularies.find((one) => one.name === 'system-permission')?.terms ?? [];

  it('names formats that are read, and terms of the library', () => {
    expect(Object.keys(IN_PART).filter((one) => !formatNames.some((name) => name === one))).toEqual([]);
    const known = new Set(terms.map((one) => one.name));
    expect([...new Set(Object.values(IN_PART).flat())].filter((one) => !known.has(one))).toEqual([]);
    expect(PLATFORMS).toEqual(['android', 'ios', 'harmony', 'wechat', 'alipay', 'web-extension']);
  });

  const folder = projectPath('test/manifests/platform');
  const names = readdirSync(folder).filter((name) => !/\.read\.txt$|binary/.test(name));
  it.each(names)('%s: what is added is of its platforms, and known in nothing else', async (name) => {
    const source = { file: name, text: readFileSync(`${folder}/${name}`, 'utf8') };
    const read = await readManifest(source, { plan });
    const { tree, rests } = withRests(read, plan);
    const open = read.whole ? [] : (IN_PART[read.format] ?? []);
    expect([...(rests ?? [])].map(([, term]) => term)).toEqual(open);
    const { permissions } = tree as { readonly permissions?: readonly Record<string, unknown>[] | null };
    for (const [pointer, term] of rests ?? []) {
      const { asks, ...others } = permissions?.[Number(pointer.split('/').at(-1))] ?? {};
      expect(asks).toBe(term);
      expect(Object.values(others).every((one) => one === null)).toBe(true);
    }
  });
});

it('docs/manifests.md tells of each format that is read', () => {
  const page = readFileSync(projectPath('docs/manifests.md'), 'utf8');
  const told = [...page.matchAll(/^\| `([a-z-]+)`/gm)].map(([, name]) => name);
  expect([...told].sort()).toEqual([...formatNames].sort());
});
