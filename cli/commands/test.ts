/** `proviso test`: runs the `test` declarations of rule files; what they cover; which changes of a rule they notice. */
import { EXIT, type ExitCode, worst } from '../exit.ts';
import { fullPath, writeWhole } from '../files.ts';
import { pathOf } from '../host.ts';
import { ruleFilesOf } from '../rule-files.ts';
import type { Terminal } from '../terminal.ts';
import { coverageOf, percentage, tallyOf } from '../testing/coverage.ts';
import { coverageText } from '../testing/coverage-text.ts';
import { testReport } from '../testing/json.ts';
import { junit } from '../testing/junit.ts';
import { mutantsOf } from '../testing/mutants.ts';
import { mutantsText, mutantTally, survivorShare } from '../testing/mutants-text.ts';
import { scopeOf } from '../testing/scope.ts';
import { runSuite, type Suite, type Unusable } from '../testing/suite.ts';
import { tellSuite, tellTally, tellUnusable } from '../testing/tests-text.ts';

/** How many survivors are too many: more than a number, or more than a share of all changes. */
export type Threshold = { readonly count: number } | { readonly percent: number };

export interface TestOptions {
  readonly junit?: string;
  readonly coverage: boolean;
  readonly mutate: boolean;
  readonly maxSurvivors?: Threshold;
  readonly format: 'text' | 'json';
}

/** Runs the tests of each file; of a folder, and without any file, of all below it. */
export async function test(
  files: readonly string[],
  options: TestOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { suites, unusable } = await runAll(files, options, terminal);
  const codes: ExitCode[] = [
    ...unusable.map((one) => one.problem.exit),
    ...suites.flatMap((one) =>
      one.runs.map((run) => (run.faults.length === 0 ? EXIT.complies : EXIT.violated)),
    ),
  ];
  const scope = scopeOf(suites, terminal.cwd);
  const coverage = options.coverage ? coverageOf(suites, scope) : undefined;
  if (coverage && percentage(tallyOf(coverage).total) < 100) codes.push(EXIT.violated);
  const mutants = options.mutate ? mutantsOf(suites, scope, terminal.cwd) : undefined;
  if (mutants && isPast(options.maxSurvivors, mutantTally(mutants))) codes.push(EXIT.violated);
  if (options.junit !== undefined) codes.push(writeJunit(options.junit, suites, unusable, terminal));
  const exit = worst(codes);
  if (options.format === 'json') {
    const report = testReport({ suites, unusable, coverage, mutants, exit });
    terminal.out.write(`${JSON.stringify(report, undefined, 2)}\n`);
    return exit;
  }
  if (coverage) terminal.out.write(coverageText(coverage, terminal.out));
  if (mutants) terminal.out.write(mutantsText(mutants, terminal.out));
  return exit;
}

/** Runs the tests, and tells of each file as soon as it is done. */
async function runAll(
  files: readonly string[],
  { format }: TestOptions,
  terminal: Terminal,
): Promise<{ readonly suites: readonly Suite[]; readonly unusable: readonly Unusable[] }> {
  const suites: Suite[] = [];
  const unusable: Unusable[] = [];
  const done = new Set<string>();
  for (const name of ruleFilesOf(files, terminal.cwd)) {
    const path = pathOf(name, terminal.cwd);
    if (done.has(path)) continue;
    done.add(path);
    const found = await runSuite(name, terminal);
    if ('problem' in found) {
      unusable.push(found);
      tellUnusable(found, terminal);
    } else {
      suites.push(found);
      if (format === 'text') tellSuite(found, terminal);
    }
  }
  if (format === 'text') tellTally(suites, unusable, terminal);
  return { suites, unusable };
}

function isPast(most: Threshold | undefined, tally: ReturnType<typeof mutantTally>): boolean {
  if (most === undefined) return false;
  return 'count' in most ? tally.survived > most.count : survivorShare(tally) > most.percent;
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
