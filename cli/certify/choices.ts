/** The values of a scalar that a rule's tests tell apart: one for each way in which they can come out. Knows no records. */
import type { Plan, ScalarType, Test } from '../../compiler/plan.ts';
import { textFor } from './pattern-text.ts';

/** At least one value, all of the type. */
export function choicesOf(plan: Plan, type: ScalarType, tests: readonly Test[]): readonly unknown[] {
  switch (type.kind) {
    case 'term':
      return termsApart(plan, type.vocabulary, tests);
    case 'yes-no':
      return [true, false];
    case 'number':
    case 'days':
      return numbersApart(tests, type.kind === 'days' ? 0 : Number.NEGATIVE_INFINITY);
    case 'text':
      return [...new Set([...wordsIn(tests), 'x', ' ', ''])];
    case 'link':
      return [...new Set([...wordsIn(tests).filter((one) => /^https?:/.test(one)), 'https://example.org/'])];
    case 'date':
      return ['2024-02-29'];
  }
}

/** The terms of a vocabulary: all that there are. */
export function termsOf(plan: Plan, vocabulary: string): readonly string[] {
  return (plan.vocabularies.find((one) => one.name === vocabulary)?.terms ?? []).map((one) => one.name);
}

function termsApart(plan: Plan, vocabulary: string, tests: readonly Test[]): readonly string[] {
  const sets = tests.flatMap((one) =>
    one.kind === 'term' ? [new Set(one.yes), new Set(one.maybe)] : [new Set(wordsIn([one]))],
  );
  const first = new Map<string, string>();
  for (const term of termsOf(plan, vocabulary)) {
    const key = sets.map((set) => (set.has(term) ? '1' : '0')).join('');
    if (!first.has(key)) first.set(key, term);
  }
  return [...first.values()];
}

/** Each bound, what lies between two, below all and above all. */
function numbersApart(tests: readonly Test[], least: number): readonly number[] {
  const bounds = tests.flatMap((one) => (one.kind === 'number' ? [one.bound] : [])).sort((a, b) => a - b);
  const around = bounds.flatMap((bound, at) => [bound, (bound + (bounds[at + 1] ?? bound + 2)) / 2]);
  const all = [(bounds[0] ?? 1) - 1, ...around].filter((one) => one >= least);
  return [...new Set(all)];
}

function wordsIn(tests: readonly Test[]): readonly string[] {
  return tests.flatMap((one) => {
    if (one.kind === 'text-is') return one.oneOf;
    return one.kind === 'text' ? (textFor(one.pattern) ?? []) : [];
  });
}
