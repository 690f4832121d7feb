/** The small changes to a declaration: to what a rule requires, when, of whom, and since when; to exceptions, sets, defines. */
import type {
  Condition,
  Day,
  Declaration,
  Define,
  Each,
  Exception,
  InForce,
  Member,
  Must,
  Policy,
  Requirement,
  Rule,
  SetDeclaration,
} from '../../grammar/ast.ts';
import { inForceOf, listed, nameOf } from '../../grammar/phrases.ts';
import { mustWords } from '../../grammar/print.ts';
import { type Change, within, withinEach, withoutEach } from './change.ts';
import { changesInCondition, type Say, saidPlainly } from './conditions.ts';
import type { Neighbours } from './lists.ts';

/** What can be changed so that a rule says something else. */
export type Changeable = Rule | Exception | Define | SetDeclaration | Policy;

/** A declaration changed in one small step; undefined where it is left out. */
export type DeclarationChange = Change<Changeable | undefined>;

/** Whether a declaration is of a kind that is changed. */
export function isChangeable(declaration: Declaration): declaration is Changeable {
  return ['rule', 'exception', 'define', 'set', 'policy'].includes(declaration.kind);
}

/** Every small change to a declaration. */
export function changesIn(declaration: Changeable, near: Neighbours): readonly DeclarationChange[] {
  switch (declaration.kind) {
    case 'rule':
      return changesInRule(declaration, near);
    case 'exception':
      return changesInException(declaration, near);
    case 'define':
      return within(changesInCondition(declaration.condition, near), (condition) => ({
        ...declaration,
        condition,
      }));
    case 'set':
      return changesInSet(declaration);
    case 'policy': {
      const { applies } = declaration;
      return [
        ...dayChanges(declaration.inForce, (inForce): Policy => ({ ...declaration, inForce })),
        ...(applies
          ? clauseChanges('applies when', applies, near, (one): Policy => ({ ...declaration, applies: one }))
          : []),
      ];
    }
  }
}

function changesInRule(rule: Rule, near: Neighbours): readonly Change<Rule>[] {
  const { each, when, requirements, unless } = rule;
  return [
    ...dayChanges(rule.inForce, (inForce): Rule => ({ ...rule, inForce })),
    ...when.flatMap((one, index) =>
      clauseChanges(
        'when',
        one,
        near,
        (changed): Rule => ({
          ...rule,
          when: changed ? when.with(index, changed) : when.toSpliced(index, 1),
        }),
      ),
    ),
    ...(each ? within(eachChanges(each, near), (changed): Rule => ({ ...rule, each: changed })) : []),
    ...withoutEach(requirements).map(({ item, rest }): Change<Rule> => {
      const last = rest.length === 0;
      return {
        kind: 'requirement-dropped',
        what: last ? 'the rule requires nothing any more' : 'one of the requirements is left out',
        span: item.span,
        before: saidRequirement(item),
        after: '',
        result: { ...rule, requirements: rest },
      };
    }),
    ...within(
      withinEach(requirements, (one) => requirementChanges(one, near)),
      (changed): Rule => ({ ...rule, requirements: changed }),
    ),
    ...withoutEach(unless).map(
      ({ item, rest }): Change<Rule> => ({
        kind: 'unless-dropped',
        what: 'the `unless` is left out',
        span: item.span,
        before: `unless ${saidPlainly(item.condition)}`,
        after: '',
        result: { ...rule, unless: rest },
      }),
    ),
    ...within(
      withinEach(unless, (one) =>
        within(changesInCondition(one.condition, near), (condition) => ({ ...one, condition })),
      ),
      (changed): Rule => ({ ...rule, unless: changed }),
    ),
  ];
}

/** A clause that is one condition: left out, or changed in itself. */
function clauseChanges<W>(
  word: string,
  condition: Condition,
  near: Neighbours,
  rebuild: (condition: Condition | undefined) => W,
): readonly Change<W>[] {
  const drop: Change<W> = {
    kind: 'condition-dropped',
    what: `what stands behind \`${word}\` is left out`,
    span: condition.span,
    before: `${word} ${saidPlainly(condition)}`,
    after: '',
    result: rebuild(undefined),
  };
  return [drop, ...within(changesInCondition(condition, near), rebuild)];
}

function eachChanges(each: Each, near: Neighbours): readonly Change<Each>[] {
  if (each.where === undefined) return [];
  return clauseChanges('where', each.where, near, (where): Each => ({ ...each, where }));
}

function requirementChanges(requirement: Requirement, near: Neighbours): readonly Change<Requirement>[] {
  if (requirement.kind === 'forbidden') return [];
  const say: Say = (condition) => saidRequirement({ ...requirement, condition });
  const result = reversed(requirement);
  return [
    {
      kind: 'reversed',
      what: 'what is required is forbidden, and the other way round',
      span: requirement.span,
      before: saidRequirement(requirement),
      after: saidRequirement(result),
      result,
    },
    ...within(changesInCondition(requirement.condition, near, say), (condition) => ({
      ...requirement,
      condition,
    })),
  ];
}

/** `must` and `must not`, `require` and `forbid` in each other's place. */
function reversed(requirement: Exclude<Requirement, { kind: 'forbidden' }>): Requirement {
  if (requirement.kind === 'demand' && requirement.verb !== 'recommend') {
    return { ...requirement, verb: requirement.verb === 'require' ? 'forbid' : 'require' };
  }
  return { ...requirement, condition: negated(requirement.condition) };
}

function negated(condition: Condition): Condition {
  if (condition.kind === 'not') return condition.of;
  if ('negated' in condition) return { ...condition, negated: !condition.negated };
  return { kind: 'not', span: condition.span, of: condition };
}

function saidRequirement(requirement: Requirement): string {
  if (requirement.kind === 'forbidden') return 'is forbidden';
  if (requirement.kind === 'must') return mustWords(requirement satisfies Must).join(' ');
  return `${requirement.verb} ${saidPlainly(requirement.condition)}`;
}

function changesInException(
  exception: Exception,
  near: Neighbours,
): readonly Change<Exception | undefined>[] {
  const { name, to, where } = exception;
  return [
    {
      kind: 'exception-dropped',
      what: 'the exception does not exist',
      span: name.span,
      before: `exception ${nameOf(name)} to ${nameOf(to)}`,
      after: '',
      result: undefined,
    },
    ...dayChanges(exception.inForce, (inForce): Exception => ({ ...exception, inForce })),
    ...within(changesInCondition(where, near), (changed): Exception => ({ ...exception, where: changed })),
  ];
}

function changesInSet(set: SetDeclaration): readonly Change<SetDeclaration>[] {
  const { members } = set;
  return [
    ...withoutEach(members).map(
      ({ item, rest }): Change<SetDeclaration> => ({
        kind: 'entry-dropped',
        what: `\`${nameOf(item.term)}\` is left out of the set`,
        span: item.span,
        before: saidMember(item),
        after: '',
        result: { ...set, members: rest },
      }),
    ),
    ...within(
      withinEach(members, exceptChanges),
      (changed): SetDeclaration => ({ ...set, members: changed }),
    ),
  ];
}

function exceptChanges(member: Member): readonly Change<Member>[] {
  return withoutEach(member.except).map(({ item, rest }) => {
    const result: Member = { ...member, except: rest };
    return {
      kind: 'entry-dropped',
      what: `\`${nameOf(item)}\` is no longer taken out of the entry`,
      span: item.span,
      before: saidMember(member),
      after: saidMember(result),
      result,
    };
  });
}

function saidMember({ term, except }: Member): string {
  const taken = except.length === 0 ? [] : ['except', ...listed(except.map(nameOf))];
  return ['-', nameOf(term), ...taken].join(' ');
}

const DAY_LENGTH = 24 * 60 * 60 * 1000;

/** A day of the calendar moved by some days. */
export function movedDay(day: string, by: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + by * DAY_LENGTH).toISOString().slice(0, 10);
}

/** Each day of an `in force` one earlier and one later. */
function dayChanges<W>(inForce: InForce | undefined, rebuild: (dates: InForce) => W): readonly Change<W>[] {
  if (inForce === undefined) return [];
  const ends = (['from', 'until'] as const).flatMap((end) => {
    const day = inForce[end];
    return day === undefined ? [] : [{ end, day }];
  });
  return ends.flatMap(({ end, day }) =>
    [-1, 1].map((by): Change<W> => {
      const moved: Day = { ...day, value: movedDay(day.value, by) };
      const changed: InForce = { ...inForce, [end]: moved };
      const way = by < 0 ? 'earlier' : 'later';
      return {
        kind: 'day-shifted',
        what: `it ${end === 'from' ? 'begins' : 'ends'} one day ${way}: ${moved.value}`,
        span: day.span,
        before: inForceOf(inForce).join(' '),
        after: inForceOf(changed).join(' '),
        days: [day.value, moved.value],
        result: rebuild(changed),
      };
    }),
  );
}
