/** Names with one declaration changed, all else as it was. Checks nothing. */

import type { Define, Exception, Policy, Rule, SetDeclaration } from '../../grammar/ast.ts';
import { newReport } from '../../grammar/diagnostic.ts';
import type { Declared, ExceptionEntry, Names, RuleEntry, SetEntry } from '../resolve/names.ts';
import { termsOfMember } from '../resolve/terms.ts';
import type { Changeable } from './declarations.ts';

/** The names after a change; `now` tells which entry a rule has become. */
export interface Variant {
  readonly names: Names;
  readonly now: (rule: RuleEntry) => RuleEntry;
}

/** The names with `result` in the place of a declaration of theirs; without it where `result` is undefined. */
export function variantOf(names: Names, original: Changeable, result: Changeable | undefined): Variant {
  const same = (rule: RuleEntry): RuleEntry => rule;
  switch (result?.kind) {
    case 'define':
      return {
        names: { ...names, defines: renewed(names.defines, original, (one) => changed(one, result)) },
        now: same,
      };
    case 'set':
      return {
        names: { ...names, sets: renewed(names.sets, original, (one) => changedSet(one, result)) },
        now: same,
      };
    case 'rule':
      return withRules(names, (one) => (one.declaration === original ? changed(one, result) : one));
    case 'policy':
      return withRules(names, (one) =>
        one.policy.declaration === original ? { ...one, policy: changed(one.policy, result) } : one,
      );
    case 'exception':
    case undefined:
      return withException(names, original, result);
  }
}

function changed<D extends Rule | Exception | Define | Policy, E extends Declared<D>>(
  entry: E,
  declaration: D,
): E {
  return { ...entry, declaration };
}

function renewed<E extends Declared<unknown>>(
  entries: ReadonlyMap<string, E>,
  original: Changeable,
  change: (entry: E) => E,
): Map<string, E> {
  return new Map([...entries].map(([name, one]) => [name, one.declaration === original ? change(one) : one]));
}

/** What other files added to the set stands behind its own entries. */
function changedSet(entry: SetEntry, declaration: SetDeclaration): SetEntry {
  const own = declaration.members.flatMap((one) => termsOfMember(one, entry.vocabulary, newReport()) ?? []);
  const added = entry.members.slice(entry.declaration.members.length);
  return { ...entry, declaration, members: [...own, ...added] };
}

/** Exceptions point at the entry they are to, so they are made anew where it is. */
function withRules(names: Names, change: (rule: RuleEntry) => RuleEntry): Variant {
  const now = new Map<RuleEntry | ExceptionEntry, RuleEntry>();
  for (const rule of names.rules.values()) {
    const next = change(rule);
    if (next !== rule) now.set(rule, next);
  }
  const rules = new Map([...names.rules].map(([name, one]) => [name, now.get(one) ?? one]));
  return {
    names: { ...names, rules, exceptions: repointed(names, (one) => now.get(one) ?? one) },
    now: (rule) => now.get(rule) ?? rule,
  };
}

function withException(names: Names, original: Changeable, result: Exception | undefined): Variant {
  const kept = new Map(
    [...names.exceptions].flatMap(([name, one]): [string, ExceptionEntry][] => {
      if (one.declaration !== original) return [[name, one]];
      return result ? [[name, changed<Exception, ExceptionEntry>(one, result)]] : [];
    }),
  );
  return {
    names: { ...names, exceptions: repointed({ ...names, exceptions: kept }, (one) => one) },
    now: (rule) => rule,
  };
}

/** The exceptions with what they are to made anew; among themselves they keep pointing at each other by name. */
function repointed(
  names: Names,
  now: (target: RuleEntry | ExceptionEntry) => RuleEntry | ExceptionEntry,
): Map<string, ExceptionEntry> {
  const copies = new Map([...names.exceptions].map(([name, one]) => [name, { ...one }]));
  for (const copy of copies.values()) {
    if (copy.to === undefined) continue;
    const to: RuleEntry | ExceptionEntry = copy.to;
    copy.to = 'policy' in to ? now(to) : (copies.get(to.name) ?? undefined);
  }
  return copies;
}
