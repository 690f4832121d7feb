/** The app.json of an Expo app -> what it asks for on iOS and Android, and what it takes out of what its plugins add. */
import { androidWanted, fullName } from './android-wanted.ts';
import { entitlementsIn } from './apple-entitlements.ts';
import { privacyManifestOf } from './apple-privacy-manifest.ts';
import { appleWanted } from './apple-wanted.ts';
import { isSpeaking, pluginWanted } from './expo-plugins.ts';
import { type Filling, platformReader, textAt } from './platform-text.ts';
import { beginReading, pointerTo, type Reader, type Removal, spanOf } from './reading.ts';
import { type At, type Filled, itemsOf, spanAt, under } from './values.ts';

const read: Reader = platformReader('expo-app', 'either', (top, filling) => {
  const expo = under(top, 'expo') ?? top;
  const ios = under(expo, 'ios');
  const android = under(expo, 'android');
  const manifest = ios && under(ios, 'privacyManifests');
  return {
    app: appOf(expo, ios, android, filling),
    permissions: [
      ...appleWanted(ios && under(ios, 'infoPlist'), 'ios', filling),
      ...appleWanted(ios && under(ios, 'entitlements'), 'ios', filling, entitlementsIn),
      ...itemsOf(android && under(android, 'permissions')).map((one) => androidWanted(one, filling)),
      ...itemsOf(under(expo, 'plugins'))
        .filter(isSpeaking)
        .flatMap((one) => pluginWanted(one, filling)),
    ],
    ...(manifest
      ? { lists: { privacyManifests: (at) => [privacyManifestOf(manifest, pointerTo(at, 0), filling)] } }
      : {}),
  };
});

/** Reads the settings. A plugin may add permissions that are named nowhere in the file. */
export const readExpoApp: Reader = (source, context) => {
  const reading = read(source, context);
  return reading.tree === undefined ? reading : { ...reading, removes: removed(source, context) };
};

/** What is blocked is taken out of the Android files that the app is built with. */
function removed(source: Parameters<Reader>[0], context: Parameters<Reader>[1]): readonly Removal[] {
  const found: Removal[] = [];
  platformReader('expo-app', 'either', (top, filling) => {
    const android = under(under(top, 'expo') ?? top, 'android');
    for (const one of itemsOf(android && under(android, 'blockedPermissions'))) {
      const name = fullName(one.value);
      const span = spanAt(filling.values, one) ?? spanOf(beginReading(source, context), 0, 0);
      if (name !== null) found.push({ list: 'permissions', key: 'name', value: name, span });
    }
    return {};
  })(source, context);
  return found;
}

/** The two systems may know the app by different names; then it is not known which is meant. */
function appOf(
  expo: At,
  ios: At | undefined,
  android: At | undefined,
  filling: Filling,
): Readonly<Record<string, Filled | undefined>> {
  const bundle = textAt(ios && under(ios, 'bundleIdentifier'), filling);
  const name = textAt(android && under(android, 'package'), filling);
  const differ = bundle && name && bundle.value !== name.value;
  const id = bundle ?? name;
  return {
    id: differ ? { value: null, span: bundle.span } : id,
    name: textAt(under(expo, 'name'), filling),
    version: textAt(under(expo, 'version'), filling),
  };
}
