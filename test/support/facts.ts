/** Reads lists of platform values that lie beside the project, where they do. The tests pass without them. */
import { existsSync, readFileSync } from 'node:fs';
import { projectPath } from './host.ts';

const folder = projectPath('../shared/facts');
export const withoutFacts = !existsSync(folder);

const vocabulary = projectPath('../shared/law/vocabulary.csv');
export const withoutVocabulary = !existsSync(vocabulary);

/** The list of each scheme. */
const FILES: Readonly<Record<string, readonly string[]>> = {
  android: ['android-permissions'],
  ios: ['ios-usage-keys'],
  harmony: ['harmony-permissions'],
  'web-extension': ['webext-permissions'],
  wechat: ['wechat-scopes'],
  apple: ['apple-collected-data-types', 'apple-purposes', 'apple-required-reason-apis'],
  play: ['play-data-types', 'play-purposes'],
  firefox: ['firefox-data-collection'],
};

/** Values that come to another term than proposed, and why. */
export const DIFFERS: Readonly<Record<string, string>> = {
  NSPhotoLibraryAddUsageDescription: 'writes only',
  NSCalendarsWriteOnlyAccessUsageDescription: 'writes only',
  'ohos.permission.SHORT_TERM_WRITE_IMAGEVIDEO': 'writes only',
  clipboardWrite: 'writes only',
  'scope.writePhotosAlbum': 'writes only',
  'scope.addPhoneContact': 'writes only',
  'scope.addPhoneCalendar': 'writes only',
  AlbumWriteOnly: 'writes only',
  Contact: 'writes only',
  CalendarWriteOnly: 'writes only',
  browsingData: 'deletes only',
  search: 'searches for what it is given, and reads no history',
  NSUserTrackingUsageDescription: 'a purpose was proposed; the identifier is the data',
  NSCrossWebsiteTrackingUsageDescription: 'a purpose was proposed; cookies are the data',
  NSSiriUsageDescription: 'what is given to the assistant; the sound stays with the system',
  NSGKFriendListUsageDescription: 'friends within a service, not the address book',
  'scope.WxFriendInteraction': 'friends within a service, not the address book',
  EXUserFollowAcct: 'accounts followed are relations',
  SKAdNetworkItems: 'an ad led to an installation; no profile',
  cookies: 'a cookie is an identifier first',
  'scope.userInfo': 'a nickname, not the real name',
  UserInfo: 'a nickname, not the real name',
  'scope.invoiceTitle': 'there is a term for invoices',
  'scope.invoice': 'there is a term for invoices',
  Invoice: 'there is a term for invoices',
  NSPrivacyCollectedDataTypePurposeOther: '`other` is a word for data',
  PSL_ACCOUNT_MANAGEMENT: '`account` is a word for data',
};

export interface Fact {
  readonly scheme: string;
  readonly value: string;
  /** The word of the lists for the data, not always a term. */
  readonly category: string;
}

export function factsOf(): readonly Fact[] {
  return Object.entries(FILES).flatMap(([scheme, files]) =>
    files.flatMap((file) =>
      rowsOf(`${file}.csv`).map(([value = '', , category = '']) => ({
        scheme,
        value: value.replace(/^privacy_key:/, ''),
        category,
      })),
    ),
  );
}

/** From the words of the lists to terms. */
export function proposals(): ReadonlyMap<string, string> {
  return new Map(rowsOf('to-vocabulary.csv').map(([category = '', term = '']) => [category, term]));
}

/** A term as the list has it. */
export interface ListedTerm {
  readonly vocabulary: string;
  readonly term: string;
  readonly zh: string;
  readonly also: Readonly<Record<string, readonly string[]>>;
}

/** Kinds of the list by the name of their vocabulary, where the two differ. */
const KINDS: Readonly<Record<string, string>> = { 'duration-class': 'duration' };

export function listedTerms(): readonly ListedTerm[] {
  return rowsIn(vocabulary).map((row) => {
    const [kind = '', term = '', , zh = ''] = row;
    const names = (at: number): string[] => (row[at] ?? '').split('|').filter((one) => one !== '');
    const also = { fides: names(8), dpv: names(9), apple: names(10), play: names(11) };
    return { vocabulary: KINDS[kind] ?? kind, term, zh, also };
  });
}

function rowsOf(file: string): readonly (readonly string[])[] {
  return rowsIn(`${folder}/${file}`);
}

function rowsIn(file: string): readonly (readonly string[])[] {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n').slice(1);
  return lines.map((line) =>
    [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = '']) => cell.replace(/^"|"$/g, '')),
  );
}
