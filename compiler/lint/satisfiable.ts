/** Whether a condition can surely be so of any record at all. Sees only what stands side by side; never wrong, not complete. */
import type { FieldReference, Formula, Test } from '../plan.ts';

/** The terms of a vocabulary. */
export type TermsOf = (vocabulary: string) => Iterable<string>;

/** A test of one field that must come out true, or false. */
interface Demand {
  readonly field: FieldReference;
  readonly test: Test;
  readonly isSo: boolean;
}

/** No manifest makes it true: two parts of it exclude each other. */
export function isNeverTrue(formula: Formula, termsOf: TermsOf): boolean {
  switch (formula.kind) {
    case 'constant':
      return formula.value === 'false';
    case 'or':
      return formula.of.every((one) => isNeverTrue(one, termsOf));
    case 'some':
      return isNeverTrue(formula.body, termsOf);
    case 'and':
      return formula.of.some((one) => isNeverTrue(one, termsOf)) || excludes(formula.of, termsOf);
    default:
      return false;
  }
}

function excludes(parts: readonly Formula[], termsOf: TermsOf): boolean {
  const byField = new Map<string, Demand[]>();
  for (const one of parts.flatMap(demandOf)) {
    const key = JSON.stringify([one.field.frame, one.field.path]);
    byField.set(key, [...(byField.get(key) ?? []), one]);
  }
  return [...byField.values()].some((demands) => cannotMeet(demands, termsOf));
}

/** Of a list each item is tested by itself, so that two tests of it exclude nothing. */
function demandOf(formula: Formula): readonly Demand[] {
  if (formula.kind === 'test') return [{ field: formula.field, test: formula.test, isSo: true }];
  if (formula.kind !== 'not' || formula.of.kind !== 'test') return [];
  return [{ field: formula.of.field, test: formula.of.test, isSo: false }];
}

function cannotMeet(demands: readonly Demand[], termsOf: TermsOf): boolean {
  if (demands.length < 2) return false;
  const [first] = demands;
  switch (first?.test.kind) {
    case 'term':
      return ![...termsOf(first.test.vocabulary)].some((term) =>
        demands.every((one) => meetsTerm(one, term)),
      );
    case 'yes-no':
      return ![true, false].some((value) =>
        demands.every(({ test, isSo }) => test.kind === 'yes-no' && (test.is === value) === isSo),
      );
    case 'number':
      return !candidates(demands).some((value) => demands.every((one) => meetsNumber(one, value)));
    case 'text-is': {
      const texts = demands.flatMap(({ test, isSo }) =>
        isSo && test.kind === 'text-is' ? [test.oneOf] : [],
      );
      return texts.length > 1 && !texts[0]?.some((text) => texts.every((one) => one.includes(text)));
    }
    default:
      return false;
  }
}

const meetsTerm = ({ test, isSo }: Demand, term: string): boolean =>
  test.kind === 'term' &&
  (isSo ? test.yes.includes(term) : !test.yes.includes(term) && !test.maybe.includes(term));

/** Numbers between and beside all that is compared with: if none of them will do, no number will. */
function candidates(demands: readonly Demand[]): readonly number[] {
  const bounds = demands
    .flatMap(({ test }) => (test.kind === 'number' ? [test.bound] : []))
    .sort((a, b) => a - b);
  const between = bounds.map((bound, at) => (bound + (bounds[at - 1] ?? bound)) / 2);
  return [...bounds, ...between, Math.max(0, (bounds[0] ?? 0) - 1), (bounds.at(-1) ?? 0) + 1];
}

function meetsNumber({ test, isSo }: Demand, value: number): boolean {
  if (test.kind !== 'number') return false;
  const { comparison, bound } = test;
  const met =
    comparison === 'at-most'
      ? value <= bound
      : comparison === 'at-least'
        ? value >= bound
        : comparison === 'more-than'
          ? value > bound
          : comparison === 'less-than'
            ? value < bound
            : value === bound;
  return met === isSo;
}
