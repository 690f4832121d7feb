/** Bytes of a file -> text, or a remark with the place of the first byte that is not text. Reads no file. */
import { type Diagnostic, newReport, report } from '../grammar/diagnostic.ts';
import type { Source } from '../grammar/source.ts';
import { readerCodes } from './codes.ts';

/** What was decoded. With diagnostics, `source` is only good for showing where they are. */
export interface Decoded {
  readonly source: Source;
  readonly diagnostics: readonly Diagnostic[];
  /** The bytes are a binary property list: they have values, and no text. */
  readonly isBinaryPlist?: true;
}

/** Files that hold a manifest in compiled form, by how they begin. */
const COMPILED: readonly { readonly begin: readonly number[]; readonly what: string }[] = [
  { begin: [0x03, 0x00, 0x08, 0x00], what: 'a binary AndroidManifest.xml, as it stands in an APK' },
  { begin: [0x50, 0x4b, 0x03, 0x04], what: 'an APK, an IPA or another zip archive' },
  { begin: [0x50, 0x4b, 0x05, 0x06], what: 'a zip archive with nothing in it' },
  { begin: [0x1f, 0x8b], what: 'a compressed file' },
];

const BINARY_PLIST = [0x62, 0x70, 0x6c, 0x69, 0x73, 0x74, 0x30, 0x30];

/** Decodes UTF-8 with or without a byte order mark, and UTF-16 with one. Nothing else is guessed. */
export function decode(file: string, bytes: Uint8Array): Decoded {
  const compiled = COMPILED.find(({ begin }) => startsWith(bytes, begin));
  if (compiled) {
    const to = newReport();
    report(to, readerCodes, 'manifest-compiled', { file, start: 0, end: 0 }, { what: compiled.what });
    return { source: { file, text: '' }, diagnostics: to.diagnostics };
  }
  if (startsWith(bytes, BINARY_PLIST))
    return { source: { file, text: '' }, diagnostics: [], isBinaryPlist: true };
  if (startsWith(bytes, [0xff, 0xfe])) return decodeUtf16(file, bytes, 'utf-16le');
  if (startsWith(bytes, [0xfe, 0xff])) return decodeUtf16(file, bytes, 'utf-16be');
  return decodeUtf8(file, bytes);
}

function startsWith(bytes: Uint8Array, begin: readonly number[]): boolean {
  return begin.every((byte, index) => bytes[index] === byte);
}

function decodeUtf16(file: string, bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): Decoded {
  const text = new TextDecoder(encoding).decode(bytes);
  const bad = bytes.length % 2 === 0 ? -1 : text.length - 1;
  return bad < 0 ? { source: { file, text }, diagnostics: [] } : notText({ file, text }, bad);
}

function decodeUtf8(file: string, bytes: Uint8Array): Decoded {
  const text = new TextDecoder('utf-8').decode(bytes);
  const source = { file, text };
  if (!text.includes('\ufffd')) return { source, diagnostics: [] };
  // Encoding the text again gives the same bytes up to the first that could not be read.
  const start = startsWith(bytes, [0xef, 0xbb, 0xbf]) ? bytes.subarray(3) : bytes;
  const again = new TextEncoder().encode(text);
  const differs = start.findIndex((byte, at) => byte !== again[at]);
  if (differs < 0 && again.length === start.length) return { source, diagnostics: [] };
  const good = differs < 0 ? start : start.subarray(0, differs);
  return notText(source, new TextDecoder('utf-8').decode(good, { stream: true }).length);
}

function notText(source: Source, offset: number): Decoded {
  const to = newReport();
  report(to, readerCodes, 'not-utf-8', { file: source.file, start: offset, end: offset + 1 }, {});
  return { source, diagnostics: to.diagnostics };
}
