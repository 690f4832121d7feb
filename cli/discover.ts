/** Finds the manifests of an app below a folder: files that are surely manifests, told by what they hold. Judges nothing. */
import { readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Plan } from '../compiler/plan.ts';
import { decode } from '../readers/decode.ts';
import { recognise } from '../readers/index.ts';
import { LIMITS } from '../readers/reading.ts';
import { fullPath, readBytes, shownPath } from './files.ts';

/** Folders that hold what a build made, or code of others, or tests: what stands there is not what the app ships. */
const PASSED_OVER = new Set(
  `node_modules bower_components vendor third_party build dist out target bin obj Pods Carthage DerivedData
  __pycache__ venv test tests testdata fixtures __tests__ __fixtures__ androidTest androidTestDebug ohosTest
  sharedTest testFixtures oh_modules unpackage miniprogram_npm coverage`.split(/\s+/),
);

/** Folders with such an ending hold what a build made too. */
const PASSED_OVER_ENDINGS =
  /\.(?:framework|xcframework|app|bundle|xcarchive|xcodeproj|xcworkspace|xcassets|storyboardc)$/;

/** Only files of these kinds are opened; which format they are, their content says. */
const KINDS = new Set(
  '.xml .plist .xcprivacy .entitlements .strings .csv .json .json5 .yaml .yml'.split(' '),
);

/** A program has many files in TypeScript; one that declares is called so. */
const DECLARING = /\.privacy\.[cm]?ts$/;

/** The manifests below a folder, those first that others are laid over. Links are not followed. */
export function discover(folder: string, plan: Plan, cwd: string): readonly string[] {
  const found: Found[] = [];
  const waiting = [fullPath(folder, cwd)];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for (const entry of entriesOf(at)) {
      const path = join(at, entry.name);
      if (entry.isDirectory()) {
        if (!isPassedOver(entry.name)) waiting.push(path);
      } else if (entry.isFile() && !entry.name.startsWith('.')) found.push(...manifestAt(path, plan));
    }
  }
  return found.sort(layered).map(({ path }) => shownPath(path, cwd));
}

/** A folder that may not be opened holds nothing for us. */
function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function isPassedOver(name: string): boolean {
  return name.startsWith('.') || PASSED_OVER.has(name) || PASSED_OVER_ENDINGS.test(name);
}

/** A manifest, and over how much it is laid. */
interface Found {
  readonly path: string;
  readonly layer: number;
}

/** None where the file is not surely a manifest. */
function manifestAt(path: string, plan: Plan): readonly Found[] {
  if (!KINDS.has(extname(path).toLowerCase()) && !DECLARING.test(path)) return [];
  const got = readBytes(path, LIMITS.bytes);
  if ('problem' in got) return [];
  const { source, diagnostics, isBinaryPlist } = decode(path, got.bytes);
  // A binary list has to be read to know which it is; by that name, and this one alone, it is that of the app.
  if (isBinaryPlist)
    return /(?:^|[\\/])(?:Info\.plist|PrivacyInfo\.xcprivacy)$/.test(path) ? [{ path, layer: 0 }] : [];
  if (diagnostics.length > 0) return [];
  const recognised = recognise(source.text, plan);
  return 'format' in recognised && recognised.sure ? [{ path, layer: layerOf(path, source.text) }] : [];
}

/** Of Android, flavours and build types (`src/full`) are laid over the app, and the app, which can be launched, over libraries. */
function layerOf(path: string, text: string): number {
  if (isOverlay(path)) return 2;
  return text.includes('android.intent.category.LAUNCHER') ? 1 : 0;
}

function layered(one: Found, other: Found): number {
  return one.layer - other.layer || (one.path < other.path ? -1 : 1);
}

/** Whether a manifest belongs to one variant of the app: what it removes, another variant keeps. */
export function isOverlay(path: string): boolean {
  const [, set] = /[\\/]src[\\/]([^\\/]+)[\\/]AndroidManifest\.xml$/.exec(path) ?? [];
  return set !== undefined && set !== 'main';
}
