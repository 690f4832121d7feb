/**
 * The tables that the reading of bytes works from, as lists of numbers, for those who write them and for those who read them.
 * Slots are places in the numbers that are kept of a record while it is read; -1 is none. Knows no plan.
 */

/** Where in the numbers of a field each stands. A list is where it begins in `lists`, its length first; 0 is the empty one. */
export const KIND = 0;
/** The vocabulary; the pattern; of a list of records, a list: `RECORDS`. */
export const REF = 1;
/** 1 where the field must be there. */
export const NEEDED = 2;
/** The slot that is given `BASE` and `STRIDE` times the row of the value. */
export const PICK = 3;
export const BASE = 4;
export const STRIDE = 5;
/** The slot that is given `FOUND` where a text is not blank. */
export const BLANK = 6;
export const FOUND = 7;
/** A list of slots that keep where a text begins; where it ends is in those after them. */
export const KEPT = 8;
/** Lists of slots and what they are given: for null; for a record that is there. */
export const NULLS = 9;
export const FILLS = 10;
/** The record that stands alone; the field that stands for the items of a list; the level of the records of a list. */
export const INSIDE = 11;
/** The bounds of a number, or the words told apart in a text, by their place in `bounds` or `texts`. */
export const ROWS = 12;
/** How many numbers a field has. */
export const FIELD = 13;

/** Kinds of fields. */
export const TERM = 0;
export const YES_NO = 1;
export const NUMBER = 2;
export const DAYS = 3;
export const TEXT = 4;
/** A text that has a pattern. */
export const SHAPED = 5;
export const RECORD = 6;
/**
 * A list of scalars. Of the field for its items, a row begins at `BASE` and has `STRIDE` masks, which are met in the slots
 * from `PICK` on; `KEPT` are patterns, each with as many masks.
 */
export const SCALARS = 7;
/**
 * A list of records. Its list: slots of the words that they were met with, and of those of one record (the same, if none are
 * counted), how many words; where the rows of their bits begin, the slots that these are met in, how many; then, for each
 * count, its slot and the bits of each word that it counts.
 */
export const RECORDS = 8;

/** The numbers of a record: its first field, how many fields, how many of them are needed. */
export const RECORD_SIZE = 3;

/**
 * The numbers of a level: its record; lists: what is in the slots at first; fours of a slot that counts records, how many are
 * enough, and the rows it is then given if they are not, or are; fours of 0, a word, a slot and an offset: the word keeps the
 * bits in the table there; or of 1, a word, a slot and what is turned: it keeps those of the slot; fives of a word, a slot, a
 * pattern and what it keeps if the text has the pattern, or not; for each word the bits that end the reading; and those that
 * the level above asks for; and the slot of the first word.
 */
export const LEVEL_SIZE = 8;

export interface ByteTables {
  readonly fields: readonly number[];
  readonly lists: readonly number[];
  readonly records: readonly number[];
  /** The manifest's is the first. */
  readonly levels: readonly number[];
  /** Pairs: a row goes up to the first, included where the second is 1; the last row is for the rest. */
  readonly bounds: readonly (readonly number[])[];
  /** Words and their rows; the row of any other text. */
  readonly texts: readonly {
    readonly words: readonly string[];
    readonly rows: readonly number[];
    readonly other: number;
  }[];
}

/** How words are found, as in objects: by a table of lengths and a hash. */
export interface HashedWords {
  readonly lengths: Int32Array;
  readonly words: readonly (string | undefined)[];
  readonly bits: number;
  readonly count: number;
  readonly factor: number;
  readonly mask: number;
}

/** What stands in the file already. */
export interface Given {
  readonly vocabularies: readonly (HashedWords | { readonly map: ReadonlyMap<unknown, number> })[];
  /** For each record, its keys. */
  readonly keys: readonly (readonly (string | null)[])[];
  /** The table of masks of each level. */
  readonly masks: readonly Int32Array[];
  readonly patterns: readonly RegExp[];
}
