/** Real files by others, where the folder with them is there: each is read, or refused for a stated reason. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { decode } from '../readers/decode.ts';
import { readBinary, readManifest } from '../readers/index.ts';
import { libraryPlan } from './support/library-plan.ts';

const corpus = new URL('../../shared/corpus/', import.meta.url);
const isThere = existsSync(corpus);
const plan = libraryPlan();

/** Files that hold nothing to read, by a part of their name, with the code that says so. */
const REFUSED: Readonly<Record<string, string>> = {
  // A web app manifest, which says nothing of data.
  'web/': 'manifest-unknown-format',
  // Rules and words of fides, which say nothing of what is collected.
  'fides/ethyca__fides__own-policies': 'manifest-unknown-format',
  'fides/ethyca__fides__demo-policy': 'manifest-unknown-format',
  'fides/ethyca__fides__demo-taxonomy': 'manifest-unknown-format',
  'fides/ethyca__fides__sample-policy': 'manifest-unknown-format',
};

/** The formats that a folder may come to. A file read as a declaration is one that nobody recognised. */
const FORMATS: Readonly<Record<string, RegExp>> = {
  android: /^android-manifest$/,
  'ios-plist': /^apple-info-plist$/,
  'ios-entitlements': /^apple-entitlements$/,
  'apple-privacyinfo': /^apple-privacy-manifest$/,
  'play-data-safety': /^play-data-safety$/,
  webext: /^web-extension$/,
  wechat: /^wechat-app$/,
  alipay: /^alipay-app$/,
  uniapp: /^uni-app$/,
  harmonyos: /^harmony-module$/,
  expo: /^expo-app$/,
  electron: /^(?:electron-builder|apple-entitlements)$/,
  fides: /^fides$/,
  'apple-privacy-labels': /^apple-privacy-labels$/,
  web: /^unknown$/,
};

const counts = new Map<string, number>();

async function read(path: URL, name: string) {
  const bytes = readFileSync(path);
  const decoded = decode(name, bytes);
  if (decoded.diagnostics.length > 0) return { format: 'refused', diagnostics: decoded.diagnostics };
  return decoded.isBinaryPlist
    ? readBinary(decoded.source, bytes, { plan })
    : readManifest(decoded.source, { plan });
}

describe.runIf(isThere)('files of others', () => {
  const folders = isThere ? Object.keys(FORMATS).filter((one) => existsSync(new URL(`${one}/`, corpus))) : [];
  const files = folders.flatMap((folder) =>
    readdirSync(new URL(`${folder}/`, corpus)).map((name) => [folder, name] as const),
  );
  it.each(files)('%s/%s', async (folder, name) => {
    const { format, diagnostics } = await read(new URL(`${folder}/${name}`, corpus), name);
    const errors = diagnostics.filter((one) => one.severity === 'error');
    const refused = Object.entries(REFUSED).find(([part]) => `${folder}/${name}`.includes(part));
    const key = `${folder}: ${errors.length > 0 ? `refused (${errors[0]?.code})` : `read as ${format}`}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
    if (refused) expect(errors.map((one) => one.code)).toEqual([refused[1]]);
    else {
      expect(errors.map((one) => one.message)).toEqual([]);
      expect(format).toMatch(FORMATS[folder] ?? /^$/);
    }
  });

  afterAll(() => {
    console.log([...counts].map(([key, count]) => `${count} × ${key}`).join('\n'));
  });
});
