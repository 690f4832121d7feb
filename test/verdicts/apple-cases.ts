/** Decisions of App Store Connect on privacy manifests, and of Android's lint and Google Play, told again by our own. */
import type { VerdictCase } from './cases.ts';

const list = (name: string, words: readonly string[]) =>
  `<key>${name}</key>\n<array>${words.map((word) => `\n<string>${word}</string>`).join('')}</array>`;

const api = (name: string, reasons: readonly string[]) =>
  `<dict><key>NSPrivacyAccessedAPIType</key>\n<string>NSPrivacyAccessedAPICategory${name}</string>\n${list('NSPrivacyAccessedAPITypeReasons', reasons)}</dict>`;

const apis = (...all: readonly string[]) =>
  `<key>NSPrivacyAccessedAPITypes</key><array>${all.join('\n')}</array>`;
const type = (name: string, purpose: string, tracked: boolean) =>
  `<dict><key>NSPrivacyCollectedDataType</key><string>NSPrivacyCollectedDataType${name}</string>
<key>NSPrivacyCollectedDataTypeLinked</key><true/><key>NSPrivacyCollectedDataTypeTracking</key><${tracked}/>
${list('NSPrivacyCollectedDataTypePurposes', [`NSPrivacyCollectedDataTypePurpose${purpose}`])}</dict>`;

const types = (...all: readonly string[]) =>
  `<key>NSPrivacyCollectedDataTypes</key><array>\n${all.join('\n')}\n</array>`;
const tracks = (yes: boolean) => `<key>NSPrivacyTracking</key>\n<${yes}/>`;

const apple = (
  title: string,
  parts: readonly string[],
  says: readonly string[],
  open: readonly string[] = [],
): VerdictCase => ({
  title,
  open,
  policy: 'std/store/apple',
  store: 'apple-app-store',
  text: `<plist version="1.0"><dict>\n${parts.join('\n')}\n</dict></plist>`,
  says,
});

const domains = (...words: readonly string[]) => list('NSPrivacyTrackingDomains', words);
const defaults = api('UserDefaults', ['CA92.1']);

const play = (
  title: string,
  lines: readonly string[],
  says: readonly string[],
  { built = true, ...rest }: Pick<VerdictCase, 'open' | 'listing'> & { readonly built?: boolean } = {},
): VerdictCase => ({
  ...rest,
  title,
  policy: 'std/store/play',
  store: 'google-play',
  // As a build merges it; `versionCode` is what only that has.
  text: `<manifest xmlns:android="http://schemas.android.com/apk/res/android"${built ? ' android:versionCode="1"' : ''}>\n${lines.join('\n')}\n</manifest>`,
  says,
});

const asks = (name: string) => `<uses-permission android:name="${name}" />`;
const sdk = (version: number) => `<uses-sdk android:targetSdkVersion="${version}" />`;

export const appleCases: readonly VerdictCase[] = [
  apple(
    'reasons are a text and no list',
    [apis(defaults.replace(/<array>|<\/array>/g, ''))],
    ['plist-not-a-list:6'],
  ),
  apple('a good reason', [apis(defaults)], []),
  apple('a reason of another interface', [apis(api('FileTimestamp', ['35F9.1']))], ['apple-reason-fits:2']),
  apple('reasons each of its interface', [apis(api('FileTimestamp', ['C617.1']), defaults)], []),
  apple(
    'tracking without domains',
    [tracks(true), apis(api('UserDefaults', ['C617.1', 'CA92.1']))],
    ['apple-reason-fits:4', 'apple-tracking-domains:1'],
  ),
  apple(
    'no tracking with two domains',
    [tracks(false), domains('a.example.com', 'b.example.com')],
    ['apple-no-domains-without-tracking:1'],
  ),
  apple('no tracking and no domains', [tracks(false), domains()], []),
  apple('tracking with a blank domain', [tracks(true), domains('')], ['apple-tracking-domains:1']),
  apple(
    'an interface listed twice',
    [apis(api('FileTimestamp', ['C617.1']), api('FileTimestamp', ['C617.1']))],
    ['apple-interface-once:2', 'apple-interface-once:7'],
  ),
  apple(
    'tracking and nothing else',
    [
      tracks(true),
      domains(),
      '<key>NSPrivacyCollectedDataTypes</key><array/>',
      '<key>NSPrivacyAccessedAPITypes</key><array/>',
    ],
    ['apple-tracking-domains:1'],
  ),
  apple(
    'a purpose that is none of Apple’s',
    [types(type('EmailAddress', 'WorldPeace', false))],
    ['platform-value-unknown:7'],
    ['apple-type-complete:3'],
  ),
  apple(
    'three tracked types, no tracking',
    [
      tracks(false),
      types(...['EmailAddress', 'DeviceID', 'CoarseLocation'].map((one) => type(one, 'Analytics', true))),
    ],
    ['apple-tracked-type-declared:10', 'apple-tracked-type-declared:15', 'apple-tracked-type-declared:5'],
  ),
  play(
    'the exact position without the rough one',
    [sdk(31), asks('android.permission.ACCESS_FINE_LOCATION')],
    ['play-fine-with-coarse:3'],
  ),
  play(
    'the exact position and the rough one',
    [
      sdk(31),
      asks('android.permission.ACCESS_FINE_LOCATION'),
      asks('android.permission.ACCESS_COARSE_LOCATION'),
    ],
    [],
  ),
  play(
    'the same in a manifest that a build has still to merge',
    [sdk(31), asks('android.permission.ACCESS_FINE_LOCATION')],
    [],
    { built: false, open: ['play-fine-with-coarse:3'] },
  ),
  play(
    'all apps listed, not declared to the store',
    [sdk(30), asks('android.permission.CAMERA'), asks('android.permission.QUERY_ALL_PACKAGES')],
    ['play-permission-declared:4'],
    { listing: { policy: null, approved: [] } },
  ),
  play(
    'all apps listed, declared or not is not said',
    [sdk(30), asks('android.permission.CAMERA'), asks('android.permission.QUERY_ALL_PACKAGES')],
    [],
    { open: ['play-permission-declared:4'] },
  ),
  play(
    'photos, videos and sound read',
    [sdk(34), ...['IMAGES', 'VIDEO', 'AUDIO'].map((one) => asks(`android.permission.READ_MEDIA_${one}`))],
    ['advice play-selected-photos:3', 'advice play-selected-photos:4'],
    { open: ['play-photos-declared:3', 'play-photos-declared:4'] },
  ),
  play(
    'sensors read fast, not approved',
    [sdk(34), asks('android.permission.HIGH_SAMPLING_RATE_SENSORS')],
    ['advice play-fast-sensors:3'],
    { listing: { policy: null, approved: [] } },
  ),
  play(
    'sensors read fast, approved or not is not said',
    [sdk(34), asks('android.permission.HIGH_SAMPLING_RATE_SENSORS')],
    [],
    { open: ['advice play-fast-sensors:3'] },
  ),
  play(
    'the form denies the advertising identifier, the manifest asks for it',
    [sdk(33), asks('com.google.android.gms.permission.AD_ID')],
    ['play-advertising-id-on-form:3'],
    { listing: { policy: null, advertisingId: false } },
  ),
  play(
    'the form names the advertising identifier, the manifest does not ask for it',
    [sdk(33), asks('android.permission.INTERNET')],
    ['play-advertising-id-form-true:1'],
    { listing: { policy: null, advertisingId: true } },
  ),
  play(
    'the same before version 33, which needs no permission',
    [sdk(32), asks('android.permission.INTERNET')],
    [],
    { listing: { policy: null, advertisingId: true } },
  ),
  play(
    'the form and the manifest agree on the advertising identifier',
    [sdk(33), asks('com.google.android.gms.permission.AD_ID')],
    [],
    { listing: { policy: null, advertisingId: true } },
  ),
  play(
    'a name that is nearly one',
    [sdk(34), asks('android.permission.BIND_NCF_SERVICE')],
    ['platform-value-unknown:3'],
  ),
  play(
    'the last part of a name alone',
    [sdk(34), asks('com.oppo.launcher.permission.WRITE_SETTINGS')],
    ['platform-value-unknown:3'],
  ),
];
