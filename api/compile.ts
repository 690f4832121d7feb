/** Compiling as the library offers it: whatever is wrong is a diagnostic, and without any there is a plan. Reads no files. */
import { type CompileOptions, compile as compileSource } from '../compiler/compile.ts';
import { type Host, loadCodes } from '../compiler/load.ts';
import { didYouMean } from '../compiler/nearest.ts';
import type { Plan } from '../compiler/plan.ts';
import { resolveCodes } from '../compiler/resolve/codes.ts';
import { type Diagnostic, hasErrors, newReport, report } from '../grammar/diagnostic.ts';
import type { Source, Span } from '../grammar/source.ts';

export type { CompileOptions } from '../compiler/compile.ts';

/** What compiling gives. */
export interface Compiled {
  /** Undefined exactly where an error is among the diagnostics. */
  readonly plan: Plan | undefined;
  /** In the order of the files and, within one, of the text. */
  readonly diagnostics: readonly Diagnostic[];
  /** Every text that took part, the one compiled last. A span names one of them by its `file`. */
  readonly sources: readonly Source[];
  /** The plan of another day (YYYY-MM-DD) without compiling again; undefined with errors, or where that is no day. */
  readonly planAsOf: (day: string) => Plan | undefined;
}

/**
 * Compiles a policy for a day: a text at hand, or the name of one that the host finds (`std/cn/pipl`, `./app`). Never throws
 * for what a text, a name or a day holds.
 */
export function compile(policy: Source | string, host: Host, options: CompileOptions): Compiled {
  const from = hostOr(host);
  const entry = typeof policy === 'string' ? from.find(policy.replace(/\.proviso$/, ''), undefined) : policy;
  if (entry === undefined) return notFound(String(policy), from);
  const { diagnostics, files, plan, planAsOf } = compileSource(entry, from, { asOf: options?.asOf });
  const sources = files.map((one) => one.source);
  if (plan !== undefined || hasErrors(diagnostics)) return { plan, diagnostics, sources, planAsOf };
  const to = newReport();
  report(to, resolveCodes, 'no-manifest', startOf(entry.file), {});
  return { plan, diagnostics: [...diagnostics, ...to.diagnostics], sources, planAsOf };
}

/** In JavaScript a host may be left out: then nothing is found. */
const hostOr = (host: Host | undefined): Host => host ?? { find: () => undefined, list: () => [] };

function notFound(path: string, host: Host): Compiled {
  const to = newReport();
  const hint = didYouMean(path, host.list());
  report(to, loadCodes, 'unknown-file', startOf(path), { path, hint });
  return { plan: undefined, diagnostics: to.diagnostics, sources: [], planAsOf: () => undefined };
}

const startOf = (file: string): Span => ({ file, start: 0, end: 0 });
