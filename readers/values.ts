/** The values of a text in its own shape, with the place of each, and how they are brought into a declaration. Knows no format. */
import type { Span } from '../grammar/source.ts';
import { fitting } from './mapping.ts';
import { emptyRecord, fieldsOf, pointerTo, type Reading } from './reading.ts';

/** Values by their own pointers (RFC 6901), not those of a declaration. Objects have no prototype. */
export interface Values {
  readonly value: unknown;
  readonly places: ReadonlyMap<string, Span>;
  readonly keys: ReadonlyMap<string, Span>;
}

/** A value and where it stands among the values of its text. */
export interface At {
  readonly value: unknown;
  readonly pointer: string;
}

/** The value at the top. */
export function topOf(values: Values): At {
  return { value: values.value, pointer: '' };
}

/** What stands under a key; undefined where the key is not there. */
export function under({ value, pointer }: At, key: string): At | undefined {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return { value: (value as Readonly<Record<string, unknown>>)[key], pointer: pointerTo(pointer, key) };
}

/** The items of a list; none where it is no list. */
export function itemsOf(at: At | undefined): readonly At[] {
  if (at === undefined || !Array.isArray(at.value)) return [];
  return at.value.map((value: unknown, index) => ({ value, pointer: pointerTo(at.pointer, index) }));
}

/** The keys of a record with what stands under each; none where it is no record. */
export function membersOf(at: At): readonly (readonly [string, At])[] {
  if (typeof at.value !== 'object' || at.value === null || Array.isArray(at.value)) return [];
  return Object.entries(at.value).map(([key, value]) => [
    key,
    { value, pointer: pointerTo(at.pointer, key) },
  ]);
}

/** A value as it can be shown in a message; a record or a list is not shown. */
export function shownValue(value: unknown): string {
  return typeof value === 'object' && value !== null ? (Array.isArray(value) ? '[…]' : '{…}') : String(value);
}

/** Where something stands in the text. */
export function spanAt(values: Values, at: At | undefined): Span | undefined {
  return at && (values.places.get(at.pointer) ?? values.keys.get(at.pointer));
}

/** A field of a declaration to be: its value, and where the file says so. */
export interface Filled {
  readonly value: unknown;
  readonly span: Span | undefined;
}

/** A record of those values that the plan's record has a field for; each gets its place. */
export function recordAt(
  reading: Reading,
  name: string,
  pointer: string,
  span: Span | undefined,
  filled: Readonly<Record<string, Filled | undefined>>,
): Record<string, unknown> {
  if (span) reading.places.set(pointer, span);
  const record = emptyRecord();
  const fields = fieldsOf(reading.plan, name);
  for (const [key, one] of Object.entries(filled)) {
    const field = fields.get(key);
    if (field === undefined || one === undefined) continue;
    record[key] = fitting(reading.plan, field.type, one.value);
    if (one.span) reading.places.set(pointerTo(pointer, key), one.span);
  }
  return record;
}
