/** Which formats show a part of what an app asks for, and on which platforms. Data only. */

/** By format, the terms of what files of that format ask for only in part. */
export const IN_PART: Readonly<Record<string, readonly string[]>> = {
  // Libraries, flavours and build types have manifests of their own, which the build merges.
  'android-manifest': ['android'],
  // Usage texts stand in translations and in the settings of the build as well.
  'apple-info-plist': ['ios'],
  'apple-strings': ['ios'],
  // The targets of an app, such as its extensions, have entitlements of their own.
  'apple-entitlements': ['ios'],
  'harmony-module': ['harmony'],
  // Plugins and modules add what the file does not name.
  'expo-app': ['android', 'ios'],
  'uni-app': ['android', 'ios', 'wechat.scope', 'alipay'],
  'electron-builder': ['ios'],
  // But for place and address, scopes are asked for by the code.
  'wechat-app': ['wechat.scope'],
  'alipay-app': ['alipay'],
  'web-extension': ['web-extension'],
};

/** The platforms on which files show a part, as `--whole` takes them. */
export const PLATFORMS: readonly string[] = [
  ...new Set(Object.values(IN_PART).flatMap((terms) => terms.map((one) => one.replace(/\..*/, '')))),
];
