/** Tests of terms: which values of a vocabulary are surely in a set of terms, and which are too coarse to tell. */

import { testOf } from '../formula.ts';
import type { FieldReference, Formula, Test } from '../plan.ts';
import type { VocabularyEntry } from '../resolve/names.ts';

/** In the set: surely where every kind of the value is in it, maybe where some are. */
export function inTerms(vocabulary: VocabularyEntry, terms: ReadonlySet<string>): Test {
  const yes: string[] = [];
  const maybe: string[] = [];
  for (const [value, below] of vocabulary.below) {
    let inside = 0;
    for (const one of below) if (terms.has(one)) inside += 1;
    if (inside === below.size) yes.push(value);
    else if (inside > 0) maybe.push(value);
  }
  return { kind: 'term', vocabulary: vocabulary.name, yes, maybe };
}

/** That term alone, not its kinds; a value above it is too coarse to tell. */
export function exactly(vocabulary: VocabularyEntry, term: string): Test {
  const maybe = [...vocabulary.below].filter(([value, below]) => value !== term && below.has(term));
  return { kind: 'term', vocabulary: vocabulary.name, yes: [term], maybe: maybe.map(([value]) => value) };
}

/** The word itself as it is written in the manifest, whatever it may stand for. */
export function written(vocabulary: VocabularyEntry, words: readonly string[]): Test {
  return { kind: 'term', vocabulary: vocabulary.name, yes: words, maybe: [] };
}

/** Unknown for these words, false for the others: what they mean for the matter cannot be told. */
export function tooCoarse(vocabulary: VocabularyEntry, words: readonly string[]): Test {
  return { kind: 'term', vocabulary: vocabulary.name, yes: [], maybe: words };
}

/** Surely not in the set where the given test is surely in it, and the other way round. */
export function outside(test: Extract<Test, { kind: 'term' }>, vocabulary: VocabularyEntry): Test {
  const yes = [...vocabulary.terms.keys()].filter(
    (one) => !test.yes.includes(one) && !test.maybe.includes(one),
  );
  return { ...test, yes };
}

/** Some word is there: false for an empty list, unknown where the list is. */
export function anyWord(field: FieldReference, vocabulary: VocabularyEntry): Formula {
  return testOf(field, written(vocabulary, [...vocabulary.terms.keys()]));
}
