/**
 * Goes through the bytes of a JSON text as the generated pass goes through objects, by tables. It knows one answer, that there is
 * nothing to find: whatever is not plain, or not clean, ends it with -1. Knows no plan.
 */
import { afterSpace, isSpokenAt, isWordAt, textOf, wordEnd } from './bytes.ts';
import { AFTER, GROUPS, groupOf } from './reading.ts';
import { scalarEnd } from './scalars.ts';
import {
  BASE,
  BLANK,
  FIELD,
  FILLS,
  FOUND,
  INSIDE,
  KEPT,
  KIND,
  LEVEL_SIZE,
  NEEDED,
  NULLS,
  PICK,
  RECORD,
  RECORD_SIZE,
  REF,
  SCALARS,
  SHAPED,
  STRIDE,
} from './tables.ts';

/** These stand in the emitted file, right after what is carried: see `Reading`. So an engine takes them for constants. */
declare const bytes: Uint8Array;
declare const view: DataView;
declare const fields: Int32Array;
declare const lists: Int32Array;
declare const records: Int32Array;
declare const levels: Int32Array;
declare const masks: readonly Int32Array[];
declare const patterns: readonly RegExp[];
declare const keyWords: Int32Array;
declare const keyFirsts: Int32Array;
declare const keySizes: Int32Array;
declare const keyHeads: Int32Array;
declare const keyNexts: Int32Array;
declare const follows: Int32Array;
declare const seen: Int32Array;
declare const frame: Int32Array;
declare const state: Int32Array;
declare const encoder: {
  readonly encodeInto: (
    text: string,
    into: Uint8Array,
  ) => { readonly read: number; readonly written: number };
};

/** Whether a text is plain and there is nothing to find in it. It is copied, so that nothing changes while it is read. */
export function isClean(json: Uint8Array | string): boolean {
  const size = copied(json);
  if (size < 0) return false;
  // No text, word, number or space goes beyond these.
  bytes.fill(0, size, size + AFTER);
  const end = levelEnd(0, afterSpace(0), 0, 0);
  return end >= 0 && afterSpace(end) === size;
}

/** How many bytes a text takes; -1 where they are too many. */
function copied(json: Uint8Array | string): number {
  if (typeof json === 'string') {
    const { read, written } = encoder.encodeInto(json, bytes);
    return read === json.length && written <= bytes.length - AFTER ? written : -1;
  }
  const size = json.byteLength;
  if (size > bytes.length - AFTER) return -1;
  bytes.set(new Uint8Array(json.buffer, json.byteOffset, size));
  return size;
}

const spaced = (at: number): number => ((bytes[at] ?? 0) > 32 ? at : afterSpace(at));

/** Where the record of a level ends. Its slots begin at `base`; what it was met with is joined to the words at `into`. */
function levelEnd(level: number, at: number, base: number, into: number): number {
  const own = level * LEVEL_SIZE;
  const start = levels[own + 1] ?? 0;
  const size = lists[start] ?? 0;
  for (let slot = 0; slot < size; slot += 1) frame[base + slot] = lists[start + 1 + slot] ?? 0;
  const end = recordEnd(level, levels[own] ?? 0, at, base);
  if (end < 0) return -1;
  const word = base + (levels[own + 7] ?? 0);
  judgeWords(level, base, word);
  const direct = levels[own + 5] ?? 0;
  const words = lists[direct] ?? 0;
  for (let index = 0; index < words; index += 1) {
    if (((frame[word + index] ?? 0) & (lists[direct + 1 + index] ?? 0)) !== 0) return -1;
  }
  const used = levels[own + 6] ?? 0;
  const given = lists[used] ?? 0;
  for (let index = 0; index < given; index += 1) {
    const met = (frame[word + index] ?? 0) & (lists[used + 1 + index] ?? 0);
    frame[into + index] = (frame[into + index] ?? 0) | met;
  }
  return end;
}

/** What the slots of a record leave of the words from `word` on. */
function judgeWords(level: number, base: number, word: number): void {
  const own = level * LEVEL_SIZE;
  const table = masks[level] ?? frame;
  const counts = levels[own + 2] ?? 0;
  const lastCount = counts + (lists[counts] ?? 0);
  for (let at = counts + 1; at < lastCount; at += 4) {
    const slot = base + (lists[at] ?? 0);
    const isEnough = (frame[slot] ?? 0) >= (lists[at + 1] ?? 0);
    frame[slot] = lists[isEnough ? at + 3 : at + 2] ?? 0;
  }
  const judging = levels[own + 3] ?? 0;
  const lastJudging = judging + (lists[judging] ?? 0);
  for (let at = judging + 1; at < lastJudging; at += 4) {
    const index = word + (lists[at + 1] ?? 0);
    const slot = frame[base + (lists[at + 2] ?? 0)] ?? 0;
    const more = lists[at + 3] ?? 0;
    frame[index] = (frame[index] ?? 0) & (lists[at] === 0 ? (table[slot + more] ?? 0) : slot ^ more);
  }
  if ((levels[own + 4] ?? 0) > 0) judgeTexts(levels[own + 4] ?? 0, base, word);
}

/** The same for texts that must be compared with a pattern: only where it matters. */
function judgeTexts(late: number, base: number, word: number): void {
  const last = late + (lists[late] ?? 0);
  for (let at = late + 1; at < last; at += 5) {
    const index = word + (lists[at] ?? 0);
    const slot = base + (lists[at + 1] ?? 0);
    const found = lists[at + 3] ?? 0;
    const missing = lists[at + 4] ?? 0;
    if (((frame[index] ?? 0) & ~(found & missing)) === 0) continue;
    const from = frame[slot] ?? -1;
    const pattern = patterns[lists[at + 2] ?? 0];
    const isFound = from >= 0 && pattern?.test(textOf(from, frame[slot + 1] ?? 0)) === true;
    frame[index] = (frame[index] ?? 0) & (isFound ? found : missing);
  }
}

/** Where a record ends that begins at `from`. */
function recordEnd(level: number, record: number, from: number, base: number): number {
  if (bytes[from] !== 123) return -1;
  const first = records[record * RECORD_SIZE] ?? 0;
  const last = first + (records[record * RECORD_SIZE + 1] ?? 0);
  let needed = records[record * RECORD_SIZE + 2] ?? 0;
  let at = spaced(from + 1);
  if (bytes[at] === 125) return needed === 0 ? at + 1 : -1;
  const count = (state[0] ?? 0) + 1;
  state[0] = count;
  let before = -1;
  for (;;) {
    const key = keyAt(at, before, record, first, last);
    if (key < 0 || seen[key] === count) return -1;
    seen[key] = count;
    before = key;
    at = spaced(at + (keySizes[key] ?? 0));
    if (bytes[at] !== 58) return -1;
    at = valueEnd(level, key * FIELD, spaced(at + 1), base);
    if (at < 0) return -1;
    needed -= fields[key * FIELD + NEEDED] ?? 0;
    at = spaced(at);
    if (bytes[at] === 125) return needed === 0 ? at + 1 : -1;
    if (bytes[at] !== 44) return -1;
    at = spaced(at + 1);
  }
}

/** The field whose key stands at a place: first the one that came after the one `before` last time is tried. */
function keyAt(at: number, before: number, record: number, first: number, last: number): number {
  const guess = before < 0 ? first : (follows[before] ?? first);
  if (guess < last && isWordAt(at, keyWords, keyFirsts[guess] ?? 0, keySizes[guess] ?? 0)) return guess;
  const group = groupOf(bytes[at + 1] ?? 0, bytes[at + 2] ?? 0, bytes[at + 3] ?? 0);
  for (let key = keyHeads[record * GROUPS + group] ?? -1; key >= 0; key = keyNexts[key] ?? -1) {
    if (!isWordAt(at, keyWords, keyFirsts[key] ?? 0, keySizes[key] ?? 0)) continue;
    if (before >= 0) follows[before] = key;
    return key;
  }
  return -1;
}

/** Gives slots what a list says. */
function fill(pairs: number, base: number): void {
  const last = pairs + (lists[pairs] ?? 0);
  for (let at = pairs + 1; at < last; at += 2) frame[base + (lists[at] ?? 0)] = lists[at + 1] ?? 0;
}

/** Where the value of a field ends that begins at a place. */
function valueEnd(level: number, field: number, at: number, base: number): number {
  const kind = fields[field + KIND] ?? 0;
  if (bytes[at] === 110 && fields[field + NEEDED] === 0) {
    fill(fields[field + NULLS] ?? 0, base);
    return wordEnd(at, 1819047278, at + 4);
  }
  const pick = fields[field + PICK] ?? -1;
  const row = fields[field + BASE] ?? 0;
  const stride = fields[field + STRIDE] ?? 0;
  if (kind <= SHAPED) {
    const end = scalarEnd(field, at);
    if (end >= 0 && pick >= 0) frame[base + pick] = row + (state[1] ?? 0) * stride;
    if (end >= 0 && kind >= 4) keepText(field, at + 1, end - 1, base);
    return end;
  }
  if (kind === RECORD) {
    fill(fields[field + FILLS] ?? 0, base);
    return recordEnd(level, fields[field + INSIDE] ?? 0, at, base);
  }
  if (bytes[at] !== 91) return -1;
  const first = spaced(at + 1);
  const isEmpty = bytes[first] === 93;
  if (pick >= 0) frame[base + pick] = isEmpty ? row : row + stride;
  if (isEmpty) return first + 1;
  return kind === SCALARS
    ? scalarsEnd(level, (fields[field + INSIDE] ?? 0) * FIELD, first, base)
    : recordsEnd(level, field, first, base);
}

/** What matters of a text besides its row. */
function keepText(field: number, from: number, end: number, base: number): void {
  const blank = fields[field + BLANK] ?? -1;
  if (blank >= 0 && isSpokenAt(from, end)) frame[base + blank] = fields[field + FOUND] ?? 0;
  const kept = fields[field + KEPT] ?? 0;
  const last = kept + (lists[kept] ?? 0);
  for (let at = kept + 1; at <= last; at += 1) {
    frame[base + (lists[at] ?? 0)] = from;
    frame[base + (lists[at] ?? 0) + 1] = end;
  }
}

/** Where a list of scalars ends whose first item begins at `from`. */
function scalarsEnd(level: number, item: number, from: number, base: number): number {
  const table = masks[level] ?? frame;
  const met = base + (fields[item + PICK] ?? 0);
  const count = fields[item + STRIDE] ?? 0;
  const rows = fields[item + BASE] ?? 0;
  const tests = fields[item + KEPT] ?? 0;
  for (let at = from; ; at = spaced(at + 1)) {
    const end = scalarEnd(item, at);
    if (end < 0) return -1;
    const row = rows + (state[1] ?? 0) * count;
    for (let index = 0; index < count; index += 1)
      frame[met + index] = (frame[met + index] ?? 0) | (table[row + index] ?? 0);
    if (tests > 0) matchItem(tests, met, textOf(at + 1, end - 1));
    at = spaced(end);
    if (bytes[at] === 93) return at + 1;
    if (bytes[at] !== 44) return -1;
  }
}

/** Patterns that an item is compared with, each with how many masks it has and what they are. */
function matchItem(tests: number, met: number, text: string): void {
  const last = tests + (lists[tests] ?? 0);
  for (let at = tests + 1; at < last; at += 2 + (lists[at + 1] ?? 0)) {
    if (patterns[lists[at] ?? 0]?.test(text) !== true) continue;
    const count = lists[at + 1] ?? 0;
    for (let index = 0; index < count; index += 1)
      frame[met + index] = (frame[met + index] ?? 0) | (lists[at + 2 + index] ?? 0);
  }
}

/** Where a list of records ends whose first record begins at `from`. */
function recordsEnd(level: number, field: number, from: number, base: number): number {
  const own = fields[field + REF] ?? 0;
  const found = base + (lists[own + 1] ?? 0);
  const each = base + (lists[own + 2] ?? 0);
  const words = lists[own + 3] ?? 0;
  const inside = base + (lists[levels[level * LEVEL_SIZE + 1] ?? 0] ?? 0);
  for (let at = from; ; at = spaced(at + 1)) {
    if (each !== found) frame.fill(0, each, each + words);
    const end = levelEnd(fields[field + INSIDE] ?? 0, at, inside, each);
    if (end < 0) return -1;
    if (each !== found) countRecord(own, base);
    at = spaced(end);
    if (bytes[at] === 93) {
      gather(level, own, base);
      return at + 1;
    }
    if (bytes[at] !== 44) return -1;
  }
}

/** Counts a record where it was met with what is counted, and joins it to the others. */
function countRecord(own: number, base: number): void {
  const found = base + (lists[own + 1] ?? 0);
  const each = base + (lists[own + 2] ?? 0);
  const words = lists[own + 3] ?? 0;
  const last = own + (lists[own] ?? 0);
  for (let at = own + 7; at <= last; at += 1 + words) {
    let met = 0;
    for (let word = 0; word < words; word += 1)
      met |= (frame[each + word] ?? 0) & (lists[at + 1 + word] ?? 0);
    if (met !== 0) frame[base + (lists[at] ?? 0)] = (frame[base + (lists[at] ?? 0)] ?? 0) + 1;
  }
  for (let word = 0; word < words; word += 1)
    frame[found + word] = (frame[found + word] ?? 0) | (frame[each + word] ?? 0);
}

/** For each bit that some record of a list was met with, its row of masks. */
function gather(level: number, own: number, base: number): void {
  const table = masks[level] ?? frame;
  const found = base + (lists[own + 1] ?? 0);
  const words = lists[own + 3] ?? 0;
  const met = base + (lists[own + 5] ?? 0);
  const count = lists[own + 6] ?? 0;
  if (count === 0) return;
  for (let word = 0; word < words; word += 1) {
    for (let rest = frame[found + word] ?? 0; rest !== 0; rest &= rest - 1) {
      const row = (lists[own + 4] ?? 0) + (word * 31 + 31 - Math.clz32(rest & -rest)) * count;
      for (let index = 0; index < count; index += 1)
        frame[met + index] = (frame[met + index] ?? 0) | (table[row + index] ?? 0);
    }
  }
}
