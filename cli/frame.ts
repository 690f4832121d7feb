/** Shows places in a text: the lines that hold them, numbered, with the places underlined. Knows nothing of why. */
import { lineText, locate, type Source, type Span } from '../grammar/source.ts';
import type { Stream } from './terminal.ts';
import { columnsOf, visible } from './text.ts';

/** `file:line:column` of a place. */
export function placeName(source: Source, span: Span): string {
  const { file, line, column } = locate(source, span);
  return `${visible(file)}:${line}:${column}`;
}

/** Each file that places are in: where the first of them is, and the lines of them all. */
export function framesOf(
  spans: readonly Span[],
  sources: (file: string) => Source | undefined,
  stream: Stream,
): readonly string[] {
  const files = new Set(spans.map((span) => span.file));
  return [...files].flatMap((file) => {
    const here = spans.filter((span) => span.file === file);
    const [first] = here;
    const source = sources(file);
    if (first === undefined || source === undefined) return [];
    return [`  ${stream.paint.place(placeName(source, first))}`, ...frame(source, here, stream)];
  });
}

interface Mark {
  readonly line: number;
  readonly from: number;
  readonly to: number;
}

/** The lines of up to `most` places, in the order of the text. A place over several lines shows its first. */
export function frame(
  source: Source,
  spans: readonly Span[],
  { paint, width }: Stream,
  most = 3,
): readonly string[] {
  if (source.text === '') return [];
  const marks = spans
    .slice(0, most)
    .map((span) => markOf(source, span))
    .sort((a, b) => a.line - b.line || a.from - b.from);
  const lines = [...new Set(marks.map((mark) => mark.line))];
  const gutter = Math.max(3, String(lines.at(-1) ?? 0).length) + 1;
  return lines.flatMap((line, index) => {
    const text = lineText(source, line);
    const here = marks.filter((mark) => mark.line === line);
    const window = windowOf(text, here[0] ?? { line, from: 0, to: 0 }, width - gutter - 5);
    const gap =
      index > 0 && line > (lines[index - 1] ?? 0) + 1 ? [paint.faint(`${' '.repeat(gutter)} ⋮`)] : [];
    const number = paint.faint(`${String(line).padStart(gutter)} │ `);
    const below = paint.faint(`${' '.repeat(gutter)} │ `);
    const shown = visible(text.slice(window.start, window.end));
    return [
      ...gap,
      number + (window.start > 0 ? '…' : '') + shown + (window.end < text.length ? '…' : ''),
      below + (window.start > 0 ? ' ' : '') + paint.bad(underline(text, here, window)),
    ];
  });
}

function markOf(source: Source, span: Span): Mark {
  const { line, column, endLine, endColumn } = locate(source, span);
  const last = lineText(source, line).trimEnd().length;
  const to = endLine === line ? endColumn - 1 : last;
  return { line, from: column - 1, to: Math.max(to, column) };
}

/** The part of a line to show: all of it, or where it is too long, the part around the place. */
function windowOf(text: string, mark: Mark, room: number): { readonly start: number; readonly end: number } {
  if (text.length <= room) return { start: 0, end: text.length };
  const start = Math.max(0, Math.min(mark.from - 20, text.length - room));
  return { start, end: Math.min(text.length, start + room) };
}

function underline(text: string, marks: readonly Mark[], window: { start: number; end: number }): string {
  let line = '';
  for (const { from, to } of marks) {
    const start = Math.max(from, window.start);
    const end = Math.max(Math.min(to, window.end), start + 1);
    const before = columnsOf(visible(text.slice(window.start, start)));
    if (before < columnsOf(line)) continue;
    const length = Math.max(1, columnsOf(visible(text.slice(start, end))));
    line = line.padEnd(before) + '^'.repeat(length);
  }
  return line;
}
