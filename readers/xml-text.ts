/** An XML text -> its elements, each with its place. Refuses document types before parsing. Knows no manifest. */
import { DOMParser, type Element } from '@xmldom/xmldom';
import { report } from '../grammar/diagnostic.ts';
import { lineStarts, type Span } from '../grammar/source.ts';
import { readerCodes } from './codes.ts';
import { LIMITS, type Reading, spanOf } from './reading.ts';
import { type StartTag, scanTags } from './xml-tags.ts';

export type { Element };

/** The root and, for each element, its tag in the text. */
export interface XmlText {
  readonly root: Element;
  readonly tagOf: ReadonlyMap<Element, StartTag>;
}

/** The document type of a property list names where its grammar stands, which is never fetched; it defines nothing itself. */
const PLIST_DOCTYPE = /^<!DOCTYPE\s+plist\s+(?:PUBLIC\s+"[^"<>]*"|SYSTEM)\s+"[^"<>]*"\s*>/;

/**
 * Parses the text of a reading; nothing, and an error reported, where it is not well-formed or past a limit. A document type
 * is refused, but for that which every property list has.
 */
export function parseXml(reading: Reading, kind: 'plain' | 'plist' = 'plain'): XmlText | undefined {
  const allowed = kind === 'plist' ? PLIST_DOCTYPE : undefined;
  const { tags, deep, doctype } = scanTags(reading.source.text, LIMITS.depth, allowed);
  if (doctype !== undefined) {
    report(reading, readerCodes, 'xml-doctype', spanOf(reading, doctype, doctype + 9), {});
    return undefined;
  }
  if (deep !== undefined) {
    const { depth: limit } = LIMITS;
    report(reading, readerCodes, 'manifest-too-deep', spanOf(reading, deep, deep + 1), { limit });
    return undefined;
  }
  if (tags.length > LIMITS.values) {
    report(reading, readerCodes, 'manifest-too-many-values', spanOf(reading, 0, 1), { limit: LIMITS.values });
    return undefined;
  }
  const root = parseDom(reading);
  if (root === undefined) return undefined;
  const elements = [root, ...root.getElementsByTagName('*')];
  return { root, tagOf: new Map(elements.flatMap((one, index) => pairUp(one, tags[index]))) };
}

/** The parser's own lines and columns are off where a text holds U+2028, so elements are paired with tags by order. */
function pairUp(element: Element, tag: StartTag | undefined): [Element, StartTag][] {
  return tag && tag.name === element.nodeName ? [[element, tag]] : [];
}

/** What the parser says, and where. */
interface Remark {
  readonly message: string;
  readonly locator: Locator | undefined;
}
interface Locator {
  readonly lineNumber?: number;
  readonly columnNumber?: number;
}

/** The root element. Whatever the parser remarks on, a warning too, means that the text is not well-formed. */
function parseDom(reading: Reading): Element | undefined {
  // What the callback throws reaches us wrapped in the parser's own words, so the remark is kept beside it.
  let remark: Remark | undefined;
  const onError = (_level: string, message: string, context: { readonly locator?: Locator }) => {
    remark ??= { message, locator: context?.locator };
    throw new Error(message);
  };
  try {
    const parser = new DOMParser({ locator: true, onError });
    return parser.parseFromString(reading.source.text, 'text/xml').documentElement ?? undefined;
  } catch (error) {
    reportBroken(reading, remark ?? { message: (error as Error).message, locator: undefined });
    return undefined;
  }
}

function reportBroken(reading: Reading, remark: Remark): void {
  const { lineNumber, columnNumber } = remark.locator ?? {};
  const start = (lineStarts(reading.source)[(lineNumber || 1) - 1] ?? 0) + (columnNumber || 1) - 1;
  const [line = ''] = remark.message.split(/[\n\r@]/);
  const problem = line.length > 120 ? `${line.slice(0, 119)}…` : line;
  report(reading, readerCodes, 'broken-xml', spanOf(reading, start, start + 1), {
    problem: problem.charAt(0).toLowerCase() + problem.slice(1),
  });
}

/** The place of an element's start tag. */
export function tagPlace(reading: Reading, xml: XmlText, element: Element): Span | undefined {
  const tag = xml.tagOf.get(element);
  return tag && spanOf(reading, tag.start, tag.end);
}

/** The place of the value of an attribute, without its quotes; of the tag, where the attribute is not there. */
export function attributePlace(
  reading: Reading,
  xml: XmlText,
  element: Element,
  namespace: string | null,
  name: string,
): Span | undefined {
  const node =
    namespace === null ? element.getAttributeNode(name) : element.getAttributeNodeNS(namespace, name);
  const range = node && xml.tagOf.get(element)?.attributes.get(node.nodeName);
  return range ? spanOf(reading, ...range) : tagPlace(reading, xml, element);
}
