/** Says where a manifest has not the shape of the records, with places and did-you-mean. Finds nothing itself. */
import type { ShapeProblem } from '../compiler/findings.ts';
import { didYouMean } from '../compiler/nearest.ts';
import type { Plan } from '../compiler/plan.ts';
import { type Diagnostic, newReport, type Report, report } from '../grammar/diagnostic.ts';
import type { Span } from '../grammar/source.ts';
import { readerCodes } from './codes.ts';
import { fieldsOf, keysOf, type ManifestRead, placeAt, valueAt } from './reading.ts';

/**
 * A remark for each problem. Where the format can't say all that a declaration says, a field that is missing is no mistake
 * of the file, and nothing is said of it.
 */
export function shapeRemarks(
  plan: Plan,
  read: ManifestRead,
  problems: readonly ShapeProblem[],
  file: string,
): readonly Diagnostic[] {
  const to = newReport();
  for (const problem of problems) {
    if (read.partial && problem.problem === 'missing-field') continue;
    // A value that the platform's tables do not know is null, and has been remarked on by its reader.
    if (read.partial && problem.problem === 'wrong-type' && valueAt(read.tree, problem.pointer) === null)
      continue;
    const isKey = problem.problem === 'unknown-field';
    const place = (isKey ? read.keys.get(problem.pointer) : undefined) ?? placeAt(read, problem.pointer);
    remark(to, plan, read.tree, problem, place ?? { file, start: 0, end: 0 });
  }
  return to.diagnostics;
}

function remark(to: Report, plan: Plan, tree: unknown, problem: ShapeProblem, span: Span): void {
  const { pointer, expected } = problem;
  const key = keysOf(pointer).findLast((one) => !/^\d+$/.test(one)) ?? 'the manifest';
  const value = valueAt(tree, pointer);
  switch (problem.problem) {
    case 'missing-field':
      return report(to, readerCodes, 'manifest-missing-field', span, { key: expected });
    case 'unknown-field': {
      const hint = didYouMean(key, fieldsOf(plan, expected).keys());
      return report(to, readerCodes, 'manifest-unknown-field', span, { key, record: expected, hint });
    }
    case 'unknown-term': {
      const terms = plan.vocabularies.find((one) => one.name === expected)?.terms ?? [];
      const hint = didYouMean(
        String(value),
        terms.map((term) => term.name),
      );
      const about = { term: String(value), vocabulary: expected, hint };
      return report(to, readerCodes, 'manifest-unknown-term', span, about);
    }
    case 'wrong-type': {
      const about = { key, due: dueWords(plan, expected), seen: seenWords(value) };
      return report(to, readerCodes, 'manifest-wrong-type', span, about);
    }
  }
}

const DUE: Readonly<Record<string, string>> = {
  list: 'a list',
  text: 'a text (put it in quotes)',
  link: 'a web address that begins with http:// or https://',
  date: 'a date written as YYYY-MM-DD',
  'yes-no': '`true` or `false`',
  number: 'a number',
  days: 'a number of days, not below zero',
};

function dueWords(plan: Plan, expected: string): string {
  if (plan.records.some((one) => one.name === expected)) return `a record with the fields of \`${expected}\``;
  return DUE[expected] ?? `a term of \`${expected}\``;
}

function seenWords(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'boolean') return `\`${value}\``;
  if (typeof value === 'string') return value === '' ? 'an empty text' : 'a text';
  return typeof value === 'number' ? 'a number' : 'a record with fields of its own';
}
