/** A JSON text -> its values, with the place of each key and value, for every format written in JSON. Knows no fields. */
import { type DocumentNode, type MemberNode, parse, type ValueNode } from '@humanwhocodes/momoa';
import { report } from '../grammar/diagnostic.ts';
import type { Span } from '../grammar/source.ts';
import { readerCodes } from './codes.ts';
import { pastJsonLimit } from './json-limits.ts';
import { emptyRecord, LIMITS, pointerTo, type Reading, spanOf } from './reading.ts';

/**
 * What is taken for JSON. `json`: RFC 8259 alone. `json5`: with comments, single quotes, keys without quotes. `either`: as
 * many programs do, JSON if it is that, else JSON5 with a remark.
 */
export type Dialect = 'json' | 'json5' | 'either';

/** The values of a text. Pointers are those of the text itself; objects have no prototype. */
export interface JsonText {
  readonly value: unknown;
  readonly places: ReadonlyMap<string, Span>;
  readonly keys: ReadonlyMap<string, Span>;
}

/** A text being turned into values. */
interface Turning {
  readonly reading: Reading;
  readonly strict: boolean;
  readonly places: Map<string, Span>;
  readonly keys: Map<string, Span>;
  /** Whether a key that stands twice leaves nothing to go by. */
  readonly refuseTwice: boolean;
}

/**
 * Parses the text of a reading; nothing, and an error reported, where it is broken or past a limit. Where a key stands twice,
 * a declaration is refused; in a platform's file both count: lists are joined, and values that differ become null.
 */
export function parseJsonText(
  reading: Reading,
  dialect: Dialect,
  twice: 'refused' | 'joined' = 'joined',
): JsonText | undefined {
  const past = pastJsonLimit(reading.source.text);
  if (past) {
    const { code, offset } = past;
    const limit = code === 'manifest-too-deep' ? LIMITS.depth : LIMITS.values;
    report(reading, readerCodes, code, spanOf(reading, offset, offset + 1), { limit });
    return undefined;
  }
  const parsed = parseDialect(reading, dialect);
  if (parsed === undefined) return undefined;
  const { document, strict } = parsed;
  const refuseTwice = twice === 'refused';
  const turning: Turning = { reading, strict, places: new Map(), keys: new Map(), refuseTwice };
  const value = turn(document.body, '', turning);
  return { value, places: turning.places, keys: turning.keys };
}

interface Parsed {
  readonly document: DocumentNode;
  readonly strict: boolean;
}

function parseDialect(reading: Reading, dialect: Dialect): Parsed | undefined {
  const first = tryParse(reading, dialect === 'json5' ? 'json5' : 'json');
  if ('document' in first) return { document: first.document, strict: dialect !== 'json5' };
  if (dialect !== 'either') return reportBroken(reading, first);
  const second = tryParse(reading, 'json5');
  // What went wrong further on is the real mistake: up to there it was JSON5.
  if (!('document' in second)) return reportBroken(reading, second.offset > first.offset ? second : first);
  const at = Math.min(first.offset, reading.source.text.length - 1);
  report(reading, readerCodes, 'json-not-strict', spanOf(reading, at, at + 1), {});
  return { document: second.document, strict: false };
}

interface Broken {
  readonly offset: number;
  readonly problem: string;
}

function tryParse(reading: Reading, mode: 'json' | 'json5'): { readonly document: DocumentNode } | Broken {
  // The parser never ends where a text ends in a backslash inside quotes; a line end behind it changes nothing else.
  const text = mode === 'json5' ? `${reading.source.text}\n` : reading.source.text;
  try {
    return { document: parse(text, { mode, ranges: true }) };
  } catch (error) {
    return brokenAt(reading, error);
  }
}

const TOKENS: Readonly<Record<string, string>> = {
  LBrace: '`{`',
  RBrace: '`}`',
  LBracket: '`[`',
  RBracket: '`]`',
  Comma: '`,`',
  Colon: '`:`',
  String: 'a text',
  Number: 'a number',
  Boolean: '`true` or `false`',
  Null: '`null`',
  Identifier: 'a word without quotes',
};

function brokenAt({ source }: Reading, error: unknown): Broken {
  const { offset = 0, message } = error as { readonly offset?: number; readonly message: string };
  const token = /^Unexpected token (\w+) found/.exec(message)?.[1];
  const ends = message.startsWith('Unexpected end') || offset >= source.text.length;
  const sign = String.fromCodePoint(source.text.codePointAt(offset) ?? 0x20);
  const seen = token === undefined ? `\`${sign}\`` : (TOKENS[token] ?? token);
  return { offset, problem: ends ? 'it ends in the middle' : `${seen} cannot stand here` };
}

function reportBroken(reading: Reading, { offset, problem }: Broken): undefined {
  report(reading, readerCodes, 'broken-json', spanOf(reading, offset, offset + 1), { problem });
}

function turn(node: ValueNode, pointer: string, turning: Turning): unknown {
  turning.places.set(pointer, spanOf(turning.reading, ...rangeOf(node)));
  switch (node.type) {
    case 'Object':
      return recordOf(node.members, pointer, turning);
    case 'Array':
      return node.elements.map((item, index) => turn(item.value, pointerTo(pointer, index), turning));
    case 'String':
      if (turning.strict) reportControls(node, turning.reading);
      return node.value;
    case 'Null':
      return null;
    case 'NaN':
    case 'Infinity':
      return undefined;
    default:
      return node.value;
  }
}

function recordOf(members: readonly MemberNode[], pointer: string, turning: Turning): unknown {
  const { reading, keys, refuseTwice } = turning;
  const record = emptyRecord();
  for (const { name, value } of members) {
    const key = name.type === 'String' ? name.value : name.name;
    const at = pointerTo(pointer, key);
    const span = spanOf(reading, ...rangeOf(name));
    const first = keys.get(at);
    if (first === undefined) {
      record[key] = turn(value, at, turning);
      keys.set(at, span);
      continue;
    }
    const related = [{ span: first, message: 'given here first' }];
    const code = refuseTwice ? 'manifest-duplicate-key' : 'manifest-key-twice';
    report(reading, readerCodes, code, span, { key }, related);
    record[key] = joined(record[key], value, at, turning);
  }
  return record;
}

/** Programs differ in which of two values they take, so what differs is not known; a list goes on where the first ends. */
function joined(first: unknown, node: ValueNode, pointer: string, turning: Turning): unknown {
  if (Array.isArray(first) && node.type === 'Array') {
    const at = (index: number): string => pointerTo(pointer, first.length + index);
    return [...first, ...node.elements.map((item, index) => turn(item.value, at(index), turning))];
  }
  const second = turn(node, pointer, { ...turning, places: new Map(), keys: new Map() });
  return first === second ? first : null;
}

/** JSON has no bare control characters in a text, but the parser lets them pass. */
function reportControls(node: ValueNode, reading: Reading): void {
  const [start, end] = rangeOf(node);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is these that are looked for
  const found = reading.source.text.slice(start, end).search(/[\u0000-\u001f]/);
  if (found < 0) return;
  const span = spanOf(reading, start + found, start + found + 1);
  report(reading, readerCodes, 'broken-json', span, {
    problem:
      'a text holds a line break or another control character, which has to be written as `\\n` or `\\u…`',
  });
}

function rangeOf(node: { readonly range?: unknown }): readonly [number, number] {
  return node.range as [number, number];
}
