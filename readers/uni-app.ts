/** The manifest.json of uni-app -> what the app asks for on each platform that it is built for. */
import { androidInXml } from './android-wanted.ts';
import { appleWanted } from './apple-wanted.ts';
import type { Wanted } from './asking.ts';
import { alipayPermissions, wechatPermissions } from './mini-program.ts';
import { type Filling, platformReader, textAt } from './platform-text.ts';
import type { Reader } from './reading.ts';
import { type At, itemsOf, under } from './values.ts';

/** Reads the sections; its comments are no mistake there. What its modules add is not in the file. */
export const readUniApp: Reader = platformReader('uni-app', 'json5', (top, filling) => ({
  app: {
    id: textAt(under(top, 'appid'), filling),
    name: textAt(under(top, 'name'), filling),
    version: textAt(under(top, 'versionName'), filling),
  },
  permissions: [
    ...nativePermissions(top, filling),
    ...section(top, 'mp-weixin', filling, wechatPermissions),
    ...section(top, 'mp-alipay', filling, alipayPermissions),
  ],
}));

function section(
  top: At,
  key: string,
  filling: Filling,
  asked: (at: At, filling: Filling) => readonly Wanted[],
): readonly Wanted[] {
  const at = under(top, key);
  return at ? asked(at, filling) : [];
}

function nativePermissions(top: At, filling: Filling): readonly Wanted[] {
  const app = under(top, 'app-plus') ?? under(top, 'plus');
  const distribute = app && under(app, 'distribute');
  if (distribute === undefined) return [];
  const android = under(distribute, 'android') ?? under(distribute, 'google');
  const ios = under(distribute, 'ios') ?? under(distribute, 'apple');
  const texts = ios && under(ios, 'privacyDescription');
  return [
    ...itemsOf(android && under(android, 'permissions')).flatMap((one) => androidInXml(one, filling)),
    ...appleWanted(ios, 'ios', filling),
    ...appleWanted(texts, 'ios', filling),
  ];
}
