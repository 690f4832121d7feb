/** How the manifests of one run are judged: by a plan, with the facts set by hand, against what was found before. */
import type { Plan } from '../compiler/plan.ts';
import type { Language } from '../grammar/ast.ts';
import { loadApp } from './app-files.ts';
import { type Baseline, baselineFrom, mismatchesOf, withoutKnown } from './baseline.ts';
import { givenTwice, inForceOf, withFacts } from './facts-by-hand.ts';
import { fullPath, readBytes } from './files.ts';
import { type Ground, groundOf } from './ground.ts';
import type { Input } from './inputs.ts';
import { type Judged, judge, loadManifest, type Manifest, readSource } from './manifest.ts';
import type { FoundPolicy } from './policy.ts';
import { parseFact, type SetFact } from './set-facts.ts';
import type { Terminal } from './terminal.ts';
import { visible } from './text.ts';

/** What judging is told. */
export interface JudgingOptions {
  readonly set: readonly string[];
  readonly lang: Language;
  /** Platforms on which the app asks for nothing but what the files show. */
  readonly whole: readonly string[];
  /** The file of an earlier report. */
  readonly baseline?: string | undefined;
}

/** Ready to judge. Plain data, so that it can be sent to other threads. */
export interface Judging extends Ground {
  readonly facts: readonly SetFact[];
  readonly language: Language;
  readonly baseline: Baseline | undefined;
  readonly cwd: string;
  readonly whole: readonly string[];
  /** What is to be known of the run besides what it finds: sentences. */
  readonly notes: readonly string[];
}

/** Undefined, and a word on each, where a fact or the baseline is wrong. */
export function prepareJudging(
  policy: FoundPolicy,
  plan: Plan,
  options: JudgingOptions,
  terminal: Terminal,
): Judging | undefined {
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
  const differs = baseline === undefined ? [] : mismatchesOf(baseline, plan, policy.compilation.planAsOf);
  const notes = [...givenTwice(set), ...differs.map((one) => `--baseline ${options.baseline}: ${one}`)];
  for (const note of notes) err.write(`${err.paint.open('warning')}: ${visible(note)}\n`);
  const { lang: language, whole } = options;
  return { ...groundOf(policy, plan), facts: inForceOf(set), language, whole, baseline, cwd, notes };
}

/** A report has some 1 kB for each finding. */
const BASELINE_BYTES = 256 * 1024 * 1024;

function baselineAt(path: string, cwd: string): Baseline | string {
  const read = readBytes(fullPath(path, cwd), BASELINE_BYTES);
  return 'problem' in read ? read.problem : baselineFrom(new TextDecoder().decode(read.bytes));
}

/** What the plan says about a manifest. */
export async function judgeInput(input: Input, judging: Judging): Promise<Judged> {
  const { plan, language, baseline } = judging;
  const manifest = await manifestOf(input, judging);
  const judged = await judge(judging, withFacts(manifest, judging.facts, plan), language);
  return baseline === undefined ? judged : withoutKnown(judged, baseline, plan);
}

function manifestOf(input: Input, { plan, cwd, whole }: Judging): Promise<Manifest> {
  if (typeof input === 'string') return loadManifest(input, plan, cwd, whole);
  return 'files' in input ? loadApp(input, plan, cwd, whole) : readSource(input, plan, whole);
}
