/** Shows remarks on texts: code, message, the place underlined, what to do. Knows no code. */
import type { Diagnostic } from '../grammar/diagnostic.ts';
import type { Source } from '../grammar/source.ts';
import { frame, placeName } from './frame.ts';
import type { Stream } from './terminal.ts';
import { counted, labelled, visible, wrap } from './text.ts';

/** Finds the text that a remark is about, by the name of its file. */
export type Sources = (file: string) => Source | undefined;

/** How many remarks of one run are shown in full. Past it a file is broken as a whole, and more would hide the first. */
const MOST = 50;

/** Every remark with its place, and how to learn more about its code. */
export function renderDiagnostics(
  diagnostics: readonly Diagnostic[],
  sources: Sources,
  stream: Stream,
): string {
  const blocks = diagnostics.slice(0, MOST).map((one) => block(one, sources, stream).join('\n'));
  const more = diagnostics.length - blocks.length;
  if (more > 0) blocks.push(`… and ${counted(more, 'more remark')}`);
  const [first] = diagnostics;
  if (first) blocks.push(stream.paint.faint(`\`proviso explain ${first.code}\` tells more.`));
  return blocks.map((one) => `${one}\n`).join('\n');
}

function block(one: Diagnostic, sources: Sources, stream: Stream): readonly string[] {
  const { paint, width } = stream;
  const source = sources(one.span.file);
  const severity = one.severity === 'error' ? paint.bad('error') : paint.open('warning');
  const [first = '', ...more] = wrap(`${one.severity}[${one.code}] ${visible(one.message)}`, width);
  const head = severity + first.slice(one.severity.length);
  const rest = more.flatMap((line) => labelled('  ', line, width));
  const help = one.help === undefined ? [] : labelled('  help: ', one.help, width);
  return [
    head,
    ...rest,
    ...(source
      ? [`  ${paint.place(placeName(source, one.span))}`, ...frame(source, [one.span], stream)]
      : []),
    ...(one.related ?? []).flatMap((other) => related(other, sources, stream)),
    ...help,
  ];
}

function related(
  other: NonNullable<Diagnostic['related']>[number],
  sources: Sources,
  stream: Stream,
): readonly string[] {
  const source = sources(other.span.file);
  if (source === undefined) return labelled('  ', other.message, stream.width);
  const place = stream.paint.place(placeName(source, other.span));
  return [`  ${place}: ${other.message}`, ...frame(source, [other.span], stream)];
}
