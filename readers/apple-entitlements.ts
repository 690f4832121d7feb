/** An entitlements file -> what it asks for. Entitlements that open no data of the user are passed over. */
import { type Asked, askedIn, permissionRecords } from './apple-permissions.ts';
import { emptyRecord, fieldsOf, type Reading } from './reading.ts';
import { fillUnknown } from './unknown.ts';
import { membersOf, topOf, type Values } from './values.ts';

/** Under these stands what reaches data or a device; what is new among them is not known, and not passed over. */
const GUARDED =
  /^com\.apple\.(?:security\.(?:personal-information|device)|developer\.(?:healthkit|sensorkit))\b/;

/** The declaration that an entitlements file comes to. */
export function declarationOfEntitlements(values: Values, reading: Reading): unknown {
  const { plan } = reading;
  const top = topOf(values);
  const span = values.places.get('');
  if (span) reading.places.set('', span);
  const tree = emptyRecord();
  if (fieldsOf(plan, plan.root).has('permissions')) {
    if (span) reading.places.set('/permissions', span);
    const known = askedIn(values, top, reading);
    const asked = [...known, ...unknownIn(values, known)];
    tree.permissions = permissionRecords(asked, platformOf(values), '/permissions', reading);
  }
  return fillUnknown(plan, tree);
}

function unknownIn(values: Values, known: readonly Asked[]): readonly Asked[] {
  const names = new Set(known.map((one) => one.name.replace(/:.*$/, '')));
  return membersOf(topOf(values)).flatMap(([key, at]) => {
    const isNothing = at.value === false || (Array.isArray(at.value) && at.value.length === 0);
    if (!GUARDED.test(key) || names.has(key) || isNothing) return [];
    return [{ name: key, span: values.keys.get(at.pointer) }];
  });
}

/** The sandbox of the Mac has entitlements of its own. */
function platformOf(values: Values): 'ios' | 'macos' {
  const isMac = membersOf(topOf(values)).some(([key]) =>
    /^com\.apple\.security\.(?!application-groups)/.test(key),
  );
  return isMac ? 'macos' : 'ios';
}
