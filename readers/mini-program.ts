/** The app.json of a WeChat or Alipay mini-program -> what it asks for, with its texts, and the plugins in it. */
import type { Wanted, Words } from './asking.ts';
import { type Filling, filledBy, platformReader, type Said, textAt } from './platform-text.ts';
import { pointerTo, type Reader } from './reading.ts';
import { type At, itemsOf, membersOf, recordAt, shownValue, spanAt, under } from './values.ts';

const WECHAT: Words = { scheme: 'wechat', platform: 'wechat', what: 'an interface of WeChat' };
const ALIPAY: Words = { scheme: 'alipay', platform: 'alipay-mini', what: 'a scope of Alipay' };

/** The lists whose items are known as `list:item`. */
const WECHAT_LISTS = ['requiredPrivateInfos', 'requiredBackgroundModes'];

/** The platform's tool takes no other scope under `permission`, though posts show camera, record and album there. */
const WECHAT_SCOPES: ReadonlySet<string> = new Set([
  'scope.userLocation',
  'scope.userFuzzyLocation',
  'scope.userLocationBackground',
]);

/** Reads an app.json or ext.json of WeChat. Most of what a program collects stands in the console, so the rest is not known. */
export const readWechatApp: Reader = platformReader('wechat-app', 'either', (top, filling) => ({
  permissions: wechatPermissions(top, filling),
  lists: pluginsOf(top, filling),
}));

/** Reads an app.json of Alipay. Scopes are mostly asked for by the code, so the rest is not known. */
export const readAlipayApp: Reader = platformReader('alipay-app', 'either', (top, filling) => ({
  permissions: alipayPermissions(top, filling),
}));

/** What a section with the keys of WeChat's app.json asks for. */
export function wechatPermissions(top: At, filling: Filling): readonly Wanted[] {
  const { values } = filling;
  const scopes = scopesOf(top, WECHAT, filling).map((one) =>
    WECHAT_SCOPES.has(one.name ?? '') ? one : { ...one, refused: 'a scope under `permission`' },
  );
  const tools = itemsOf(under(top, 'chatTools')).flatMap((tool) => itemsOf(under(tool, 'scopes')));
  const check = under(top, '__usePrivacyCheck__');
  return [
    ...scopes,
    ...WECHAT_LISTS.flatMap((key) =>
      itemsOf(under(top, key)).map((item): Wanted => {
        const name = typeof item.value === 'string' ? item.value : null;
        const known = `${key}:${shownValue(item.value)}`;
        return { words: WECHAT, name, known, span: spanAt(values, item) };
      }),
    ),
    ...tools.map((item): Wanted => {
      const name = typeof item.value === 'string' ? item.value : null;
      return { words: WECHAT, name, span: spanAt(values, item) };
    }),
    ...(check?.value === true
      ? [{ words: WECHAT, name: '__usePrivacyCheck__', span: spanAt(values, check) }]
      : []),
  ];
}

/** What a section with the keys of Alipay's app.json asks for. */
export function alipayPermissions(top: At, filling: Filling): readonly Wanted[] {
  return scopesOf(top, ALIPAY, filling);
}

function scopesOf(top: At, words: Words, filling: Filling): readonly Wanted[] {
  const permission = under(top, 'permission');
  return (permission ? membersOf(permission) : []).map(([name, at]) => ({
    words,
    name,
    span: filling.values.keys.get(at.pointer),
    facts: { rationale: textAt(under(at, 'desc'), filling) },
  }));
}

/** Plugins of the program and of its packages; code of others that is no plugin is not in the file. */
function pluginsOf(top: At, filling: Filling): NonNullable<Said['lists']> {
  const packages = ['subPackages', 'subpackages'].flatMap((key) => itemsOf(under(top, key)));
  const plugins = [top, ...packages].flatMap((one) => {
    const at = under(one, 'plugins');
    return at ? membersOf(at) : [];
  });
  if (plugins.length === 0) return {};
  return {
    sdks: (pointer) =>
      plugins.map(([name, at], index) =>
        recordAt(filling.reading, 'sdk', pointerTo(pointer, index), spanAt(filling.values, at), {
          name: { value: name, span: filling.values.keys.get(at.pointer) },
          version: filledBy(under(at, 'version'), filling),
        }),
      ),
  };
}
