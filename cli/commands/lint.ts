/** `proviso lint`: judges manifests by a policy, and reports as text or in another format. */
import { textIn } from '../../compiler/messages.ts';
import type { Plan } from '../../compiler/plan.ts';
import { EXIT, type ExitCode, worst } from '../exit.ts';
import { type FormatName, formats } from '../formats/index.ts';
import { type JudgingOptions, judgeFile, prepareJudging } from '../judging.ts';
import type { Judged } from '../manifest.ts';
import { demandPlan, loadPolicy, planOf, sourcesOf } from '../policy.ts';
import { renderDiagnostics } from '../render-diagnostics.ts';
import { type Look, renderJudged } from '../render-findings.ts';
import type { Terminal } from '../terminal.ts';
import { visible } from '../text.ts';
import { WORDS } from '../words.ts';

/** What `lint` is told. */
export interface LintOptions extends JudgingOptions {
  readonly policy: string;
  readonly format: 'text' | FormatName;
  readonly asOf: string;
  readonly explain: boolean;
}

/** Judges each manifest by itself. */
export async function lint(
  files: readonly string[],
  options: LintOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  if (options.format !== 'text') return lintAs(options.format, files, options, terminal);
  const found = demandPlan(options.policy, options.asOf, terminal);
  if ('exit' in found) return found.exit;
  const { plan } = found;
  const judging = prepareJudging(plan, options, terminal);
  if (judging === undefined) return EXIT.unusable;
  const look: Look = { plan, language: options.lang, stream: terminal.out, explain: options.explain };
  terminal.out.write(`${heading(plan, options)}\n`);
  const codes: ExitCode[] = [];
  for (const file of files) codes.push(tell(await judgeFile(file, judging), look, terminal));
  return worst(codes);
}

function heading(plan: Plan, { asOf, lang }: LintOptions): string {
  const { name, version, title } = plan.policy;
  const edition = version === undefined ? name : `${name} ${version}`;
  const words = textIn(title, lang);
  return visible(`${words === '' ? edition : `${words} (${edition})`}${WORDS[lang].asOf(asOf)}`);
}

/** Shows what came of one manifest, in the order in which it is read: mistakes in its form, then the report. */
function tell(judged: Judged, look: Look, terminal: Terminal): ExitCode {
  const { manifest, remarks } = judged;
  const { out, err } = terminal;
  if (manifest.problem)
    err.write(`${err.paint.bad('error')}: ${visible(manifest.file)}: ${manifest.problem}\n`);
  else {
    out.write(`\n${out.paint.strong(visible(manifest.file))}\n\n`);
    if (remarks.length > 0) err.write(`${renderDiagnostics(remarks, manifest.sources, err)}\n`);
    out.write(renderJudged(judged, look));
  }
  return judged.exit;
}

async function lintAs(
  format: FormatName,
  files: readonly string[],
  options: LintOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const policy = loadPolicy(options.policy, options.asOf, terminal);
  const plan = 'exit' in policy ? policy : planOf(policy);
  const problem = 'exit' in plan ? plan : undefined;
  if (problem?.message) terminal.err.write(`error: ${problem.message}\n`);
  const judged: Judged[] = [];
  if (!('exit' in plan)) {
    const judging = prepareJudging(plan, options, terminal);
    if (judging === undefined) return EXIT.unusable;
    for (const file of files) judged.push(await judgeFile(file, judging));
  }
  const exit = problem ? problem.exit : worst(judged.map((one) => one.exit));
  const write = await formats[format]();
  const report = write({
    policy: options.policy,
    plan: 'exit' in plan ? undefined : plan,
    asOf: options.asOf,
    language: options.lang,
    diagnostics: 'exit' in policy ? policy.diagnostics : policy.compilation.diagnostics,
    sources: 'exit' in policy ? () => policy.source : sourcesOf(policy),
    judged,
    exit,
  });
  terminal.out.write(report);
  return exit;
}
