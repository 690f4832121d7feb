/** `proviso check`: whether rule files are right, and compile to every target. */
import { type Diagnostic, hasErrors } from '../../grammar/diagnostic.ts';
import { emitAll } from '../emit.ts';
import { EXIT, type ExitCode, worst } from '../exit.ts';
import { manifestKind } from '../not-a-rule-file.ts';
import { loadPolicy, sourcesOf, tellProblem } from '../policy.ts';
import { renderDiagnostics } from '../render-diagnostics.ts';
import { ruleFilesOf } from '../rule-files.ts';
import type { Terminal } from '../terminal.ts';
import { counted, visible } from '../text.ts';

/** What `check` is told. */
export interface CheckOptions {
  readonly asOf: string;
}

/** Checks each file; without any, all below the folder. What is said of a file that several bring in is said once. */
export async function check(
  files: readonly string[],
  options: CheckOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const names = ruleFilesOf(files, terminal.cwd);
  const said = new Set<string>();
  const codes = names.map((name) => checkOne(name, options, said, terminal));
  const { paint } = terminal.out;
  const wrong = codes.filter((code) => code !== EXIT.complies).length;
  const verdict = wrong === 0 ? paint.good('nothing to complain of') : paint.bad(`${wrong} with errors`);
  terminal.out.write(`${counted(names.length, 'rule file')} checked as of ${options.asOf}: ${verdict}\n`);
  return names.length === 0 ? EXIT.unusable : worst(codes);
}

function checkOne(name: string, { asOf }: CheckOptions, said: Set<string>, terminal: Terminal): ExitCode {
  const policy = loadPolicy(name, asOf, terminal);
  if ('exit' in policy) return tellProblem(policy, undefined, terminal);
  const { plan, diagnostics } = policy.compilation;
  const kind = hasErrors(diagnostics) ? manifestKind(policy.source, terminal) : undefined;
  if (kind !== undefined) return tellKind(name, kind, terminal);
  // Only a schema can turn out too large, and a policy that is right has one.
  const emitted = plan ? emitAll(plan, ['json-schema'], sourcesOf(policy)).diagnostics : [];
  const all: readonly Diagnostic[] = [...diagnostics, ...emitted];
  const fresh = all.filter((one) => {
    const key = JSON.stringify([one.code, one.span, one.message]);
    return !said.has(key) && said.add(key);
  });
  if (fresh.length > 0) terminal.err.write(`${renderDiagnostics(fresh, sourcesOf(policy), terminal.err)}\n`);
  if (!hasErrors(all)) return EXIT.complies;
  if (!hasErrors(fresh)) terminal.err.write(`${visible(name)}: has the errors above\n`);
  return EXIT.policyWrong;
}

/** One word on a file that holds no rules, instead of all that would be wrong with it if it did. */
function tellKind(name: string, kind: string, { err }: Terminal): ExitCode {
  const file = visible(name);
  err.write(`${err.paint.bad('error')}: ${file} is not a rule file: it is ${visible(kind)}\n`);
  err.write(`  help: judge it with \`proviso lint ${file} --policy POLICY\`, such as \`--policy std/all\`\n`);
  return EXIT.unusable;
}
