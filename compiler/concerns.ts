/** Whom rules concern: which of them had anything to judge in a manifest, and why the others had not. Finds no breach. */
import type { Meanings } from './check/check.ts';
import { visit } from './evaluate.ts';
import type { Reason } from './findings.ts';
import type { Formula, Plan, Step } from './plan.ts';
import { reasonsFor } from './reasons.ts';
import { FALSE, truthOf } from './truth.ts';
import { type Frame, isRecord, type Words } from './values.ts';

/** Of what a rule speaks at one place in the tree, whatever it then asks for. */
export interface SiteConcern {
  readonly path: readonly Step[];
  /** What the policy and the rule say of the app as a whole. */
  readonly when: Formula;
  /** That, and what the rule says of the record. */
  readonly concerns: Formula;
}

/** For each rule of a plan, by its id. Plain data. */
export type Concerns = ReadonlyMap<string, readonly SiteConcern[]>;

/** Whom the rules of a plan concern. */
export function concernsOf(meanings: Meanings, plan: Plan): Concerns {
  const inForce = new Set(plan.rules.map((rule) => rule.id));
  return new Map(
    [...meanings.rules.values()].flatMap(({ entry, sites }) => {
      const id = `${entry.policy.name}/${entry.name}`;
      if (!inForce.has(id)) return [];
      return [[id, sites.map(({ path, when, concerns }) => ({ path, when, concerns }))] as const];
    }),
  );
}

/** Which rules had something to judge. */
export interface Reach {
  /** The ids of the rules in force that had not. */
  readonly idle: readonly string[];
  /** All of them are for other apps than this: the values that say so. Empty where some rule is for such an app. */
  readonly because: readonly Reason[];
}

/**
 * Goes through the rules; `found` are those of which something was found, which therefore had something to judge. A rule has
 * something to judge at a record that it may be about.
 */
export function reachOf(
  concerns: Concerns,
  manifest: unknown,
  words: Words,
  found: ReadonlySet<string>,
): Reach {
  const root: Frame = { value: isRecord(manifest) ? manifest : undefined, pointer: '' };
  const idle = [...concerns].filter(
    ([id, sites]) => !found.has(id) && !sites.some((one) => reaches(one, root, words)),
  );
  const isForNone = idle.length === concerns.size;
  return { idle: idle.map(([id]) => id), because: isForNone ? reasonsOf(idle, root, words) : [] };
}

function reaches({ path, when, concerns }: SiteConcern, root: Frame, words: Words): boolean {
  if (!isFor(when, path, root, words)) return false;
  let reached = false;
  visit(path, [root], true, true, (frames) => {
    reached ||= truthOf(concerns, frames, words) !== FALSE;
  });
  return reached;
}

/** Conditions on the app stand where the records of the path are known too, but read none of them. */
const framesFor = (path: readonly Step[], root: Frame): readonly Frame[] => [
  root,
  ...path.map((): Frame => ({ value: undefined, pointer: '' })),
];

const isFor = (when: Formula, path: readonly Step[], root: Frame, words: Words): boolean =>
  truthOf(when, framesFor(path, root), words) !== FALSE;

function reasonsOf(
  idle: readonly (readonly [string, readonly SiteConcern[]])[],
  root: Frame,
  words: Words,
): readonly Reason[] {
  const reasons = new Map<string, Reason>();
  for (const { path, when } of idle.flatMap(([, sites]) => sites)) {
    if (isFor(when, path, root, words)) return [];
    for (const one of reasonsFor(when, framesFor(path, root), words)) reasons.set(one.pointer, one);
  }
  return [...reasons.values()];
}
