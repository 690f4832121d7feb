/** A module.json5, app.json5 or older config.json of HarmonyOS -> what the module asks for, why, and where it is used. */
import type { Wanted, Words } from './asking.ts';
import { meaningsOf, PERMISSIONS, reportUnknown } from './mapping.ts';
import { type Filling, filledBy, platformReader, textAt } from './platform-text.ts';
import type { Reader } from './reading.ts';
import { NOT_GIVEN } from './unknown.ts';
import { type At, type Filled, itemsOf, shownValue, spanAt, under } from './values.ts';

const WORDS: Words = { scheme: 'harmony', platform: 'harmony', what: 'a permission of HarmonyOS' };

/** Reads one module. The words of a reason stand in another file, so only their key is known. */
export const readHarmonyModule: Reader = platformReader('harmony-module', 'json5', (top, filling) => {
  const module = under(top, 'module');
  return {
    app: appOf(under(top, 'app'), filling),
    ...(module ? { permissions: askedIn(module, filling) } : {}),
  };
});

function appOf(app: At | undefined, filling: Filling): Readonly<Record<string, Filled | undefined>> {
  if (app === undefined) return {};
  const version = under(app, 'version');
  const api = under(app, 'apiVersion');
  const target = under(app, 'targetAPIVersion') ?? (api && under(api, 'target'));
  return {
    id: textAt(under(app, 'bundleName'), filling),
    version: textAt(under(app, 'versionName') ?? (version && under(version, 'name')), filling),
    targetSdk: target && { value: numberOf(target.value), span: spanAt(filling.values, target) },
  };
}

/** A target may also be written with the version of the system before it: `5.0.0(12)`. */
function numberOf(value: unknown): number | null {
  if (typeof value === 'number') return value;
  const inside = typeof value === 'string' ? /^(?:[\d.]+\()?(\d+)\)?$/.exec(value)?.[1] : undefined;
  return inside === undefined ? null : Number(inside);
}

/** Older files list them under another key, and some wrongly in an ability. */
function askedIn(module: At, filling: Filling): readonly Wanted[] {
  const abilities = ['abilities', 'extensionAbilities'].flatMap((key) => itemsOf(under(module, key)));
  const lists = [
    under(module, 'requestPermissions'),
    under(module, 'reqPermissions'),
    ...abilities.map((one) => under(one, 'reqPermissions')),
  ];
  return lists.flatMap(itemsOf).map((item) => wantedOf(item, filling));
}

function wantedOf(item: At, filling: Filling): Wanted {
  const isText = typeof item.value === 'string';
  const at = isText ? item : (under(item, 'name') ?? item);
  const name = typeof at.value === 'string' ? at.value : null;
  const reason = under(item, 'reason');
  const scene = under(item, 'usedScene');
  const isKey = typeof reason?.value === 'string' && reason.value.startsWith('$');
  return {
    words: WORDS,
    name,
    ...(name === null ? {} : { known: knownName(name, filling) }),
    span: spanAt(filling.values, at),
    facts: {
      rationaleKey: filledBy(reason, filling) ?? notGiven(item, filling),
      ...(reason && !isKey ? { rationale: textAt(reason, filling) } : {}),
      usedIn:
        filledBy(scene && (under(scene, 'abilities') ?? under(scene, 'ability')), filling) ??
        notGiven(item, filling),
      background: whenOf(scene && under(scene, 'when'), filling) ?? notGiven(item, filling),
    },
  };
}

/** The file would have to say it, and doesn't. */
function notGiven(item: At, { values }: Filling): Filled {
  return { value: NOT_GIVEN, span: spanAt(values, item) };
}

/** Older files have `SystemPermission.` or nothing before the last part of a name. */
function knownName(name: string, { reading }: Filling): string {
  const whole = `ohos.permission.${name.slice(name.lastIndexOf('.') + 1)}`;
  const isOld = !name.startsWith('ohos.') && /^(?:SystemPermission\.)?[A-Z_]+$/.test(name);
  return isOld && !meaningsOf(reading, PERMISSIONS, WORDS.scheme)(name) ? whole : name;
}

const WHEN: ReadonlyMap<unknown, boolean> = new Map([
  ['inuse', false],
  ['always', true],
]);

function whenOf(when: At | undefined, { values, reading }: Filling): Filled | undefined {
  if (when === undefined) return undefined;
  const background = WHEN.get(when.value);
  if (background === undefined) {
    const what = 'a scene (`inuse`, `always`)';
    reportUnknown(reading, shownValue(when.value), what, spanAt(values, when));
  }
  return { value: background ?? null, span: spanAt(values, when) };
}
