/** Keys of Apple's property lists -> permissions: usage texts, background modes, entitlements. Knows no file. */
import type { Span } from '../grammar/source.ts';
import { dataOf, type Meanings, meaningsOf, PERMISSIONS, reportUnknown } from './mapping.ts';
import { pointerTo, type Reading } from './reading.ts';
import { saidTwice } from './same-words.ts';
import { type At, type Filled, itemsOf, membersOf, recordAt, spanAt, type Values } from './values.ts';

/** A permission that a file asks for, by its name among the words of the library. */
export interface Asked {
  readonly name: string;
  /** Where its name stands. */
  readonly span: Span | undefined;
  /** What the user is told, where the platform has such a text. */
  readonly text?: Filled;
  readonly background?: boolean;
}

/** Keys that hold a text for the user. */
const USAGE_KEY = /UsageDescription(?:Dictionary)?$/;

/** Whether a key is one that tells the user why something is asked for. */
export function isUsageKey(key: string): boolean {
  return USAGE_KEY.test(key);
}

/** What `$(NAME)` or `${NAME}` stands for, the build fills in: a text that is nothing else is not known. */
export function textOf(value: unknown): string | null {
  return typeof value !== 'string' || /^\s*\$[({][^)}]*[)}]\s*$/.test(value) ? null : value;
}

/** The permissions of a record of keys: those the library knows, and usage texts, backgrounds that it does not know. */
export function askedIn(values: Values, at: At, reading: Reading): readonly Asked[] {
  const meanings = meaningsOf(reading, PERMISSIONS, 'ios');
  return membersOf(at).flatMap(([key, member]) => {
    const keySpan = values.keys.get(member.pointer);
    if (key === 'UIBackgroundModes') return modesIn(values, member, meanings);
    const inner = membersOf(member);
    if (isUsageKey(key)) return usageOf(key, member, values);
    if (meanings(key)) return isAsked(member.value) ? [{ name: key, span: keySpan }] : [];
    // `key.inner` for what stands in a record below, `key:item` for the items of a list.
    const below = inner.filter(([name, one]) => meanings(`${key}.${name}`) && isAsked(one.value));
    const items = itemsOf(member).filter(
      ({ value }) => typeof value === 'string' && meanings(`${key}:${value}`),
    );
    return [
      ...below.map(([name, one]) => ({ name: `${key}.${name}`, span: spanAt(values, one) })),
      ...items.map((one) => ({ name: `${key}:${String(one.value)}`, span: spanAt(values, one) })),
    ];
  });
}

/** Asked for, unless the file says no or gives an empty list. What it leaves to the build may be asked for. */
function isAsked(value: unknown): boolean {
  return value !== false && !(Array.isArray(value) && value.length === 0);
}

/** A text, or in a dictionary one for each purpose. A text is no text where it is something else. */
function usageOf(key: string, member: At, values: Values): readonly Asked[] {
  const span = values.keys.get(member.pointer);
  const inner = membersOf(member);
  const texts = inner.length === 0 ? [member] : inner.map(([, one]) => one);
  return texts.map((one) => ({
    name: key,
    span,
    text: { value: textOf(one.value), span: spanAt(values, one) },
  }));
}

function modesIn(values: Values, member: At, meanings: Meanings): readonly Asked[] {
  return itemsOf(member).map((one) => {
    const mode = typeof one.value === 'string' ? one.value : '?';
    const name = `UIBackgroundModes:${mode}`;
    return { name, span: spanAt(values, one), background: meanings(name) !== undefined };
  });
}

/** The records of permissions, with a remark on each that nobody knows. */
export function permissionRecords(
  asked: readonly Asked[],
  platform: 'ios' | 'macos' | null,
  pointer: string,
  reading: Reading,
): unknown[] {
  const meanings = meaningsOf(reading, PERMISSIONS, 'ios');
  const twice = saidTwice(asked.map(({ name, text }) => ({ name, text: text?.value })));
  return asked.map(({ name, span, text, background }, index) => {
    const meaning = meanings(name);
    if (meaning === undefined)
      reportUnknown(reading, name, 'a permission of iOS', span, [PERMISSIONS, 'ios']);
    const at = (value: unknown): Filled => ({ value, span });
    return recordAt(reading, 'permission', pointerTo(pointer, index), span, {
      platform: at(platform),
      name: at(name),
      asks: at(meaning?.term ?? null),
      data: at(dataOf(reading.plan, meaning?.row)),
      rationale: text,
      sameWords: text && { value: twice[index] ?? null, span: text.span },
      ...(background ? { background: at(true) } : {}),
    });
  });
}
