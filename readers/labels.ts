/** Types of data declared to a store -> the labels of a declaration, by the store's own words. Knows no format. */
import { dataOf, LABEL_TYPES, meaningsOf, reportUnknown } from './mapping.ts';
import type { Filling } from './platform-text.ts';
import { pointerTo } from './reading.ts';
import { saidTwice } from './same-words.ts';
import { type At, type Filled, recordAt, shownValue, spanAt } from './values.ts';

/** Which store, whose words its types are, and what to call one. */
export interface LabelWords {
  readonly store: string;
  readonly scheme: string;
  readonly what: string;
}

/** A type that a file names, and the other fields of its label. */
export interface Labelled {
  readonly type: At;
  readonly facts: Readonly<Record<string, Filled | undefined>>;
}

/** A label for each type; one that nobody knows is remarked on and not known. */
export function labelRecords(
  entries: readonly Labelled[],
  { store, scheme, what }: LabelWords,
  pointer: string,
  { values, reading }: Filling,
): unknown[] {
  const meanings = meaningsOf(reading, LABEL_TYPES, scheme);
  const twice = saidTwice(entries.map(({ type, facts }) => ({ name: type.value, text: facts.text?.value })));
  return entries.map(({ type, facts }, index) => {
    const span = spanAt(values, type);
    const word = type.value;
    const meaning = typeof word === 'string' ? meanings(word) : undefined;
    if (meaning === undefined) reportUnknown(reading, shownValue(word), what, span, [LABEL_TYPES, scheme]);
    return recordAt(reading, 'label', pointerTo(pointer, index), span, {
      store: { value: store, span },
      type: { value: meaning?.term ?? null, span },
      data: { value: dataOf(reading.plan, meaning?.row), span },
      ...(facts.text ? { sameWords: { value: twice[index] ?? null, span: facts.text.span } } : {}),
      ...facts,
    });
  });
}
