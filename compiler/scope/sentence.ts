/**
 * Classical sentences about a manifest, each kept once: equal sentences are the same object, so that they can be compared,
 * remembered and shared. Knows how to build and negate them; nothing of three values or of JSON Schema.
 */
import { filled, type Place } from './place.ts';

/** The frame of the record that a scoped quantifier's body speaks of. */
export const SELF = -1;

interface Common {
  readonly id: number;
  /** The frames it speaks of, as bits; those that its quantifiers bind are left out. */
  readonly frames: number;
}

/** Some item: with a value among cells, or a text in which a pattern is found (`found`) or not. */
export type ItemTest =
  | { readonly kind: 'among'; readonly cells: bigint }
  | { readonly kind: 'matches'; readonly pattern: string };

export type Sentence = Common &
  (
    | { readonly kind: 'constant'; readonly value: boolean }
    /** The field of the frame's record is in one of these cells. */
    | { readonly kind: 'among'; readonly frame: number; readonly place: Place; readonly cells: bigint }
    /** A text is given and the pattern is found in it; or not so. */
    | {
        readonly kind: 'matches';
        readonly frame: number;
        readonly place: Place;
        readonly pattern: string;
        readonly holds: boolean;
      }
    /** A list is given and some item of it passes; or not so. */
    | {
        readonly kind: 'has-item';
        readonly frame: number;
        readonly place: Place;
        readonly test: ItemTest;
        readonly holds: boolean;
      }
    | { readonly kind: 'and' | 'or'; readonly of: readonly Sentence[] }
    | Quantified
  );

/** Over the records that are there; `binds` is the frame of each in the body, `SELF` once it is scoped. */
export type Quantified = Common & {
  readonly kind: 'some' | 'every' | 'at-least' | 'at-most';
  readonly frame: number;
  readonly place: Place;
  readonly binds: number;
  /** For the counts; 0 else. */
  readonly bound: number;
  readonly body: Sentence;
};

export type Connective = 'and' | 'or';

/** What is neither constant nor put together of others. */
export type Atom = Extract<
  Sentence,
  { kind: 'among' | 'matches' | 'has-item' | 'some' | 'every' | 'at-least' | 'at-most' }
>;

/** The sentences made so far. */
export interface Sentences {
  readonly byKey: Map<string, Sentence>;
  readonly negations: Map<Sentence, Sentence>;
}

export function newSentences(): Sentences {
  return { byKey: new Map(), negations: new Map() };
}

export const bitOf = (frame: number): number => (frame === SELF ? 0 : 1 << frame);

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;

/** The one sentence of this content; `key` tells contents apart. */
export function keep(all: Sentences, key: string, content: WithoutId<Sentence>): Sentence {
  const known = all.byKey.get(key);
  if (known) return known;
  const made: Sentence = { ...content, id: all.byKey.size };
  all.byKey.set(key, made);
  return made;
}

export function constant(all: Sentences, value: boolean): Sentence {
  return keep(all, String(value), { kind: 'constant', frames: 0, value });
}

export function among(all: Sentences, frame: number, place: Place, cells: bigint): Sentence {
  const within = cells & place.all;
  if (within === 0n || within === place.all) return constant(all, within !== 0n);
  const key = `among ${frame} ${place.key} ${within.toString(36)}`;
  return keep(all, key, { kind: 'among', frames: bitOf(frame), frame, place, cells: within });
}

export function matches(
  all: Sentences,
  frame: number,
  place: Place,
  pattern: string,
  holds: boolean,
): Sentence {
  const key = `matches ${frame} ${place.key} ${holds} ${pattern}`;
  return keep(all, key, { kind: 'matches', frames: bitOf(frame), frame, place, pattern, holds });
}

export function hasItem(
  all: Sentences,
  frame: number,
  place: Place,
  test: ItemTest,
  holds: boolean,
): Sentence {
  if (test.kind === 'among' && test.cells === 0n) return constant(all, !holds);
  if (test.kind === 'among' && test.cells === place.items?.all) {
    return among(all, frame, place, holds ? filled(place) : ~filled(place));
  }
  const words = test.kind === 'among' ? test.cells.toString(36) : `matches ${test.pattern}`;
  const key = `item ${frame} ${place.key} ${holds} ${words}`;
  return keep(all, key, { kind: 'has-item', frames: bitOf(frame), frame, place, test, holds });
}
