/** An entitlements file -> what it asks for. One that the library does not know is remarked on, and not passed over. */
import { type Asked, askedIn, permissionRecords } from './apple-permissions.ts';
import { emptyRecord, fieldsOf, type Reading } from './reading.ts';
import { fillUnknown } from './unknown.ts';
import { type At, membersOf, topOf, type Values } from './values.ts';

/** The declaration that an entitlements file comes to. */
export function declarationOfEntitlements(values: Values, reading: Reading): unknown {
  const { plan } = reading;
  const top = topOf(values);
  const span = values.places.get('');
  if (span) reading.places.set('', span);
  const tree = emptyRecord();
  if (fieldsOf(plan, plan.root).has('permissions')) {
    if (span) reading.places.set('/permissions', span);
    const asked = entitlementsIn(values, top, reading);
    tree.permissions = permissionRecords(asked, platformOf(values), '/permissions', reading);
  }
  return fillUnknown(plan, tree);
}

/** What a record of entitlements asks for, which can also stand inside another file; those that nobody knows as well. */
export function entitlementsIn(values: Values, at: At, reading: Reading): readonly Asked[] {
  const known = askedIn(values, at, reading);
  const names = new Set(known.map((one) => one.name.replace(/:.*$/, '')));
  const unknown = membersOf(at).flatMap(([key, { value, pointer }]): readonly Asked[] => {
    const isNothing = value === false || (Array.isArray(value) && value.length === 0);
    return names.has(key) || isNothing ? [] : [{ name: key, span: values.keys.get(pointer) }];
  });
  return [...known, ...unknown];
}

/** The sandbox of the Mac has entitlements of its own. */
function platformOf(values: Values): 'ios' | 'macos' {
  const isMac = membersOf(topOf(values)).some(([key]) =>
    /^com\.apple\.security\.(?!application-groups)/.test(key),
  );
  return isMac ? 'macos' : 'ios';
}
