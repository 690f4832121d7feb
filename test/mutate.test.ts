/** Changing rules: which small steps there are, and that what becomes of each is what compiling the changed text gives. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Mutant, mutantsOf } from '../cli/testing/mutants.ts';
import { scopeOf } from '../cli/testing/scope.ts';
import { runSuite, type Suite } from '../cli/testing/suite.ts';
import type { Declaration, InForce } from '../grammar/ast.ts';
import { print } from '../grammar/print.ts';
import { projectPath } from './support/host.ts';

/** One of each thing that is changed. The tests miss some of it. */
const POLICY = readFileSync(projectPath('test/mutate/shop.proviso'), 'utf8');

let folder = '';
let suite: Suite;
let mutants: readonly Mutant[];

async function suiteOf(name: string, text: string): Promise<Suite | undefined> {
  writeFileSync(join(folder, name), text);
  const found = await runSuite(name, { cwd: folder, today: '2026-01-31' });
  return 'problem' in found ? undefined : found;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'proviso-mutate-'));
  const found = await suiteOf('shop.proviso', POLICY);
  if (found === undefined) throw new Error('the policy of this test does not compile');
  suite = found;
  mutants = mutantsOf([suite], scopeOf([suite], folder));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the changes', () => {
  it('are tried on a suite whose tests pass, but for the one that shall not', () => {
    expect(suite.runs.map((one) => one.faults.length > 0)).toEqual([false, false, false, true]);
  });
  it('are these', async () => {
    const said = mutants.map(({ change, of, location, fate }) =>
      [
        `${location.line}:${location.column} ${of}: ${change.what} -> ${fate}`,
        `  ${change.before}`,
        `  ${change.after}`,
      ].join('\n'),
    );
    await expect(`${said.join('\n')}\n`).toMatchFileSnapshot('mutate/shop.expected.txt');
  });
  it('become what the text changed in the same way comes to', { timeout: 120_000 }, async () => {
    const wrong: string[] = [];
    for (const [index, mutant] of mutants.entries()) {
      const other = await suiteOf(`changed-${index}.proviso`, textAfter(mutant));
      const passed = other?.runs.map((one) => one.faults.length === 0);
      const comesTo =
        passed === undefined ? 'uncheckable' : passed.slice(0, 3).includes(false) ? 'noticed' : 'survived';
      // What means the same as something before is not held against the tests again.
      if (mutant.fate !== 'same' && mutant.fate !== comesTo) {
        wrong.push(`${mutant.fate}, but ${comesTo}: ${mutant.change.what}: ${mutant.change.after}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

/** The text with the change in it. What cannot be written is written as what comes to the same. */
function textAfter({ declaration, change: { result } }: Mutant): string {
  const { source, tree } = suite.entry;
  const name = 'name' in declaration && declaration.name.kind === 'name' ? declaration.name.text : '';
  const declarations = tree.declarations.flatMap((one): readonly Declaration[] => {
    // An exception to nothing does not compile.
    if (result === undefined && one.kind === 'exception' && one.to.kind === 'name' && one.to.text === name) {
      return [];
    }
    if (one !== declaration) return [one];
    if (result?.kind !== 'rule' || result.requirements.length > 0) return result ? [result] : [];
    // Nor does a rule without a requirement; one that is never in force finds as little.
    const { span } = result;
    const never: InForce = {
      kind: 'in-force',
      span,
      from: undefined,
      until: { kind: 'day', span, value: '1900-01-01' },
    };
    return [
      {
        ...result,
        requirements: declaration.kind === 'rule' ? declaration.requirements : [],
        inForce: never,
      },
    ];
  });
  return print({ ...tree, declarations }, source);
}
