/** Verdicts of stores and their tools come out the same, at the line they are about; docs/verdicts.md lists each. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compile } from '../compiler/compile.ts';
import { evaluate } from '../compiler/evaluate.ts';
import type { Finding } from '../compiler/findings.ts';
import type { Plan } from '../compiler/plan.ts';
import { locate } from '../grammar/source.ts';
import { readManifest } from '../readers/index.ts';
import { placeAt } from '../readers/reading.ts';
import { withRests } from '../readers/rests.ts';
import { projectPath, testHost } from './support/host.ts';
import { appleCases } from './verdicts/apple-cases.ts';
import { verdictCases as extensionCases, type VerdictCase } from './verdicts/cases.ts';

const verdictCases: readonly VerdictCase[] = [...extensionCases, ...appleCases];

/** The first cell of each row that tells a verdict. */
const rows = readFileSync(projectPath('docs/verdicts.md'), 'utf8')
  .split('\n')
  .filter((line) => /^[|] (?!manifest [|])/.test(line))
  .map((line) => line.slice(2, line.indexOf(' | ')));

function planOf(policy: string): Plan {
  const text = `policy verdicts "Verdicts"\nadopt ${policy}\n`;
  const { plan, diagnostics } = compile({ file: 'verdicts.proviso', text }, testHost(), {
    asOf: '2026-11-25',
  });
  if (plan === undefined) throw new Error(diagnostics[0]?.message);
  return plan;
}

const plans = new Map([...new Set(verdictCases.map((one) => one.policy))].map((one) => [one, planOf(one)]));

interface Said {
  readonly says: readonly string[];
  readonly open: readonly string[];
}

/** What breaks a rule, what the reader remarks on, and what stays open, each with its line. */
async function saidOf({ policy, store, text, listing }: VerdictCase): Promise<Said> {
  const plan = plans.get(policy);
  if (plan === undefined) throw new Error(policy);
  const source = { file: 'manifest', text };
  const read = withRests(await readManifest(source, { plan }), plan);
  const remarks = read.diagnostics.map(({ code, span }) => `${code}:${locate(source, span).line}`);
  if (read.tree === undefined) return { says: remarks, open: [] };
  const tree = read.tree as { readonly app: object | null; readonly listings?: readonly object[] | null };
  const listings = listing
    ? (tree.listings ?? [{ store }]).map((one) => ({ ...one, ...listing }))
    : tree.listings;
  const { findings } = evaluate(
    plan,
    { ...tree, listings, app: { ...tree.app, stores: [store] } },
    { language: 'en' },
  );
  const named = (verdict: Finding['verdict']) =>
    findings
      .filter((one) => one.verdict === verdict)
      .map(({ rule, pointer, force }) => {
        const span = placeAt(read, pointer);
        const line = span ? locate(source, span).line : '-';
        return `${force === 'should' ? 'advice ' : ''}${rule.slice(rule.indexOf('/') + 1)}:${line}`;
      });
  return { says: [...remarks, ...new Set(named('violation'))].sort(), open: named('undetermined') };
}

it('each row of the page is one of these', () => {
  expect(verdictCases.map((one) => one.title).sort()).toEqual([...rows].sort());
});

describe.each([...plans.keys()])('%s', (policy) => {
  const cases = verdictCases.filter((one) => one.policy === policy);
  it.each(cases)('$title', async (one) => {
    const said = await saidOf(one);
    expect(said.says).toEqual(one.says);
    expect(said.open).toEqual(expect.arrayContaining([...(one.open ?? [])]));
    expect(rows).toContain(one.title);
  });
});
