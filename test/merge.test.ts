/** Several files of one app come to one declaration, and each value keeps the place in its own file. */
import { describe, expect, it } from 'vitest';
import { readManifest } from '../readers/index.ts';
import { mergeReads } from '../readers/merge.ts';
import { type ManifestRead, valueAt } from '../readers/reading.ts';
import { libraryPlan } from './support/library-plan.ts';

const plan = libraryPlan();
const HEAD =
  '<manifest xmlns:android="http://schemas.android.com/apk/res/android" xmlns:tools="http://schemas.android.com/tools"';

const android = (inside: string, attributes = '') => `${HEAD} ${attributes}>${inside}</manifest>`;
const asks = (name: string, more = '') =>
  `<uses-permission android:name="android.permission.${name}" ${more}/>`;

async function merged(...texts: readonly string[]): Promise<ManifestRead> {
  const reads = await Promise.all(
    texts.map((text, index) => readManifest({ file: `file ${index}`, text }, { plan })),
  );
  return mergeReads(plan, reads);
}

function namesIn(read: ManifestRead): unknown {
  const permissions = valueAt(read.tree, '/permissions') as readonly { readonly name: unknown }[];
  return permissions.map((one) => one.name);
}

describe('lists', () => {
  it('are joined, an item that stands in both once', async () => {
    const read = await merged(
      android(asks('CAMERA') + asks('VIBRATE')),
      android(asks('CAMERA') + asks('NFC')),
    );
    expect(namesIn(read)).toEqual(['CAMERA', 'VIBRATE', 'NFC'].map((name) => `android.permission.${name}`));
    expect(read.diagnostics).toEqual([]);
    expect(['0', '1', '2'].map((at) => read.places.get(`/permissions/${at}/name`)?.file)).toEqual([
      'file 0',
      'file 0',
      'file 1',
    ]);
  });

  it('lose what a later file removes, and keep what an earlier one does', async () => {
    const removes = asks('CAMERA', 'tools:node="remove"');
    expect(namesIn(await merged(android(asks('CAMERA') + asks('NFC')), android(removes)))).toEqual([
      'android.permission.NFC',
    ]);
    expect(namesIn(await merged(android(removes), android(asks('CAMERA'))))).toEqual([
      'android.permission.CAMERA',
    ]);
    const all = '<uses-permission tools:node="removeAll" />';
    expect(namesIn(await merged(android(asks('CAMERA')), android(asks('NFC')), android(all)))).toEqual([]);
  });

  it('keep what is removed from one library alone', async () => {
    const one = asks('CAMERA', 'tools:node="remove" tools:selector="com.example.library"');
    expect(namesIn(await merged(android(asks('CAMERA')), android(one)))).toEqual([
      'android.permission.CAMERA',
    ]);
  });

  it.each([
    'tools:node="replace"',
    'tools:replace="android:maxSdkVersion"',
    'tools:remove="android:usesPermissionFlags"',
  ])('say in place of an earlier file what a later one has with %s', async (tools) => {
    const library = asks('BLUETOOTH_SCAN', 'android:maxSdkVersion="30"');
    const read = await merged(
      android(library),
      android(asks('BLUETOOTH_SCAN', `android:maxSdkVersion="33" ${tools}`)),
    );
    expect(namesIn(read)).toEqual(['android.permission.BLUETOOTH_SCAN']);
    expect(read.diagnostics).toEqual([]);
    expect(valueAt(read.tree, '/permissions/0/untilSdk')).toBe(33);
    expect(read.places.get('/permissions/0/untilSdk')?.file).toBe('file 1');
  });

  it('keep the places of what stands after a removed item', async () => {
    const read = await merged(
      android(asks('CAMERA') + asks('NFC', 'android:maxSdkVersion="30"')),
      android(asks('CAMERA', 'tools:node="remove"')),
    );
    const place = read.places.get('/permissions/0/untilSdk');
    const text = android(asks('CAMERA') + asks('NFC', 'android:maxSdkVersion="30"'));
    expect(text.slice(place?.start, place?.end)).toBe('30');
  });
});

describe('single values', () => {
  it('known in one file stand for the whole', async () => {
    const read = await merged(android('', 'package="com.a"'), android('<application android:label="A"/>'));
    expect([valueAt(read.tree, '/app/id'), valueAt(read.tree, '/app/name')]).toEqual(['com.a', 'A']);
    expect(read.diagnostics).toEqual([]);
  });

  it('that differ are a remark at both, and not known', async () => {
    const read = await merged(android('', 'package="com.a"'), android('', 'package="com.b"'));
    expect(valueAt(read.tree, '/app/id')).toBeNull();
    const [remark] = read.diagnostics;
    expect([remark?.code, remark?.span.file, remark?.related?.[0]?.span.file]).toEqual([
      'manifests-differ',
      'file 1',
      'file 0',
    ]);
  });

  it('that one file says, and another surely has not, are not known', async () => {
    const read = await merged(android(asks('NFC', 'android:maxSdkVersion="30"')), android(asks('NFC')));
    expect(valueAt(read.tree, '/permissions/0/untilSdk')).toBeNull();
  });

  it('that an app has of its own on each platform are no contradiction, and not known', async () => {
    const plist = '<plist><dict><key>CFBundleIdentifier</key><string>a.ios</string></dict></plist>';
    const apart = await merged(android('', 'package="a.droid"'), plist);
    expect(apart.diagnostics).toEqual([]);
    expect(valueAt(apart.tree, '/app/id')).toBe(null);
    const one = await merged(android('', 'package="a.droid"'), android('', 'package="b.droid"'));
    expect(one.diagnostics.map(({ code }) => code)).toEqual(['manifests-differ']);
  });

  it('of a declaration say more than the silence of a platform file', async () => {
    const read = await merged('collections: []\n', android(asks('NFC')));
    expect(valueAt(read.tree, '/collections')).toEqual([]);
    expect(read.partial).toBe(false);
  });
});

describe('the stores that an app is in', () => {
  const label = '[{"category": "EMAIL_ADDRESS", "purposes": [], "data_protections": ["DATA_LINKED_TO_YOU"]}]';
  const form =
    'Question ID (machine readable),Response ID (machine readable),Response value,Answer requirement,Human-friendly question label\nPSL_DATA_COLLECTION_COLLECTS_PERSONAL_DATA,,FALSE,REQUIRED,x\n';
  const storesIn = async (...texts: readonly string[]) =>
    valueAt((await merged(...texts)).tree, '/app/stores');

  it('are those of its labels and forms, and others that no file tells of', async () => {
    expect(await storesIn(label)).toEqual(['apple-app-store', null]);
    expect(await storesIn(label, form)).toEqual(['apple-app-store', null, 'google-play', null]);
  });

  it('are those that a declaration lists, where one does', async () => {
    const declared = 'app: {stores: [apple-app-store]}\ncollections: []\n';
    expect(await storesIn(label, declared)).toEqual(['apple-app-store']);
  });
});

describe('texts', () => {
  const plist = (text: string) =>
    `<plist><dict><key>CFBundleName</key><string>A</string><key>NSCameraUsageDescription</key><string>${text}</string></dict></plist>`;
  it('of a translation stand only where the app has none of its own', async () => {
    const table = '"NSCameraUsageDescription" = "拍照";';
    for (const [own, expected] of [
      ['Takes pictures', 'Takes pictures'],
      ['$(CAMERA)', '拍照'],
    ] as const) {
      const read = await merged(table, plist(own));
      expect(read.diagnostics).toEqual([]);
      expect(valueAt(read.tree, '/permissions/0/rationale')).toBe(expected);
    }
  });

  it('are compared in one go, however many there are', async () => {
    const keys = Array.from({ length: 20_000 }, (_, index) => `"NSTopic${index}UsageDescription" = "text";`);
    const read = await merged(keys.join('\n'), keys.slice(0, 9_999).join('\n'));
    expect(valueAt(read.tree, '/permissions/19999/sameWords')).toBe(true);
  });

  it('are compared anew over all files', async () => {
    const other =
      '<plist><dict><key>CFBundleName</key><string>A</string><key>NSMotionUsageDescription</key><string>Needed</string></dict></plist>';
    const read = await merged(plist('Needed'), other);
    expect(valueAt(read.tree, '/permissions/0/sameWords')).toBe(true);
  });
});
