/** `proviso lint`: judges manifests by a policy, and reports as text or JSON. */
import { textIn } from '../../compiler/messages.ts';
import type { Plan } from '../../compiler/plan.ts';
import type { Language } from '../../grammar/ast.ts';
import { EXIT, type ExitCode, worst } from '../exit.ts';
import { lintReport } from '../lint-json.ts';
import { type Judged, judge, loadManifest, type Manifest } from '../manifest.ts';
import { demandPlan, loadPolicy, planOf, sourcesOf } from '../policy.ts';
import { renderDiagnostics } from '../render-diagnostics.ts';
import { type Look, renderJudged } from '../render-findings.ts';
import { type Fact, parseFact, setFact } from '../set-facts.ts';
import type { Terminal } from '../terminal.ts';
import { visible } from '../text.ts';
import { WORDS } from '../words.ts';

/** What `lint` is told. */
export interface LintOptions {
  readonly policy: string;
  readonly format: 'text' | 'json';
  readonly set: readonly string[];
  readonly asOf: string;
  readonly lang: Language;
}

/** Judges each manifest by itself. */
export async function lint(
  files: readonly string[],
  options: LintOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  if (options.format === 'json') return lintAsJson(files, options, terminal);
  const found = demandPlan(options.policy, options.asOf, terminal);
  if ('exit' in found) return found.exit;
  const facts = factsFrom(found.plan, options.set, terminal);
  if (facts === undefined) return EXIT.unusable;
  const look: Look = { plan: found.plan, language: options.lang, stream: terminal.out };
  terminal.out.write(`${heading(found.plan, options)}\n`);
  const codes: ExitCode[] = [];
  for (const file of files) {
    const manifest = withFacts(await loadManifest(file, found.plan, terminal.cwd), found.plan, facts);
    codes.push(tell(judge(found.plan, manifest, options.lang), look, terminal));
  }
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

async function lintAsJson(
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
    const facts = factsFrom(plan, options.set, terminal);
    if (facts === undefined) return EXIT.unusable;
    for (const file of files) {
      const manifest = withFacts(await loadManifest(file, plan, terminal.cwd), plan, facts);
      judged.push(judge(plan, manifest, options.lang));
    }
  }
  const exit = problem ? problem.exit : worst(judged.map((one) => one.exit));
  const report = lintReport({
    policy: options.policy,
    plan: 'exit' in plan ? undefined : plan,
    asOf: options.asOf,
    language: options.lang,
    diagnostics: 'exit' in policy ? policy.diagnostics : policy.compilation.diagnostics,
    sources: 'exit' in policy ? () => policy.source : sourcesOf(policy),
    judged,
    exit,
  });
  terminal.out.write(`${JSON.stringify(report, null, 2)}\n`);
  return exit;
}

type SetFact = Extract<Fact, { readonly path: readonly string[] }>;

/** The facts of `--set`; undefined, and a word on each, where one is wrong. */
function factsFrom(
  plan: Plan,
  written: readonly string[],
  terminal: Terminal,
): readonly SetFact[] | undefined {
  const facts = written.map((one) => parseFact(plan, one));
  const problems = facts.flatMap((one) => ('problem' in one ? [one.problem] : []));
  for (const problem of problems)
    terminal.err.write(`${terminal.err.paint.bad('error')}: --set: ${problem}\n`);
  return problems.length > 0 ? undefined : facts.filter((one): one is SetFact => 'path' in one);
}

function withFacts(manifest: Manifest, plan: Plan, facts: readonly SetFact[]): Manifest {
  let { read } = manifest;
  for (const { path, value } of facts) {
    if (read === undefined) return manifest;
    const set = setFact(read.tree, path, value, { plan, partial: read.partial });
    if ('problem' in set) {
      const { read: _, ...rest } = manifest;
      return { ...rest, problem: `--set ${path.join('.')}: ${set.problem}` };
    }
    read = { ...read, tree: set.value };
  }
  return read ? { ...manifest, read } : manifest;
}
