/** Decisions of App Store Connect on privacy manifests, and of Android's lint and Google Play, told again by our own. */
import type { VerdictCase } from './cases.ts';

const list = (name: string, words: readonly string[]) =>
  `<key>${name}</key>\n<array>${words.map((word) => `\n<string>${word}</string>`).join('')}</array>`;

const api = (name: string, reasons: readonly string[]) =>
  `<dict><key>NSPrivacyAccessedAPIType</key>\n<string>NSPrivacyAccessedAPICategory${name}</string>\n${list('NSPrivacyAccessedAPITypeReasons', reasons)}</dict>`;

const apis = (...all: readonly string[]) =>
  `<key>NSPrivacyAccessedAPITypes</key><array>${all.join('\n')}</array>`;
const tracks = (yes: boolean) => `<key>NSPrivacyTracking</key>\n<${yes}/>`;

const apple = (title: string, parts: readonly string[], says: readonly string[]): VerdictCase => ({
  title,
  policy: 'std/store/apple',
  store: 'apple-app-store',
  text: `<plist version="1.0"><dict>\n${parts.join('\n')}\n</dict></plist>`,
  says,
});

const domains = (...words: readonly string[]) => list('NSPrivacyTrackingDomains', words);
const defaults = api('UserDefaults', ['CA92.1']);

const play = (title: string, lines: readonly string[], says: readonly string[]): VerdictCase => ({
  title,
  policy: 'std/store/play',
  store: 'google-play',
  text: `<manifest xmlns:android="http://schemas.android.com/apk/res/android">\n${lines.join('\n')}\n</manifest>`,
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
  play(
    'the exact position without the rough one',
    [sdk(31), asks('android.permission.ACCESS_FINE_LOCATION')],
    ['play-fine-with-coarse:3'],
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
