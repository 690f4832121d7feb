/** The small changes to a condition: parts left out, terms moved in their tree, numbers shifted, words of quantity swapped. */
import type { Condition, Count, Quantified, Quantity } from '../../grammar/ast.ts';
import { conditionOf, quantityOf } from '../../grammar/phrases.ts';
import { type Change, within, withinEach, withoutEach } from './change.ts';
import { listChanges, modeChanges, type Neighbours, termChanges } from './lists.ts';

/** How a condition is put into words where it stands. */
export type Say = (condition: Condition) => string;

export const saidPlainly: Say = (condition) => conditionOf(condition).join(' ');

type Changes = readonly Change<Condition>[];

/** Every small change to a condition and to what is in it. */
export function changesInCondition(condition: Condition, near: Neighbours, say: Say = saidPlainly): Changes {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return junctionChanges(condition, near, say);
    case 'not':
      return within(
        changesInCondition(condition.of, near, (of) => say({ ...condition, of })),
        (of) => ({ ...condition, of }),
      );
    case 'except':
      return [
        {
          kind: 'exception-dropped',
          what: 'the `except` is left out',
          span: condition.except.span,
          before: say(condition),
          after: say(condition.base),
          result: condition.base,
        },
        ...within(changesInCondition(condition.base, near), (base) => ({ ...condition, base })),
        ...within(changesInCondition(condition.except, near), (except) => ({ ...condition, except })),
      ];
    case 'is':
    case 'include': {
      const found = [
        ...termChanges(condition, near),
        ...listChanges(condition),
        ...(condition.kind === 'include' ? modeChanges(condition) : []),
      ];
      return found.map((one) => ({ ...one, before: say(condition), after: say(one.result) }));
    }
    case 'mentions':
      if (condition.texts.length < 2) return [];
      return withoutEach(condition.texts).map(({ item, rest }) => {
        const result: Condition = { ...condition, texts: rest };
        const what = `“${item.kind === 'text' ? item.value : ''}” is left out of the list`;
        return {
          kind: 'entry-dropped',
          what,
          span: item.span,
          before: say(condition),
          after: say(result),
          result,
        };
      });
    case 'bound':
      if (condition.bound.kind !== 'quantity') return [];
      return shifts(condition.bound).map(({ what, bound }) =>
        shifted(condition, { ...condition, bound }, what, say),
      );
    case 'count':
      return [
        ...(condition.bound.kind === 'quantity'
          ? shifts(condition.bound).map(({ what, bound }) =>
              shifted(condition, { ...condition, bound }, what, say),
            )
          : []),
        ...whereChanges(condition, near),
      ];
    case 'quantified':
      return [
        ...quantifierChanges(condition),
        ...whereChanges(condition, near),
        ...(condition.has
          ? within(changesInCondition(condition.has, near), (has) => ({ ...condition, has }))
          : []),
      ];
    default:
      return [];
  }
}

function junctionChanges(
  condition: Extract<Condition, { kind: 'and' | 'or' }>,
  near: Neighbours,
  say: Say,
): Changes {
  const part = condition.kind === 'and' ? 'one of the conditions' : 'one of the alternatives';
  const dropped = withoutEach(condition.of).map(({ item, rest }): Change<Condition> => {
    const [only] = rest;
    const result: Condition = rest.length === 1 && only ? only : { ...condition, of: rest };
    const what = `${part} is left out: \`${saidPlainly(item)}\``;
    return {
      kind: 'condition-dropped',
      what,
      span: item.span,
      before: say(condition),
      after: say(result),
      result,
    };
  });
  const inner = withinEach(condition.of, (one) => changesInCondition(one, near));
  return [...dropped, ...within(inner, (of) => ({ ...condition, of }))];
}

/** What stands behind `where`: left out as a whole, or changed in itself. */
function whereChanges<C extends Count | Quantified>(condition: C, near: Neighbours): readonly Change<C>[] {
  const { where } = condition;
  if (where === undefined) return [];
  const result: C = { ...condition, where: undefined };
  const drop: Change<C> = {
    kind: 'condition-dropped',
    what: 'what stands behind `where` is left out',
    span: where.span,
    before: saidPlainly(condition),
    after: saidPlainly(result),
    result,
  };
  const inner = within(changesInCondition(where, near), (changed): C => ({ ...condition, where: changed }));
  // `every` without `where` and `has` says nothing.
  const bare =
    condition.kind === 'quantified' && condition.quantifier === 'every' && condition.has === undefined;
  return bare ? inner : [drop, ...inner];
}

function shifts(bound: Quantity): readonly { readonly what: string; readonly bound: Quantity }[] {
  return [-1, 1].flatMap((by) => {
    const moved: Quantity = { ...bound, value: bound.value + by };
    if (moved.value < 0) return [];
    return [{ what: `the number is one ${by < 0 ? 'less' : 'more'}: ${quantityOf(moved)}`, bound: moved }];
  });
}

function shifted(
  condition: Extract<Condition, { kind: 'bound' | 'count' }>,
  result: Condition,
  what: string,
  say: Say,
): Change<Condition> {
  const { span } = condition.bound;
  return { kind: 'number-shifted', what, span, before: say(condition), after: say(result), result };
}

/** `some`, `no` and `every`, each in the place of the others, speaking of the same records. */
function quantifierChanges(condition: Quantified): readonly Change<Quantified>[] {
  const { quantifier, where, has } = condition;
  const narrow = quantifier === 'every';
  // `every share where A has B` is about records that are A and B; so are the others written.
  const parts = [where, has].filter((one) => one !== undefined);
  const [first] = parts;
  const joined: Condition | undefined =
    parts.length > 1 ? { kind: 'and', span: condition.span, of: parts } : first;
  const plain = { ...condition, where: joined, has: undefined };
  const others: Quantified[] = [
    ...(quantifier === 'some' ? [] : [{ ...plain, quantifier: 'some' as const }]),
    ...(quantifier === 'no' ? [] : [{ ...plain, quantifier: 'no' as const }]),
    ...(narrow || joined === undefined
      ? []
      : [{ ...condition, where: undefined, has: joined, quantifier: 'every' as const }]),
  ];
  return others.map((result) => ({
    kind: 'quantifier-swapped',
    what: `\`${quantifier}\` becomes \`${result.quantifier}\``,
    span: condition.span,
    before: saidPlainly(condition),
    after: saidPlainly(result),
    result,
  }));
}
