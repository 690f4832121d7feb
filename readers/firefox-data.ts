/** `data_collection_permissions` of a Firefox add-on -> the labels and the entry that it stands for. Knows no other key. */
import { report } from '../grammar/diagnostic.ts';
import { readerCodes } from './codes.ts';
import { labelRecords } from './labels.ts';
import { type Filling, filledBy, type Said } from './platform-text.ts';
import { pointerTo, spanOf } from './reading.ts';
import { type At, itemsOf, membersOf, recordAt, spanAt, under } from './values.ts';

const STORE = 'firefox-add-ons';

/** The settings for Firefox, under either of their names. */
export function geckoOf(top: At): At | undefined {
  const settings = under(top, 'browser_specific_settings') ?? under(top, 'applications');
  return settings && under(settings, 'gecko');
}

/**
 * Labels, and what is said besides. A file with settings for Firefox that leaves the key out surely declares nothing there; one
 * without such settings says nothing of Firefox.
 */
export function declaredToFirefox(top: At, filling: Filling): NonNullable<Said['lists']> {
  const gecko = geckoOf(top);
  if (gecko === undefined) return {};
  const declared = under(gecko, 'data_collection_permissions');
  if (declared && !isObject(declared.value)) return refused(declared, filling);
  const entries = (['required', 'optional'] as const).flatMap((necessity) => {
    const list = declared && under(declared, necessity);
    if (list && !Array.isArray(list.value)) refused(list, filling, 'a list');
    return itemsOf(list).map((type) => ({ type, necessity }));
  });
  return {
    labels: (pointer) => {
      const span = spanAt(filling.values, declared ?? gecko);
      if (span) filling.reading.places.set(pointer, span);
      return labelRecords(
        entries.map(({ type, necessity }) => ({
          type,
          facts: { necessity: { value: necessity, span: spanAt(filling.values, type) } },
        })),
        { store: STORE, scheme: 'firefox', what: 'a type of data of Firefox' },
        pointer,
        filling,
      );
    },
    ...(declared ? { listings: (pointer: string) => [listingOf(declared, entries, pointer, filling)] } : {}),
  };
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refused(
  at: At,
  filling: Filling,
  due = 'a record with `required` and `optional`',
): Record<string, never> {
  const key = at.pointer.slice(at.pointer.lastIndexOf('/') + 1);
  const seen =
    typeof at.value === 'boolean' ? `\`${at.value}\`` : at.value === null ? 'nothing' : 'something else';
  const span = spanAt(filling.values, at) ?? spanOf(filling.reading, 0, 0);
  report(filling.reading, readerCodes, 'manifest-wrong-type', span, { key, due, seen });
  return {};
}

/** It collects nothing if `none` is all there is; it collects if a type is named. */
function listingOf(
  declared: At,
  entries: readonly { readonly type: At; readonly necessity: string }[],
  pointer: string,
  filling: Filling,
): unknown {
  const span = spanAt(filling.values, declared);
  const names = entries.map((one) => one.type.value);
  const collects = names.length === 0 ? null : names.some((one) => one !== 'none');
  const previous = membersOf(declared).find(([key]) => key === 'has_previous_consent')?.[1];
  return recordAt(filling.reading, 'listing', pointerTo(pointer, 0), span, {
    store: { value: STORE, span },
    collectsData: { value: collects, span },
    previousConsent: filledBy(previous, filling) ?? { value: false, span },
  });
}
