/** `proviso lint`: judges manifests by a policy, and reports as text or in another format. */
import { availableParallelism } from 'node:os';
import { textIn } from '../../compiler/messages.ts';
import type { Plan } from '../../compiler/plan.ts';
import { readConfig } from '../config.ts';
import { EXIT, type ExitCode, worst } from '../exit.ts';
import { factTexts } from '../facts-by-hand.ts';
import { type FormatName, formats } from '../formats/index.ts';
import { ndjsonLine } from '../formats/ndjson.ts';
import { filesFrom, type Input, inputsFrom, linesOf, type Together } from '../inputs.ts';
import { type Judging, type JudgingOptions, prepareJudging } from '../judging.ts';
import { type Judged, textsOf } from '../manifest.ts';
import { judgeAll } from '../many.ts';
import { demandPlan, loadPolicy, planOf, sourcesOf } from '../policy.ts';
import { progressOf } from '../progress.ts';
import { renderDiagnostics } from '../render-diagnostics.ts';
import { type Look, renderJudged } from '../render-findings.ts';
import type { Terminal } from '../terminal.ts';
import { visible } from '../text.ts';
import { WORDS } from '../words.ts';

/** What `lint` is told. */
export interface LintOptions extends JudgingOptions, Together {
  readonly policy: string;
  readonly format: 'text' | 'ndjson' | FormatName;
  readonly asOf: string;
  readonly explain: boolean;
  /** Each line of each file is a declaration. */
  readonly lines: boolean;
  /** How many threads; as many as there are cores, where there is work for them, if it is left out. */
  readonly jobs?: number | undefined;
}

/** What the command line says; the configuration of the folder says the rest. */
export type LintArguments = Omit<LintOptions, 'policy' | 'lang'> &
  Partial<Pick<LintOptions, 'policy' | 'lang'>>;

/** Judges what the command line names, or else the configuration. */
export async function lintConfigured(
  names: readonly string[],
  given: LintArguments,
  terminal: Terminal,
): Promise<ExitCode> {
  const config = readConfig(terminal);
  if (config === undefined) return EXIT.unusable;
  const files = names.length > 0 ? names : (config.files ?? []);
  const policy = given.policy ?? config.policy;
  const { err } = terminal;
  if (policy === undefined || files.length === 0) {
    const what = policy === undefined ? 'which policy: --policy std/cn/pipl' : 'which manifests';
    err.write(`${err.paint.bad('error')}: say ${what}, here or in proviso.config.json\n`);
    return EXIT.unusable;
  }
  const options: LintOptions = {
    ...given,
    policy,
    lang: given.lang ?? config.lang ?? 'en',
    set: [
      ...(config.set ?? []).filter((one) => !given.set.some((other) => isOneField(one, other))),
      ...given.set,
    ],
    whole: given.whole.length > 0 ? given.whole : (config.whole ?? []),
    baseline: given.baseline ?? config.baseline,
  };
  return lint(files, options, terminal);
}

/** Whether two facts are about one field: what the command line says comes first. */
const isOneField = (one: string, other: string): boolean =>
  one.split('=', 1)[0]?.trim() === other.split('=', 1)[0]?.trim();

/** The names that were given, each of a file or folder; or the lines of streams. */
type Given = { readonly names: readonly string[] } | { readonly lines: AsyncIterable<Input> };

/** What is to be judged: how many are known beforehand, if they are. */
interface Work {
  readonly inputs: Iterable<Input> | AsyncIterable<Input>;
  readonly total: number | undefined;
}

/** Judges each manifest by itself. */
export async function lint(
  names: readonly string[],
  options: LintOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const given = givenBy(names, options, terminal);
  if (given === undefined) return EXIT.unusable;
  const { format } = options;
  if (format !== 'text' && format !== 'ndjson') return lintWhole(format, given, options, terminal);
  const found = demandPlan(options.policy, options.asOf, terminal, options.lang);
  if ('exit' in found) return found.exit;
  const { plan, policy } = found;
  const judging = prepareJudging(policy, plan, options, terminal);
  const work = workOf(given, plan, options, terminal);
  if (judging === undefined || work === undefined) return EXIT.unusable;
  const look: Look = { plan, language: options.lang, stream: terminal.out, explain: options.explain };
  if (format === 'text') terminal.out.write(`${heading(plan, options)}\n`);
  let exit: ExitCode = EXIT.complies;
  for await (const judged of judgedOf(work, judging, options, terminal)) {
    if (format === 'text') tell(judged, look, terminal);
    else terminal.out.write(ndjsonLine(judged, plan, options.lang));
    exit = worst([exit, judged.exit]);
    await terminal.out.ready?.();
  }
  return exit;
}

function givenBy(names: readonly string[], { lines }: LintOptions, terminal: Terminal): Given | undefined {
  const { cwd } = terminal;
  if (lines) return { lines: allLines(names, cwd) };
  const { files, problems } = filesFrom(names, cwd);
  return complain(problems, terminal) ? undefined : { names: files };
}

/** Whether there was something to complain of. */
function complain(problems: readonly string[], { err }: Terminal): boolean {
  for (const problem of problems) err.write(`${err.paint.bad('error')}: ${visible(problem)}\n`);
  return problems.length > 0;
}

function workOf(given: Given, plan: Plan, options: LintOptions, terminal: Terminal): Work | undefined {
  if ('lines' in given) return { inputs: given.lines, total: undefined };
  const { inputs, problems } = inputsFrom(given.names, options, plan, terminal.cwd);
  return complain(problems, terminal) ? undefined : { inputs, total: inputs.length };
}

async function* allLines(names: readonly string[], cwd: string): AsyncGenerator<Input> {
  for (const name of names) yield* linesOf(name, cwd);
}

/** Below this many, starting threads takes longer than they save. */
const WORTH_THREADS = 100;

async function* judgedOf(
  { inputs, total }: Work,
  judging: Judging,
  options: LintOptions,
  terminal: Terminal,
): AsyncGenerator<Judged> {
  const jobs = options.jobs ?? ((total ?? 0) < WORTH_THREADS ? 1 : availableParallelism());
  const progress = progressOf(total, terminal);
  for await (const judged of judgeAll(inputs, judging, jobs)) {
    progress.clear();
    yield judged;
    progress.step(judged.exit);
  }
  progress.clear();
}

function heading(plan: Plan, { asOf, lang }: LintOptions): string {
  const { name, version, title } = plan.policy;
  const edition = version === undefined ? name : `${name} ${version}`;
  const words = textIn(title, lang);
  return visible(`${words === '' ? edition : `${words} (${edition})`}${WORDS[lang].asOf(asOf)}`);
}

/** Shows what came of one manifest, in the order in which it is read: mistakes in its form, then the report. */
function tell(judged: Judged, look: Look, terminal: Terminal): void {
  const { manifest, remarks } = judged;
  const { out, err } = terminal;
  if (manifest.problem) {
    err.write(`${err.paint.bad('error')}: ${visible(manifest.file)}: ${manifest.problem}\n`);
    return;
  }
  out.write(`\n${out.paint.strong(visible(manifest.file))}\n\n`);
  if (manifest.texts.length > 1) {
    const names = manifest.texts.map((one) => visible(one.file));
    out.write(`${WORDS[look.language].together(names)}\n\n`);
  }
  for (const fact of factTexts(manifest, WORDS[look.language].inPlaceOf)) {
    out.write(`${WORDS[look.language].setByHand}${WORDS[look.language].colon}${visible(fact)}\n`);
  }
  if (manifest.facts) out.write('\n');
  if (remarks.length > 0) err.write(`${renderDiagnostics(remarks, textsOf(manifest), err, look.language)}\n`);
  out.write(renderJudged(judged, look));
}

/** Formats that are one text about all manifests. */
async function lintWhole(
  format: FormatName,
  given: Given,
  options: LintOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const policy = loadPolicy(options.policy, options.asOf, terminal);
  const plan = 'exit' in policy ? policy : planOf(policy);
  const problem = 'exit' in plan ? plan : undefined;
  if (problem?.message) terminal.err.write(`error: ${problem.message}\n`);
  const judged: Judged[] = [];
  let notes: readonly string[] = [];
  if (!('exit' in policy || 'exit' in plan)) {
    const judging = prepareJudging(policy, plan, options, terminal);
    const work = workOf(given, plan, options, terminal);
    if (judging === undefined || work === undefined) return EXIT.unusable;
    notes = judging.notes;
    for await (const one of judgedOf(work, judging, options, terminal)) judged.push(one);
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
    notes,
    judged,
    exit,
  });
  terminal.out.write(report);
  return exit;
}
