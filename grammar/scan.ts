/** Text -> tokens and comments, in one pass over the text. Knows words and signs, nothing of how they go together. */
import type { Comment } from './ast.ts';
import { grammarCodes } from './codes.ts';
import { dayMeant, isDay } from './day.ts';
import { type Report, report } from './diagnostic.ts';
import { habitCodes } from './habits/codes.ts';
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
  Stray,
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

// What word processors make of a dash at the beginning of a line.
const bullets = '－–—‒−•·●▪◦‣○■';

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
  ...[...bullets].map((bullet) => [bullet, Dash] as const),
]);

const signLetters = [...signs.keys()].map((one) => (one === '-' ? '\\-' : one)).join('');

// Left behind by word processors: zero-width spaces and joiners, soft hyphens.
const invisible = '\\u00ad\\u200b-\\u200d\\u2060';

// The double quotation marks of several languages, and what closes them.
const quotes = [
  ['"', '"'],
  ['“', '”'],
  ['„', '“”'],
  ['«', '»'],
  ['「', '」'],
  ['『', '』'],
  ['＂', '＂'],
] as const;

function quotePattern(open: string, close: string): RegExp {
  return new RegExp(`${open}(?:[^${close}\\\\\\n\\r]|\\\\[^\\n\\r]?)*[${close}]?`, 'y');
}

// Tried in this order at each place; each gives back the offset at which to go on.
const forms: readonly (readonly [RegExp, Take])[] = [
  [new RegExp(`[\\s\\ufeff${invisible}]+`, 'y'), (_, image, at) => at + image.length],
  // `./` and `../` lead to a file beside the one that uses it.
  [/(?:\.{1,2}\/)*\p{L}[\p{L}\p{M}\p{Nd}_]*(?:[-./][\p{L}\p{M}\p{Nd}_]+)*/uy, takeWord],
  [/#[^\n\r]*/y, takeComment],
  [/"""/y, takeBlock],
  ...quotes.map(([open, close]) => [quotePattern(open, close), takeText] as const),
  [/'[^'\n\r]*'|‘[^’\n\r]*’/y, takeSingle],
  [/[0-9]+[-/][0-9]+(?:[-/][0-9]+)?/y, takeDay],
  [/[0-9]{1,4}\.[0-9]{1,2}\.[0-9]{1,4}(?![.0-9])/y, takeDay],
  [/-?[0-9０-９]+(?:[.．][0-9０-９]+)?/y, takeNumber],
  [new RegExp(`[${signLetters}]`, 'uy'), takeSign],
  [/[.;；。．](?=\s|$)/y, takeStray],
  [
    new RegExp(
      `[^\\s\\ufeff${invisible}\\p{L}0-9０-９#'‘"${quotes.map(([open]) => open).join('')}${signLetters}]+`,
      'uy',
    ),
    takeStray,
  ],
];

/** Reads a text. Never throws; what it cannot read is reported, and is a stray token where it has no meaning at all. */
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
  const close = quotes.find(([open]) => image.startsWith(open))?.[1] ?? '"';
  const closed = image.length > 1 && close.includes(image.at(-1) ?? '') && !isMixed(scan, image, at);
  if (closed) return pushText(scan, image, at, close);
  const mixed = mixedQuote(image);
  scan.faults.push(at);
  if (mixed > 0) {
    const whole = image.slice(0, mixed + 1);
    const [open, end] = [image.charAt(0), image.charAt(mixed)];
    const about = { open, close: end, meant: `"${whole.slice(1, -1)}"` };
    report(scan.report, habitCodes, 'mixed-quotes', spanOf(scan, at, at + whole.length), about);
    return pushText(scan, whole, at, end);
  }
  const kept = image.trimEnd();
  report(scan.report, grammarCodes, 'unterminated-text', spanOf(scan, at, at + kept.length), {
    block: false,
  });
  return pushText(scan, kept, at, undefined);
}

/** Adds a text to the tokens; without a closing mark, it has been reported as a whole. */
function pushText(scan: Scan, image: string, at: number, close: string | undefined): number {
  const value = textValue(image.slice(1, close === undefined ? undefined : -1), (bad) => {
    const start = at + 1 + bad.at;
    const span = spanOf(scan, start, start + bad.length);
    if (close !== undefined)
      report(scan.report, grammarCodes, 'bad-escape', span, {
        found: scan.source.text.slice(start, span.end),
      });
  });
  scan.tokens.push(newToken(TextToken, image, at, { value, block: false }));
  return at + image.length;
}

/** `"A” zh "甲”`: the mark that seems to close the text opens the next one, since a letter follows it. */
function isMixed(scan: Scan, image: string, at: number): boolean {
  return mixedQuote(image) > 0 && /[\p{L}\p{N}]/u.test(scan.source.text.charAt(at + image.length));
}

/** Where a text ends that is closed with the mark of another pair; 0 where there is none. */
function mixedQuote(image: string): number {
  const found = image.startsWith('"')
    ? /^"[^“”]*”/.exec(image)
    : /^[“„«「『＂].*?["”“»」』＂](?=[\s,，]|$)/.exec(image);
  return found ? found[0].length - 1 : 0;
}

/** A text in single quotation marks. */
function takeSingle(scan: Scan, image: string, at: number): number {
  const value = image.slice(1, -1);
  scan.faults.push(at);
  const about = { found: image, meant: `"${value}"` };
  report(scan.report, habitCodes, 'single-quotes', spanOf(scan, at, at + image.length), about);
  scan.tokens.push(newToken(TextToken, image, at, { value, block: false }));
  return at + image.length;
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
  // Not a day, but the number of a version that lacks its quotation marks.
  if (scan.tokens.at(-1)?.tokenType === keywordTokens.version) {
    scan.tokens.push(newToken(NumberToken, image, at));
    return end;
  }
  if (!isDay(image))
    report(scan.report, grammarCodes, 'bad-day', spanOf(scan, at, end), {
      found: image,
      meant: dayMeant(image),
    });
  scan.tokens.push(newToken(DayToken, image, at));
  return end;
}

function takeNumber(scan: Scan, image: string, at: number): number {
  const end = at + image.length;
  if (Math.abs(Number(image.normalize('NFKC'))) > Number.MAX_SAFE_INTEGER)
    report(scan.report, grammarCodes, 'bad-number', spanOf(scan, at, end), { found: image });
  scan.tokens.push(newToken(NumberToken, image.normalize('NFKC'), at));
  return end;
}

function takeSign(scan: Scan, image: string, at: number): number {
  scan.tokens.push(newToken(signs.get(image) ?? Dash, image, at));
  return at + image.length;
}

/** What has no meaning here may still be read as what was meant, so it is not reported yet. */
function takeStray(scan: Scan, image: string, at: number): number {
  scan.tokens.push(newToken(Stray, image, at));
  return at + image.length;
}
