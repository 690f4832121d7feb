/** Finds and compiles the policy a command is given: a file, or a name of the library. Says what is wrong with it. */
import { type Compilation, compile } from '../compiler/compile.ts';
import type { Host } from '../compiler/load.ts';
import { didYouMean } from '../compiler/nearest.ts';
import type { Plan } from '../compiler/plan.ts';
import type { Language } from '../grammar/ast.ts';
import { type Diagnostic, hasErrors } from '../grammar/diagnostic.ts';
import type { Source } from '../grammar/source.ts';
import { decode } from '../readers/decode.ts';
import { EXIT, type ExitCode } from './exit.ts';
import { fullPath, POLICY_BYTES, readBytes, shownPath } from './files.ts';
import { fileHost } from './host.ts';
import { renderDiagnostics } from './render-diagnostics.ts';
import type { Terminal } from './terminal.ts';

/** A policy that was found, whatever is wrong with it. */
export interface FoundPolicy {
  readonly source: Source;
  readonly compilation: Compilation;
}

/** Why there is nothing to work with. `diagnostics` are remarks on `source`. */
export interface PolicyProblem {
  readonly exit: ExitCode;
  readonly message?: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly source?: Source;
}

/** The text of a policy: `std/…` is the library's; all else is a path, with or without `.proviso`. */
export function findPolicy(name: string, terminal: Pick<Terminal, 'cwd'>): Source | PolicyProblem {
  const host = fileHost(terminal.cwd);
  if (name.startsWith('std/')) {
    const source = host.find(name.replace(/\.proviso$/, ''), undefined);
    return source ?? unusable(`there is no rule file ${name} in the library`, didYouMean(name, host.list()));
  }
  const read = readBytes(fullPath(name, terminal.cwd), POLICY_BYTES);
  if ('problem' in read) return unusable(`${name}: ${read.problem}`, didYouMean(name, host.list()));
  const { source, diagnostics } = decode(shownPath(name, terminal.cwd), read.bytes);
  return diagnostics.length === 0 ? source : { exit: EXIT.unusable, diagnostics, source };
}

function unusable(message: string, hint: string | undefined): PolicyProblem {
  return {
    exit: EXIT.unusable,
    message: hint === undefined ? message : `${message}; ${hint}`,
    diagnostics: [],
  };
}

/** Finds a policy, unless it is at hand, and compiles it for a day. */
export function loadPolicy(
  policy: string | Source,
  asOf: string,
  terminal: Pick<Terminal, 'cwd'>,
  host: Host = fileHost(terminal.cwd),
): FoundPolicy | PolicyProblem {
  const source = typeof policy === 'string' ? findPolicy(policy, terminal) : policy;
  if ('exit' in source) return source;
  return { source, compilation: compile(source, host, { asOf }) };
}

/** The plan of a policy, or why there is none. */
export function planOf(policy: FoundPolicy): Plan | PolicyProblem {
  const { plan, diagnostics } = policy.compilation;
  if (plan) return plan;
  if (hasErrors(diagnostics)) return { exit: EXIT.policyWrong, diagnostics, source: policy.source };
  const message = `${policy.source.file} does not say what a manifest is: bring in records with \`use std/app\``;
  return { exit: EXIT.policyWrong, message, diagnostics };
}

/** Every text that took part in a compilation, by its name. */
export function sourcesOf(policy: FoundPolicy): (file: string) => Source | undefined {
  const sources = new Map(policy.compilation.files.map(({ source }) => [source.file, source]));
  return (file) => sources.get(file);
}

/** Says why a policy cannot be used. */
export function tellProblem(
  problem: PolicyProblem,
  policy: FoundPolicy | undefined,
  terminal: Terminal,
  language: Language = 'en',
): ExitCode {
  const sources = policy ? sourcesOf(policy) : () => problem.source;
  if (problem.message) terminal.err.write(`${terminal.err.paint.bad('error')}: ${problem.message}\n`);
  if (problem.diagnostics.length > 0) {
    terminal.err.write(renderDiagnostics(problem.diagnostics, sources, terminal.err, language));
  }
  return problem.exit;
}

/** A policy with its plan, or the exit code after saying what is wrong. Warnings are said too. */
export function demandPlan(
  given: string | Source,
  asOf: string,
  terminal: Terminal,
  language: Language = 'en',
): { readonly policy: FoundPolicy; readonly plan: Plan } | { readonly exit: ExitCode } {
  const policy = loadPolicy(given, asOf, terminal);
  if ('exit' in policy) return { exit: tellProblem(policy, undefined, terminal, language) };
  const plan = planOf(policy);
  if ('exit' in plan) return { exit: tellProblem(plan, policy, terminal, language) };
  const { diagnostics } = policy.compilation;
  if (diagnostics.length > 0) {
    terminal.err.write(renderDiagnostics(diagnostics, sourcesOf(policy), terminal.err, language));
  }
  return { policy, plan };
}
