/** How a value of a manifest is read: its type, and whether it is known. Any JSON value is read without a throw. */
import type { FieldReference, FieldType, Initial, Plan, ScalarType } from './plan.ts';
import { DATE, LINK } from './plan.ts';

/** A record in hand. `value` is undefined where nothing is known of it; `pointer` is then the place that is open. */
export interface Frame {
  readonly value: Readonly<Record<string, unknown>> | undefined;
  readonly pointer: string;
}

/** What a field says. `absent`: not given (`value` is the default, if any). `unknown`: null, or in a record not known. */
export type Reading =
  | { readonly state: 'absent'; readonly initial: Initial | undefined; readonly pointer: string }
  | { readonly state: 'unknown'; readonly pointer: string; readonly value: unknown }
  | { readonly state: 'given'; readonly pointer: string; readonly value: unknown };

/** The words of each vocabulary, for looking up. */
export type Words = ReadonlyMap<string, ReadonlySet<string>>;

export function wordsOf(plan: Plan): Words {
  return new Map(plan.vocabularies.map((one) => [one.name, new Set(one.terms.map((term) => term.name))]));
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const isEnumerable = Object.prototype.propertyIsEnumerable;

/** The value of a key as JSON would write it: what an object inherits or hides is not in the manifest. */
export function own(value: Readonly<Record<string, unknown>>, key: string): unknown {
  return isEnumerable.call(value, key) ? value[key] : undefined;
}

/** A pointer one step further (RFC 6901). */
export function pointerTo(pointer: string, key: string | number): string {
  if (typeof key === 'number' || !/[~/]/.test(key)) return `${pointer}/${key}`;
  return `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

const linkPattern = new RegExp(LINK, 'u');
const datePattern = new RegExp(DATE, 'u');

/** Whether a value has a scalar type (see `ScalarType`). */
export function hasScalarType(type: ScalarType, value: unknown, words: Words): boolean {
  switch (type.kind) {
    case 'text':
      return typeof value === 'string';
    case 'link':
      return typeof value === 'string' && linkPattern.test(value);
    case 'date':
      return typeof value === 'string' && datePattern.test(value);
    case 'yes-no':
      return typeof value === 'boolean';
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'days':
      return typeof value === 'number' && Number.isFinite(value) && value >= 0;
    case 'term':
      return typeof value === 'string' && (words.get(type.vocabulary)?.has(value) ?? false);
  }
}

/** Whether a value is of a field's type; of a list or record, only that it is one. */
export function hasType(type: FieldType, value: unknown, words: Words): boolean {
  if (type.kind === 'list') return Array.isArray(value);
  if (type.kind === 'record') return isRecord(value);
  return hasScalarType(type, value, words);
}

/** Reads what a field says, through records that stand alone. A record that is not there gives no default. */
export function read(
  frames: readonly Frame[],
  field: Pick<FieldReference, 'frame' | 'path' | 'initial'>,
): Reading {
  const frame = frames[field.frame];
  if (frame?.value === undefined) return { state: 'unknown', pointer: frame?.pointer ?? '', value: null };
  let record = frame.value;
  let pointer = frame.pointer;
  for (const [index, key] of field.path.entries()) {
    const last = index === field.path.length - 1;
    pointer = pointerTo(pointer, key);
    const value = own(record, key);
    if (value === undefined) return { state: 'absent', initial: last ? field.initial : undefined, pointer };
    if (value === null) return { state: 'unknown', pointer, value: null };
    if (last) return { state: 'given', pointer, value };
    if (!isRecord(value)) return { state: 'unknown', pointer, value };
    record = value;
  }
  return { state: 'unknown', pointer, value: null };
}

/** The value to compare: what is given, or the default; undefined where there is nothing to compare. */
export function comparable(reading: Reading): unknown {
  if (reading.state === 'given') return reading.value;
  return reading.state === 'absent' ? reading.initial : undefined;
}
