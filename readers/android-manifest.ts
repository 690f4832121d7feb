/** An AndroidManifest.xml -> what this one file asks for: the app's name and its permissions. Judges nothing. */
import { report } from '../grammar/diagnostic.ts';
import type { Source } from '../grammar/source.ts';
import { readerCodes } from './codes.ts';
import { dataOf, fitting, type Meanings, meaningsOf, PERMISSIONS, reportUnknown } from './mapping.ts';
import {
  beginReading,
  emptyRecord,
  endReading,
  fieldsOf,
  type ManifestRead,
  pointerTo,
  type ReadContext,
  type Reading,
  spanOf,
} from './reading.ts';
import { fillUnknown, NOT_GIVEN } from './unknown.ts';
import { attributePlace, type Element, parseXml, tagPlace, type XmlText } from './xml-text.ts';

const ANDROID = 'http://schemas.android.com/apk/res/android';
const TOOLS = 'http://schemas.android.com/tools';

/**
 * Reads one manifest file as it stands: what other files of the app add is not in it, so all it can't say is not known.
 * What it removes (`tools:node="remove"`) it does not ask for.
 */
export function readAndroidManifest(source: Source, context: ReadContext): ManifestRead {
  const reading = beginReading(source, context);
  const xml = parseXml(reading);
  const tree = xml && treeOf(xml, reading);
  return endReading(reading, 'android-manifest', tree, true);
}

function treeOf(xml: XmlText, reading: Reading): unknown {
  const { plan } = reading;
  setPlace(reading, '', tagPlace(reading, xml, xml.root));
  const tree = emptyRecord();
  const fields = fieldsOf(plan, plan.root);
  if (fields.has('app')) {
    const app = { id: fact(xml.root, null, 'package'), version: fact(xml.root, ANDROID, 'versionName') };
    tree.app = recordOf('app', app, '/app', xml.root, xml, reading);
  }
  if (fields.has('permissions')) tree.permissions = permissionsIn(xml, reading);
  return fillUnknown(plan, tree);
}

function permissionsIn(xml: XmlText, reading: Reading): unknown[] {
  setPlace(reading, '/permissions', tagPlace(reading, xml, xml.root));
  const meanings = meaningsOf(reading, PERMISSIONS, 'android');
  const own = ownPermissions(xml);
  const asked = Array.from(xml.root.childNodes).filter(isAskedFor);
  return asked.map((element, index) => {
    if (!element.hasAttributeNS(ANDROID, 'name')) reportNameless(element, xml, reading);
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

function isAskedFor(node: XmlText['root']['childNodes'][number]): node is Element {
  if (node.nodeType !== 1) return false;
  const element = node as Element;
  if (!/^uses-permission(?:-sdk-23|-sdk-m)?$/.test(element.nodeName)) return false;
  return !/^remove(?:All)?$/.test(element.getAttributeNS(TOOLS, 'node') ?? '');
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
  const { value } = fact(element, ANDROID, 'name');
  if (typeof value !== 'string' || meanings(value) || own.has(value)) return;
  const span = attributePlace(reading, xml, element, ANDROID, 'name');
  reportUnknown(reading, value, 'a permission of Android', span);
}

function reportNameless(element: Element, xml: XmlText, reading: Reading): void {
  const span = tagPlace(reading, xml, element) ?? spanOf(reading, 0, 0);
  report(reading, readerCodes, 'permission-without-name', span, {});
}

/** A value and the attribute it comes from. */
interface Fact {
  readonly value: unknown;
  readonly namespace: string | null;
  readonly attribute: string;
}

/** The text of an attribute; null where it is not given, or where another file decides it. */
function fact(element: Element, namespace: string | null, attribute: string): Fact {
  const text =
    namespace === null ? element.getAttribute(attribute) : element.getAttributeNS(namespace, attribute);
  return { value: text === null || isReference(text) ? null : text.trim(), namespace, attribute };
}

/** `${…}` is filled in by the build, `@string/…` and `?attr/…` stand in a resource. */
function isReference(text: string): boolean {
  return /\$\{|^\s*[@?]/.test(text);
}

function permissionFacts(
  element: Element,
  meanings: Meanings,
  { plan }: Reading,
): Readonly<Record<string, Fact>> {
  const name = fact(element, ANDROID, 'name');
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

/** A record of those facts that the plan's record has a field for. */
function recordOf(
  name: string,
  facts: Readonly<Record<string, Fact>>,
  pointer: string,
  element: Element,
  xml: XmlText,
  reading: Reading,
): unknown {
  setPlace(reading, pointer, tagPlace(reading, xml, element));
  const record = emptyRecord();
  const fields = fieldsOf(reading.plan, name);
  for (const [key, { value, namespace, attribute }] of Object.entries(facts)) {
    const field = fields.get(key);
    if (field === undefined) continue;
    record[key] = fitting(reading.plan, field.type, value);
    setPlace(reading, pointerTo(pointer, key), attributePlace(reading, xml, element, namespace, attribute));
  }
  return record;
}

function setPlace(reading: Reading, pointer: string, span: ReturnType<typeof tagPlace>): void {
  if (span) reading.places.set(pointer, span);
}
