/** What the reading of bytes works with, made from its tables when it is first needed. Knows no bytes of a text. */
import { wordBytes } from './bytes.ts';
import { type ByteTables, type Given, type HashedWords, LEVEL_SIZE } from './tables.ts';

/** Words that are looked up by their bytes: those of keys stand first. */
export interface Reading {
  /** The text that is read, and what comes after it. */
  readonly bytes: Uint8Array;
  readonly view: DataView;
  /** The table of masks of each level. */
  readonly masks: readonly Int32Array[];
  readonly patterns: readonly RegExp[];
  readonly fields: Int32Array;
  readonly lists: Int32Array;
  readonly records: Int32Array;
  readonly levels: Int32Array;
  readonly bounds: ByteTables['bounds'];
  readonly texts: readonly { readonly rows: ReadonlyMap<string, number>; readonly other: number }[];
  /** The bytes of keys, by the number of their field. */
  readonly keyWords: Int32Array;
  readonly keyFirsts: Int32Array;
  readonly keySizes: Int32Array;
  /** By record and group, the first of its keys in the group; by key, the next one. */
  readonly keyHeads: Int32Array;
  readonly keyNexts: Int32Array;
  /** The field that came after a field last time. */
  readonly follows: Int32Array;
  /** The number of the record that had a field last. */
  readonly seen: Int32Array;
  /** Of each vocabulary five numbers: the first slot, the first length, how many lengths; and of its hash. */
  readonly vocabularies: Int32Array;
  readonly lengths: Int32Array;
  readonly termWords: Int32Array;
  readonly termFirsts: Int32Array;
  readonly termSizes: Int32Array;
  readonly maps: readonly (ReadonlyMap<unknown, number> | undefined)[];
  /** The slots of the records that are being read, one inside the other. */
  readonly frame: Int32Array;
  /** Two numbers: how many records have been read, and what the scalar read last picks. */
  readonly state: Int32Array;
}

/** Longer texts are not read so. What of this no text takes takes no memory either. */
const ROOM = 1 << 22;
/** Zeros after a text. */
export const AFTER = 8;

export const VOCABULARY_SIZE = 8;

export function readingOf(tables: ByteTables, given: Given): Reading {
  const keys = given.keys.flatMap((list) => list.filter((key) => key !== null));
  const order = keys.map((_, index) => index);
  const keyBytes = wordBytes(keys.length, keys, order);
  const lists = new Int32Array(tables.lists);
  let room = 0;
  for (let at = 0; at < tables.levels.length; at += LEVEL_SIZE)
    room += lists[tables.levels[at + 1] ?? 0] ?? 0;
  const bytes = new Uint8Array(ROOM + AFTER);
  return {
    bytes,
    view: new DataView(bytes.buffer),
    masks: given.masks,
    patterns: given.patterns,
    fields: new Int32Array(tables.fields),
    lists,
    records: new Int32Array(tables.records),
    levels: new Int32Array(tables.levels),
    bounds: tables.bounds,
    texts: tables.texts.map(({ words, rows, other }) => ({
      rows: new Map(words.map((word, index) => [word, rows[index] ?? 0])),
      other,
    })),
    keyWords: keyBytes.words,
    keyFirsts: keyBytes.firsts,
    keySizes: keyBytes.sizes,
    ...groupsOf(given, keys.length),
    follows: new Int32Array(order.map((index) => index + 1)),
    seen: new Int32Array(keys.length),
    ...vocabulariesOf(given),
    frame: new Int32Array(room),
    state: new Int32Array(2),
  };
}

/** Groups that the keys of a record are put in. */
export const GROUPS = 64;

/** The group of a key, by its first two characters and the third or the quote after them. */
export function groupOf(first: number, second: number, third: number): number {
  return (first * 5 + second * 3 + third * 11) % GROUPS;
}

function groupsOf(given: Given, count: number): Pick<Reading, 'keyHeads' | 'keyNexts'> {
  const keyHeads = new Int32Array(given.keys.length * GROUPS).fill(-1);
  const keyNexts = new Int32Array(count).fill(-1);
  let number = 0;
  for (const [record, keys] of given.keys.entries()) {
    for (const key of keys) {
      if (key === null) continue;
      const quoted = `${key}"`;
      const group = groupOf(quoted.charCodeAt(0), quoted.charCodeAt(1), quoted.charCodeAt(2));
      keyNexts[number] = keyHeads[record * GROUPS + group] ?? -1;
      keyHeads[record * GROUPS + group] = number;
      number += 1;
    }
  }
  return { keyHeads, keyNexts };
}

/** Of these the characters stand for themselves in JSON, a byte each. */
const plainWord = /^[\x20-\x21\x23-\x5b\x5d-\x7e]{2,}$/;

function vocabulariesOf(
  given: Given,
): Pick<Reading, 'vocabularies' | 'lengths' | 'termWords' | 'termFirsts' | 'termSizes' | 'maps'> {
  const numbers: number[] = [];
  const lengths: number[] = [];
  const texts: string[] = [];
  const slots: number[] = [];
  let size = 0;
  const maps = given.vocabularies.map((one) => {
    const map = 'map' in one ? one.map : mapOfUnplain(one);
    const { bits, count, factor, mask }: Omit<HashedWords, 'lengths' | 'words'> =
      'map' in one ? { bits: 0, count: 0, factor: 0, mask: 0 } : one;
    const own = 'map' in one ? new Int32Array(0) : one.lengths;
    const second = count > 1 ? factor : 0;
    const third = count > 2 ? factor * factor : 0;
    numbers.push(size, lengths.length, own.length, bits, second, third, bits * count, mask);
    if (map !== undefined || 'map' in one) return map;
    lengths.push(...own);
    for (const [slot, word] of one.words.entries()) {
      if (word === undefined) continue;
      texts.push(word);
      slots.push(size + slot);
    }
    size += one.words.length;
    return undefined;
  });
  const { words, firsts, sizes } = wordBytes(size, texts, slots);
  return {
    vocabularies: new Int32Array(numbers),
    lengths: new Int32Array(lengths),
    termWords: words,
    termFirsts: firsts,
    termSizes: sizes,
    maps,
  };
}

/** The words with their slots, where their bytes cannot be compared. */
function mapOfUnplain({ words }: HashedWords): ReadonlyMap<unknown, number> | undefined {
  const known = new Map<unknown, number>();
  for (const [slot, word] of words.entries()) if (word !== undefined) known.set(word, slot);
  return [...known.keys()].every((word) => plainWord.test(String(word))) ? undefined : known;
}
