/** How the reading of bytes reads one scalar. Knows no records. */
import { isWordAt, numberEnd, numberOf, quoteAt, textEnd, textOf, wordEnd } from './bytes.ts';
import { type Reading, VOCABULARY_SIZE } from './reading.ts';
import { DAYS, KIND, NUMBER, REF, ROWS, TERM, TEXT, YES_NO } from './tables.ts';

/** These stand in the emitted file, right after what is carried: see `Reading`. So an engine takes them for constants. */
declare const bytes: Uint8Array;
declare const view: DataView;
declare const fields: Int32Array;
declare const bounds: Reading['bounds'];
declare const texts: Reading['texts'];
declare const patterns: readonly RegExp[];
declare const vocabularies: Int32Array;
declare const lengths: Int32Array;
declare const termWords: Int32Array;
declare const termFirsts: Int32Array;
declare const termSizes: Int32Array;
declare const maps: Reading['maps'];
declare const state: Int32Array;

/** Where the scalar ends that begins at a place; what it picks is then in `row`. `field` is where its numbers begin. */
export function scalarEnd(field: number, at: number): number {
  const kind = fields[field + KIND];
  switch (kind) {
    case TERM:
      return termEnd(field, at);
    case YES_NO: {
      const isTrue = bytes[at] === 116;
      state[1] = isTrue ? 1 : 0;
      if (isTrue) return wordEnd(at, 1702195828, at + 4);
      return bytes[at] === 102 ? wordEnd(at + 1, 1702063201, at + 5) : -1;
    }
    case NUMBER:
    case DAYS: {
      const end = numberEnd(at);
      const value = end < 0 ? Number.NaN : numberOf(at, end);
      if (value - value !== 0 || (kind === DAYS && value < 0)) return -1;
      const rows = fields[field + ROWS] ?? -1;
      if (rows >= 0) state[1] = rowOfNumber(bounds[rows] ?? [], value);
      return end;
    }
    default: {
      const end = bytes[at] === 34 ? textEnd(at + 1) : -1;
      if (end < 0) return -1;
      const rows = fields[field + ROWS] ?? -1;
      if (rows < 0 && kind === TEXT) return end + 1;
      const text = textOf(at + 1, end);
      const told = texts[rows];
      state[1] = told?.rows.get(text) ?? told?.other ?? 0;
      if (kind === TEXT) return end + 1;
      return patterns[fields[field + REF] ?? 0]?.test(text) === true ? end + 1 : -1;
    }
  }
}

function rowOfNumber(bounds: readonly number[], value: number): number {
  let at = 0;
  for (; at < bounds.length; at += 2) {
    const bound = bounds[at] ?? 0;
    if (bounds[at + 1] === 1 ? value <= bound : value < bound) break;
  }
  return at >> 1;
}

function termEnd(field: number, at: number): number {
  if (bytes[at] !== 34) return -1;
  const vocabulary = fields[field + REF] ?? 0;
  if (maps[vocabulary] !== undefined) return mappedEnd(vocabulary, at);
  const own = vocabulary * VOCABULARY_SIZE;
  const from = at + 1;
  const end = quoteAt(from, from + (vocabularies[own + 2] ?? 0));
  if (end < 0) return -1;
  const packed = lengths[(vocabularies[own + 1] ?? 0) + end - from] ?? -1;
  if (packed < 0) return -1;
  const bits = vocabularies[own + 3] ?? 0;
  const each = (1 << bits) - 1;
  const sum =
    (bytes[from + (packed & each)] ?? 0) +
    (bytes[from + ((packed >> bits) & each)] ?? 0) * (vocabularies[own + 4] ?? 0) +
    (bytes[from + ((packed >> (2 * bits)) & each)] ?? 0) * (vocabularies[own + 5] ?? 0);
  const slot = (packed >> (vocabularies[own + 6] ?? 0)) + (sum & (vocabularies[own + 7] ?? 0));
  const place = (vocabularies[own] ?? 0) + slot;
  const size = end + 1 - at;
  if (termSizes[place] !== size) return -1;
  state[1] = slot;
  const first = termFirsts[place] ?? 0;
  if (!isWordAt(at, termWords, first, size)) return -1;
  return end + 1;
}

/** Where a term ends of a vocabulary that is looked up as text. */
function mappedEnd(vocabulary: number, at: number): number {
  const end = textEnd(at + 1);
  const slot = end < 0 ? undefined : maps[vocabulary]?.get(textOf(at + 1, end));
  state[1] = slot ?? 0;
  return slot === undefined ? -1 : end + 1;
}
