/** The report of tests as text: each file with its tests, what was not as expected and where, and the tally. */
import type { Source } from '../../grammar/source.ts';
import type { Unmet } from '../expectations.ts';
import { frame, placeName } from '../frame.ts';
import { sourcesOf, tellProblem } from '../policy.ts';
import { renderDiagnostics } from '../render-diagnostics.ts';
import type { Stream, Terminal } from '../terminal.ts';
import { counted, labelled, visible } from '../text.ts';
import type { Suite, TestRun, Unusable } from './suite.ts';

/** Says what a file came to; nothing of a file without tests. */
export function tellSuite(suite: Suite, { out }: Terminal): void {
  const { source } = suite.policy;
  if (suite.runs.length === 0) return;
  out.write(`${visible(source.file)}\n${suite.runs.map((run) => testText(run, source, out)).join('')}`);
}

/** Says why the tests of a file cannot be run. */
export function tellUnusable({ problem, policy }: Unusable, terminal: Terminal): void {
  if (policy === undefined) tellProblem(problem, undefined, terminal);
  else terminal.err.write(renderDiagnostics(problem.diagnostics, sourcesOf(policy), terminal.err));
}

/** The title of a test, for people. */
export function titleOf({ test }: Pick<TestRun, 'test'>): string {
  return test.title.kind === 'missing' ? 'a test without a title' : test.title.value;
}

function testText(run: TestRun, source: Source, out: Stream): string {
  const { test, faults } = run;
  const day = test.asOf === undefined ? '' : out.paint.faint(` (as of ${test.asOf.value})`);
  const mark = faults.length === 0 ? out.paint.good('passed') : out.paint.bad('failed');
  const lines = faults.flatMap((fault) => faultLines(fault, source, out));
  return `${[`  ${mark}  ${visible(titleOf(run))}${day}`, ...lines].join('\n')}\n`;
}

function faultLines(fault: Unmet, source: Source, out: Stream): readonly string[] {
  return [
    ...labelled('    ', fault.message, out.width),
    `    ${out.paint.place(placeName(source, fault.span))}`,
    ...frame(source, [fault.span], out).map((line) => `  ${line}`),
  ];
}

/** How many tests passed, over all files. */
export function tellTally(suites: readonly Suite[], unusable: readonly Unusable[], { out }: Terminal): void {
  const runs = suites.flatMap((one) => one.runs);
  const failed = runs.filter((one) => one.faults.length > 0).length;
  const files = suites.filter((one) => one.runs.length > 0).length;
  const among = files > 1 ? ` in ${counted(files, 'file')}` : '';
  const verdict =
    failed === 0
      ? out.paint.good(`${counted(runs.length, 'test')} passed${among}`)
      : out.paint.bad(`${failed} of ${counted(runs.length, 'test')} failed${among}`);
  const lost =
    unusable.length === 0
      ? ''
      : out.paint.bad(`; the tests of ${counted(unusable.length, 'file')} could not be run`);
  out.write(`${verdict}${lost}\n`);
}
