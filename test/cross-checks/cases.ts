/** Files of one app that contradict each other or say nothing, and what the cross-checks say to them. Judges nothing. */

/** One app, by its files, with what each breaks: `rule at file:line`, advice as `advice rule at file:line`. */
export interface AppCase {
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
  readonly says: readonly string[];
}

/** As a build merges it, so that no other file asks for more. */
const android = (...names: readonly string[]) =>
  `<manifest xmlns:android="http://schemas.android.com/apk/res/android" android:versionCode="1"><uses-sdk android:targetSdkVersion="35" />
${names.map((name) => `<uses-permission android:name="${name}" />`).join('\n')}
</manifest>`;

const plist = (...lines: readonly string[]) =>
  `<plist version="1.0"><dict>\n<key>CFBundleIdentifier</key><string>org.example.app</string>\n${lines.join('\n')}\n</dict></plist>`;
const text = (key: string, words: string) => `<key>NS${key}UsageDescription</key><string>${words}</string>`;

const type = (name: string, tracked: boolean) =>
  `<dict><key>NSPrivacyCollectedDataType</key><string>NSPrivacyCollectedDataType${name}</string>
<key>NSPrivacyCollectedDataTypeLinked</key><true/><key>NSPrivacyCollectedDataTypeTracking</key><${tracked}/>
<key>NSPrivacyCollectedDataTypePurposes</key><array><string>NSPrivacyCollectedDataTypePurposeAnalytics</string></array></dict>`;
const privacy = (lines: string) => `<plist version="1.0"><dict>\n${lines}\n</dict></plist>`;

const label = (...types: readonly (readonly [string, boolean])[]) =>
  `[\n${types.map(([name, tracked]) => `{"category": "${name}", "purposes": ["ANALYTICS"], "data_protections": ["DATA_LINKED_TO_YOU"${tracked ? ', "DATA_USED_TO_TRACK_YOU"' : ''}]}`).join(',\n')}\n]`;

const form = (...answers: readonly string[]) =>
  `Question ID (machine readable),Response ID (machine readable),Response value,Answer requirement,Human-friendly question label
PSL_DATA_COLLECTION_COLLECTS_PERSONAL_DATA,,TRUE,REQUIRED,x
${answers.join('\n')}`;
const listed = (group: string, one: string) => `PSL_DATA_TYPES_${group},PSL_${one},true,MULTIPLE_CHOICE,x`;
const forAds = (one: string) =>
  `PSL_DATA_USAGE_RESPONSES:PSL_${one}:DATA_USAGE_COLLECTION_PURPOSE,PSL_ADVERTISING,true,MULTIPLE_CHOICE,x`;

/** A declaration in which everything that no case is about is in order. */
const declared = (services: string, ...collections: readonly string[]) =>
  `app: {services: [${services}]}\ncollections:${collections.length === 0 ? ' []' : ''}\n${collections.map((one) => `  - {${one}, necessity: optional}\n`).join('')}`;

const AD_ID = 'com.google.android.gms.permission.AD_ID';

export const appCases: readonly AppCase[] = [
  {
    title: 'a permission that the declaration does not tell of, and data that no permission opens',
    files: {
      'AndroidManifest.xml': android('android.permission.CAMERA', 'android.permission.READ_CONTACTS'),
      'app.yaml': declared(
        'map-navigation',
        'data: media.videos, obtainedFrom: user',
        'data: location.precise, obtainedFrom: device',
      ),
    },
    says: [
      'advice cross-declared-and-asked at app.yaml:4',
      'advice cross-service-needs-it at AndroidManifest.xml:3',
      'cross-permission-declared at AndroidManifest.xml:3',
    ],
  },
  {
    title: 'a permission that no service needs, and one that a service does',
    files: {
      'AndroidManifest.xml': android(
        'android.permission.RECORD_AUDIO',
        'android.permission.ACCESS_FINE_LOCATION',
      ),
      'app.yaml':
        'app: {services: [map-navigation]}\ncollections:\n  - {data: media.audio-recording, obtainedFrom: device, necessity: required}\n  - {data: location.precise, obtainedFrom: device, necessity: required}\n',
    },
    says: ['advice cross-service-needs-it at AndroidManifest.xml:2'],
  },
  {
    title: 'permissions that write, switch, dial or answer, and read nothing',
    files: {
      'AndroidManifest.xml': android(
        'android.permission.WRITE_CONTACTS',
        'android.permission.BLUETOOTH',
        'android.permission.CALL_PHONE',
        'android.permission.USE_BIOMETRIC',
      ),
      'app.yaml': declared('map-navigation'),
    },
    says: [],
  },
  {
    title: 'tracked types in a manifest that denies tracking, and on no label',
    files: {
      'PrivacyInfo.xcprivacy': privacy(
        `<key>NSPrivacyTracking</key><false/>\n<key>NSPrivacyCollectedDataTypes</key><array>\n${type('EmailAddress', true)}\n</array>`,
      ),
      'label.json': label(['EMAIL_ADDRESS', false]),
    },
    says: [
      'cross-tracked-type at PrivacyInfo.xcprivacy:4',
      'cross-tracking-on-label at PrivacyInfo.xcprivacy:4',
    ],
  },
  {
    title: 'an empty manifest beside a full label',
    files: {
      'PrivacyInfo.xcprivacy': privacy('<key>NSPrivacyCollectedDataTypes</key><array/>'),
      'label.json': label(['EMAIL_ADDRESS', false], ['DEVICE_ID', false]),
    },
    says: [
      'advice cross-label-in-manifest at label.json:2',
      'advice cross-label-in-manifest at label.json:3',
    ],
  },
  {
    title: 'a type in the manifest that the label leaves out',
    files: {
      'PrivacyInfo.xcprivacy': privacy(
        `<key>NSPrivacyCollectedDataTypes</key><array>\n${type('EmailAddress', false)}\n${type('DeviceID', false)}\n</array>`,
      ),
      'label.json': label(['EMAIL_ADDRESS', false]),
    },
    says: ['cross-manifest-on-label at PrivacyInfo.xcprivacy:6'],
  },
  {
    title: 'the advertising identifier asked for, and no identifier on the form',
    files: {
      'AndroidManifest.xml': android(AD_ID),
      'form.csv': form(listed('PERSONAL', 'EMAIL')),
    },
    says: ['cross-advertising-id-on-form at AndroidManifest.xml:2'],
  },
  {
    title: 'identifiers for ads on the form, and the advertising identifier not asked for',
    files: {
      'AndroidManifest.xml': android('android.permission.INTERNET'),
      'form.csv': form(listed('IDENTIFIERS', 'DEVICE_ID'), forAds('DEVICE_ID')),
    },
    says: ['advice cross-advertising-id-asked at form.csv:3'],
  },
  {
    title: 'the advertising identifier asked for and on the form',
    files: {
      'AndroidManifest.xml': android(AD_ID),
      'form.csv': form(listed('IDENTIFIERS', 'DEVICE_ID'), forAds('DEVICE_ID')),
    },
    says: [],
  },
  {
    title: 'texts for the user: empty, a placeholder, without a reason, one for two, and a good one',
    files: {
      'Info.plist': plist(
        text('Camera', ''),
        text('Microphone', 'TODO: ask marketing'),
        text('Contacts', '$(PRODUCT_NAME) needs access to your contacts.'),
        text('PhotoLibrary', 'Used to make the app better for you.'),
        text('Motion', 'Used to make the app better for you.'),
        text('FaceID', '$(PRODUCT_NAME) opens your notes with a look.'),
      ),
    },
    says: [
      'advice cross-purpose-text-own at Info.plist:6',
      'advice cross-purpose-text-own at Info.plist:7',
      'advice cross-purpose-text-says-why at Info.plist:5',
      'cross-purpose-text at Info.plist:3',
      'cross-purpose-text-is-one at Info.plist:4',
    ],
  },
  {
    title: 'a reason that belongs to another interface',
    files: {
      'PrivacyInfo.xcprivacy': privacy(
        `<key>NSPrivacyAccessedAPITypes</key><array>
<dict><key>NSPrivacyAccessedAPIType</key><string>NSPrivacyAccessedAPICategoryUserDefaults</string>
<key>NSPrivacyAccessedAPITypeReasons</key><array><string>CA92.1</string></array></dict>
<dict><key>NSPrivacyAccessedAPIType</key><string>NSPrivacyAccessedAPICategoryFileTimestamp</string>
<key>NSPrivacyAccessedAPITypeReasons</key><array><string>35F9.1</string></array></dict></array>`,
      ),
    },
    says: ['cross-reason-fits at PrivacyInfo.xcprivacy:5'],
  },
  {
    title: 'a mini-program with the rough and the exact position',
    files: {
      'app.json': `{"pages": ["pages/index"], "permission": {"scope.userLocation": {"desc": "Shows the shops nearby"}},
"requiredPrivateInfos": [
"getFuzzyLocation",
"chooseLocation",
"getLocation"]}`,
    },
    says: ['cross-rough-or-exact at app.json:3'],
  },
  {
    title: 'a module whose permissions lack the reason or the scene',
    files: {
      'module.json5': `{module: {name: 'entry', type: 'entry', deviceTypes: ['phone'], requestPermissions: [
{name: 'ohos.permission.CAMERA', reason: '$string:camera', usedScene: {abilities: ['EntryAbility'], when: 'inuse'}},
{name: 'ohos.permission.MICROPHONE', reason: '$string:microphone'},
{name: 'ohos.permission.READ_CALENDAR', usedScene: {when: 'inuse'}},
{name: 'ohos.permission.LOCATION', reason: '$string:location', usedScene: {abilities: ['EntryAbility']}},
{name: 'ohos.permission.INTERNET'}]}}`,
    },
    says: ['cross-reason-and-scene at module.json5:3', 'cross-reason-and-scene at module.json5:4'],
  },
  {
    title: 'an add-on that requires nothing, and something',
    files: {
      'manifest.json': `{"manifest_version": 3, "name": "Notes", "version": "1",
"browser_specific_settings": {"gecko": {"id": "notes@example.org", "data_collection_permissions": {"required": [
"none",
"locationInfo"]}}}}`,
    },
    says: ['cross-none-alone at manifest.json:3'],
  },
];
