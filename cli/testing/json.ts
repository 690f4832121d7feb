/** The report of `test --format json`: one object, described by docs/output/test.schema.json. Renders no text. */
import { locate } from '../../grammar/source.ts';
import type { ExitCode } from '../exit.ts';
import { TOOL } from '../tool.ts';
import { percentage, type RuleCoverage, tallyOf } from './coverage.ts';
import type { MutantReport } from './mutants-report.ts';
import type { Suite, Unusable } from './suite.ts';
import { titleOf } from './tests-text.ts';

/** What a report is made of; what was not asked for is undefined. */
export interface TestReport {
  readonly suites: readonly Suite[];
  readonly unusable: readonly Unusable[];
  readonly coverage: readonly RuleCoverage[] | undefined;
  readonly mutants: MutantReport | undefined;
  readonly exit: ExitCode;
}

/** The object, ready to be printed. */
export function testReport({ suites, unusable, coverage, mutants, exit }: TestReport): unknown {
  const runs = suites.flatMap((one) => one.runs);
  const failed = runs.filter((one) => one.faults.length > 0).length;
  return {
    tool: TOOL,
    files: [...suites.filter((one) => one.runs.length > 0).map(fileOf), ...unusable.map(unusableOf)],
    ...(coverage ? { coverage: coverageJson(coverage) } : {}),
    ...(mutants ? { mutants } : {}),
    summary: {
      tests: runs.length,
      passed: runs.length - failed,
      failed,
      unusable: unusable.length,
      exitCode: exit,
    },
  };
}

function fileOf({ policy: { source }, runs }: Suite): unknown {
  return {
    file: source.file,
    tests: runs.map((run) => ({
      title: titleOf(run),
      asOf: run.day,
      passed: run.faults.length === 0,
      location: locate(source, run.test.title.span),
      faults: run.faults.map(({ message, span }) => ({ message, location: locate(source, span) })),
    })),
  };
}

function unusableOf({ name, problem }: Unusable): unknown {
  const messages = problem.diagnostics.map((one) => `${one.code}: ${one.message}`);
  return { file: name, problems: problem.message === undefined ? messages : [problem.message, ...messages] };
}

function coverageJson(coverage: readonly RuleCoverage[]): unknown {
  const { total } = tallyOf(coverage);
  return {
    percentage: percentage(total),
    seen: total.seen,
    all: total.all,
    rules: coverage.map(({ rule, location, inScope, violated, satisfied, undetermined, exceptions }) => ({
      rule,
      location,
      ...(inScope ? { violated, satisfied, undetermined } : {}),
      exceptions,
    })),
  };
}
