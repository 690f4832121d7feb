/** A value of a platform that the library does not know is remarked on at its place, whichever list of whichever format it is in. */
import { expect, it } from 'vitest';
import { readManifest } from '../readers/index.ts';
import { libraryPlan } from './support/library-plan.ts';

const plan = libraryPlan();

const android = (inside: string) =>
  `<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="a.b">${inside}</manifest>`;
const plist = (inside: string) => `<plist version="1.0"><dict>${inside}</dict></plist>`;
const info = (inside: string) => plist(`<key>CFBundleIdentifier</key><string>a.b</string>${inside}`);
const collected = (inside: string) =>
  plist(
    `<key>NSPrivacyTracking</key><false/><key>NSPrivacyCollectedDataTypes</key><array><dict>${inside}</dict></array>`,
  );
const accessed = (inside: string) =>
  plist(`<key>NSPrivacyAccessedAPITypes</key><array><dict>${inside}</dict></array>`);
const label = (category: string, purpose: string, protection: string) =>
  `[{"category": "${category}", "purposes": ["${purpose}"], "data_protections": ["${protection}"]}]`;
const form = (row: string) =>
  `Question ID (machine readable),Response ID (machine readable),Response value,Answer requirement,Human-friendly question label
PSL_DATA_COLLECTION_COLLECTS_PERSONAL_DATA,,TRUE,REQUIRED,x
${row},true,MULTIPLE_CHOICE,x
`;
const firefox = (lists: string) =>
  `{"manifest_version": 3, "name": "a", "version": "1", "browser_specific_settings": {"gecko": {"data_collection_permissions": {${lists}}}}}`;
const extension = (list: string) =>
  `{"manifest_version": 3, "name": "a", "version": "1", "${list}": ["ZZZ"]}`;
const harmony = (inside: string) =>
  `{module: {name: 'entry', type: 'entry', requestPermissions: [{${inside}}]}}`;
const expo = (inside: string) => `{"expo": {"name": "a", "slug": "a", ${inside}}}`;
const uni = (inside: string) =>
  `{"appid": "__UNI__A", "name": "a", "versionName": "1", "vueVersion": "3", ${inside}}`;
const fides = (declaration: string) =>
  `system:\n  - fides_key: a\n    name: A\n    privacy_declarations:\n      - {name: x, ${declaration}, data_subjects: [customer]}\n`;

/** Where a value can stand, and a text with `ZZZ` there. */
const LISTS: Readonly<Record<string, string>> = {
  'Android, a permission': android('<uses-permission android:name="android.permission.ZZZ"/>'),
  'Android, a permission of newer versions': android('<uses-permission-sdk-23 android:name="ZZZ.ZZZ"/>'),
  'Android, what a part of the app offers to be': android(
    '<application><service android:name=".A" android:permission="android.permission.BIND_ZZZ"/></application>',
  ),
  'Android, a foreground service': android(
    '<application><service android:name=".A" android:foregroundServiceType="camera|ZZZ"/></application>',
  ),
  'Info.plist, a text': info('<key>NSZZZUsageDescription</key><string>x</string>'),
  'Info.plist, a background mode': info('<key>UIBackgroundModes</key><array><string>ZZZ</string></array>'),
  'InfoPlist.strings, a text': '"NSZZZUsageDescription" = "x";\n',
  'entitlements of an app': plist(
    '<key>aps-environment</key><string>x</string><key>com.apple.developer.ZZZ</key><true/>',
  ),
  'entitlements of the sandbox': plist(
    '<key>com.apple.security.app-sandbox</key><true/><key>com.apple.security.ZZZ</key><true/>',
  ),
  'a privacy manifest, a type': collected('<key>NSPrivacyCollectedDataType</key><string>ZZZ</string>'),
  'a privacy manifest, a purpose': collected(
    '<key>NSPrivacyCollectedDataType</key><string>NSPrivacyCollectedDataTypeDeviceID</string><key>NSPrivacyCollectedDataTypePurposes</key><array><string>ZZZ</string></array>',
  ),
  'a privacy manifest, an interface': accessed('<key>NSPrivacyAccessedAPIType</key><string>ZZZ</string>'),
  'a privacy manifest, a reason': accessed(
    '<key>NSPrivacyAccessedAPIType</key><string>NSPrivacyAccessedAPICategoryUserDefaults</string><key>NSPrivacyAccessedAPITypeReasons</key><array><string>ZZZ</string></array>',
  ),
  'a label of the App Store, a category': label('ZZZ', 'ANALYTICS', 'DATA_LINKED_TO_YOU'),
  'a label of the App Store, a purpose': label('EMAIL_ADDRESS', 'ZZZ', 'DATA_LINKED_TO_YOU'),
  'a label of the App Store, a protection': label('EMAIL_ADDRESS', 'ANALYTICS', 'ZZZ'),
  "Play's form, a type": form('PSL_DATA_TYPES_PERSONAL,PSL_ZZZ'),
  "Play's form, a purpose": form(
    'PSL_DATA_TYPES_PERSONAL,PSL_NAME,true,MULTIPLE_CHOICE,x\nPSL_DATA_USAGE_RESPONSES:PSL_NAME:DATA_USAGE_COLLECTION_PURPOSE,PSL_ZZZ',
  ),
  'an extension, a permission': extension('permissions'),
  'an extension, a permission to choose': extension('optional_permissions'),
  'an extension, what it tells Firefox': firefox('"required": ["ZZZ"]'),
  'an extension, what it lets choose in Firefox': firefox('"required": ["none"], "optional": ["ZZZ"]'),
  'WeChat, an interface': '{"pages": ["a"], "window": {}, "requiredPrivateInfos": ["ZZZ"]}',
  'WeChat, a mode': '{"pages": ["a"], "window": {}, "requiredBackgroundModes": ["ZZZ"]}',
  'WeChat, a scope':
    '{"pages": ["a"], "window": {}, "permission": {"scope.ZZZ": {"desc": "x"}}, "requiredPrivateInfos": []}',
  'WeChat, the console': '{"setting_list": [{"privacy_key": "ZZZ", "privacy_text": "x"}]}',
  'Alipay, a scope':
    '{"pages": ["a"], "window": {"defaultTitle": "x"}, "permission": {"scope.ZZZ": {"desc": "x"}}}',
  'HarmonyOS, a permission': harmony(`name: 'ohos.permission.ZZZ'`),
  'HarmonyOS, a scene': harmony(`name: 'ohos.permission.CAMERA', usedScene: {abilities: ['A'], when: 'ZZZ'}`),
  'Expo, a permission of Android': expo('"android": {"permissions": ["ZZZ"]}'),
  'Expo, a text of iOS': expo('"ios": {"infoPlist": {"NSZZZUsageDescription": "x"}}'),
  'Expo, an entitlement': expo('"ios": {"entitlements": {"com.apple.developer.ZZZ": true}}'),
  'uni-app, a permission of Android': uni(
    '"app-plus": {"distribute": {"android": {"permissions": ["<uses-permission android:name=\\"android.permission.ZZZ\\"/>"]}}}',
  ),
  'uni-app, a text of iOS': uni(
    '"app-plus": {"distribute": {"ios": {"privacyDescription": {"NSZZZUsageDescription": "x"}}}}',
  ),
  'uni-app, an interface of WeChat': uni('"mp-weixin": {"requiredPrivateInfos": ["ZZZ"]}'),
  'uni-app, a scope of Alipay': uni('"mp-alipay": {"permission": {"scope.ZZZ": {"desc": "x"}}}'),
  'Electron, a text':
    '{"name": "a", "build": {"appId": "a.b", "mac": {"extendInfo": {"NSZZZUsageDescription": "x"}}}}',
  'fides, a category': fides('data_categories: [user.ZZZ], data_use: essential'),
  'fides, a use': fides('data_categories: [user.contact.email], data_use: ZZZ'),
};

it.each([
  [android('<uses-permission android:name="android.permission.CAMRA"/>'), 'android.permission.CAMERA'],
  [info('<key>NSCamreaUsageDescription</key><string>x</string>'), 'NSCameraUsageDescription'],
  [harmony(`name: 'ohos.permission.CAMERAS'`), 'ohos.permission.CAMERA'],
  [label('EMAIL_ADRESS', 'ANALYTICS', 'DATA_LINKED_TO_YOU'), 'EMAIL_ADDRESS'],
  [form('PSL_DATA_TYPES_PERSONAL,PSL_EMIAL'), 'PSL_EMAIL'],
  [extension('permissions').replace('ZZZ', 'geolocaton'), 'geolocation'],
  [android('<uses-permission android:name="com.oppo.launcher.permission.WRITE_SETTINGS"/>'), undefined],
])('a slip is told with the word that is near: %s', async (text, near) => {
  const { diagnostics } = await readManifest({ file: 'a', text }, { plan });
  const [remark] = diagnostics.filter((one) => one.code === 'platform-value-unknown');
  if (near === undefined) expect(remark?.help).not.toContain('did you mean');
  else expect(remark?.help).toBe(`did you mean \`${near}\`?`);
});

it.each(Object.entries(LISTS))('%s', async (_, text) => {
  const { tree, diagnostics } = await readManifest({ file: 'a', text }, { plan });
  expect(tree).toBeDefined();
  const remarks = diagnostics.filter((one) => one.message.includes('ZZZ'));
  expect(remarks.map((one) => one.code)).not.toEqual([]);
  for (const { span } of remarks) expect(text.slice(span.start, span.end)).toContain('ZZZ');
});
