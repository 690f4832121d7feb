/** Which rules had anything to judge in a manifest: counted, and why none had where none had. Renders nothing. */
import { reachOf } from '../compiler/concerns.ts';
import type { Judgement, Reason } from '../compiler/findings.ts';
import type { Unenforced } from '../compiler/lint/enforcement.ts';
import type { Ground } from './ground.ts';

/** Why nothing was judged. */
export type Idle =
  | Unenforced
  /** Every rule is for other apps: what the manifest says that decides it. */
  | { readonly kind: 'other-apps'; readonly rules: number; readonly because: readonly Reason[] }
  /** Some rule is for such apps, and speaks of nothing that is in this one. */
  | { readonly kind: 'nothing-there'; readonly rules: number };

/** How many rules are in force and how many of them applied: had something to judge. */
export interface Reached {
  readonly inForce: number;
  readonly applied: number;
  /** The ids of the others. */
  readonly idle: readonly string[];
  /** There where none applied. */
  readonly why?: Idle;
}

/** Counts the rules that had something to judge. A rule of which something was found had. */
export function reachedBy(ground: Ground, tree: unknown, { findings }: Judgement): Reached {
  const found = new Set(findings.map((one) => one.rule));
  const { idle, because } = reachOf(ground.concerns, tree, ground.words, found);
  const inForce = ground.concerns.size;
  const applied = inForce - idle.length;
  const counts = { inForce, applied, idle };
  if (applied > 0) return counts;
  if (ground.unenforced !== undefined) return { ...counts, why: ground.unenforced };
  const why: Idle =
    because.length === 0
      ? { kind: 'nothing-there', rules: inForce }
      : { kind: 'other-apps', rules: inForce, because };
  return { ...counts, why };
}
