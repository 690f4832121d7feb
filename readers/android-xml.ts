/** The elements and attributes of an AndroidManifest.xml, and how they become fields of records. Knows no element by name. */
import { fitting } from './mapping.ts';
import { emptyRecord, fieldsOf, pointerTo, type Reading } from './reading.ts';
import { attributePlace, type Element, tagPlace, type XmlText } from './xml-text.ts';

/** The namespace of what is said, and of what is said to the merger. */
export const ANDROID = 'http://schemas.android.com/apk/res/android';
export const TOOLS = 'http://schemas.android.com/tools';
/** What `tools:node` says of an element that is not to be there. */
export const REMOVES = /^remove(?:All)?$/;

/** The elements of a name right below another. */
export function below(element: Element, name: string): readonly Element[] {
  return Array.from(element.childNodes).filter((node): node is Element => node.nodeName === name);
}

/** A value and the attribute it comes from. */
export interface Fact {
  readonly value: unknown;
  readonly namespace: string | null;
  readonly attribute: string;
}

/** The text of an attribute; null where it is not given, or where another file decides it. */
export function fact(element: Element, namespace: string | null, attribute: string): Fact {
  const text =
    namespace === null ? element.getAttribute(attribute) : element.getAttributeNS(namespace, attribute);
  return { value: text === null || isReference(text) ? null : text.trim(), namespace, attribute };
}

/** `${…}` is filled in by the build, `@string/…` and `?attr/…` stand in a resource. */
function isReference(text: string): boolean {
  return /\$\{|^\s*[@?]/.test(text);
}

/** A record of those facts that the plan's record has a field for. */
export function recordOf(
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

/** Keeps where a value stands, if anywhere. */
export function setPlace(reading: Reading, pointer: string, span: ReturnType<typeof tagPlace>): void {
  if (span) reading.places.set(pointer, span);
}
