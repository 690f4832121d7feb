/** Test results as JUnit XML, in the form that Jenkins, GitLab and others read. Any text is made fit for XML 1.0. */
import { locate } from '../../grammar/source.ts';
import type { Unmet } from '../expectations.ts';
import { element, xmlText } from '../formats/xml.ts';
import type { Suite, TestRun, Unusable } from './suite.ts';
import { titleOf } from './tests-text.ts';

/** One `testsuite` for each file with tests; a file whose tests cannot be run is one with an error. */
export function junit(suites: readonly Suite[], unusable: readonly Unusable[]): string {
  const tested = suites.filter((one) => one.runs.length > 0);
  const runs = tested.flatMap((one) => one.runs);
  const counts = {
    name: 'proviso',
    tests: runs.length + unusable.length,
    failures: failuresIn(runs),
    errors: unusable.length,
    time: secondsOf(runs),
  };
  const inner = [...tested.map(suiteElement), ...unusable.map(unusableElement)];
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', counts, lines(inner, ''))}\n`;
}

/** Each on a line of its own, two blanks further in than what holds it. */
function lines(inner: readonly string[], margin: string): readonly string[] {
  return inner.length === 0 ? [] : [`\n${inner.map((one) => `${margin}  ${one}\n`).join('')}${margin}`];
}

const failuresIn = (runs: readonly TestRun[]): number => runs.filter((one) => one.faults.length > 0).length;

const secondsOf = (runs: readonly TestRun[]): string =>
  runs.reduce((sum, one) => sum + one.seconds, 0).toFixed(3);

function suiteElement({ policy, runs }: Suite): string {
  const counts = {
    name: policy.source.file,
    tests: runs.length,
    failures: failuresIn(runs),
    errors: 0,
    time: secondsOf(runs),
  };
  const cases = runs.map((run) => caseElement(run, policy.source));
  return element('testsuite', counts, lines(cases, '  '));
}

function caseElement(run: TestRun, source: Suite['policy']['source']): string {
  const day = run.test.asOf ? ` (as of ${run.test.asOf.value})` : '';
  const names = { name: titleOf(run) + day, classname: source.file, time: run.seconds.toFixed(3) };
  const [first] = run.faults;
  if (first === undefined) return element('testcase', names);
  const told = run.faults.map((fault) => toldAt(fault, source)).join('\n');
  const failure = element('failure', { message: first.message, type: 'expectation' }, [xmlText(told)]);
  return element('testcase', names, lines([failure], '    '));
}

function toldAt(fault: Unmet, source: Suite['policy']['source']): string {
  const { file, line, column } = locate(source, fault.span);
  return `${file}:${line}:${column}: ${fault.message}`;
}

function unusableElement({ name, problem }: Unusable): string {
  const message = problem.message ?? problem.diagnostics[0]?.message ?? 'the file cannot be used';
  const told = [problem.message ?? [], problem.diagnostics.map((one) => `${one.code}: ${one.message}`)].flat(
    2,
  );
  const counts = { name, tests: 1, failures: 0, errors: 1, time: '0.000' };
  const error = element('error', { message, type: 'rule file' }, [xmlText(told.join('\n'))]);
  const names = { name: 'the file can be tested', classname: name, time: '0.000' };
  return element('testsuite', counts, lines([element('testcase', names, lines([error], '    '))], '  '));
}
