/** Says where a manifest has not the shape of the records, with places and did-you-mean. Finds nothing itself. */
import type { ShapeProblem } from '../compiler/findings.ts';
import { didYouMean, surelyMeant } from '../compiler/nearest.ts';
import type { Plan } from '../compiler/plan.ts';
import { type Diagnostic, newReport, type Report, report } from '../grammar/diagnostic.ts';
import type { Span } from '../grammar/source.ts';
import { readerCodes } from './codes.ts';
import { NO_WORDS } from './mapping.ts';
import type { PlatformWords } from './platform-words.ts';
import { fieldsOf, keysOf, type ManifestRead, placeAt, pointerTo, valueAt } from './reading.ts';

/**
 * A remark for each problem. Where the format can't say all that a declaration says, a field that is missing is no mistake
 * of the file, and nothing is said of it.
 */
export function shapeRemarks(
  plan: Plan,
  read: ManifestRead,
  problems: readonly ShapeProblem[],
  file: string,
  words: PlatformWords = NO_WORDS,
): readonly Diagnostic[] {
  const to = newReport();
  for (const problem of problems) {
    if (!isMistake(problem, read)) continue;
    const isKey = problem.problem === 'unknown-field';
    const place = (isKey ? read.keys.get(problem.pointer) : undefined) ?? placeAt(read, problem.pointer);
    remark(to, { plan, words, tree: read.tree }, problem, place ?? { file, start: 0, end: 0 });
  }
  return to.diagnostics;
}

/** Whether a problem is a mistake of the file, and not just what its format cannot say. */
export function isMistake({ problem, pointer }: ShapeProblem, { partial, tree }: ManifestRead): boolean {
  if (!partial) return true;
  if (problem === 'missing-field') return false;
  // A value that the platform's tables do not know is null, and has been remarked on by its reader.
  return problem !== 'wrong-type' || valueAt(tree, pointer) !== null;
}

/** Where the value would stand that is missing or wrong. */
export const placeOfProblem = ({ problem, pointer, expected }: ShapeProblem): string =>
  problem === 'missing-field' ? pointerTo(pointer, expected) : pointer;

/** What a manifest says, and the words that it could be said in. */
interface Said {
  readonly plan: Plan;
  readonly words: PlatformWords;
  readonly tree: unknown;
}

function remark(to: Report, said: Said, problem: ShapeProblem, span: Span): void {
  const { plan, tree } = said;
  const { pointer, expected } = problem;
  const key = keysOf(pointer).findLast((one) => !/^\d+$/.test(one)) ?? 'the manifest';
  const value = valueAt(tree, pointer);
  switch (problem.problem) {
    case 'missing-field':
      return report(to, readerCodes, 'manifest-missing-field', span, { key: expected });
    case 'unknown-field': {
      const fields = [...fieldsOf(plan, expected).keys()];
      const hints = { hint: didYouMean(key, fields), meant: surelyMeant(key, fields) };
      return report(to, readerCodes, 'manifest-unknown-field', span, { key, record: expected, ...hints });
    }
    case 'unknown-term':
      return unknownTerm(to, said, String(value), expected, span);
    case 'wrong-type': {
      const about = { key, due: dueWords(plan, expected), seen: seenWords(value) };
      return report(to, readerCodes, 'manifest-wrong-type', span, about);
    }
  }
}

/** A word that the policy does not have: the library may have it in a file that the policy does not use. */
function unknownTerm(
  to: Report,
  { plan, words }: Said,
  written: string,
  vocabulary: string,
  span: Span,
): void {
  const own = plan.vocabularies.find((one) => one.name === vocabulary)?.terms ?? [];
  const known = own.map((one) => one.name);
  const term = platformTerm(words, vocabulary, written) ?? written;
  const brings = Object.entries(words.files[vocabulary] ?? {}).find(([, terms]) => terms.includes(term));
  const above = known.findLast((one) => term.startsWith(`${one}.`));
  const less = above === undefined ? '' : `, or say \`${above}\`, which is less exact`;
  const said = term === written ? '' : ` and write \`${term}\` here`;
  const hint =
    brings && !known.includes(term)
      ? `add \`use ${brings[0]}\` to the policy${said}${less}`
      : term === written
        ? didYouMean(written, known)
        : `write \`${term}\`, the term for it`;
  const meant = known.includes(term) ? term : brings ? undefined : surelyMeant(written, known);
  const file = term === written ? brings?.[0] : undefined;
  const about = { term: written, vocabulary, hint, meant, file };
  report(to, readerCodes, 'manifest-unknown-term', span, about);
}

/** The term for a platform's own word: `android.camera` for `android.permission.CAMERA`. */
function platformTerm(words: PlatformWords, vocabulary: string, word: string): string | undefined {
  for (const terms of Object.values(words.terms[vocabulary] ?? {})) {
    if (Object.hasOwn(terms, word)) return terms[word];
  }
  return undefined;
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
