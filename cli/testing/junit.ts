/** Test results as JUnit XML, in the form that Jenkins, GitLab and others read. Any text is made fit for XML 1.0. */
import { locate } from '../../grammar/source.ts';
import type { Unmet } from '../expectations.ts';
import type { Suite, TestRun, Unusable } from './suite.ts';
import { titleOf } from './tests-text.ts';

/** One `testsuite` for each file with tests; a file whose tests cannot be run is one with an error. */
export function junit(suites: readonly Suite[], unusable: readonly Unusable[]): string {
  const tested = suites.filter((one) => one.runs.length > 0);
  const runs = tested.flatMap((one) => one.runs);
  const counts = {
    tests: runs.length + unusable.length,
    failures: failuresIn(runs),
    errors: unusable.length,
    time: secondsOf(runs),
  };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="proviso"${attributes(counts)}>`,
    ...tested.map(suiteElement),
    ...unusable.map(unusableElement),
    '</testsuites>',
    '',
  ].join('\n');
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
  return [
    `  <testsuite${attributes(counts)}>`,
    ...runs.map((run) => caseElement(run, policy.source)),
    '  </testsuite>',
  ].join('\n');
}

function caseElement(run: TestRun, source: Suite['policy']['source']): string {
  const day = run.test.asOf ? ` (as of ${run.test.asOf.value})` : '';
  const names = { name: titleOf(run) + day, classname: source.file, time: run.seconds.toFixed(3) };
  const [first] = run.faults;
  if (first === undefined) return `    <testcase${attributes(names)}/>`;
  const told = run.faults.map((fault) => toldAt(fault, source)).join('\n');
  return [
    `    <testcase${attributes(names)}>`,
    `      <failure${attributes({ message: first.message, type: 'expectation' })}>${escaped(told)}</failure>`,
    '    </testcase>',
  ].join('\n');
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
  return [
    `  <testsuite${attributes(counts)}>`,
    `    <testcase${attributes({ name: 'the file can be tested', classname: name, time: '0.000' })}>`,
    `      <error${attributes({ message, type: 'rule file' })}>${escaped(told.join('\n'))}</error>`,
    '    </testcase>',
    '  </testsuite>',
  ].join('\n');
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** What XML 1.0 has no way to write, not even as a reference, is shown as the sign for what cannot be shown. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"\t\n\r]/g, (sign) => ENTITIES[sign] ?? sign);
}
