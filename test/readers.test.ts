/** The readers on manifests of their own: each value with its place, against the listing beside the manifest. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isRecord, pointerTo } from '../compiler/values.ts';
import { locate, type Source, type Span } from '../grammar/source.ts';
import { decode } from '../readers/decode.ts';
import { readBinary, readManifest } from '../readers/index.ts';
import type { ManifestRead } from '../readers/reading.ts';
import { plan } from './readers-plan.ts';
import { libraryPlan } from './support/library-plan.ts';

const folder = new URL('manifests/', import.meta.url);
const platforms = new URL('manifests/platform/', import.meta.url);

function placeText(source: Source, span: Span | undefined): string {
  if (!span) return '-';
  const { line, column, endLine, endColumn } = locate(source, span);
  return `${line}:${column}-${endLine}:${endColumn}`;
}

/** One line for each value: pointer, place, place of the key, the value unless it holds others. */
function listing(source: Source, read: ManifestRead, shows: (value: unknown, at: string) => boolean): string {
  const lines = [`${read.format}${read.partial ? ' (partial)' : ''}`];
  const visit = (value: unknown, pointer: string): void => {
    const inner = Array.isArray(value) ? [...value.entries()] : isRecord(value) ? Object.entries(value) : [];
    const shown = Array.isArray(value) ? '[…]' : isRecord(value) ? '{…}' : JSON.stringify(value);
    const places = [read.places, read.keys].map((one) => placeText(source, one.get(pointer)));
    if (shows(value, pointer)) lines.push([pointer || '/', ...places, shown].join('  '));
    for (const [key, item] of inner) visit(item, pointerTo(pointer, key));
  };
  visit(read.tree, '');
  for (const one of read.diagnostics)
    lines.push(`${one.code}  ${placeText(source, one.span)}  ${one.message}`);
  return `${lines.join('\n')}\n`;
}

describe('what a manifest says, and where', () => {
  const names = readdirSync(folder).filter((name) => name.endsWith('.manifest'));
  it.each(names)('%s', async (name) => {
    const { source, diagnostics } = decode(name, readFileSync(new URL(name, folder)));
    expect(diagnostics).toEqual([]);
    const seen = listing(source, await readManifest(source, { plan }), () => true);
    holds(seen, new URL(`${name}.read.txt`, folder));
  });
});

/** What a platform's file is silent about is left out of these: there, only what it says is of interest. */
describe('what the file of a platform says, and where', () => {
  const of = libraryPlan();
  const names = readdirSync(platforms).filter((name) => !name.endsWith('.read.txt'));
  it.each(names)('%s', async (name) => {
    const bytes = readFileSync(new URL(name, platforms));
    const { source, diagnostics, isBinaryPlist } = decode(name, bytes);
    expect(diagnostics).toEqual([]);
    const read = await (isBinaryPlist
      ? readBinary(source, bytes, { plan: of })
      : readManifest(source, { plan: of }));
    const seen = listing(
      source,
      read,
      (value, at) => value !== null || read.places.has(at) || /\/\d+$/.test(at),
    );
    holds(seen, new URL(`${name}.read.txt`, platforms));
  });
});

function holds(seen: string, expected: URL): void {
  if (process.env.ACCEPT) writeFileSync(expected, seen);
  expect(seen).toBe(readFileSync(expected, 'utf8'));
  expect(Object.prototype).not.toHaveProperty('polluted');
}

describe('places', () => {
  it('count the file as stored: byte order mark not counted, CRLF one line end, UTF-16 units', async () => {
    const bytes = new TextEncoder().encode('\ufeffapp:\r\n  id: "😀", \r\n');
    const { source } = decode('x', bytes.slice(0, -4));
    const read = await readManifest(source, { plan });
    const span = read.places.get('/app/id');
    expect(placeText(source, span)).toBe('2:7-2:11');
  });

  it('are right after a line separator that only XML parsers count', async () => {
    const xml =
      '<manifest xmlns:a="http://schemas.android.com/apk/res/android">\u2028\n <uses-permission a:name="x"/></manifest>';
    const source = { file: 'x', text: xml };
    const read = await readManifest(source, { plan });
    expect(placeText(source, read.places.get('/permissions/0/name'))).toBe('2:27-2:28');
  });
});
