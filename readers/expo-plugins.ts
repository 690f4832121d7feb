/** The options of Expo's plugins -> the permissions they put into the app, by the words of the library. Knows no file. */
import type { Wanted, Words } from './asking.ts';
import { type Filling, textAt } from './platform-text.ts';
import { type At, itemsOf, membersOf } from './values.ts';

const WORDS: Words = { scheme: 'ios', platform: 'ios', what: 'a permission of iOS' };

/** Whether a plugin stands there with options of its own. */
export function isSpeaking(plugin: At): boolean {
  return Array.isArray(plugin.value);
}

/** Each option that the library knows as a text for the user. `false` says that the permission is not asked for. */
export function pluginWanted(plugin: At, filling: Filling): readonly Wanted[] {
  const [, options] = itemsOf(plugin);
  const { reading, values } = filling;
  const terms = reading.words.terms['system-permission'] ?? {};
  const apple = Object.entries(terms.ios ?? {});
  return (options ? membersOf(options) : []).flatMap(([key, at]): readonly Wanted[] => {
    const known = terms.expo;
    const term = known && Object.hasOwn(known, key) ? known[key] : undefined;
    if (term === undefined || at.value === false) return [];
    const name = apple.find(([, one]) => one === term)?.[0] ?? key;
    const span = values.keys.get(at.pointer);
    return [{ words: WORDS, name, span, facts: { rationale: textAt(at, filling) } }];
  });
}
