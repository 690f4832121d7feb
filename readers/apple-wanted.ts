/** Keys of Apple's property lists that stand in a file of another kind -> what they ask for. Knows no file. */
import { askedIn } from './apple-permissions.ts';
import type { Wanted, Words } from './asking.ts';
import type { Filling } from './platform-text.ts';
import type { At } from './values.ts';

/** What a record with keys of an Info.plist or of entitlements asks for. */
export function appleWanted(
  at: At | undefined,
  platform: 'ios' | 'macos',
  filling: Filling,
  keysIn: typeof askedIn = askedIn,
): readonly Wanted[] {
  if (at === undefined) return [];
  const words: Words = { scheme: 'ios', platform, what: 'a permission of iOS' };
  return keysIn(filling.values, at, filling.reading).map(({ name, span, text, background }) => ({
    words,
    name,
    span,
    facts: {
      ...(text ? { rationale: text } : {}),
      ...(background ? { background: { value: true, span } } : {}),
    },
  }));
}
