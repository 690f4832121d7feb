/** Tells Apple's files from each other and from others, by the keys in them. */
import type { Recogniser } from './recognise.ts';

/** The property lists that are read. */
export type PlistFormat = 'apple-privacy-manifest' | 'apple-entitlements' | 'apple-info-plist';

/** Keys that stand in one kind of list alone, the most telling kind first. */
const TELLING: readonly (readonly [PlistFormat, RegExp])[] = [
  ['apple-privacy-manifest', /^NSPrivacy(?:Tracking|TrackingDomains|CollectedDataTypes|AccessedAPITypes)$/],
  ['apple-info-plist', /^(?:CFBundle\w+|\w+UsageDescription|NSExtension|WKWatchKitApp|LSRequiresIPhoneOS)$/],
  [
    'apple-entitlements',
    /^(?:com\.apple\.(?:developer|security)\.[\w.-]+|aps-environment|application-identifier|keychain-access-groups|get-task-allow)$/,
  ],
  [
    'apple-info-plist',
    /^(?:UI[A-Z]\w+|NSAppTransportSecurity|LSApplicationQueriesSchemes|SKAdNetworkItems)$/,
  ],
];

/** Which list has such keys. */
export function plistFormatOf(keys: readonly string[]): PlistFormat | undefined {
  return TELLING.find(([, key]) => keys.some((one) => key.test(one)))?.[0];
}

/** A recogniser for one of the lists. */
export function recognisePlist(format: PlistFormat): Recogniser {
  return ({ root, keys }) =>
    root === 'plist' && plistFormatOf([...keys.keys()]) === format ? { sure: true } : undefined;
}

/** Other property lists: known for what they are. */
export const recogniseOtherPlist: Recogniser = ({ root }) =>
  root === 'plist'
    ? { seen: 'a property list', instead: 'give an Info.plist, entitlements or a privacy manifest' }
    : undefined;

/** A table of texts: `"key" = "text";`, with or without quotes around the key. */
const STRINGS_ENTRY = /^[ \t]*(?:"([\w.-]+)"|([\w.-]+))\s*=\s*"(?:[^"\\]|\\[\s\S]){0,2000}"\s*;/gm;

/** Only a table with usage texts is one that says something here. */
export const recogniseStrings: Recogniser = ({ text, notation }) => {
  if (notation !== 'other') return undefined;
  const start = text.slice(0, 200_000);
  let any = false;
  for (const [, quoted, bare] of start.matchAll(STRINGS_ENTRY)) {
    any = true;
    if (/UsageDescription$|^CFBundle(?:Display)?Name$/.test(quoted ?? bare ?? '')) return { sure: true };
  }
  return any ? { seen: 'a table of texts that tells the user of no permission' } : undefined;
};
