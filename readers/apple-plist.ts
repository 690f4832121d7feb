/** Apple's property lists, in XML or binary, -> declarations: which list it is, its keys say. */
import { report } from '../grammar/diagnostic.ts';
import type { Source } from '../grammar/source.ts';
import { declarationOfEntitlements } from './apple-entitlements.ts';
import { declarationOfInfoPlist } from './apple-info-plist.ts';
import { declarationOfPrivacyManifest } from './apple-privacy-manifest.ts';
import { readerCodes } from './codes.ts';
import { parseBinaryPlist } from './plist-binary.ts';
import { parsePlistXml } from './plist-xml.ts';
import {
  beginReading,
  endReading,
  type ManifestRead,
  type ReadContext,
  type Reader,
  type Reading,
  spanOf,
} from './reading.ts';
import { type PlistFormat, plistFormatOf } from './recognise-apple.ts';
import { membersOf, topOf, type Values } from './values.ts';

const DECLARATIONS: Readonly<Record<PlistFormat, (values: Values, reading: Reading) => unknown>> = {
  'apple-info-plist': declarationOfInfoPlist,
  'apple-entitlements': declarationOfEntitlements,
  'apple-privacy-manifest': declarationOfPrivacyManifest,
};

/** The reader of one of Apple's property lists, in XML. */
export function readerOf(format: PlistFormat): Reader {
  return (source, context) => {
    const reading = beginReading(source, context);
    const values = parsePlistXml(reading);
    const tree = values && DECLARATIONS[format](values, reading);
    return endReading(reading, format, tree, true);
  };
}

/** Reads a binary property list. Its values have no line: findings name them by their path. */
export function readBinaryPlist(source: Source, bytes: Uint8Array, context: ReadContext): ManifestRead {
  const reading = beginReading(source, context);
  const values = parseBinaryPlist(bytes);
  if ('problem' in values) {
    report(reading, readerCodes, 'broken-plist', spanOf(reading, 0, 0), values);
    return endReading(reading, 'unknown', undefined, true);
  }
  const keys = membersOf(topOf(values)).map(([key]) => key);
  const format = plistFormatOf(keys);
  if (format === undefined) {
    const about = {
      seen: 'a property list',
      instead: 'give an Info.plist, entitlements or a privacy manifest',
    };
    report(reading, readerCodes, 'manifest-unknown-format', spanOf(reading, 0, 0), about);
    return endReading(reading, 'unknown', undefined, true);
  }
  return endReading(reading, format, DECLARATIONS[format](values, reading), true);
}
