/** The permissions of an AndroidManifest.xml: what it asks for, what it offers the system to be, and what it takes out. */
import { report } from '../grammar/diagnostic.ts';
import { ANDROID, below, type Fact, fact, REMOVES, recordOf, setPlace, TOOLS } from './android-xml.ts';
import { readerCodes } from './codes.ts';
import { dataOf, type Meanings, meaningsOf, PERMISSIONS, reportUnknown } from './mapping.ts';
import { pointerTo, type Reading, type Removal, spanOf } from './reading.ts';
import { NOT_GIVEN } from './unknown.ts';
import { attributePlace, type Element, tagPlace, type XmlText } from './xml-text.ts';

/** A record for each permission. */
export function permissionsIn(xml: XmlText, reading: Reading): unknown[] {
  setPlace(reading, '/permissions', tagPlace(reading, xml, xml.root));
  const meanings = meaningsOf(reading, PERMISSIONS, 'android');
  const own = ownPermissions(xml);
  const asked = [...Array.from(xml.root.childNodes).filter(isAskedFor), ...offersIn(xml)];
  return asked.map((element, index) => {
    if (!element.hasAttributeNS(ANDROID, namedBy(element))) reportNameless(element, xml, reading);
    else reportUnknownName(element, meanings, own, xml, reading);
    const pointer = pointerTo('/permissions', index);
    return recordOf(
      'permission',
      permissionFacts(element, meanings, reading),
      pointer,
      element,
      xml,
      reading,
    );
  });
}

/**
 * What it takes out of the manifests that it is laid over: what it removes, and what it says in their place. A removal from one
 * library alone (`tools:selector`) leaves what others ask for.
 */
export function removedIn(xml: XmlText, reading: Reading): readonly Removal[] {
  const elements = Array.from(xml.root.childNodes).filter((node): node is Element => isPermission(node));
  return elements.flatMap((element): Removal[] => {
    const node = element.getAttributeNS(TOOLS, 'node');
    const name = element.getAttributeNS(ANDROID, 'name');
    const span = tagPlace(reading, xml, element) ?? spanOf(reading, 0, 0);
    if (node === 'removeAll') return [{ list: 'permissions', key: 'name', value: undefined, span }];
    const inPlace = node === 'replace' || OVERRIDES.some((one) => element.hasAttributeNS(TOOLS, one));
    const removes = node === 'remove' && !element.hasAttributeNS(TOOLS, 'selector');
    return name !== null && (removes || inPlace)
      ? [{ list: 'permissions', key: 'name', value: name, span }]
      : [];
  });
}

/** Parts of the app that only the system may call, to be its keyboard, to read all notifications: the permission names what as. */
function offersIn(xml: XmlText): readonly Element[] {
  const nodes = below(xml.root, 'application').flatMap((one) => Array.from(one.childNodes));
  const parts = nodes.filter((node): node is Element => node.nodeType === 1);
  const offers = new Map<string, Element>();
  for (const part of parts) {
    const permission = part.getAttributeNS(ANDROID, 'permission') ?? '';
    const isRemoved = REMOVES.test(part.getAttributeNS(TOOLS, 'node') ?? '');
    if (/^android\.permission\.BIND_/.test(permission) && !isRemoved && !offers.has(permission))
      offers.set(permission, part);
  }
  return [...offers.values()];
}

const namedBy = (element: Element): 'name' | 'permission' => (isPermission(element) ? 'name' : 'permission');

/** Attributes that name other attributes, of which what the file says counts and not what is below it. */
const OVERRIDES = ['replace', 'remove'];

function isPermission(node: XmlText['root']['childNodes'][number]): boolean {
  return node.nodeType === 1 && /^uses-permission(?:-sdk-23|-sdk-m)?$/.test(node.nodeName);
}

function isAskedFor(node: XmlText['root']['childNodes'][number]): node is Element {
  if (!isPermission(node)) return false;
  const element = node as Element;
  return !REMOVES.test(element.getAttributeNS(TOOLS, 'node') ?? '');
}

/** Permissions that the app itself defines: nobody else can know them, and they open what is its own. */
function ownPermissions(xml: XmlText): ReadonlySet<string | null> {
  const defined = Array.from(xml.root.childNodes).filter((node) => node.nodeName === 'permission');
  return new Set(defined.map((node) => (node as Element).getAttributeNS(ANDROID, 'name')));
}

function reportUnknownName(
  element: Element,
  meanings: Meanings,
  own: ReadonlySet<string | null>,
  xml: XmlText,
  reading: Reading,
): void {
  const { value } = fact(element, ANDROID, namedBy(element));
  if (typeof value !== 'string' || meanings(value) || own.has(value)) return;
  const span = attributePlace(reading, xml, element, ANDROID, namedBy(element));
  reportUnknown(reading, value, 'a permission of Android', span, [PERMISSIONS, 'android']);
}

function reportNameless(element: Element, xml: XmlText, reading: Reading): void {
  const span = tagPlace(reading, xml, element) ?? spanOf(reading, 0, 0);
  report(reading, readerCodes, 'permission-without-name', span, {});
}

function permissionFacts(
  element: Element,
  meanings: Meanings,
  { plan }: Reading,
): Readonly<Record<string, Fact>> {
  const name = fact(element, ANDROID, namedBy(element));
  const meaning = typeof name.value === 'string' ? meanings(name.value) : undefined;
  return {
    platform: { ...name, value: 'android' },
    name,
    asks: { ...name, value: meaning?.term ?? null },
    data: { ...name, value: dataOf(plan, meaning?.row) },
    untilSdk: untilSdk(element),
    neverForLocation: neverForLocation(element),
  };
}

/** Up to which version of Android it is asked for. A permission without the attribute surely has no such end. */
function untilSdk(element: Element): Fact {
  const written = fact(element, ANDROID, 'maxSdkVersion');
  if (!element.hasAttributeNS(ANDROID, 'maxSdkVersion')) return { ...written, value: NOT_GIVEN };
  const isNumber = typeof written.value === 'string' && /^\d+$/.test(written.value);
  return { ...written, value: isNumber ? Number(written.value) : null };
}

/** Whether the file promises not to work out the place from what the permission opens. */
function neverForLocation(element: Element): Fact {
  const written = fact(element, ANDROID, 'usesPermissionFlags');
  if (!element.hasAttributeNS(ANDROID, 'usesPermissionFlags')) return { ...written, value: false };
  if (typeof written.value !== 'string') return written;
  return { ...written, value: written.value.split('|').some((flag) => flag.trim() === 'neverForLocation') };
}
