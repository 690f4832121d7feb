/** The readers, and which of them a text is for: told by what it holds, never by its name. */
import type { Plan } from '../compiler/plan.ts';
import { report } from '../grammar/diagnostic.ts';
import type { Source } from '../grammar/source.ts';
import { readerCodes } from './codes.ts';
import { jsonFormats } from './json-formats.ts';
import { NO_WORDS } from './mapping.ts';
import { outlineOf } from './outline.ts';
import type { PlatformWords } from './platform-words.ts';
import { beginReading, endReading, type ManifestRead, type Reader, spanOf } from './reading.ts';
import {
  type Recogniser,
  recogniseDeclarationJson,
  recogniseDeclarationTypeScript,
  recogniseDeclarationYaml,
  recogniseOthers,
} from './recognise.ts';
import { recogniseAndroidManifest } from './recognise-android.ts';
import {
  type PlistFormat,
  recogniseOtherPlist,
  recognisePlist,
  recogniseStrings,
} from './recognise-apple.ts';
import { recogniseWebApp } from './recognise-json.ts';
import { recognisePlay } from './recognise-play.ts';
import { inPart } from './rests.ts';

/** A format: how it is told, and its reader, loaded when it is needed, since each brings a parser with it. */
interface Entry {
  readonly recognise: Recogniser;
  readonly load: () => Promise<Reader>;
}

/** Names what looks like a format and is not read. */
const named: readonly Recogniser[] = [recogniseOtherPlist, recogniseWebApp, recogniseOthers];

function plist(format: PlistFormat): Entry {
  return {
    recognise: recognisePlist(format),
    load: async () => (await import('./apple-plist.ts')).readerOf(format),
  };
}

/** The formats of platforms. The first that knows a text reads it. */
const platformFormats = {
  'android-manifest': {
    recognise: recogniseAndroidManifest,
    load: async () => (await import('./android-manifest.ts')).readAndroidManifest,
  },
  'apple-privacy-manifest': plist('apple-privacy-manifest'),
  'apple-info-plist': plist('apple-info-plist'),
  'apple-entitlements': plist('apple-entitlements'),
  'apple-strings': {
    recognise: recogniseStrings,
    load: async () => (await import('./apple-strings.ts')).readAppleStrings,
  },
  'play-data-safety': {
    recognise: recognisePlay,
    load: async () => (await import('./play-data-safety.ts')).readPlayDataSafety,
  },
  ...jsonFormats,
} satisfies Record<string, Entry>;

/** What would be refused as a program, were it not read without running it. */
const programs = {
  'declaration-typescript': {
    recognise: recogniseDeclarationTypeScript,
    load: async () => (await import('./declaration-typescript.ts')).readDeclarationTypeScript,
  },
} satisfies Record<string, Entry>;

/** A declaration is all that is not something else. */
const declarations = {
  'declaration-json': {
    recognise: recogniseDeclarationJson,
    load: async () => (await import('./declaration-json.ts')).readDeclarationJson,
  },
  'declaration-yaml': {
    recognise: recogniseDeclarationYaml,
    load: async () => (await import('./declaration-yaml.ts')).readDeclarationYaml,
  },
} satisfies Record<string, Entry>;

/** The name of a format. */
export type Format = keyof typeof platformFormats | keyof typeof programs | keyof typeof declarations;

const entries: Readonly<Record<Format, Entry>> = { ...platformFormats, ...programs, ...declarations };

/** The names of all formats that are read. */
export const formatNames = Object.keys(entries) as readonly Format[];

/** Reads a manifest in whichever format it is written. */
export async function readManifest(source: Source, { plan }: { readonly plan: Plan }): Promise<ManifestRead> {
  const recognised = recognise(source.text, plan);
  const words = await wordsFor(recognised);
  if ('format' in recognised)
    return inPart((await entries[recognised.format].load())(source, { plan, words }));
  const reading = beginReading(source, { plan, words });
  const { seen, instead } = recognised;
  if (seen === '')
    report(reading, readerCodes, 'manifest-empty', spanOf(reading, 0, 0), { file: reading.source.file });
  else report(reading, readerCodes, 'manifest-unknown-format', spanOf(reading, 0, 1), { seen, instead });
  return endReading(reading, 'unknown', undefined, false);
}

/** Declarations are written in terms, and need no others. */
async function wordsFor(recognised: object): Promise<PlatformWords> {
  const isPlatform = 'format' in recognised && String(recognised.format) in platformFormats;
  return isPlatform ? (await import('./platform-words.ts')).platformWords : NO_WORDS;
}

/** Reads the bytes of a binary property list. */
export async function readBinary(
  source: Source,
  bytes: Uint8Array,
  { plan }: { readonly plan: Plan },
): Promise<ManifestRead> {
  const { platformWords: words } = await import('./platform-words.ts');
  const { readBinaryPlist } = await import('./apple-plist.ts');
  return inPart(readBinaryPlist(source, bytes, { plan, words }));
}

/** The format of a text and whether it is surely of it, or what it looks like instead (`''`: there is nothing in it). */
export function recognise(
  text: string,
  plan: Plan,
):
  | { readonly format: Format; readonly sure: boolean }
  | { readonly seen: string; readonly instead?: string | undefined } {
  const outline = outlineOf(text);
  if (outline.notation === 'empty' || hasOnlyComments(text)) return { seen: '' };
  for (const [format, entry] of Object.entries<Entry>({ ...platformFormats, ...programs })) {
    const found = entry.recognise(outline, plan);
    if (found) return 'sure' in found ? { format: format as Format, ...found } : found;
  }
  for (const one of named) {
    const found = one(outline, plan);
    if (found && 'seen' in found) return found;
  }
  for (const [format, entry] of Object.entries<Entry>(declarations)) {
    const found = entry.recognise(outline, plan);
    if (found && 'sure' in found) return { format: format as Format, ...found };
  }
  return { seen: 'a text of an unknown kind' };
}

function hasOnlyComments(text: string): boolean {
  const first = text.replace(/^(?:[ \t]*(?:#.*|---.*|%.*)?[\r\n]+)+/, '').trimStart();
  return first === '' || (first.startsWith('#') && !/[\r\n]/.test(first));
}
