/** Verdicts of stores and their tools on manifests, each told again by a manifest of our own. Judges nothing. */

/** One verdict, and what we say to the same. */
export interface VerdictCase {
  /** As in docs/verdicts.md. */
  readonly title: string;
  readonly policy: string;
  /** Set by hand, since the file does not say in which store it is offered. */
  readonly store: string;
  readonly text: string;
  /** What the entry in the store says, set by hand for the same reason. */
  readonly listing?: Readonly<Record<string, unknown>>;
  /**
   * Rules that it breaks, with the line of each, and codes of remarks with theirs: `rule:line`. Advice begins with `advice `; what
   * stands in the entry alone is at line 1.
   */
  readonly says: readonly string[];
  /** Rules that stay open, among others: where the row says so, these are why the manifest does not pass. */
  readonly open?: readonly string[];
}

const firefox = (
  title: string,
  data: string,
  says: readonly string[],
  rest = '',
  open: readonly string[] = [],
): VerdictCase => ({
  title,
  open,
  policy: 'std/store/mozilla',
  store: 'firefox-add-ons',
  // Add-ons from before November 2025 need not declare data yet.
  listing: { listedBefore: false },
  text: `{"manifest_version": 3, "name": "Notes", "version": "1",${rest}
"browser_specific_settings": {"gecko": {"id": "notes@example.com"${data === '' ? '' : `,\n"data_collection_permissions": ${data}`}
}}}`,
  says,
});

const wechat = (title: string, text: string, says: readonly string[]): VerdictCase => ({
  title,
  policy: 'std/store/wechat',
  store: 'wechat-platform',
  text,
  says,
});

const guideline = (title: string, items: readonly string[], says: readonly string[]): VerdictCase =>
  wechat(title, `{"setting_list": [\n${items.join(',\n')}\n]}`, says);

const harmony = (
  title: string,
  permissions: readonly string[],
  says: readonly string[],
  open: readonly string[] = [],
): VerdictCase => ({
  title,
  open,
  policy: 'std/store/harmony',
  store: 'huawei-appgallery',
  text: `{"module": {"name": "entry", "deviceTypes": ["phone"], "requestPermissions": [\n${permissions.join(',\n')}\n]}}`,
  says,
});

const SCENE = '"usedScene": {"abilities": ["Main"], "when": "inuse"}';

export const verdictCases: readonly VerdictCase[] = [
  firefox('nothing is required', '{"required": ["none"]}', []),
  firefox(
    'nothing is required, some is optional',
    '{"required": ["none"], "optional": ["technicalAndInteraction", "locationInfo"]}',
    [],
  ),
  firefox(
    'a place is required, no consent before',
    '{"required": ["locationInfo"], "has_previous_consent": false}',
    [],
  ),
  firefox('the key is absent in an extension', '', ['mozilla-data-declared:1']),
  firefox('the key is absent in a theme', '', [], ' "theme": {},'),
  firefox('the key is `true`', 'true', ['manifest-wrong-type:3']),
  firefox('the key is empty', '{}', ['mozilla-data-declared:1']),
  firefox('nothing is listed as required', '{"required": []}', ['mozilla-data-declared:1']),
  firefox('a required value is unknown', '{"required": [\n"shoeSize"]}', ['platform-value-unknown:4']),
  firefox('an optional value is unknown', '{"required": ["none"], "optional": [\n"shoeSize"]}', [
    'platform-value-unknown:4',
  ]),
  firefox('`none` stands beside health', '{"required": [\n"none",\n"healthInfo"]}', ['mozilla-none-alone:4']),
  firefox('technical data is required', '{"required": [\n"technicalAndInteraction"]}', [
    'mozilla-technical-optional:4',
  ]),
  firefox('consent before is claimed', '{"required": ["none"],\n"has_previous_consent": true}', [
    'mozilla-no-previous-consent:3',
  ]),
  firefox('only optional data is named', '{"optional": ["locationInfo"]}', ['mozilla-required-given:1']),
  wechat(
    'the rough position beside the exact one',
    `{"pages": ["p"], "permission": {"scope.userLocation": {"desc": "Shows shops nearby"}}, "requiredPrivateInfos": [
"getFuzzyLocation",
"getLocation"]}`,
    ['wechat-rough-or-exact:2'],
  ),
  wechat(
    'the exact position alone',
    '{"pages": ["p"], "permission": {"scope.userLocation": {"desc": "Shows shops nearby"}}, "requiredPrivateInfos": ["getLocation"]}',
    [],
  ),
  guideline(
    'a purpose is blank',
    ['{"privacy_key": "Location", "privacy_text": " "}'],
    ['wechat-purpose-text:2'],
  ),
  guideline(
    'a purpose is `111`',
    ['{"privacy_key": "Location", "privacy_text": "111"}'],
    ['wechat-purpose-text:2'],
  ),
  guideline(
    'a purpose is `unknown`',
    ['{"privacy_key": "Location", "privacy_text": "unknown"}'],
    ['wechat-purpose-text:2'],
  ),
  guideline(
    'one purpose for two interfaces',
    [
      '{"privacy_key": "Location", "privacy_text": "Shows shops nearby"}',
      '{"privacy_key": "Camera", "privacy_text": "Shows shops nearby"}',
    ],
    ['wechat-purpose-text-own:2', 'wechat-purpose-text-own:3'],
  ),
  harmony(
    'a permission with its reason and scene',
    [`{"name": "ohos.permission.CAMERA", "reason": "$string:why", ${SCENE}}`],
    [],
  ),
  harmony(
    'a permission without a reason',
    [`{"name": "ohos.permission.CAMERA", ${SCENE}}`],
    ['harmony-reason:2'],
  ),
  harmony(
    'a reason that is no resource',
    [`{"name": "ohos.permission.CAMERA", "reason": "Takes pictures", ${SCENE}}`],
    ['harmony-reason:2'],
  ),
  harmony(
    'a scene that is neither `inuse` nor `always`',
    [
      '{"name": "ohos.permission.CAMERA", "reason": "$string:why", "usedScene": {"abilities": ["Main"], "when": "often"}}',
    ],
    ['platform-value-unknown:2'],
    ['harmony-scene:2'],
  ),
];
