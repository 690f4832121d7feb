/** An Info.plist -> the app's name and what it asks for. Texts may also stand elsewhere, so what is missing is not known. */
import { askedIn, permissionRecords, textOf } from './apple-permissions.ts';
import { emptyRecord, fieldsOf, type Reading } from './reading.ts';
import { fillUnknown } from './unknown.ts';
import { type At, type Filled, recordAt, spanAt, topOf, under, type Values } from './values.ts';

/** The declaration that an Info.plist comes to. */
export function declarationOfInfoPlist(values: Values, reading: Reading): unknown {
  const { plan } = reading;
  const top = topOf(values);
  const span = values.places.get('');
  if (span) reading.places.set('', span);
  const tree = emptyRecord();
  const fields = fieldsOf(plan, plan.root);
  if (fields.has('app')) tree.app = recordAt(reading, 'app', '/app', span, appOf(values, top));
  if (fields.has('permissions')) tree.permissions = permissionsOfInfo(values, top, '/permissions', reading);
  return fillUnknown(plan, tree);
}

/** The permissions of the keys of an Info.plist, which can also stand inside another file. */
export function permissionsOfInfo(values: Values, at: At, pointer: string, reading: Reading): unknown[] {
  const span = spanAt(values, at);
  if (span) reading.places.set(pointer, span);
  return permissionRecords(askedIn(values, at, reading), platformOf(at), pointer, reading);
}

/** Some keys stand in lists of one system alone. */
function platformOf(at: At): 'ios' | 'macos' {
  const isMac = under(at, 'LSMinimumSystemVersion') ?? under(at, 'NSHumanReadableCopyright');
  const isPhone =
    under(at, 'LSRequiresIPhoneOS') ?? under(at, 'UIDeviceFamily') ?? under(at, 'MinimumOSVersion');
  return isMac && !isPhone ? 'macos' : 'ios';
}

function appOf(values: Values, top: At): Readonly<Record<string, Filled | undefined>> {
  const text = (key: string): Filled | undefined => {
    const at = under(top, key);
    return at && { value: textOf(at.value), span: spanAt(values, at) };
  };
  return {
    id: text('CFBundleIdentifier'),
    name: text('CFBundleDisplayName') ?? text('CFBundleName'),
    version: text('CFBundleShortVersionString'),
    cleartext: cleartextOf(values, top),
  };
}

/** Without the key nothing is said: a translated or generated list may add it. */
function cleartextOf(values: Values, top: At): Filled | undefined {
  const security = under(top, 'NSAppTransportSecurity');
  if (security === undefined) return undefined;
  const loads = under(security, 'NSAllowsArbitraryLoads');
  if (loads === undefined) return { value: false, span: spanAt(values, security) };
  return { value: typeof loads.value === 'boolean' ? loads.value : null, span: spanAt(values, loads) };
}
