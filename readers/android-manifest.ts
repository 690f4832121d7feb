/** An AndroidManifest.xml -> what this one file asks for: the app's name and its permissions. Judges nothing. */
import type { Source } from '../grammar/source.ts';
import { permissionsIn, removedIn } from './android-permissions.ts';
import { ANDROID, below, fact, recordOf, setPlace, TOOLS } from './android-xml.ts';
import { meaningsOf, PERMISSIONS, reportUnknown } from './mapping.ts';
import {
  beginReading,
  emptyRecord,
  endReading,
  fieldsOf,
  type ManifestRead,
  pointerTo,
  type ReadContext,
  type Reading,
} from './reading.ts';
import { fillUnknown } from './unknown.ts';
import { attributePlace, type Element, parseXml, tagPlace, type XmlText } from './xml-text.ts';

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
