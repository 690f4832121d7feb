/** The small changes to what stands right of `is` and `include`: a term moved, an entry left out, the word of the list swapped. */
import type { Include, Is, Name, Values } from '../../grammar/ast.ts';
import { nameOf } from '../../grammar/phrases.ts';
import type { Names } from '../resolve/names.ts';
import { type Change, withoutEach } from './change.ts';

/** The terms one step away from a term, in any vocabulary that has it. */
export interface Neighbours {
  readonly above: (term: string) => readonly string[];
  readonly below: (term: string) => readonly string[];
}

/** The neighbours of the terms of a set of files: above the one it is a kind of, below the first of its own kinds. */
export function neighboursIn(names: Names): Neighbours {
  const above = new Map<string, Set<string>>();
  const below = new Map<string, Set<string>>();
  const add = (to: Map<string, Set<string>>, term: string, other: string) =>
    to.set(term, (to.get(term) ?? new Set()).add(other));
  for (const { terms } of names.vocabularies.values()) {
    const firsts = new Set<string>();
    for (const { name, parent } of terms.values()) {
      if (parent === undefined) continue;
      add(above, name, parent);
      if (!firsts.has(parent)) add(below, parent, name);
      firsts.add(parent);
    }
  }
  return {
    above: (term) => [...(above.get(term) ?? [])],
    below: (term) => [...(below.get(term) ?? [])],
  };
}

type Listed = Is | Include;
/** The phrases are put in by whoever knows how the condition is said. */
type Found = Omit<Change<Listed>, 'before' | 'after'>;

/** Each term moved up to what it is a kind of, and down to the first of its kinds. */
export function termChanges(condition: Listed, near: Neighbours): readonly Found[] {
  const { operand } = condition;
  if (operand.kind !== 'values') return [];
  return operand.values.flatMap((value, index): Found[] => {
    if (value.kind !== 'name') return [];
    const moved = (kind: Found['kind'], verb: string) => (term: string) => {
      const name: Name = { ...value, text: term };
      const result = { ...condition, operand: { ...operand, values: operand.values.with(index, name) } };
      return { kind, what: `\`${value.text}\` is ${verb} to \`${term}\``, span: value.span, result };
    };
    return [
      ...near.above(value.text).map(moved('term-widened', 'widened')),
      ...near.below(value.text).map(moved('term-narrowed', 'narrowed')),
    ];
  });
}

/** A list of several without each of its entries. */
export function listChanges(condition: Listed): readonly Found[] {
  const { operand } = condition;
  if (operand.kind !== 'values' || operand.values.length < 2) return [];
  return withoutEach(operand.values).map(({ item, rest }) => {
    const word = item.kind === 'text' ? `“${item.value}”` : `\`${nameOf(item)}\``;
    const shorter: Values = { ...operand, values: rest };
    return {
      kind: 'entry-dropped',
      what: `${word} is left out of the list`,
      span: item.span,
      result: { ...condition, operand: shorter },
    };
  });
}

const MODE_WORDS = { any: 'any of', all: 'all of', only: 'only' } as const;

/** `any of`, `all of` and `only`, each in the place of the others. */
export function modeChanges(condition: Include): readonly Found[] {
  const { mode } = condition;
  if (mode === 'some') return [];
  const others = (['any', 'all', 'only'] as const).filter((one) => one !== mode);
  return others.map((other) => ({
    kind: 'list-word-swapped',
    what: `\`${MODE_WORDS[mode]}\` becomes \`${MODE_WORDS[other]}\``,
    span: condition.span,
    result: { ...condition, mode: other },
  }));
}
