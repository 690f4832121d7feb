/** `proviso test`: runs the `test` declarations of rule files; what they cover; which changes of a rule they notice. */
import { EXIT, type ExitCode, worst } from '../exit.ts';
import { fullPath, writeWhole } from '../files.ts';
import type { Terminal } from '../terminal.ts';
import { coverageOf, percentage, tallyOf } from '../testing/coverage.ts';
import { coverageText } from '../testing/coverage-text.ts';
import { spread } from '../testing/jobs.ts';
import { testReport } from '../testing/json.ts';
import { junit } from '../testing/junit.ts';
import { mutantsOf, type Share } from '../testing/mutants.ts';
import { type MutantReport, mutantReport, survivorShare } from '../testing/mutants-report.ts';
import { mutantsText } from '../testing/mutants-text.ts';
import { filesOf, isUnusable, partsOf, type Results, runFiles } from '../testing/results.ts';
import { rulesApart, scopeOf } from '../testing/scope.ts';
import type { Suite, Unusable } from '../testing/suite.ts';
import { tellSuite, tellTally, tellUnusable } from '../testing/tests-text.ts';
import { waitForChanges } from '../testing/watch.ts';
import { counted } from '../text.ts';

/** How many survivors are too many: more than a number, or more than a share of all changes. */
export type Threshold = { readonly count: number } | { readonly percent: number };

export interface TestOptions {
  readonly junit?: string;
  readonly coverage: boolean;
  readonly mutate: boolean;
  readonly maxSurvivors?: Threshold;
  /** How many processes try changes. */
  readonly jobs: number;
  /** Only a part of the changes: for the processes that share the work. */
  readonly share?: Share;
  readonly format: 'text' | 'json';
  readonly watch: boolean;
}

/** Runs the tests of each file; of a folder, and without any file, of all below it. Watching ends with the signal. */
export async function test(
  files: readonly string[],
  options: TestOptions,
  terminal: Terminal,
  signal?: AbortSignal,
): Promise<ExitCode> {
  const tell = tellerFor(options, terminal);
  const last = { results: await runFiles(files, terminal, tell), exit: EXIT.complies as ExitCode };
  last.exit = await conclude(files, last.results, options, terminal);
  if (!options.watch) return last.exit;
  const say = (text: string) => terminal.err.write(terminal.err.paint.faint(`${text}\n`));
  say('waiting for a rule file or a manifest to change; Ctrl-C ends it');
  await waitForChanges({
    paths: () => [...last.results].flatMap(([path, one]) => filesOf(path, one, terminal)),
    changed: async (changed) => {
      const kept = [...last.results].filter(
        ([path, one]) => !filesOf(path, one, terminal).some((file) => changed.has(file)) && !isUnusable(one),
      );
      last.results = await runFiles(files, terminal, tell, new Map(kept));
      last.exit = await conclude(files, last.results, options, terminal);
    },
    ...(signal ? { signal } : {}),
  });
  return last.exit;
}

function tellerFor({ format }: TestOptions, terminal: Terminal): (result: Suite | Unusable) => void {
  return (result) => {
    if (isUnusable(result)) tellUnusable(result, terminal);
    else if (format === 'text') tellSuite(result, terminal);
  };
}

/** What all files come to: the tally, what was asked for besides, and the exit code. */
async function conclude(
  files: readonly string[],
  results: Results,
  options: TestOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { suites, unusable } = partsOf(results);
  const scope = scopeOf(suites, terminal.cwd);
  const coverage = options.coverage ? coverageOf(suites, scope) : undefined;
  const tryShare = (share?: Share): MutantReport => mutantReport(mutantsOf(suites, scope, share));
  const mutants = !options.mutate
    ? undefined
    : options.jobs === 1
      ? tryShare(options.share)
      : await spread(options.jobs, files, terminal.cwd, tryShare);
  const isLost = options.mutate && mutants === undefined;
  if (isLost) tellLost(terminal);
  const runs = suites.flatMap((one) => one.runs);
  const isWithoutTests = runs.length === 0 && unusable.length === 0;
  if (isWithoutTests) tellWithout(suites.length, terminal);
  const exit = worst([
    ...unusable.map((one) => one.problem.exit),
    ...runs.map((run): ExitCode => (run.faults.length === 0 ? EXIT.complies : EXIT.violated)),
    coverage && percentage(tallyOf(coverage).total) < 100 ? EXIT.violated : EXIT.complies,
    mutants && isPast(options.maxSurvivors, mutants) ? EXIT.violated : EXIT.complies,
    isLost ? EXIT.internal : EXIT.complies,
    isWithoutTests ? EXIT.unusable : EXIT.complies,
    options.junit === undefined ? EXIT.complies : writeJunit(options.junit, suites, unusable, terminal),
  ]);
  const { out } = terminal;
  if (options.format === 'json') {
    out.write(`${JSON.stringify(testReport({ suites, unusable, coverage, mutants, exit }), undefined, 2)}\n`);
    return exit;
  }
  tellTally(suites, unusable, terminal);
  if (coverage) out.write(coverageText(coverage, rulesApart(suites, scope).size, out));
  const failed = runs.filter((one) => one.faults.length > 0).length;
  if (mutants) out.write(mutantsText(mutants, failed, out));
  return exit;
}

function isPast(most: Threshold | undefined, report: MutantReport): boolean {
  if (most === undefined) return false;
  return 'count' in most ? report.survived > most.count : survivorShare(report) > most.percent;
}

/** Nothing was tried, which is not the same as that nothing failed. */
function tellWithout(files: number, { err }: Terminal): void {
  const where = files === 0 ? 'there is no rule file here' : `${counted(files, 'rule file')} looked at`;
  err.write(
    `${err.paint.bad('error')}: no test was found (${where}), so nothing was tried; \`proviso new policy\` writes a rule with its test\n`,
  );
}

function tellLost({ err }: Terminal): void {
  const message =
    'a process that tried changes ended without a result; without --jobs one process tries them all';
  err.write(`${err.paint.bad('error')}: ${message}\n`);
}

function writeJunit(
  file: string,
  suites: readonly Suite[],
  unusable: readonly Unusable[],
  { cwd, err }: Terminal,
): ExitCode {
  const problem = writeWhole([{ path: fullPath(file, cwd), text: junit(suites, unusable) }]);
  if (problem === undefined) return EXIT.complies;
  err.write(`${err.paint.bad('error')}: ${file}: ${problem}\n`);
  return EXIT.unusable;
}
