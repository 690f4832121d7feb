/** `proviso test`: runs the `test` declarations of rule files. */
import { dirname, join } from 'node:path';
import type { Test } from '../../grammar/ast.ts';
import { hasErrors } from '../../grammar/diagnostic.ts';
import type { Source } from '../../grammar/source.ts';
import { EXIT, type ExitCode, worst } from '../exit.ts';
import { type Unmet, unmet } from '../expectations.ts';
import { frame, placeName } from '../frame.ts';
import { judge, loadManifest, type Manifest, readSource } from '../manifest.ts';
import { type FoundPolicy, loadPolicy, sourcesOf, tellProblem } from '../policy.ts';
import { renderDiagnostics } from '../render-diagnostics.ts';
import { ruleFilesBelow } from '../rule-files.ts';
import type { Terminal } from '../terminal.ts';
import { counted, labelled, visible } from '../text.ts';

/** Runs the tests of each file; without any file, of all below the folder. */
export async function test(files: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const names = files.length > 0 ? files : ruleFilesBelow(terminal.cwd);
  const tally = { passed: 0, failed: 0 };
  const codes: ExitCode[] = [];
  for (const name of names) codes.push(await testFile(name, tally, terminal));
  const { paint } = terminal.out;
  const total = tally.passed + tally.failed;
  const verdict =
    tally.failed === 0
      ? paint.good(`${counted(total, 'test')} passed`)
      : paint.bad(`${tally.failed} of ${counted(total, 'test')} failed`);
  terminal.out.write(`${verdict}\n`);
  return worst(codes);
}

async function testFile(
  name: string,
  tally: { passed: number; failed: number },
  terminal: Terminal,
): Promise<ExitCode> {
  const policy = loadPolicy(name, terminal.today, terminal);
  if ('exit' in policy) return tellProblem(policy, undefined, terminal);
  const { diagnostics, tests } = policy.compilation;
  if (hasErrors(diagnostics)) {
    terminal.err.write(renderDiagnostics(diagnostics, sourcesOf(policy), terminal.err));
    return EXIT.policyWrong;
  }
  if (tests.length > 0) terminal.out.write(`${visible(policy.source.file)}\n`);
  const codes: ExitCode[] = [];
  for (const one of tests) {
    const faults = await runTest(one, policy, terminal);
    tally[faults.length === 0 ? 'passed' : 'failed']++;
    codes.push(faults.length === 0 ? EXIT.complies : EXIT.violated);
    terminal.out.write(testReport(one, faults, policy.source, terminal));
  }
  return worst(codes);
}

async function runTest(one: Test, policy: FoundPolicy, terminal: Terminal): Promise<readonly Unmet[]> {
  const plan = policy.compilation.planAsOf(one.asOf?.value ?? terminal.today);
  if (plan === undefined)
    return [{ span: one.span, message: 'there is no manifest record, so nothing can be judged' }];
  if (one.given === undefined) return [{ span: one.span, message: 'the test is given no manifest' }];
  const { text, inline } = one.given;
  const manifest = inline
    ? await readSource({ file: `${policy.source.file} (manifest of the test)`, text: text.value }, plan)
    : await givenFile(text.value, policy, terminal, plan);
  const { judgement, remarks } = judge(plan, manifest, 'en');
  if (judgement) return unmet(one, judgement);
  const why = manifest.problem ?? remarks.map((remark) => remark.message).join('; ');
  return [{ span: text.span, message: `the manifest cannot be read: ${why}` }];
}

/** A file that a test names stands beside the rule file. */
async function givenFile(
  name: string,
  policy: FoundPolicy,
  terminal: Terminal,
  plan: Parameters<typeof loadManifest>[1],
): Promise<Manifest> {
  return loadManifest(join(dirname(policy.source.file), name), plan, terminal.cwd);
}

function testReport(one: Test, faults: readonly Unmet[], source: Source, { out }: Terminal): string {
  const title = one.title.kind === 'missing' ? 'a test without a title' : one.title.value;
  const day = one.asOf === undefined ? '' : out.paint.faint(` (as of ${one.asOf.value})`);
  const mark = faults.length === 0 ? out.paint.good('passed') : out.paint.bad('failed');
  const lines = faults.flatMap((fault) => [
    ...labelled('    ', fault.message, out.width),
    `    ${out.paint.place(placeName(source, fault.span))}`,
    ...frame(source, [fault.span], out).map((line) => `  ${line}`),
  ]);
  return `${[`  ${mark}  ${visible(title)}${day}`, ...lines].join('\n')}\n`;
}
