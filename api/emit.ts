/** Emitting as the library offers it: the files of the targets as texts. Writes nothing. */
import { DEFAULT_TARGETS, type Emitted, emitAll, type Target } from '../cli/emit.ts';
import type { Plan } from '../compiler/plan.ts';
import type { Source } from '../grammar/source.ts';

/** What emitting is told; all of it may be left out. */
export interface EmitOptions {
  /** `json-schema` and `typescript` where it is left out. */
  readonly targets?: readonly Target[];
  /** Whether a record may have no keys but its fields and those that begin with `x-`; it is so where this is left out. */
  readonly closed?: boolean;
  /** The texts that the plan was compiled from, to point at a rule that a target cannot hold. */
  readonly sources?: readonly Source[];
}

/** The files of the targets. A rule that one of them cannot hold is an error among the diagnostics. */
export function emit(
  plan: Plan,
  { targets = DEFAULT_TARGETS, closed = true, sources = [] }: EmitOptions = {},
): Emitted {
  return emitAll(plan, targets, (file) => sources.find((one) => one.file === file), { closed });
}
