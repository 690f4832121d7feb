/**
 * How the generated code of an emitted file goes through a manifest. Where `values.ts` and `truth.ts` tell three states
 * apart, it has values alone: undefined is absent, null is not known, and a record of which nothing is known is null.
 */
import { EXTENSION_KEY, NOT_BLANK } from '../../../plan.ts';
import { isRecord, own } from '../../../values.ts';

/** What a record says in a field; not known where there is no such record, absent where its holder is absent. */
export function step(holder: unknown, key: string): unknown {
  if (holder === undefined) return undefined;
  return isRecord(holder) ? own(holder, key) : null;
}

/** The same, with a default: given only by a record that is there. */
export function stepOr(holder: unknown, key: string, initial: unknown): unknown {
  if (!isRecord(holder)) return null;
  const value = own(holder, key);
  return value === undefined ? initial : value;
}

/** No records. */
export const none: readonly unknown[] = [];
/** Records that may be there: one of which nothing is known. */
export const unknownRecord: readonly unknown[] = [null];

/** The records in a list; `open` where the manifest does not say which there are. */
export function listed(
  holder: unknown,
  key: string,
  absentIsNone: boolean,
  open: readonly unknown[],
): readonly unknown[] {
  if (!isRecord(holder)) return open;
  const value = own(holder, key);
  if (value === undefined && absentIsNone) return none;
  return Array.isArray(value) ? value : open;
}

/** The record that stands alone in a field, as a list of one. */
export function alone(
  holder: unknown,
  key: string,
  absentIsNone: boolean,
  open: readonly unknown[],
): readonly unknown[] {
  if (!isRecord(holder)) return open;
  const value = own(holder, key);
  if (value === undefined && absentIsNone) return none;
  return isRecord(value) ? [value] : open;
}

/** Whether some item passes; a hole in a list is an item too. */
export function anyItem(items: readonly unknown[], test: (item: unknown) => boolean): boolean {
  for (const item of items) if (test(item)) return true;
  return false;
}

/** A list of which each item passes. */
export function listOf(value: unknown, test: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && !anyItem(value, (item) => !test(item));
}

/** What may be left out, or null. */
export function absentOr(value: unknown, test: (value: unknown) => boolean): boolean {
  return value === undefined || value === null || test(value);
}

const extensionKey = new RegExp(EXTENSION_KEY);

/** A record with no other keys than these and extensions. */
export function closedRecord(
  value: unknown,
  keys: ReadonlySet<string>,
): value is Readonly<Record<string, unknown>> {
  if (!isRecord(value)) return false;
  return Object.keys(value).every((key) => keys.has(key) || extensionKey.test(key));
}

const notBlankPattern = new RegExp(NOT_BLANK);

/** A text that says something. */
export function spokenText(value: unknown): boolean {
  return typeof value === 'string' && notBlankPattern.test(value);
}
