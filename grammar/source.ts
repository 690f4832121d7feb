/** A text with a name, and the way from an offset in it to a line and column. Knows nothing of the language. */

/** A text to be read: `file` is the name shown to people, `text` its content without a byte order mark. */
export interface Source {
  readonly file: string;
  readonly text: string;
}

/** A stretch of a source: offsets in UTF-16 units, `end` exclusive. */
export interface Span {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** A place for people: line and column count from 1, the column in UTF-16 units; CRLF is one line end. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A stretch for people: where it begins and where it ends (`endColumn` exclusive). */
export interface Location extends Position {
  readonly file: string;
  readonly endLine: number;
  readonly endColumn: number;
}

const startsOf = new WeakMap<Source, readonly number[]>();

/** The offsets at which the lines of a source begin. Ends of line: LF, CRLF, CR. */
export function lineStarts(source: Source): readonly number[] {
  const known = startsOf.get(source);
  if (known) return known;
  const starts = [0];
  for (const match of source.text.matchAll(/\r\n|\n|\r/g)) starts.push(match.index + match[0].length);
  startsOf.set(source, starts);
  return starts;
}

/** The place of an offset; an offset past the end is the end. */
export function positionAt(source: Source, offset: number): Position {
  const starts = lineStarts(source);
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: Math.min(offset, source.text.length) - (starts[low] ?? 0) + 1 };
}

/** The stretch of a span, for people. */
export function locate(source: Source, span: Span): Location {
  const end = positionAt(source, span.end);
  return { file: source.file, ...positionAt(source, span.start), endLine: end.line, endColumn: end.column };
}

/** The text of one line, without its end; `line` counts from 1. */
export function lineText(source: Source, line: number): string {
  const starts = lineStarts(source);
  const from = starts[line - 1] ?? source.text.length;
  return source.text.slice(from, starts[line] ?? source.text.length).replace(/[\r\n]+$/, '');
}

/** The smallest span that holds both. */
export function join(first: Span, last: Span): Span {
  return { file: first.file, start: Math.min(first.start, last.start), end: Math.max(first.end, last.end) };
}
