/** Verdicts of stores and their tools come out the same, at the line they are about; docs/verdicts.md lists each. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compile } from '../compiler/compile.ts';
import { evaluate } from '../compiler/evaluate.ts';
import type { Plan } from '../compiler/plan.ts';
import { locate } from '../grammar/source.ts';
import { readManifest } from '../readers/index.ts';
import { placeAt } from '../readers/reading.ts';
import { projectPath, testHost } from './support/host.ts';
import { appleCases } from './verdicts/apple-cases.ts';
import { verdictCases as extensionCases, type VerdictCase } from './verdicts/cases.ts';

const verdictCases: readonly VerdictCase[] = [...extensionCases, ...appleCases];

const page = readFileSync(projectPath('docs/verdicts.md'), 'utf8');

function planOf(policy: string): Plan {
  const text = `policy verdicts "Verdicts"\nadopt ${policy}\n`;
  const { plan, diagnostics } = compile({ file: 'verdicts.proviso', text }, testHost(), {
    asOf: '2026-11-25',
  });
  if (plan === undefined) throw new Error(diagnostics[0]?.message);
  return plan;
}

const plans = new Map([...new Set(verdictCases.map((one) => one.policy))].map((one) => [one, planOf(one)]));

/** What breaks a rule, and what the reader remarks on, each with its line. */
async function saidOf({ policy, store, text, isNew }: VerdictCase): Promise<readonly string[]> {
  const plan = plans.get(policy);
  if (plan === undefined) throw new Error(policy);
  const source = { file: 'manifest', text };
  const read = await readManifest(source, { plan });
  const remarks = read.diagnostics.map(({ code, span }) => `${code}:${locate(source, span).line}`);
  if (read.tree === undefined) return remarks;
  const tree = read.tree as { readonly app: object | null; readonly listings?: readonly object[] | null };
  const listings = isNew
    ? (tree.listings ?? [{ store }]).map((one) => ({ ...one, listedBefore: false }))
    : tree.listings;
  const { findings } = evaluate(
    plan,
    { ...tree, listings, app: { ...tree.app, stores: [store] } },
    { language: 'en' },
  );
  const violations = findings
    .filter((one) => one.verdict === 'violation' && one.force === 'must')
    .map(({ rule, pointer }) => {
      const span = placeAt(read, pointer);
      return `${rule.slice(rule.indexOf('/') + 1)}:${span ? locate(source, span).line : '-'}`;
    });
  return [...remarks, ...new Set(violations)].sort();
}

describe.each([...plans.keys()])('%s', (policy) => {
  const cases = verdictCases.filter((one) => one.policy === policy);
  it.each(cases)('$title', async (one) => {
    expect(await saidOf(one)).toEqual(one.says);
    expect(page).toContain(`| ${one.title} |`);
  });
});
