/** A declaration in JSON -> its tree, with the place of each key and value. Knows no fields. */
import { type DocumentNode, type MemberNode, parse, type ValueNode } from '@humanwhocodes/momoa';
import { report } from '../grammar/diagnostic.ts';
import type { Source } from '../grammar/source.ts';
import { readerCodes } from './codes.ts';
import {
  beginReading,
  emptyRecord,
  endReading,
  LIMITS,
  type ManifestRead,
  pointerTo,
  type ReadContext,
  type Reading,
  spanOf,
} from './reading.ts';

/** Reads strict JSON: RFC 8259, without comments. */
export function readDeclarationJson(source: Source, context: ReadContext): ManifestRead {
  const reading = beginReading(source, context);
  const document = parseText(reading);
  const tree = document && readNode(document.body, '', reading);
  return endReading(reading, 'declaration-json', tree, false);
}

function parseText(reading: Reading): DocumentNode | undefined {
  const past = pastLimit(reading.source.text);
  if (past) {
    const { code, offset } = past;
    const limit = code === 'manifest-too-deep' ? LIMITS.depth : LIMITS.values;
    report(reading, readerCodes, code, spanOf(reading, offset, offset + 1), { limit });
    return undefined;
  }
  try {
    return parse(reading.source.text, { mode: 'json', ranges: true });
  } catch (error) {
    reportBroken(reading, error);
    return undefined;
  }
}

interface Past {
  readonly code: 'manifest-too-deep' | 'manifest-too-many-values';
  readonly offset: number;
}

/** Where a limit is passed. Known before parsing, since the parser recurses and keeps all it reads. */
function pastLimit(text: string): Past | undefined {
  let depth = 0;
  let values = 1;
  for (const match of text.matchAll(/"(?:[^"\\]+|\\[\s\S])*"?|[[\]{},]/g)) {
    const sign = match[0];
    if (sign === ']' || sign === '}') depth--;
    else if (sign === ',') values++;
    else if (sign === '[' || sign === '{') {
      depth++;
      values++;
    }
    if (depth > LIMITS.depth) return { code: 'manifest-too-deep', offset: match.index };
    if (values > LIMITS.values) return { code: 'manifest-too-many-values', offset: match.index };
  }
  return undefined;
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
};

function reportBroken(reading: Reading, error: unknown): void {
  const { offset = 0, message } = error as { readonly offset?: number; readonly message: string };
  const token = /^Unexpected token (\w+) found/.exec(message)?.[1];
  const seen = reading.source.text[offset];
  const problem = message.startsWith('Unexpected end')
    ? 'it ends in the middle'
    : `${token === undefined ? `\`${seen}\`` : (TOKENS[token] ?? token)} cannot stand here`;
  report(reading, readerCodes, 'broken-json', spanOf(reading, offset, offset + 1), { problem });
}

function readNode(node: ValueNode, pointer: string, reading: Reading): unknown {
  const span = spanOf(reading, ...rangeOf(node));
  reading.places.set(pointer, span);
  switch (node.type) {
    case 'Object':
      return recordOf(node.members, pointer, reading);
    case 'Array':
      return node.elements.map((item, index) => readNode(item.value, pointerTo(pointer, index), reading));
    case 'String':
      reportControls(node, reading);
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

function recordOf(members: readonly MemberNode[], pointer: string, reading: Reading): unknown {
  const record = emptyRecord();
  for (const { name, value } of members) {
    const key = name.type === 'String' ? name.value : name.name;
    const at = pointerTo(pointer, key);
    const span = spanOf(reading, ...rangeOf(name));
    const first = reading.keys.get(at);
    if (first) {
      const related = [{ span: first, message: 'given here first' }];
      report(reading, readerCodes, 'manifest-duplicate-key', span, { key }, related);
    } else reading.keys.set(at, span);
    record[key] = readNode(value, at, reading);
  }
  return record;
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
