/** Which rules a declaration has a say in: through a condition or a set they use, an exception to them, their policy. */
import type { Condition, NameOr } from '../../grammar/ast.ts';
import { newReport } from '../../grammar/diagnostic.ts';
import { ruleOf } from '../check/check.ts';
import { lookUpRule, type Names, type RuleEntry } from '../resolve/names.ts';
import type { Changeable } from './declarations.ts';

/** The rules that a change of a declaration may touch. */
export type Touches = (declaration: Changeable) => readonly RuleEntry[];

/** Looks through all conditions once, and then tells for each declaration which rules it has a say in. */
export function touchesIn(names: Names): Touches {
  const users = usersIn(names);
  const called = (kind: 'set' | 'define', name: NameOr): readonly RuleEntry[] =>
    name.kind === 'name' ? [...(users.get(`${kind} ${name.text}`) ?? [])] : [];
  return (declaration) => {
    switch (declaration.kind) {
      case 'rule':
        return [...names.rules.values()].filter((one) => one.declaration === declaration);
      case 'policy':
        return [...names.rules.values()].filter((one) => one.policy.declaration === declaration);
      case 'exception': {
        const entry = [...names.exceptions.values()].find((one) => one.declaration === declaration);
        const rule = entry && ruleOf(entry);
        return rule ? [rule] : [];
      }
      case 'set':
      case 'define':
        return called(declaration.kind, declaration.name);
    }
  };
}

/** For `set NAME` and `define NAME`, the rules in whose conditions the name stands, directly or through a defined one. */
function usersIn(names: Names): ReadonlyMap<string, ReadonlySet<RuleEntry>> {
  const users = new Map<string, Set<RuleEntry>>();
  const note = (condition: Condition, rule: RuleEntry): void => {
    for (const word of wordsIn(condition)) {
      const known = users.get(word) ?? new Set();
      if (known.has(rule)) continue;
      users.set(word, known.add(rule));
      const define = word.startsWith('define ') ? names.defines.get(word.slice('define '.length)) : undefined;
      if (define) note(define.declaration.condition, rule);
    }
  };
  for (const rule of names.rules.values()) {
    for (const condition of conditionsOf(rule)) note(condition, rule);
  }
  for (const exception of names.exceptions.values()) {
    const rule = ruleOf(exception);
    if (rule) note(exception.declaration.where, rule);
  }
  for (const { declaration, file } of names.waivers) {
    const { rule: name, where } = declaration;
    const rule = lookUpRule(name, names, file, newReport());
    if (rule && where) note(where, rule);
  }
  return users;
}

function conditionsOf({ declaration, policy }: RuleEntry): readonly Condition[] {
  const { applies } = policy.declaration;
  return [
    ...(applies ? [applies] : []),
    ...declaration.when,
    ...(declaration.each?.where ? [declaration.each.where] : []),
    ...declaration.requirements.flatMap((one) => (one.kind === 'forbidden' ? [] : [one.condition])),
    ...declaration.unless.map((one) => one.condition),
  ];
}

/** The names in a condition that may be sets (`set NAME`) or defined conditions (`define NAME`). */
function wordsIn(condition: Condition): readonly string[] {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.of.flatMap(wordsIn);
    case 'not':
      return wordsIn(condition.of);
    case 'except':
      return [...wordsIn(condition.base), ...wordsIn(condition.except)];
    case 'quantified':
      return [condition.where, condition.has].flatMap((one) => (one ? wordsIn(one) : []));
    case 'count':
      return condition.where ? wordsIn(condition.where) : [];
    case 'defined':
      return condition.name.kind === 'name' ? [`define ${condition.name.text}`] : [];
    case 'is':
    case 'include': {
      const { operand } = condition;
      if (operand.kind !== 'values') return [];
      return operand.values.flatMap((one) => (one.kind === 'name' ? [`set ${one.text}`] : []));
    }
    default:
      return [];
  }
}
