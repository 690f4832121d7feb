/** How results are written down in test cases: one line each, short, stable. */
import type { Judgement } from '../../compiler/findings.ts';
import type { Diagnostic } from '../../grammar/diagnostic.ts';

/** `error unknown-term "locaton": message`, the underlined words in quotes. */
export function writeDiagnostics(
  diagnostics: readonly Diagnostic[],
  textOf: (file: string) => string,
): string {
  return lines(
    diagnostics.map(({ severity, code, span, message, help }) => {
      const words = textOf(span.file).slice(span.start, span.end);
      const line = `${severity} ${code} ${JSON.stringify(words)}: ${message}`;
      return help === undefined ? line : `${line}\n  ${help}`;
    }),
  );
}

/** What was found, then the questions; `complies` alone where there is nothing. */
export function writeJudgement(judgement: Judgement): string {
  const { shape, findings, questions } = judgement;
  return lines([
    judgement.complies ? 'complies' : 'does not comply',
    ...shape.map((one) => `shape ${one.problem} at ${place(one.pointer)}: ${one.expected}`),
    ...findings.map((one) => {
      const because = one.because.map(({ pointer, value }) => `${place(pointer)} ${JSON.stringify(value)}`);
      const force = one.force === 'should' ? ' (should)' : '';
      return `${one.verdict}${force} ${one.rule} at ${place(one.pointer)} because ${because.join(', ')}\n  ${one.message}`;
    }),
    ...questions.map((one) => `question ${place(one.pointer)}: ${one.rules.join(', ')}`),
  ]);
}

const place = (pointer: string): string => (pointer === '' ? '/' : pointer);
const lines = (all: readonly string[]): string => all.map((line) => `${line}\n`).join('');
