/** Shows remarks on texts: code, message, the place underlined, what to do. Knows no code. */
import type { Language } from '../grammar/ast.ts';
import type { Diagnostic } from '../grammar/diagnostic.ts';
import type { Source } from '../grammar/source.ts';
import { frame, placeName } from './frame.ts';
import type { Stream } from './terminal.ts';
import { counted, labelled, visible, wrap } from './text.ts';

/** Finds the text that a remark is about, by the name of its file. */
export type Sources = (file: string) => Source | undefined;

interface Labels {
  readonly error: string;
  readonly warning: string;
  readonly help: string;
  readonly more: (count: number) => string;
  readonly explain: (code: string) => string;
}

/** What stands around a remark. The remark itself is in English in every language. */
const LABELS: Readonly<Record<Language, Labels>> = {
  en: {
    error: 'error',
    warning: 'warning',
    help: 'help: ',
    more: (count) => `… and ${counted(count, 'more remark')}`,
    explain: (code) => `\`proviso explain ${code}\` tells more.`,
  },
  zh: {
    error: '错误',
    warning: '警告',
    help: '建议：',
    more: (count) => `……另有 ${count} 条`,
    explain: (code) => `详见 \`proviso explain ${code}\`（英文）。`,
  },
};

/** How many remarks of one run are shown in full. Past it a file is broken as a whole, and more would hide the first. */
const MOST = 50;

/** Every remark with its place, and how to learn more about its code. */
export function renderDiagnostics(
  diagnostics: readonly Diagnostic[],
  sources: Sources,
  stream: Stream,
  language: Language = 'en',
): string {
  const labels = LABELS[language];
  const blocks = diagnostics.slice(0, MOST).map((one) => block(one, sources, stream, labels).join('\n'));
  const more = diagnostics.length - blocks.length;
  if (more > 0) blocks.push(labels.more(more));
  const [first] = diagnostics;
  if (first) blocks.push(stream.paint.faint(labels.explain(first.code)));
  return blocks.map((one) => `${one}\n`).join('\n');
}

function block(one: Diagnostic, sources: Sources, stream: Stream, labels: Labels): readonly string[] {
  const { paint, width } = stream;
  const source = sources(one.span.file);
  const severity = one.severity === 'error' ? paint.bad(labels.error) : paint.open(labels.warning);
  const [first = '', ...more] = wrap(`${labels[one.severity]}[${one.code}] ${visible(one.message)}`, width);
  const head = severity + first.slice(labels[one.severity].length);
  const rest = more.flatMap((line) => labelled('  ', line, width));
  const help = one.help === undefined ? [] : labelled(`  ${labels.help}`, one.help, width);
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
