/** The readers, and which of them a text is for: told by what it holds, never by its name. */
import { report } from '../grammar/diagnostic.ts';
import type { Source } from '../grammar/source.ts';
import { readerCodes } from './codes.ts';
import {
  beginReading,
  endReading,
  type ManifestRead,
  type ReadContext,
  type Reader,
  spanOf,
} from './reading.ts';
import { scanTags } from './xml-tags.ts';

/** Each format's reader. They are loaded when they are needed: each brings a parser with it. */
export const readers = {
  'android-manifest': async () => (await import('./android-manifest.ts')).readAndroidManifest,
  'declaration-json': async () => (await import('./declaration-json.ts')).readDeclarationJson,
  'declaration-yaml': async () => (await import('./declaration-yaml.ts')).readDeclarationYaml,
} satisfies Record<string, () => Promise<Reader>>;

/** The name of a format. */
export type Format = keyof typeof readers;

/** Reads a manifest in whichever format it is written. */
export async function readManifest(source: Source, context: ReadContext): Promise<ManifestRead> {
  const recognised = recognise(source.text);
  if ('format' in recognised) return (await readers[recognised.format]())(source, context);
  const reading = beginReading(source, context);
  if (recognised.seen === '') report(reading, readerCodes, 'manifest-empty', spanOf(reading, 0, 0), {});
  else
    report(reading, readerCodes, 'manifest-unknown-format', spanOf(reading, 0, 1), { seen: recognised.seen });
  return endReading(reading, 'unknown', undefined, false);
}

/** The format of a text, or what it looks like instead (`''`: there is nothing in it). */
export function recognise(text: string): { readonly format: Format } | { readonly seen: string } {
  const start = text.trimStart();
  if (start === '') return { seen: '' };
  if (start.startsWith('<')) return recogniseXml(start);
  // YAML has braces too, but only JSON has to have a quote or the end after the first of them (comments are a mistake).
  if (/^\{(?:\s|\/\/.*\n|\/\*[\s\S]*?\*\/)*["}]/.test(start)) return { format: 'declaration-json' };
  if (/^\[/.test(start)) return { seen: 'a list' };
  const first = start.replace(/^(?:[ \t]*(?:#.*|---.*|%.*)?[\r\n]+)+/, '');
  if (first.trim() === '' || first.startsWith('#')) return { seen: '' };
  return { format: 'declaration-yaml' };
}

/** By the root element, or the one a document type names; a text that has none is left to the reader to complain of. */
function recogniseXml(text: string): { readonly format: Format } | { readonly seen: string } {
  const { tags, doctype } = scanTags(text, 0);
  const named = doctype === undefined ? undefined : /^<!doctype\s+([^\s>[]+)/i.exec(text.slice(doctype))?.[1];
  const root = tags[0]?.name ?? named;
  if (!root || root === 'manifest') return { format: 'android-manifest' };
  return { seen: `an XML file with the root element \`${root}\`` };
}
