/** Rule files with their tests run: each manifest read once, each day lowered once. Renders nothing. */
import { dirname, join } from 'node:path';
import { evaluate } from '../../compiler/evaluate.ts';
import type { Judgement } from '../../compiler/findings.ts';
import type { Host, LoadedFile } from '../../compiler/load.ts';
import type { Plan } from '../../compiler/plan.ts';
import { type Words, wordsOf } from '../../compiler/values.ts';
import type { Test } from '../../grammar/ast.ts';
import { hasErrors } from '../../grammar/diagnostic.ts';
import { type Unmet, unmet } from '../expectations.ts';
import { pathOf } from '../host.ts';
import { loadManifest, type Manifest, readSource } from '../manifest.ts';
import { type FoundPolicy, loadPolicy, type PolicyProblem } from '../policy.ts';
import type { Terminal } from '../terminal.ts';

/** A test that was run. */
export interface TestRun {
  readonly test: Test;
  /** The day whose rules it was judged by. */
  readonly day: string;
  readonly faults: readonly Unmet[];
  /** What was found, and on which tree; undefined where the manifest cannot be read. */
  readonly judged: { readonly judgement: Judgement; readonly tree: unknown } | undefined;
  readonly seconds: number;
}

/** A rule file with its tests run. */
export interface Suite {
  readonly policy: FoundPolicy;
  /** The file itself, as the last that was loaded. */
  readonly entry: LoadedFile;
  /** Where the file lies. */
  readonly path: string;
  readonly runs: readonly TestRun[];
  readonly words: Words;
  /** The files beside the rule files that its tests name. */
  readonly given: readonly string[];
}

/** A file whose tests cannot be run. */
export interface Unusable {
  readonly name: string;
  readonly problem: PolicyProblem;
  /** There where the file was found, but something is wrong in it or in what it brings in. */
  readonly policy: FoundPolicy | undefined;
}

/** Compiles a file and runs its tests. */
export async function runSuite(
  name: string,
  terminal: Pick<Terminal, 'cwd' | 'today'>,
  host?: Host,
): Promise<Suite | Unusable> {
  const policy = loadPolicy(name, terminal.today, terminal, host);
  if ('exit' in policy) return { name, problem: policy, policy: undefined };
  const { diagnostics, names, tests } = policy.compilation;
  const entry = names.files.at(-1);
  if (hasErrors(diagnostics) || entry === undefined) {
    return { name, problem: { exit: 3, diagnostics, source: policy.source }, policy };
  }
  const reading: Reading = { policy, cwd: terminal.cwd, manifests: new Map(), plans: new Map() };
  const runs: TestRun[] = [];
  for (const test of tests) runs.push(await runTest(test, test.asOf?.value ?? terminal.today, reading));
  return {
    policy,
    entry,
    path: pathOf(policy.source.file, terminal.cwd),
    runs,
    words: policy.compilation.plan ? wordsOf(policy.compilation.plan) : new Map(),
    given: tests.flatMap(({ given }) =>
      given && !given.inline ? [besides(given.text.value, policy, terminal.cwd)] : [],
    ),
  };
}

interface Reading {
  readonly policy: FoundPolicy;
  readonly cwd: string;
  /** By the file a test names; those written in a test are each read once anyway. */
  readonly manifests: Map<string, Promise<Manifest>>;
  /** By day. */
  readonly plans: Map<string, Plan | undefined>;
}

async function runTest(test: Test, day: string, reading: Reading): Promise<TestRun> {
  const start = performance.now();
  const found = await judgeTest(test, day, reading);
  const seconds = (performance.now() - start) / 1000;
  const run = { test, day, seconds };
  if ('span' in found) return { ...run, faults: [found], judged: undefined };
  return { ...run, faults: unmet(test, found.judgement), judged: found };
}

async function judgeTest(
  test: Test,
  day: string,
  reading: Reading,
): Promise<NonNullable<TestRun['judged']> | Unmet> {
  const plan = planOn(day, reading);
  if (plan === undefined)
    return { span: test.span, message: 'there is no manifest record, so nothing can be judged' };
  if (test.given === undefined) return { span: test.span, message: 'the test is given no manifest' };
  const manifest = await manifestOf(test.given, plan, reading);
  if (manifest.read) {
    const { tree } = manifest.read;
    return { judgement: evaluate(plan, tree, { language: 'en' }), tree };
  }
  const why = manifest.problem ?? manifest.diagnostics.map((one) => one.message).join('; ');
  return { span: test.given.text.span, message: `the manifest cannot be read: ${why}` };
}

function planOn(day: string, { plans, policy }: Reading): Plan | undefined {
  if (!plans.has(day)) plans.set(day, policy.compilation.planAsOf(day));
  return plans.get(day);
}

/** What a manifest says depends on the records and tables, which are the same on every day. */
function manifestOf(given: Given, plan: Plan, { policy, cwd, manifests }: Reading): Promise<Manifest> {
  if (given.inline) return manifestGiven(given, plan, policy, cwd);
  const manifest = manifests.get(given.text.value) ?? manifestGiven(given, plan, policy, cwd);
  manifests.set(given.text.value, manifest);
  return manifest;
}

type Given = NonNullable<Test['given']>;

/** The manifest that a test is given, whether it stands in the test or in a file beside it. */
export function manifestGiven(
  { inline, text }: Given,
  plan: Plan,
  policy: FoundPolicy,
  cwd: string,
): Promise<Manifest> {
  if (inline)
    return readSource({ file: `${policy.source.file} (manifest of the test)`, text: text.value }, plan);
  return loadManifest(besides(text.value, policy, cwd), plan, cwd);
}

/** A file that a test names stands beside the rule file. */
const besides = (name: string, policy: FoundPolicy, cwd: string): string =>
  join(dirname(pathOf(policy.source.file, cwd)), name);
