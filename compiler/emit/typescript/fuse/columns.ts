/**
 * The conjuncts of a level as bits, and what each value of a field leaves of them: columns of masks, all in one table. Knows
 * no code and no values, only cells.
 */
import { ABSENT, GONE, NULL, type Place, valueBit } from '../../../scope/place.ts';
import { inBits } from './fuse.ts';
import type { Conjunct, Level, Literal } from './level.ts';

/** Bits of a word: one less than a number has, so that no word is negative. */
export const WORD = 31;
export const ALL = 2 ** WORD - 1;

/** The conjuncts of a level, in the order of their bits. */
export interface Bits {
  readonly conjuncts: readonly Conjunct[];
  readonly words: number;
  /** Words that hold a bit which the level above asks for. */
  readonly usedWords: number;
}

export function bitsOf(level: Level): Bits {
  const conjuncts = inBits(level);
  const used = conjuncts.filter((one) => one.used).length;
  return { conjuncts, words: Math.ceil(conjuncts.length / WORD), usedWords: Math.ceil(used / WORD) };
}

/** The mask of each word with the bits of the conjuncts that pass. */
export function masksOf(bits: Bits, passes: (conjunct: Conjunct) => boolean): number[] {
  const masks = Array.from({ length: bits.words }, () => 0);
  for (const [index, conjunct] of bits.conjuncts.entries()) {
    const word = Math.floor(index / WORD);
    if (passes(conjunct)) masks[word] = (masks[word] ?? 0) | (1 << (index % WORD));
  }
  return masks;
}

/** The masks of a level's columns, in one list of numbers. */
export interface Table {
  readonly values: number[];
}

/** Rows of masks, in the table from `base` on; a row has one mask for each of the words. */
export interface Column {
  readonly base: number;
  readonly words: readonly number[];
}

/** Adds a column: its words are those that differ from one row to another, or from `neutral`. */
export function addColumn(
  table: Table,
  bits: Bits,
  rows: readonly (readonly number[])[],
  neutral: number,
): Column {
  const words = Array.from({ length: bits.words }, (_, word) => word).filter((word) => {
    const full = neutral === 0 ? 0 : fullWord(bits, word);
    return rows.some((row) => (row[word] ?? 0) !== full);
  });
  const base = table.values.length;
  for (const row of rows) for (const word of words) table.values.push(row[word] ?? 0);
  return { base, words };
}

/** The word with the bits of all its conjuncts. */
export function fullWord(bits: Bits, word: number): number {
  const count = Math.min(WORD, bits.conjuncts.length - word * WORD);
  return count === WORD ? ALL : (1 << count) - 1;
}

export const rowAt = (column: Column, row: number): number => column.base + row * column.words.length;

/** What a field of some cells leaves: for each way of being there or not, the masks. */
export interface CellMasks {
  /** By the index of the cell. */
  readonly given: readonly (readonly number[])[];
  readonly absent: readonly number[];
  readonly null: readonly number[];
  readonly gone: readonly number[];
}

export function cellMasks(bits: Bits, about: string, place: Place): CellMasks {
  const leaving = (cell: bigint): number[] =>
    masksOf(bits, ({ way }) => {
      const literal = way.get(about);
      return literal?.kind !== 'cells' || (literal.cells & cell) !== 0n;
    });
  return {
    given: place.cells.map((_, index) => leaving(valueBit(index))),
    absent: leaving(ABSENT),
    null: leaving(NULL),
    gone: leaving(GONE),
  };
}

/** Literals of one kind about one place, so that each conjunct has at most one of them. */
export type Lane = ReadonlyMap<Conjunct, Literal>;

export function lanesOf(bits: Bits, belongs: (literal: Literal) => boolean): Lane[] {
  const lanes: Map<Conjunct, Literal>[] = [];
  for (const conjunct of bits.conjuncts) {
    let lane = 0;
    for (const literal of conjunct.way.values()) {
      if (!belongs(literal)) continue;
      const entries = lanes[lane] ?? new Map<Conjunct, Literal>();
      lanes[lane] = entries.set(conjunct, literal);
      lane += 1;
    }
  }
  return lanes;
}

/** For a lane, the bits that are turned round: literals that must not hold, and conjuncts that ask for nothing. */
export function turnedOf(bits: Bits, lane: Lane): number[] {
  return masksOf(bits, (conjunct) => {
    const literal = lane.get(conjunct);
    return literal === undefined || literal.kind === 'cells' || !literal.holds;
  });
}

/** For a lane, the conjuncts whose literal passes. */
export function metBy(bits: Bits, lane: Lane, passes: (literal: Literal) => boolean): number[] {
  return masksOf(bits, (conjunct) => {
    const literal = lane.get(conjunct);
    return literal !== undefined && passes(literal);
  });
}
