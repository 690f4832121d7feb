/** A property list in XML -> its values, with the place of each. Knows no keys. */
import { report } from '../grammar/diagnostic.ts';
import type { Span } from '../grammar/source.ts';
import { readerCodes } from './codes.ts';
import { emptyRecord, pointerTo, type Reading, spanOf } from './reading.ts';
import type { Values } from './values.ts';
import { type Element, parseXml, tagPlace, type XmlText } from './xml-text.ts';

interface Turning {
  readonly reading: Reading;
  readonly xml: XmlText;
  readonly places: Map<string, Span>;
  readonly keys: Map<string, Span>;
}

/** Parses the text of a reading; nothing, and an error reported, where it is no property list. */
export function parsePlistXml(reading: Reading): Values | undefined {
  const xml = parseXml(reading, 'plist');
  if (xml === undefined) return undefined;
  const turning: Turning = { reading, xml, places: new Map(), keys: new Map() };
  const [first, second] = childrenOf(xml.root);
  if (first === undefined || second !== undefined) {
    broken(turning, second ?? xml.root, 'a `plist` holds one value');
    return undefined;
  }
  const value = turn(first, '', turning);
  return { value, places: turning.places, keys: turning.keys };
}

function childrenOf(element: Element): readonly Element[] {
  return Array.from(element.childNodes).filter((node): node is Element => node.nodeType === 1);
}

function broken({ reading, xml }: Turning, element: Element, problem: string): undefined {
  const span = tagPlace(reading, xml, element) ?? spanOf(reading, 0, 0);
  report(reading, readerCodes, 'broken-plist', span, { problem });
}

/** Dates and data are no facts that a rule asks about: of these it is only known that they are there. */
const SCALARS: Readonly<Record<string, (text: string) => unknown>> = {
  string: (text) => text,
  integer: Number,
  real: Number,
  true: () => true,
  false: () => false,
  date: () => null,
  data: () => null,
};

function turn(element: Element, pointer: string, turning: Turning): unknown {
  const { reading, xml, places } = turning;
  const name = element.nodeName;
  const span = contentPlace(element, turning) ?? tagPlace(reading, xml, element);
  if (span) places.set(pointer, span);
  if (name === 'dict') return recordOf(element, pointer, turning);
  if (name === 'array')
    return childrenOf(element).map((item, index) => turn(item, pointerTo(pointer, index), turning));
  const scalar = Object.hasOwn(SCALARS, name) ? SCALARS[name] : undefined;
  const shown = name.length > 60 ? `${name.slice(0, 59)}…` : name;
  if (scalar === undefined) return broken(turning, element, `\`${shown}\` is no kind of value`);
  if (childrenOf(element).length > 0) return broken(turning, element, `\`${name}\` holds other elements`);
  return scalar(element.textContent ?? '');
}

/** Where the text inside an element stands, if it is a text and nothing else. */
function contentPlace(element: Element, { reading, xml }: Turning): Span | undefined {
  const tag = xml.tagOf.get(element);
  const only = element.childNodes.length === 1 && element.firstChild?.nodeType === 3;
  if (
    !tag ||
    !only ||
    element.textContent === '' ||
    element.nodeName === 'dict' ||
    element.nodeName === 'array'
  )
    return undefined;
  const end = reading.source.text.indexOf('<', tag.end);
  return end < 0 ? undefined : spanOf(reading, tag.end, end);
}

function recordOf(element: Element, pointer: string, turning: Turning): unknown {
  const { reading, xml, keys } = turning;
  const record = emptyRecord();
  let open: Element | undefined;
  for (const child of childrenOf(element)) {
    if (child.nodeName === 'key') {
      if (open) broken(turning, open, 'a key has no value');
      open = child;
      continue;
    }
    if (!open) {
      broken(turning, child, 'a value in a `dict` has no key before it');
      continue;
    }
    const key = open.textContent ?? '';
    const at = pointerTo(pointer, key);
    const span = contentPlace(open, turning) ?? tagPlace(reading, xml, open) ?? spanOf(reading, 0, 0);
    const first = keys.get(at);
    const before = record[key];
    record[key] = turn(child, at, turning);
    if (first === undefined) keys.set(at, span);
    else {
      const related = [{ span: first, message: 'given here first' }];
      report(reading, readerCodes, 'manifest-key-twice', span, { key }, related);
      record[key] = joined(before, record[key]);
    }
    open = undefined;
  }
  if (open) broken(turning, open, 'a key has no value');
  return record;
}

/** Programs differ in which of two values they take, so what differs is not known; a list may hold either. */
function joined(first: unknown, second: unknown): unknown {
  if (Array.isArray(first) && Array.isArray(second)) return [...first, ...second];
  return first === second ? first : null;
}
