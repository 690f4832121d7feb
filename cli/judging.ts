/** How the manifests of one run are judged: by a plan, with the facts set by hand, against what was found before. */
import type { Plan } from '../compiler/plan.ts';
import type { Language } from '../grammar/ast.ts';
import { loadApp } from './app-files.ts';
import { type Baseline, baselineFrom, withoutKnown } from './baseline.ts';
import { fullPath, readBytes } from './files.ts';
import type { Input } from './inputs.ts';
import { type Judged, judge, loadManifest, type Manifest, readSource } from './manifest.ts';
import { type Fact, parseFact, setFact } from './set-facts.ts';
import type { Terminal } from './terminal.ts';

/** What judging is told. */
export interface JudgingOptions {
  readonly set: readonly string[];
  readonly lang: Language;
  /** The file of an earlier report. */
  readonly baseline?: string | undefined;
}

type SetFact = Extract<Fact, { readonly path: readonly string[] }>;

/** Ready to judge. Plain data, so that it can be sent to other threads. */
export interface Judging {
  readonly plan: Plan;
  readonly facts: readonly SetFact[];
  readonly language: Language;
  readonly baseline: Baseline | undefined;
  readonly cwd: string;
}

/** Undefined, and a word on each, where a fact or the baseline is wrong. */
export function prepareJudging(plan: Plan, options: JudgingOptions, terminal: Terminal): Judging | undefined {
  const { err, cwd } = terminal;
  const facts = options.set.map((one) => parseFact(plan, one));
  const baseline = options.baseline === undefined ? undefined : baselineAt(options.baseline, cwd);
  const problems = [
    ...facts.flatMap((one) => ('problem' in one ? [`--set: ${one.problem}`] : [])),
    ...(typeof baseline === 'string' ? [`--baseline ${options.baseline}: ${baseline}`] : []),
  ];
  for (const problem of problems) err.write(`${err.paint.bad('error')}: ${problem}\n`);
  if (problems.length > 0 || typeof baseline === 'string') return undefined;
  const set = facts.filter((one): one is SetFact => 'path' in one);
  return { plan, facts: set, language: options.lang, baseline, cwd };
}

/** A report has some 1 kB for each finding. */
const BASELINE_BYTES = 256 * 1024 * 1024;

function baselineAt(path: string, cwd: string): Baseline | string {
  const read = readBytes(fullPath(path, cwd), BASELINE_BYTES);
  return 'problem' in read ? read.problem : baselineFrom(new TextDecoder().decode(read.bytes));
}

/** What the plan says about a manifest. */
export async function judgeInput(input: Input, judging: Judging): Promise<Judged> {
  const { plan, language, baseline, cwd } = judging;
  const manifest = await manifestOf(input, plan, cwd);
  const judged = await judge(plan, withFacts(manifest, judging), language);
  return baseline === undefined ? judged : withoutKnown(judged, baseline);
}

function manifestOf(input: Input, plan: Plan, cwd: string): Promise<Manifest> {
  if (typeof input === 'string') return loadManifest(input, plan, cwd);
  return 'files' in input ? loadApp(input, plan, cwd) : readSource(input, plan);
}

function withFacts(manifest: Manifest, { plan, facts }: Judging): Manifest {
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
