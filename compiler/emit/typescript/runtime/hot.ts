/** What the generated pass over a manifest calls: small, and there from the start. Knows no plan. */
import { NOT_BLANK } from '../../../plan.ts';

/** Words at their slots; no word is at the others, which hold the empty text. */
export function inSlots(
  size: number,
  words: readonly string[],
  slots: readonly number[],
): readonly (string | undefined)[] {
  const placed: (string | undefined)[] = [];
  for (let slot = 0; slot < size; slot += 1) placed.push(undefined);
  for (const [index, word] of words.entries()) placed[slots[index] ?? 0] = word;
  return placed;
}

/** Numbers that are written with how often each stands one after another. */
export function unpacked(size: number, runs: readonly number[]): Int32Array {
  const values = new Int32Array(size);
  let at = 0;
  for (let index = 0; index < runs.length; index += 2) {
    const end = at + (runs[index + 1] ?? 0);
    values.fill(runs[index] ?? 0, at, end);
    at = end;
  }
  return values;
}

/** Where the row of a slot begins; a text in no slot has the last row. */
export function pickRow(slot: number, last: number, stride: number, base: number): number {
  return base + (slot < 0 ? last : slot) * stride;
}

/** Which field may come after each: the next one, until another is met. */
export function inOrder(size: number): Int32Array {
  return new Int32Array(size).map((_, index) => index);
}

/** Whether a key is a record's own: asked in a loop over its keys, which would meet what it inherits too. */
export const isOwn = Object.prototype.hasOwnProperty;

/** Whether objects inherit nothing that a loop over their keys would meet. */
export function inheritsNothing(): boolean {
  for (const _ in Object.prototype) return false;
  return true;
}

/** A key that any record may have besides its fields. */
export function isExtension(key: string): boolean {
  return key.charCodeAt(0) === 120 && key.charCodeAt(1) === 45;
}

const notBlank = new RegExp(NOT_BLANK);

/** A text that says something: most show it by how they begin. */
export function isSpoken(text: string): boolean {
  if (text.length === 0) return false;
  const first = text.charCodeAt(0);
  return (first > 32 && first < 127) || (first > 0x3000 && first < 0xd800) || notBlank.test(text);
}

/** Made when it is first asked for. */
export function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** What `inParts` has made of a value. */
export interface PartedText {
  readonly keys: readonly (readonly string[])[];
  readonly parts: readonly unknown[];
  readonly value: unknown;
}

/** Puts together again what `inParts` took apart. */
export function wholeOf({ keys, parts, value }: PartedText): unknown {
  const known: unknown[] = [];
  const whole = (one: unknown): unknown => {
    if (typeof one === 'number') {
      known[one] ??= whole(parts[one]);
      return known[one];
    }
    if (typeof one !== 'object' || one === null) return one;
    if (!Array.isArray(one)) return Object.values(one)[0];
    const [form, ...inside] = one;
    const names = keys[form - 1];
    if (names === undefined) return inside.map(whole);
    return Object.fromEntries(names.map((key, at) => [key, whole(inside[at])]));
  };
  return whole(value);
}
