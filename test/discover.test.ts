/** `lint` of a folder: which files it finds, that they are judged as one app, and the two other ways. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { discover } from '../cli/discover.ts';
import { run } from '../cli/program.ts';
import { paintWith, type Stream } from '../cli/terminal.ts';
import { libraryPlan } from './support/library-plan.ts';

const android = (...lines: string[]) =>
  `<manifest xmlns:android="http://schemas.android.com/apk/res/android" xmlns:tools="http://schemas.android.com/tools">\n${lines.join('\n')}\n</manifest>\n`;
const asks = (name: string, more = '') =>
  `<uses-permission android:name="android.permission.${name}" ${more}/>`;

const FILES: Readonly<Record<string, string>> = {
  'policy.proviso': `policy try "A try"
use std/app
use std/platform/android

rule no-camera "No camera"
  each permission
  asks must not be android.camera
`,
  'app/src/main/AndroidManifest.xml': android(asks('CAMERA'), asks('VIBRATE')),
  'app/src/lite/AndroidManifest.xml': android(asks('CAMERA', 'tools:node="remove"')),
  'app/src/androidTest/AndroidManifest.xml': android(asks('READ_SMS')),
  'app/src/main/res/values/strings.xml': '<resources><string name="a">b</string></resources>',
  'app/build/AndroidManifest.xml': android(asks('READ_SMS')),
  'node_modules/x/AndroidManifest.xml': android(asks('READ_SMS')),
  '.hidden/AndroidManifest.xml': android(asks('READ_SMS')),
  'docs/declaration.yaml': 'app:\n  name: A\ncollections: []\n',
  'docs/config.yaml': 'app:\n  port: 80\nserver: x\n',
  'package.json': '{"name":"x","version":"1.0.0"}',
  'ios/Info.plist':
    '<plist><dict><key>CFBundleName</key><string>A</string><key>NSCameraUsageDescription</key><string>x</string></dict></plist>',
  'other/none.txt': 'nothing',
  'test/web/app.privacy.ts': 'export default { app: { name: "A" } } satisfies Declaration;\n',
  'test/web/older.privacy.ts': 'export default { app: { name: "A" } };\n',
  'test/web/main.ts': 'export default { app: { name: "A" } } satisfies Declaration;\n',
};

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'proviso-found-'));
  for (const [name, content] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  symlinkSync(folder, join(folder, 'app', 'again'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function lint(...words: string[]) {
  const written = { out: '', err: '' };
  const stream = (name: 'out' | 'err'): Stream => ({
    write: (text) => {
      written[name] += text;
    },
    paint: paintWith(false),
    width: 100,
  });
  const terminal = { out: stream('out'), err: stream('err'), cwd: folder, today: '2026-01-31' };
  const exit = await run(['lint', '--policy', 'policy.proviso', ...words], terminal);
  return { exit, ...written };
}

/** What a report says of each app: its name, and the places of its violations. */
function reports(out: string) {
  const { manifests, findings } = JSON.parse(out) as {
    manifests: readonly { file: string }[];
    findings: readonly {
      manifest: string;
      verdict: string;
      locations: readonly { file: string; line: number }[];
    }[];
  };
  return manifests.map(({ file }) => [
    file,
    findings
      .filter((one) => one.manifest === file && one.verdict === 'violation')
      .flatMap(({ locations }) => locations.map((one) => `${one.file}:${one.line}`)),
  ]);
}

describe('a folder', () => {
  it('is searched for files that are surely manifests, overlays last', () => {
    expect(discover('.', libraryPlan(), folder)).toEqual([
      'app/src/main/AndroidManifest.xml',
      'docs/declaration.yaml',
      'ios/Info.plist',
      'app/src/lite/AndroidManifest.xml',
    ]);
  });

  it('takes a program for a declaration only where both its name and what it holds say so', () => {
    expect(discover('test/web', libraryPlan(), folder)).toEqual(['test/web/app.privacy.ts']);
  });

  it('is judged as one app, each finding at its file', async () => {
    const { out, exit } = await lint('.', '--format', 'json');
    expect(reports(out)).toEqual([['.', ['app/src/main/AndroidManifest.xml:2']]]);
    expect(exit).toBe(1);
  });

  it('says which files took part', async () => {
    const { out } = await lint('.');
    expect(out).toContain('Read as one app:\n  app/src/main/AndroidManifest.xml\n');
  });

  it('has the app laid over its libraries, whatever their folders are called', async () => {
    const launcher =
      '<application><activity android:name=".Main"><intent-filter><category android:name="android.intent.category.LAUNCHER"/></intent-filter></activity></application>';
    for (const [name, content] of [
      ['layers/app/src/main/AndroidManifest.xml', android(asks('CAMERA', 'tools:node="remove"'), launcher)],
      ['layers/zoom/src/main/AndroidManifest.xml', android(asks('CAMERA'))],
    ] as const) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    const { out } = await lint('layers', '--whole', 'android', '--format', 'json');
    rmSync(join(folder, 'layers'), { recursive: true });
    expect(reports(out)).toEqual([['layers', []]]);
  });

  it('without any manifest is a mistake', async () => {
    const { exit, err } = await lint('other');
    expect([exit, err]).toEqual([4, 'error: other: no file below this folder is surely a manifest\n']);
  });

  it('can be judged file by file', async () => {
    const { out } = await lint('app', '--each', '--format', 'json');
    expect(reports(out)).toEqual([
      ['app/src/main/AndroidManifest.xml', ['app/src/main/AndroidManifest.xml:2']],
      ['app/src/lite/AndroidManifest.xml', []],
    ]);
  });
});

describe('files that are named', () => {
  const both = ['app/src/main/AndroidManifest.xml', 'app/src/lite/AndroidManifest.xml'];

  it('are judged one by one', async () => {
    const { out } = await lint(...both, '--format', 'json');
    expect(reports(out).map(([name]) => name)).toEqual(both);
  });

  it('are one app with --merge, the later laid over the earlier', async () => {
    const { out } = await lint('--merge', ...both, '--format', 'json');
    expect(reports(out)).toEqual([[both.join(' + '), []]]);
  });

  it('are judged without the one that is broken, and end with 4', async () => {
    writeFileSync(join(folder, 'broken.xml'), '<manifest');
    const { out, err, exit } = await lint('--merge', both[0] ?? '', 'broken.xml');
    expect(exit).toBe(4);
    expect(err).toContain('broken.xml');
    expect(out).toContain('No camera');
  });
});
