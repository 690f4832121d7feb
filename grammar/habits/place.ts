/** A place in the scanned text as a habit looks at it, and how it says what it reads there. Knows no habit itself. */
import type { Report } from '../diagnostic.ts';
import { type KeywordId, wordFor } from '../keywords.ts';
import type { Source, Span } from '../source.ts';
import {
  beforeName,
  Comma,
  Dash,
  DayToken,
  type DeclarationWord,
  isName,
  keywordTokens,
  NumberToken,
  PlainName,
  type Sort,
  sortOf,
  TextToken,
  type Token,
} from '../tokens.ts';

/** `tokens[index]` is the token here; `before` holds what was read so far, in the words of the language. */
export interface Place {
  readonly source: Source;
  readonly tokens: readonly Token[];
  readonly index: number;
  readonly before: readonly Token[];
  /** The declaration it stands in, as far as lines show it. */
  readonly declaration: DeclarationWord | undefined;
  /** The place in `before` of the word that the declaration begins with. */
  readonly head: number;
}

/** How many tokens are read, and as what. */
export interface Read {
  readonly length: number;
  readonly as: readonly Token[];
}

/** Reads something that the language says in another way, and reports it; `undefined` where there is no such thing. */
export type Habit = (place: Place, to: Report) => Read | undefined;

/** The token that many places on; before this one, as it was read. */
export const tokenAt = ({ tokens, index, before }: Place, offset: number): Token | undefined =>
  offset < 0 ? before[before.length + offset] : tokens[index + offset];

export const sortAt = (place: Place, offset: number): Sort => sortOf(tokenAt(place, offset));

/** A word in small letters, as it is written. */
export const wordAt = (place: Place, offset: number): string =>
  tokenAt(place, offset)?.image.toLowerCase() ?? '';

/** Whether a name is expected here, going by what is before it. */
export function isNamed(place: Place): boolean {
  return beforeName.has(sortAt(place, -1)) || place.head === place.before.length - 1;
}

/** Whether only white space is before it on its line. */
export function isFirstOnLine(place: Place, offset = 0): boolean {
  const token = tokenAt(place, offset);
  const before = offset === 0 ? place.before.at(-1) : tokenAt(place, offset - 1);
  if (!token) return true;
  const end = Math.min(before?.end ?? 0, token.startOffset);
  return !before || /[\n\r]/.test(place.source.text.slice(end, token.startOffset));
}

/** How many tokens are left on this line, from an offset on. */
export function restOfLine(place: Place, from = 0): number {
  let count = from;
  while (tokenAt(place, count) && (count === 0 || !isFirstOnLine(place, count))) count += 1;
  return count - from;
}

/** The text of some tokens as it is written. */
export function writtenAt(place: Place, length: number, from = 0): string {
  const span = spanAt(place, length, from);
  return place.source.text.slice(span.start, span.end);
}

/** The span of some tokens. */
export function spanAt(place: Place, length: number, from = 0): Span {
  const start = tokenAt(place, from)?.startOffset ?? 0;
  if (length < 1) return { file: place.source.file, start, end: start };
  const end = tokenAt(place, from + length - 1)?.end ?? start;
  return { file: place.source.file, start, end };
}

/** What stands in place of the words written: a keyword, or a sign, name, number, day or text with its value. */
export type Part =
  | KeywordId
  | ','
  | '-'
  | { readonly name: string }
  | { readonly number: string }
  | { readonly day: string }
  | { readonly text: string };

/** Tokens that stand in place of what is written in a span. */
export function standIns(span: Span, parts: readonly Part[]): readonly Token[] {
  return parts.map((part): Token => {
    const [tokenType, image] = kindOf(part);
    return {
      image,
      startOffset: span.start,
      endOffset: span.end - 1,
      tokenType,
      tokenTypeIdx: tokenType.tokenTypeIdx ?? 0,
      end: span.end,
      ...(typeof part === 'object' && 'text' in part ? { text: { value: part.text, block: false } } : {}),
    };
  });
}

function kindOf(part: Part) {
  if (part === ',') return [Comma, ','] as const;
  if (part === '-') return [Dash, '-'] as const;
  if (typeof part === 'string') return [keywordTokens[part], wordFor(part, 'en')] as const;
  if ('name' in part) return [PlainName, part.name] as const;
  if ('number' in part) return [NumberToken, part.number] as const;
  if ('day' in part) return [DayToken, part.day] as const;
  return [TextToken, JSON.stringify(part.text)] as const;
}

/** Whether a value of a condition stands here: a name or a text. */
export const isValue = (sort: Sort): boolean => sort === 'TextToken' || isName(sort);
