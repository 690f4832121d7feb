/** Changes rules one small step at a time, and sees for each change whether a test that passed then fails. */

import {
  type Changeable,
  changesIn,
  type DeclarationChange,
  isChangeable,
} from '../../compiler/mutate/declarations.ts';
import { type Neighbours, neighboursIn } from '../../compiler/mutate/lists.ts';
import { type Touches, touchesIn } from '../../compiler/mutate/uses.ts';
import type { RuleEntry } from '../../compiler/resolve/names.ts';
import { type Location, locate } from '../../grammar/source.ts';
import { type Ground, groundOf, tryChange } from './ground.ts';
import { enforces, type Scope } from './scope.ts';
import type { Suite } from './suite.ts';

/**
 * `survived`: no test noticed. `uncheckable`: the changed rule is not one that compiles, so there is nothing to compare.
 * `same`: the rule means what it meant, or what it means after a change that stands before this one.
 */
export type Fate = 'noticed' | 'survived' | 'uncheckable' | 'same';

/** One small change and what became of it. */
export interface Mutant {
  /** As it is written. */
  readonly declaration: Changeable;
  readonly change: DeclarationChange;
  /** Of whom: `policy/rule`, or `set NAME`, `exception NAME`. */
  readonly of: string;
  /** The rules that it touches, as `policy/rule`. */
  readonly rules: readonly string[];
  readonly location: Location;
  readonly fate: Fate;
}

/** A part of the work: every `of`-th declaration, from the `nth`. */
export interface Share {
  readonly nth: number;
  readonly of: number;
}

/** A declaration of a suite, and what is needed to change it there. */
interface Place {
  readonly suite: Indexed;
  readonly declaration: Changeable;
  readonly rules: readonly RuleEntry[];
}

/** A suite with what is looked up in it for every declaration. */
interface Indexed {
  readonly suite: Suite;
  readonly near: Neighbours;
  readonly touches: Touches;
}

/** Every small change of every declaration in scope. Changes that mean nothing new are among them, with that fate. */
export function mutantsOf(
  suites: readonly Suite[],
  scope: Scope,
  share: Share = { nth: 0, of: 1 },
): readonly Mutant[] {
  const indexed = suites.map((suite): Indexed => {
    const { names } = suite.policy.compilation;
    return { suite, near: neighboursIn(names), touches: touchesIn(names) };
  });
  const declarations = [...placesIn(indexed, scope)].filter((_, index) => index % share.of === share.nth);
  return declarations.flatMap(([, places]) => mutantsAt(places, scope));
}

/** By the place in the file, so that a file which several suites bring in is changed once. The suite of the file itself comes first. */
function placesIn(suites: readonly Indexed[], scope: Scope): ReadonlyMap<string, readonly Place[]> {
  const places = new Map<string, Place[]>();
  for (const indexed of suites) {
    const { suite, touches } = indexed;
    for (const file of suite.policy.compilation.names.files) {
      if (!scope.includes(file)) continue;
      const path = scope.pathOf(file);
      for (const declaration of file.tree.declarations) {
        if (!isChangeable(declaration)) continue;
        if (declaration.kind === 'exception' && !enforces(suite, file)) continue;
        const rules = touches(declaration).filter((one) => enforces(suite, one.file));
        if (rules.length === 0) continue;
        const key = `${path}:${declaration.span.start}`;
        const known = places.get(key) ?? [];
        const place = { suite: indexed, declaration, rules };
        places.set(key, path === suite.path ? [place, ...known] : [...known, place]);
      }
    }
  }
  return places;
}

function mutantsAt(places: readonly Place[], scope: Scope): readonly Mutant[] {
  const [home] = places;
  if (home === undefined) return [];
  const { suite, near } = home.suite;
  const grounds = places.map((one) => once(() => groundOf(one.suite.suite, one.declaration, one.rules)));
  const file = suite.policy.compilation.names.files.find(
    (one) => one.source.file === home.declaration.span.file,
  );
  if (file === undefined) return [];
  const tried = grounds.map(() => new Set<string>());
  return changesIn(home.declaration, near).flatMap((change): Mutant[] => {
    const fate = fateOf(change, grounds, tried);
    // A term may be one of several vocabularies, and then moves in each; only one is the one that is meant.
    if (fate === 'uncheckable' && change.kind.startsWith('term-')) return [];
    const rules = home.rules.map((one) => `${one.policy.name}/${one.name}`);
    const location = scope.shown(locate(file.source, change.span));
    return [{ declaration: home.declaration, change, of: nameFor(home), rules, location, fate }];
  });
}

function nameFor({ declaration, rules: [rule] }: Place): string {
  const name = declaration.name.kind === 'name' ? declaration.name.text : '';
  return declaration.kind === 'rule' ? `${rule?.policy.name}/${name}` : `${declaration.kind} ${name}`;
}

/** Most changes are noticed in the first suite, so the others are made ready only when they are asked. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** In every suite that enforces the rule, until a test notices. `tried` holds for each what changes came to before. */
function fateOf(
  change: DeclarationChange,
  grounds: readonly (() => Ground)[],
  tried: readonly Set<string>[],
): Fate {
  let fate: Fate = 'same';
  for (const [index, ground] of grounds.entries()) {
    const before = tried[index] ?? new Set();
    const now = tryChange(change, ground(), before);
    before.add(now.key);
    if (now.fate === 'noticed' || now.fate === 'uncheckable') return now.fate;
    // What comes to the same in one suite does so in the others.
    if (now.fate === 'repeated') return 'same';
    if (now.fate === 'survived') fate = now.fate;
  }
  return fate;
}
