/** One small change to a part of the tree, with the words for it. Knows no kind of node. */
import type { Span } from '../../grammar/source.ts';

/** What kind of small change it is. */
export type ChangeKind =
  | 'exception-dropped'
  | 'unless-dropped'
  | 'condition-dropped'
  | 'requirement-dropped'
  | 'entry-dropped'
  | 'reversed'
  | 'term-widened'
  | 'term-narrowed'
  | 'number-shifted'
  | 'day-shifted'
  | 'quantifier-swapped'
  | 'list-word-swapped';

/** A part with one thing changed. */
export interface Change<N> {
  readonly kind: ChangeKind;
  /** What was done, for people: `the \`unless\` is left out`. */
  readonly what: string;
  /** Where what was changed stands. */
  readonly span: Span;
  /** The phrase as it is written, and as it would be; empty where nothing is left of it. */
  readonly before: string;
  readonly after: string;
  /** Where only a day was moved: the days between which it was. */
  readonly days?: readonly string[];
  readonly result: N;
}

/** The same changes, seen from a part around. */
export function within<P, W>(changes: readonly Change<P>[], rebuild: (part: P) => W): readonly Change<W>[] {
  return changes.map((one) => ({ ...one, result: rebuild(one.result) }));
}

/** Changes to each item of a list in turn. */
export function withinEach<P>(
  items: readonly P[],
  changesOf: (item: P) => readonly Change<P>[],
): readonly Change<readonly P[]>[] {
  return items.flatMap((item, index) => within(changesOf(item), (changed) => items.with(index, changed)));
}

/** The list without each of its items in turn. */
export function withoutEach<P>(
  items: readonly P[],
): readonly { readonly item: P; readonly rest: readonly P[] }[] {
  return items.map((item, index) => ({ item, rest: items.toSpliced(index, 1) }));
}
