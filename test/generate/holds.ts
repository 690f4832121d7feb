/** Whether a classical sentence is true of a manifest that has the shape: the oracle for scoping. Knows no formulas. */
import { ABSENT, type Cell, GONE, NULL, type Place, valueBit } from '../../compiler/scope/place.ts';
import type { ItemTest, Sentence } from '../../compiler/scope/sentence.ts';
import { SELF } from '../../compiler/scope/sentence.ts';

type Json = Readonly<Record<string, unknown>>;

/** `frames` are the records by number; `self` the record that a scoped body speaks of. */
export function holds(sentence: Sentence, frames: readonly unknown[], self: unknown): boolean {
  const record = 'frame' in sentence ? (sentence.frame === SELF ? self : frames[sentence.frame]) : undefined;
  switch (sentence.kind) {
    case 'constant':
      return sentence.value;
    case 'and':
      return sentence.of.every((part) => holds(part, frames, self));
    case 'or':
      return sentence.of.some((part) => holds(part, frames, self));
    case 'among':
      return (cellOf(sentence.place, record) & sentence.cells) !== 0n;
    case 'matches': {
      const value = valueAt(sentence.place, record);
      const found = typeof value === 'string' && new RegExp(sentence.pattern, 'u').test(value);
      return found === sentence.holds;
    }
    case 'has-item': {
      const value = valueAt(sentence.place, record);
      const { test, place } = sentence;
      const found = Array.isArray(value) && value.some((item) => passes(test, place.items as Place, item));
      return found === sentence.holds;
    }
    default:
      return holdsQuantified(sentence, record, frames, self);
  }
}

function holdsQuantified(
  sentence: Extract<Sentence, { body: Sentence }>,
  record: unknown,
  frames: readonly unknown[],
  self: unknown,
): boolean {
  const value = valueAt(sentence.place, record);
  const items: readonly unknown[] = Array.isArray(value)
    ? value
    : value === undefined || value === null
      ? []
      : [value];
  const count = items.filter((item) => {
    if (sentence.binds === SELF) return holds(sentence.body, frames, item);
    const inner = [...frames];
    inner[sentence.binds] = item;
    return holds(sentence.body, inner, self);
  }).length;
  if (sentence.kind === 'some') return count > 0;
  if (sentence.kind === 'every') return count === items.length;
  return sentence.kind === 'at-least' ? count >= sentence.bound : count <= sentence.bound;
}

/** The value at the end of a place's path; undefined where it, or a record on the way, is absent; null likewise. */
function valueAt(place: Place, record: unknown): unknown {
  let value = record;
  for (const key of place.path) {
    if (value === undefined || value === null) return value;
    value = Object.hasOwn(value as Json, key) ? (value as Json)[key] : undefined;
  }
  return value;
}

function cellOf(place: Place, record: unknown): bigint {
  const value = valueAt(place, record);
  if (value === null) return NULL;
  if (value !== undefined) return valueCell(place, value);
  const holder = valueAt({ ...place, path: place.path.slice(0, -1) }, record);
  return holder === undefined ? GONE : ABSENT;
}

function valueCell(place: Place, value: unknown): bigint {
  return valueBit(place.cells.findIndex((cell) => isIn(cell, value)));
}

function isIn(cell: Cell, value: unknown): boolean {
  switch (cell.kind) {
    case 'word':
    case 'flag':
    case 'point':
      return value === cell.value;
    case 'between':
      return Number(value) > (cell.above ?? -Infinity) && Number(value) < (cell.below ?? Infinity);
    case 'empty':
      return Array.isArray(value) && value.length === 0;
    // What follows the named texts, and what follows the empty list.
    case 'other':
    case 'filled':
      return true;
  }
}

function passes(test: ItemTest, items: Place, value: unknown): boolean {
  if (test.kind === 'matches') return new RegExp(test.pattern, 'u').test(String(value));
  return (valueCell(items, value) & test.cells) !== 0n;
}
