/** Text -> tokens and comments, in one pass over the text. Knows words and signs, nothing of how they go together. */
import type { Comment } from './ast.ts';
import { grammarCodes } from './codes.ts';
import { isDay } from './day.ts';
import { type Report, report } from './diagnostic.ts';
import { keywordOfWord, keywordRow } from './keywords.ts';
import type { Source, Span } from './source.ts';
import { blockValue, textValue } from './text.ts';
import {
  Close,
  Colon,
  Comma,
  Dash,
  DayToken,
  keywordTokens,
  NumberToken,
  newToken,
  Open,
  PlainName,
  TextToken,
  type Token,
} from './tokens.ts';

/** What a text consists of. `faults` are the offsets of what could not be read, in order. */
export interface Scanned {
  readonly tokens: readonly Token[];
  readonly comments: readonly Comment[];
  readonly faults: readonly number[];
}

/** The scan under way: what it reads, and what it adds to. */
interface Scan {
  readonly source: Source;
  readonly report: Report;
  readonly tokens: Token[];
  readonly comments: Comment[];
  readonly faults: number[];
}

type Take = (scan: Scan, image: string, at: number) => number;

const signs: ReadonlyMap<string, typeof Comma> = new Map([
  [',', Comma],
  ['，', Comma],
  ['、', Comma],
  [':', Colon],
  ['：', Colon],
  ['(', Open],
  ['（', Open],
  [')', Close],
  ['）', Close],
  ['-', Dash],
]);

// Tried in this order at each place; each gives back the offset at which to go on.
const forms: readonly (readonly [RegExp, Take])[] = [
  [/[\s\ufeff]+/y, (_, image, at) => at + image.length],
  // `./` and `../` lead to a file beside the one that uses it.
  [/(?:\.{1,2}\/)*\p{L}[\p{L}\p{M}\p{Nd}_]*(?:[-./][\p{L}\p{M}\p{Nd}_]+)*/uy, takeWord],
  [/#[^\n\r]*/y, takeComment],
  [/"""/y, takeBlock],
  [/"(?:[^"\\\n\r]|\\[^\n\r]?)*"?/y, takeText],
  [/“(?:[^”\\\n\r]|\\[^\n\r]?)*”?/y, takeText],
  [/[0-9]+[-/][0-9]+(?:[-/][0-9]+)?/y, takeDay],
  [/-?[0-9]+(?:\.[0-9]+)?/y, takeNumber],
  [/[,:()，、：（）-]/y, takeSign],
  [/[^\s\p{L}0-9#"“,:()，、：（）-]+/uy, takeStray],
];

/** Reads a text. Never throws; what it cannot read is reported and left out. */
export function scanTokens(source: Source, to: Report): Scanned {
  const scan: Scan = { source, report: to, tokens: [], comments: [], faults: [] };
  let at = 0;
  while (at < source.text.length) at = step(scan, at);
  return scan;
}

function step(scan: Scan, at: number): number {
  for (const [pattern, take] of forms) {
    pattern.lastIndex = at;
    const image = pattern.exec(scan.source.text)?.[0];
    if (image) return take(scan, image, at);
  }
  return takeStray(scan, scan.source.text[at] ?? '', at);
}

const spanOf = (scan: Scan, start: number, end: number): Span => ({ file: scan.source.file, start, end });

function takeWord(scan: Scan, image: string, at: number): number {
  const id = keywordOfWord.get(image);
  scan.tokens.push(newToken(id ? keywordTokens[id] : PlainName, image, at));
  return at + image.length;
}

function takeComment(scan: Scan, image: string, at: number): number {
  const end = at + image.length;
  scan.comments.push({
    kind: 'comment',
    span: spanOf(scan, at, end),
    text: image.replace(/^# ?/, '').trimEnd(),
  });
  return end;
}

function takeText(scan: Scan, image: string, at: number): number {
  const closed = image.length > 1 && image.endsWith(image[0] === '“' ? '”' : '"');
  const kept = closed ? image : image.trimEnd();
  if (!closed) {
    scan.faults.push(at);
    report(scan.report, grammarCodes, 'unterminated-text', spanOf(scan, at, at + kept.length), {
      block: false,
    });
  }
  const value = textValue(kept.slice(1, closed ? -1 : undefined), (bad) => {
    const start = at + 1 + bad.at;
    const span = spanOf(scan, start, start + bad.length);
    if (closed)
      report(scan.report, grammarCodes, 'bad-escape', span, {
        found: scan.source.text.slice(start, span.end),
      });
  });
  scan.tokens.push(newToken(TextToken, kept, at, { value, block: false }));
  return at + kept.length;
}

function takeBlock(scan: Scan, _: string, at: number): number {
  const { text } = scan.source;
  const close = text.indexOf('"""', at + 3);
  const end = close < 0 ? endOfOpenBlock(text, at) : close + 3;
  if (close < 0) {
    scan.faults.push(at);
    report(scan.report, grammarCodes, 'unterminated-text', spanOf(scan, at, at + 3), { block: true });
  }
  const value = blockValue(text.slice(at + 3, close < 0 ? end : close));
  scan.tokens.push(newToken(TextToken, text.slice(at, end), at, { value, block: true }));
  return end;
}

/** A block that is never closed ends before the next line that looks like a declaration, so that the others survive. */
function endOfOpenBlock(text: string, at: number): number {
  for (const line of text.slice(at).matchAll(/[\n\r]([\p{L}]+)[ \t]/gu)) {
    const id = keywordOfWord.get(line[1] ?? '');
    if (id && keywordRow(id).place === 'declaration') return at + line.index;
  }
  return text.length;
}

function takeDay(scan: Scan, image: string, at: number): number {
  const end = at + image.length;
  if (!isDay(image)) report(scan.report, grammarCodes, 'bad-day', spanOf(scan, at, end), { found: image });
  scan.tokens.push(newToken(DayToken, image, at));
  return end;
}

function takeNumber(scan: Scan, image: string, at: number): number {
  const end = at + image.length;
  if (Math.abs(Number(image)) > Number.MAX_SAFE_INTEGER)
    report(scan.report, grammarCodes, 'bad-number', spanOf(scan, at, end), { found: image });
  scan.tokens.push(newToken(NumberToken, image, at));
  return end;
}

function takeSign(scan: Scan, image: string, at: number): number {
  scan.tokens.push(newToken(signs.get(image) ?? Dash, image, at));
  return at + image.length;
}

function takeStray(scan: Scan, image: string, at: number): number {
  const end = at + image.length;
  scan.faults.push(at);
  report(scan.report, grammarCodes, 'unexpected-character', spanOf(scan, at, end), { found: image });
  return end;
}
