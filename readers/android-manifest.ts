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
  type Removal,
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
  const removes = xml ? removedIn(xml, reading) : [];
  const whole = xml !== undefined && isAsBuilt(xml, source.text);
  return { ...endReading(reading, 'android-manifest', tree, true), removes, whole };
}

/** The manifest that a build has merged: it names the version and the system, and leaves nothing to be merged or filled in. */
function isAsBuilt({ root }: XmlText, text: string): boolean {
  const [sdk] = below(root, 'uses-sdk');
  const named =
    root.hasAttributeNS(ANDROID, 'versionCode') && sdk?.hasAttributeNS(ANDROID, 'targetSdkVersion');
  return named === true && !text.includes(TOOLS) && !text.includes('${');
}

function treeOf(xml: XmlText, reading: Reading): unknown {
  const { plan } = reading;
  setPlace(reading, '', tagPlace(reading, xml, xml.root));
  const tree = emptyRecord();
  const fields = fieldsOf(plan, plan.root);
  if (fields.has('app')) {
    tree.app = recordOf(
      'app',
      { id: fact(xml.root, null, 'package'), version: fact(xml.root, ANDROID, 'versionName') },
      '/app',
      xml.root,
      xml,
      reading,
    );
    addAppFacts(tree.app, xml, reading);
  }
  if (fields.has('permissions')) tree.permissions = permissionsIn(xml, reading);
  if (fields.has('foregroundServices')) tree.foregroundServices = servicesIn(xml, reading);
  return fillUnknown(plan, tree);
}

function below(element: Element, name: string): readonly Element[] {
  return Array.from(element.childNodes).filter((node): node is Element => node.nodeName === name);
}

/** What stands in elements of its own: the name, the version it is built for, whether it lets connections be open to read. */
function addAppFacts(app: unknown, xml: XmlText, reading: Reading): void {
  const record = app as Record<string, unknown>;
  const [sdk] = below(xml.root, 'uses-sdk');
  const [application] = below(xml.root, 'application');
  const facts: readonly (readonly [string, Element | undefined, string, (text: string) => unknown])[] = [
    ['name', application, 'label', (text) => text],
    ['targetSdk', sdk, 'targetSdkVersion', (text) => (/^\d+$/.test(text) ? Number(text) : null)],
    ['cleartext', application, 'usesCleartextTraffic', (text) => YES_NO.get(text) ?? null],
  ];
  const fields = fieldsOf(reading.plan, 'app');
  for (const [key, element, attribute, turn] of facts) {
    if (!element?.hasAttributeNS(ANDROID, attribute) || !fields.has(key)) continue;
    const { value } = fact(element, ANDROID, attribute);
    record[key] = typeof value === 'string' ? turn(value) : null;
    setPlace(reading, pointerTo('/app', key), attributePlace(reading, xml, element, ANDROID, attribute));
  }
}

const YES_NO: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
]);

/** One entry for each type of each service; a type that a resource names, or nobody knows, is not known. */
function servicesIn(xml: XmlText, reading: Reading): unknown[] {
  setPlace(reading, '/foregroundServices', tagPlace(reading, xml, xml.root));
  const meanings = meaningsOf(reading, PERMISSIONS, 'android');
  const services = below(xml.root, 'application').flatMap((one) => below(one, 'service'));
  const typed = services.filter((one) => one.hasAttributeNS(ANDROID, 'foregroundServiceType'));
  const entries = typed.flatMap((element) => {
    const written = fact(element, ANDROID, 'foregroundServiceType');
    const types = typeof written.value === 'string' ? written.value.split('|') : [null];
    return types.map((type) => ({ element, written, type: type?.trim() ?? null }));
  });
  return entries.map(({ element, written, type }, index) => {
    const meaning = type === null ? undefined : meanings(permissionOfType(type));
    const span = attributePlace(reading, xml, element, ANDROID, 'foregroundServiceType');
    if (type !== null && !meaning) reportUnknown(reading, type, 'a type of foreground service', span);
    const facts = {
      name: fact(element, ANDROID, 'name'),
      worksAs: { ...written, value: meaning?.term ?? null },
    };
    return recordOf(
      'foreground-service',
      facts,
      pointerTo('/foregroundServices', index),
      element,
      xml,
      reading,
    );
  });
}

/** Each type has a permission of its own: `mediaPlayback` is FOREGROUND_SERVICE_MEDIA_PLAYBACK. */
function permissionOfType(type: string): string {
  const word = type.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
  return `android.permission.FOREGROUND_SERVICE_${word}`;
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

/**
 * What it takes out of the manifests that it is laid over: what it removes, and what it says in their place. A removal from one
 * library alone (`tools:selector`) leaves what others ask for.
 */
function removedIn(xml: XmlText, reading: Reading): readonly Removal[] {
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

/** Attributes that name other attributes, of which what the file says counts and not what is below it. */
const OVERRIDES = ['replace', 'remove'];

function isPermission(node: XmlText['root']['childNodes'][number]): boolean {
  return node.nodeType === 1 && /^uses-permission(?:-sdk-23|-sdk-m)?$/.test(node.nodeName);
}

function isAskedFor(node: XmlText['root']['childNodes'][number]): node is Element {
  if (!isPermission(node)) return false;
  const element = node as Element;
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
