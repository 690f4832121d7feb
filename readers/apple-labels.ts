/** The privacy details of the App Store as fastlane keeps them -> its labels. Says nothing of what the app does. */
import { labelRecords } from './labels.ts';
import { LABEL_PURPOSES, meaningsOf, reportUnknown } from './mapping.ts';
import { type Filling, platformReader } from './platform-text.ts';
import { pointerTo, type Reader } from './reading.ts';
import { type At, type Filled, itemsOf, recordAt, shownValue, spanAt, under } from './values.ts';

const NOTHING = 'DATA_NOT_COLLECTED';

const PROTECTIONS: ReadonlySet<unknown> = new Set([
  NOTHING,
  'DATA_LINKED_TO_YOU',
  'DATA_NOT_LINKED_TO_YOU',
  'DATA_USED_TO_TRACK_YOU',
]);

/** Reads the list of categories, each with its purposes and whether it is linked or used to track. */
export const readAppleLabels: Reader = platformReader('apple-privacy-labels', 'either', (top, filling) => {
  const span = spanAt(filling.values, top);
  const entries = itemsOf(top).filter((one) => !protectionsOf(one).includes(NOTHING));
  return {
    // And whichever else: a label says nothing of other stores.
    app: { stores: { value: ['apple-app-store', null], span } },
    lists: {
      labels: (pointer) =>
        labelRecords(
          entries.map((entry) => ({
            type: under(entry, 'category') ?? entry,
            facts: factsOf(entry, filling),
          })),
          { store: 'apple-app-store', scheme: 'fastlane', what: 'a category of the App Store' },
          pointer,
          filling,
        ),
      listings: (pointer) => [
        recordAt(filling.reading, 'listing', pointerTo(pointer, 0), span, {
          store: { value: 'apple-app-store', span },
          collectsData: { value: collects(top, entries), span },
        }),
      ],
    },
  };
});

/** Both said at once is a contradiction, and neither is known. */
function collects(top: At, entries: readonly At[]): boolean | null {
  const saysNothing = entries.length < itemsOf(top).length;
  if (saysNothing) return entries.length === 0 ? false : null;
  return entries.length > 0 ? true : null;
}

function protectionsOf(entry: At): readonly unknown[] {
  return itemsOf(under(entry, 'data_protections')).map((one) => one.value);
}

function factsOf(entry: At, filling: Filling): Readonly<Record<string, Filled | undefined>> {
  const { values, reading } = filling;
  const protections = under(entry, 'data_protections');
  const given = protectionsOf(entry);
  const span = spanAt(values, protections ?? entry);
  const unknown = itemsOf(protections).filter((one) => !PROTECTIONS.has(one.value));
  for (const one of unknown)
    reportUnknown(reading, shownValue(one.value), 'a protection of the App Store', spanAt(values, one));
  const tracks = given.includes('DATA_USED_TO_TRACK_YOU');
  const linked = given.includes('DATA_LINKED_TO_YOU');
  const unlinked = given.includes('DATA_NOT_LINKED_TO_YOU');
  return {
    collected: { value: true, span: spanAt(values, entry) },
    linked: { value: linked === unlinked ? null : linked, span },
    tracking: { value: tracks || (given.length > 0 && unknown.length === 0) ? tracks : null, span },
    uses: usesOf(under(entry, 'purposes'), filling),
  };
}

function usesOf(purposes: At | undefined, { values, reading }: Filling): Filled | undefined {
  if (purposes === undefined) return undefined;
  const meanings = meaningsOf(reading, LABEL_PURPOSES, 'fastlane');
  const terms = itemsOf(purposes).map((one) => {
    const meaning = typeof one.value === 'string' ? meanings(one.value) : undefined;
    if (!meaning)
      reportUnknown(reading, shownValue(one.value), 'a purpose of the App Store', spanAt(values, one), [
        LABEL_PURPOSES,
        'fastlane',
      ]);
    return meaning?.term ?? null;
  });
  return { value: terms, span: spanAt(values, purposes) };
}
