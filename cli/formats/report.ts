/** What every format writes: the outcome of one run of `lint`. Type only. */
import type { Plan } from '../../compiler/plan.ts';
import type { Language } from '../../grammar/ast.ts';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import type { ExitCode } from '../exit.ts';
import type { Judged } from '../manifest.ts';
import type { Sources } from '../render-diagnostics.ts';

/** What a report is made of. Without `plan` the policy is wrong, and `diagnostics` say how. */
export interface Report {
  readonly policy: string;
  readonly plan: Plan | undefined;
  /** YYYY-MM-DD. */
  readonly asOf: string;
  readonly language: Language;
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: Sources;
  /** What is to be known of the run besides what it found: sentences. */
  readonly notes: readonly string[];
  readonly judged: readonly Judged[];
  readonly exit: ExitCode;
}
