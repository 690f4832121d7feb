/** Tells the formats written in JSON or YAML from each other, by the keys at their top and right below. */
import type { Outline } from './outline.ts';
import type { Recognised, Recogniser } from './recognise.ts';

const has = ({ keys }: Outline, ...names: readonly string[]): boolean => names.some((one) => keys.has(one));
const below = ({ keys }: Outline, key: string, ...names: readonly string[]): boolean =>
  names.some((one) => keys.get(key)?.includes(one));
const sureIf = (is: boolean): Recognised | undefined => (is ? { sure: true } : undefined);

/** A web app manifest may have the name of an extension's, and says nothing of data. */
export const recogniseWebApp: Recogniser = (outline) =>
  outline.notation === 'json' &&
  !has(outline, 'manifest_version', 'expo') &&
  has(outline, 'start_url', 'display', 'icons') &&
  has(outline, 'display', 'theme_color', 'background_color', 'start_url')
    ? {
        seen: 'a web app manifest, which says nothing of data',
        instead: 'give a declaration of what the site collects',
      }
    : undefined;

/** Keys that only an extension has; a part that a build completes may have no version. */
const EXTENSION = [
  'manifest_version',
  'content_scripts',
  'host_permissions',
  'browser_specific_settings',
  'web_accessible_resources',
  'declarative_net_request',
  'browser_action',
  'options_ui',
];

/** In YAML, only with its version: there, such keys stand in files of many kinds. */
export const recogniseWebExtension: Recogniser = (outline) =>
  sureIf(
    outline.notation === 'json'
      ? has(outline, ...EXTENSION) && !has(outline, 'start_url')
      : outline.notation === 'other' && has(outline, 'manifest_version'),
  );

/** Told from WeChat's by the names of what is in its window and its bar of tabs. */
export const recogniseAlipay: Recogniser = (outline) =>
  sureIf(
    outline.notation === 'json' &&
      has(outline, 'pages') &&
      (below(outline, 'window', 'defaultTitle', 'allowsBounceVertical', 'titleBarColor') ||
        below(outline, 'tabBar', 'items')),
  );

/** An app.json, or the ext.json that a platform of others writes. */
export const recogniseWechat: Recogniser = (outline) =>
  sureIf(
    outline.notation === 'json' &&
      (has(outline, 'requiredPrivateInfos', 'requiredBackgroundModes', '__usePrivacyCheck__') ||
        (has(outline, 'pages') &&
          has(outline, 'window', 'sitemapLocation', 'permission', 'subPackages', 'subpackages')) ||
        (has(outline, 'extAppid') && has(outline, 'extEnable'))),
  );

/** What the interface of WeChat takes and gives. */
export const recogniseWechatPrivacy: Recogniser = (outline) =>
  sureIf(outline.notation === 'json' && has(outline, 'setting_list'));

/** Sections for the platforms it is built for. */
export const recogniseUniApp: Recogniser = (outline) =>
  sureIf(outline.notation === 'json' && has(outline, 'app-plus', 'mp-weixin', 'mp-alipay', 'uniStatistics'));

const MODULE = [
  'requestPermissions',
  'reqPermissions',
  'abilities',
  'extensionAbilities',
  'deviceTypes',
  'deviceType',
  'distro',
];

/** What a module begins with where its keys have no quotes, which YAML could be too. */
const BARE_MODULE = /^\s*(?:(?:\/\/[^\n]*\n|\/\*(?:[^*]|\*(?!\/))*\*\/)\s*)*\{\s*module\s*:\s*\{/;

/** A module, or the file on the whole app. */
export const recogniseHarmony: Recogniser = (outline) =>
  sureIf(
    (outline.notation === 'json' &&
      (below(outline, 'module', ...MODULE) || below(outline, 'app', 'bundleName'))) ||
      (outline.notation === 'other' && BARE_MODULE.test(outline.text.slice(0, 8000))),
  );

/** The settings of an app of Expo. */
export const recogniseExpo: Recogniser = (outline) =>
  sureIf(outline.notation === 'json' && below(outline, 'expo', 'name', 'slug', 'ios', 'android', 'plugins'));

/** A package.json with settings of the builder, or a file of these alone. */
export const recogniseElectron: Recogniser = (outline) =>
  sureIf(
    outline.notation === 'json'
      ? below(outline, 'build', 'mac', 'mas', 'appId') ||
          (has(outline, 'mac', 'mas') && has(outline, 'appId', 'productName'))
      : outline.notation === 'other' && has(outline, 'mac', 'mas') && has(outline, 'appId', 'productName'),
  );

const FIDES_RULES = ['policy', 'data_category', 'data_use', 'data_subject', 'organization', 'evaluation'];

/** Systems and data sets say what is collected. Rules and words of fides say nothing of it. */
export const recogniseFides: Recogniser = (outline) => {
  if (outline.notation !== 'other' && outline.notation !== 'json') return undefined;
  if (!/\bfides_key\b/.test(outline.text)) return undefined;
  if (has(outline, 'system', 'dataset')) return { sure: true };
  return has(outline, ...FIDES_RULES)
    ? {
        seen: 'rules or words of fides, which say nothing of what is collected',
        instead: 'give its systems or data sets',
      }
    : undefined;
};

/** A list of categories, each with how it is protected. */
export const recogniseAppleLabels: Recogniser = (outline) =>
  sureIf(outline.notation === 'json-list' && has(outline, 'data_protections'));
