/** A PrivacyInfo.xcprivacy -> one privacy manifest of a declaration. What it leaves out, it says no to, as its platform does. */
import { report } from '../grammar/diagnostic.ts';
import { readerCodes } from './codes.ts';
import {
  ACCESSED_APIS,
  API_REASONS,
  dataOf,
  type Kind,
  LABEL_PURPOSES,
  LABEL_TYPES,
  meaningsOf,
  reportUnknown,
} from './mapping.ts';
import { emptyRecord, fieldsOf, keysOf, pointerTo, type Reading, spanOf } from './reading.ts';
import { fillUnknown, NOT_GIVEN } from './unknown.ts';
import { type At, type Filled, itemsOf, recordAt, spanAt, topOf, under, type Values } from './values.ts';

interface Filling {
  readonly values: Values;
  readonly reading: Reading;
}

/** The declaration that a privacy manifest comes to. */
export function declarationOfPrivacyManifest(values: Values, reading: Reading): unknown {
  const { plan } = reading;
  const span = values.places.get('');
  if (span) for (const pointer of ['', '/privacyManifests']) reading.places.set(pointer, span);
  const tree = emptyRecord();
  if (fieldsOf(plan, plan.root).has('privacyManifests')) {
    tree.privacyManifests = [privacyManifestOf(topOf(values), '/privacyManifests/0', { values, reading })];
  }
  return fillUnknown(plan, tree);
}

/** One privacy manifest, which can also stand inside another file. */
export function privacyManifestOf(top: At, pointer: string, filling: Filling): unknown {
  const record = recordAt(filling.reading, 'privacy-manifest', pointer, spanAt(filling.values, top), {
    tracking: given(under(top, 'NSPrivacyTracking'), filling),
    domains: given(under(top, 'NSPrivacyTrackingDomains'), filling),
  });
  const fields = fieldsOf(filling.reading.plan, 'privacy-manifest');
  for (const [key, name, of] of [
    ['types', 'NSPrivacyCollectedDataTypes', typeOf],
    ['apis', 'NSPrivacyAccessedAPITypes', apiOf],
  ] as const) {
    const at = under(top, name);
    if (!fields.has(key)) continue;
    const list = pointerTo(pointer, key);
    const span = spanAt(filling.values, at);
    if (span) filling.reading.places.set(list, span);
    // What is no list stays as it is, for the shape to complain of.
    record[key] =
      at === undefined
        ? NOT_GIVEN
        : Array.isArray(at.value)
          ? itemsOf(at).map((item, index) => of(item, pointerTo(list, index), filling))
          : at.value;
  }
  return record;
}

/** What a file without the key says is the default of the field. */
function given(at: At | undefined, { values }: Filling): Filled {
  return at ? { value: at.value, span: spanAt(values, at) } : { value: NOT_GIVEN, span: undefined };
}

function typeOf(at: At, pointer: string, filling: Filling): unknown {
  const key = (name: string) => under(at, `NSPrivacyCollectedDataType${name}`);
  const { values, reading } = filling;
  const type = key('');
  const [term, row] = meant(type, LABEL_TYPES, 'a data type of Apple', filling);
  const yesNo = (one: At | undefined): Filled => ({
    value: one && typeof one.value === 'boolean' ? one.value : null,
    span: spanAt(values, one),
  });
  return recordAt(reading, 'declared-type', pointer, spanAt(values, at), {
    type: { value: term, span: spanAt(values, type) },
    data: { value: dataOf(reading.plan, row), span: spanAt(values, type) },
    linked: yesNo(key('Linked')),
    tracking: yesNo(key('Tracking')),
    uses: termsOf(key('Purposes'), LABEL_PURPOSES, 'a purpose of Apple', pointerTo(pointer, 'uses'), filling),
  });
}

function apiOf(at: At, pointer: string, filling: Filling): unknown {
  const { values, reading } = filling;
  const api = under(at, 'NSPrivacyAccessedAPIType');
  const reasons = under(at, 'NSPrivacyAccessedAPITypeReasons');
  const [term] = meant(api, ACCESSED_APIS, 'an interface that needs a reason', filling);
  return recordAt(reading, 'api-use', pointer, spanAt(values, at), {
    api: { value: term, span: spanAt(values, api) },
    reasons: termsOf(reasons, API_REASONS, 'a reason of Apple', pointerTo(pointer, 'reasons'), filling),
  });
}

/** The term of a word, and what its table says. */
function meant(
  at: At | undefined,
  kind: Kind,
  what: string,
  { values, reading }: Filling,
): readonly [string | null, readonly string[] | undefined] {
  if (at === undefined || typeof at.value !== 'string') return [null, undefined];
  const meaning = meaningsOf(reading, kind, 'apple')(at.value);
  if (meaning === undefined) reportUnknown(reading, at.value, what, spanAt(values, at), [kind, 'apple']);
  return [meaning?.term ?? null, meaning?.row];
}

function termsOf(
  at: At | undefined,
  kind: Kind,
  what: string,
  pointer: string,
  filling: Filling,
): Filled | undefined {
  if (at === undefined) return undefined;
  const span = spanAt(filling.values, at);
  if (!Array.isArray(at.value)) {
    report(filling.reading, readerCodes, 'plist-not-a-list', span ?? spanOf(filling.reading, 0, 0), {
      key: keysOf(at.pointer).at(-1) ?? '',
    });
    return { value: null, span };
  }
  const terms = itemsOf(at).map((item, index) => {
    const place = spanAt(filling.values, item);
    if (place) filling.reading.places.set(pointerTo(pointer, index), place);
    return meant(item, kind, what, filling)[0];
  });
  return { value: terms, span };
}
