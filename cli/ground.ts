/** What manifests are judged by: the plan of a policy, whom its rules concern, and why it has none where it has none. */
import { type Concerns, concernsOf } from '../compiler/concerns.ts';
import { type Unenforced, unenforcedOf } from '../compiler/lint/enforcement.ts';
import type { Plan } from '../compiler/plan.ts';
import { type Words, wordsOf } from '../compiler/values.ts';
import type { FoundPolicy } from './policy.ts';

/** Plain data, so that it can be sent to other threads. */
export interface Ground {
  readonly plan: Plan;
  readonly concerns: Concerns;
  readonly words: Words;
  /** There where the plan has no rule. */
  readonly unenforced: Unenforced | undefined;
}

/** The ground that a policy gives on the day of its plan. */
export function groundOf(policy: FoundPolicy, plan: Plan): Ground {
  const { names, meanings } = policy.compilation;
  const entry = names.files.at(-1);
  return {
    plan,
    concerns: concernsOf(meanings, plan),
    words: wordsOf(plan),
    unenforced: entry && unenforcedOf(names, entry, plan.asOf),
  };
}
