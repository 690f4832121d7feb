/** Formats written in JSON or YAML are told by what they hold, and what only looks like one is named for what it is. */
import { expect, test } from 'vitest';
import { readManifest, recognise } from '../readers/index.ts';
import { mergeReads } from '../readers/merge.ts';
import { libraryPlan } from './support/library-plan.ts';

const plan = libraryPlan();

test.each([
  ['{"manifest_version": 3, "name": "x"}', 'web-extension'],
  ['// a comment\n{"name": "x", "content_scripts": []}', 'web-extension'],
  ['name: x\nmanifest_version: 2\n', 'web-extension'],
  ['{"name": "x", "options_ui": {}}', 'web-extension'],
  ['{"pages": ["p"], "window": {"navigationBarTitleText": "x"}}', 'wechat-app'],
  ['{"extEnable": true, "extAppid": "x"}', 'wechat-app'],
  ['{"pages": ["p"], "window": {"defaultTitle": "x"}}', 'alipay-app'],
  ['{"pages": ["p"], "tabBar": {"items": []}}', 'alipay-app'],
  ['{"setting_list": []}', 'wechat-privacy-setting'],
  ['{"name": "x", /* sections */ "app-plus": {}}', 'uni-app'],
  ['{module: {name: "entry", deviceTypes: []}}', 'harmony-module'],
  ['{"app": {"bundleName": "com.example.x"}}', 'harmony-module'],
  ['{"expo": {"name": "x"}}', 'expo-app'],
  ['{"name": "x", "build": {"appId": "x"}}', 'electron-builder'],
  ['appId: x\nmac:\n  category: y\n', 'electron-builder'],
  ['system:\n  - fides_key: x\n', 'fides'],
  ['[{"category": "NAME", "data_protections": []}]', 'apple-privacy-labels'],
])('%s', (text, format) => {
  expect(recognise(text, plan)).toEqual({ format, sure: true });
});

test.each([
  ['{"name": "x", "start_url": "/", "display": "standalone", "icons": []}', /a web app manifest/],
  ['policy:\n  - fides_key: x\n', /rules or words of fides/],
])('%s is named', async (text, named) => {
  const { tree, diagnostics } = await readManifest({ file: 'x', text }, { plan });
  expect(tree).toBeUndefined();
  expect(diagnostics.map((one) => one.message)).toEqual([expect.stringMatching(named)]);
});

test('a declaration of an app is none of them', () => {
  expect(recognise('{"app": {"id": "x"}, "collections": []}', plan)).toEqual({
    format: 'declaration-json',
    sure: true,
  });
  expect(recognise('{app: {id: x}}', plan)).toMatchObject({ format: 'declaration-yaml' });
});

test.each([
  '/'.repeat(4096),
  '/**/'.repeat(1500),
  '// a\n'.repeat(1500),
  `${'/* a */ // b\n'.repeat(300)}{ module: {`,
])('comments before a module, however many, take no time', (text) => {
  const started = performance.now();
  recognise(text, plan);
  expect(performance.now() - started).toBeLessThan(2000);
});

test('what Expo blocks is taken out of the Android files before it', async () => {
  const android =
    '<manifest xmlns:android="http://schemas.android.com/apk/res/android"><uses-permission android:name="android.permission.RECORD_AUDIO"/><uses-permission android:name="android.permission.CAMERA"/></manifest>';
  const expo = '{"expo": {"name": "x", "android": {"blockedPermissions": ["RECORD_AUDIO"]}}}';
  const reads = await Promise.all(
    [android, expo].map((text, index) => readManifest({ file: `${index}`, text }, { plan })),
  );
  const { permissions } = mergeReads(plan, reads).tree as {
    readonly permissions: readonly { readonly name: string }[];
  };
  expect(permissions.map((one) => one.name)).toEqual(['android.permission.CAMERA']);
});
