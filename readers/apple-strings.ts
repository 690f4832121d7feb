/** A table of texts (InfoPlist.strings) -> the texts that tell the user why something is asked for. */
import { report } from '../grammar/diagnostic.ts';
import type { Source } from '../grammar/source.ts';
import { type Asked, isUsageKey, permissionRecords, textOf } from './apple-permissions.ts';
import { readerCodes } from './codes.ts';
import { skipped } from './json-limits.ts';
import {
  beginReading,
  emptyRecord,
  endReading,
  fieldsOf,
  LIMITS,
  type ManifestRead,
  type ReadContext,
  type Reading,
  spanOf,
} from './reading.ts';
import { fillUnknown } from './unknown.ts';
import { recordAt } from './values.ts';

/** Reads one table. It holds texts of one language, so the app's own words elsewhere come before them. */
export function readAppleStrings(source: Source, context: ReadContext): ManifestRead {
  const reading = beginReading(source, context);
  const entries = entriesOf(reading);
  const tree = entries && treeOf(entries, reading);
  return { ...endReading(reading, 'apple-strings', tree, true), yields: true };
}

/** A key or a text, with the offsets of what is inside its quotes. */
interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

function treeOf(entries: readonly (readonly [Token, Token])[], reading: Reading): unknown {
  const { plan } = reading;
  const span = spanOf(reading, 0, 0);
  const tree = emptyRecord();
  const fields = fieldsOf(plan, plan.root);
  reading.places.set('', span);
  const place = (one: Token) => spanOf(reading, one.start, one.end);
  const name = entries.find(([key]) => /^CFBundle(?:Display)?Name$/.test(key.text))?.[1];
  if (fields.has('app') && name) {
    const filled = { value: textOf(name.text), span: place(name) };
    tree.app = recordAt(reading, 'app', '/app', span, { name: filled });
  }
  const asked = entries.flatMap(([key, text]): Asked[] =>
    isUsageKey(key.text)
      ? [{ name: key.text, span: place(key), text: { value: textOf(text.text), span: place(text) } }]
      : [],
  );
  if (fields.has('permissions')) {
    reading.places.set('/permissions', span);
    tree.permissions = permissionRecords(asked, null, '/permissions', reading);
  }
  return fillUnknown(plan, tree);
}

/** The entries of the table: `key = text;`, comments between them. Nothing, and an error, where it is built otherwise. */
function entriesOf(reading: Reading): readonly (readonly [Token, Token])[] | undefined {
  const { text } = reading.source;
  const entries: (readonly [Token, Token])[] = [];
  let at = gap(text, 0);
  while (at < text.length) {
    const key = token(text, at);
    const sign = key && gap(text, key.end + closing(text, key));
    const value = sign !== undefined && text[sign] === '=' ? token(text, gap(text, sign + 1)) : undefined;
    const end = value && gap(text, value.end + closing(text, value));
    if (!key || !value || end === undefined || text[end] !== ';') return broken(reading, end ?? sign ?? at);
    entries.push([key, value]);
    if (entries.length * 2 > LIMITS.values) {
      report(reading, readerCodes, 'manifest-too-many-values', spanOf(reading, at, at + 1), {
        limit: LIMITS.values,
      });
      return undefined;
    }
    at = gap(text, end + 1);
  }
  return entries;
}

function broken(reading: Reading, at: number): undefined {
  const problem = 'each line has to be `"key" = "text";`';
  report(reading, readerCodes, 'broken-plist', spanOf(reading, at, at + 1), { problem });
}

/** The first sign that is neither a space nor in a comment. */
function gap(text: string, from: number): number {
  let at = from;
  for (; at < text.length; at++) {
    if (text[at] === '/') {
      const end = skipped(text, at);
      if (end === at) break;
      at = end;
    } else if (!/\s/.test(text[at] ?? '')) break;
  }
  return at;
}

const WORD = /[\w.$:/-]+/y;

function token(text: string, at: number): Token | undefined {
  if (text[at] === '"' || text[at] === "'") {
    const end = skipped(text, at);
    if (end >= text.length) return undefined;
    return { text: unescaped(text.slice(at + 1, end)), start: at + 1, end };
  }
  WORD.lastIndex = at;
  const word = WORD.exec(text)?.[0];
  return word === undefined ? undefined : { text: word, start: at, end: at + word.length };
}

/** How many signs stand after what a token holds: its closing quote, or none. */
function closing(text: string, { start }: Token): number {
  return /["']/.test(text[start - 1] ?? '') ? 1 : 0;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

function unescaped(text: string): string {
  return text.replace(/\\(?:[Uu]([0-9a-fA-F]{4})|([\s\S]))/g, (_, code: string | undefined, sign = '') =>
    code === undefined ? (ESCAPES[sign] ?? sign) : String.fromCharCode(Number.parseInt(code, 16)),
  );
}
