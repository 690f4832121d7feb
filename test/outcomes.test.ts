/** One rule by itself: its ruling, its outcomes, its changes, held against compiling and judging everything. */

import { describe, expect, it } from 'vitest';
import { seededDraw } from '../cli/certify/draw.ts';
import { checkAlone } from '../compiler/check/check.ts';
import { type Compilation, compile } from '../compiler/compile.ts';
import { evaluate } from '../compiler/evaluate.ts';
import { rulingOf } from '../compiler/lower.ts';
import { type Changeable, changesIn, isChangeable } from '../compiler/mutate/declarations.ts';
import { neighboursIn } from '../compiler/mutate/lists.ts';
import { touchesIn } from '../compiler/mutate/uses.ts';
import { variantOf } from '../compiler/mutate/variant.ts';
import { outcomesOf } from '../compiler/outcomes.ts';
import type { Rule } from '../compiler/plan.ts';
import type { Names, RuleEntry } from '../compiler/resolve/names.ts';
import { wordsOf } from '../compiler/values.ts';
import { hasErrors, newReport } from '../grammar/diagnostic.ts';
import { print } from '../grammar/print.ts';
import { drawManifest } from './generate/plans.ts';
import { drawPolicy } from './generate/policies.ts';
import { testHost } from './support/host.ts';

const DAY = '2026-01-31';
const SEEDS = [...Array(40).keys()];

const compiled = (text: string): Compilation =>
  compile({ file: 'drawn.proviso', text }, testHost(), { asOf: DAY });

function rulingAlone(entry: RuleEntry, names: Names): Pick<Rule, 'force' | 'sites'> | undefined {
  const to = newReport();
  const meanings = checkAlone(entry, names, to);
  const enforced = names.files.at(-1)?.adopts ?? new Set();
  return hasErrors(to.diagnostics) ? undefined : rulingOf(entry, { names, meanings, enforced, day: DAY });
}

const rulesOf = ({ plan }: Compilation) =>
  new Map((plan?.rules ?? []).map(({ id, force, sites }) => [id, { force, sites }]));
const idOf = ({ policy, name }: RuleEntry): string => `${policy.name}/${name}`;

describe.each(SEEDS)('the drawn policy %i', (seed) => {
  const draw = seededDraw(seed);
  const text = drawPolicy(draw);
  const whole = compiled(text);

  it('decides rule by rule as it does as a whole', () => {
    expect(whole.plan).toBeDefined();
    const expected = rulesOf(whole);
    for (const entry of whole.names.rules.values()) {
      expect(rulingAlone(entry, whole.names)).toEqual(expected.get(idOf(entry)));
    }
  });
  it('has the outcomes that its findings have', () => {
    const { plan } = whole;
    if (plan === undefined) return;
    const words = wordsOf(plan);
    for (let times = 0; times < 10; times++) {
      const manifest = drawManifest(plan, draw);
      const outcomes = plan.rules.flatMap((rule) =>
        outcomesOf(rule, manifest, words).map((one) => ({ rule: rule.id, ...one })),
      );
      const findings = evaluate(plan, manifest).findings.map(({ rule, pointer, verdict }) => ({
        rule,
        pointer,
        verdict,
      }));
      expect(outcomes).toEqual(findings);
    }
  });
  it('decides after a change as the changed text does', () => {
    for (const [declaration, change] of changesOf(whole).filter((_, at) => at % 7 === seed % 7)) {
      const changed = compiled(textAfter(declaration, change.result, whole));
      const variant = variantOf(whole.names, declaration, change.result);
      const expected = rulesOf(changed);
      for (const rule of touchesIn(whole.names)(declaration)) {
        const now = rulingAlone(variant.now(rule), variant.names);
        const where = `${change.what}: ${change.after}`;
        if (changed.plan !== undefined) expect(now, where).toEqual(expected.get(idOf(rule)));
        else if (isWritable(change.result)) expect(now, where).toBeUndefined();
      }
    }
  });
});

const changesOf = ({ names }: Compilation) => {
  const near = neighboursIn(names);
  const declarations = names.files.at(-1)?.tree.declarations.filter(isChangeable) ?? [];
  return declarations.flatMap((one) => changesIn(one, near).map((change) => [one, change] as const));
};

/** A rule that requires nothing, or an exception to nothing, has no text that compiles. */
const isWritable = (result: Changeable | undefined): boolean =>
  result !== undefined && !(result.kind === 'rule' && result.requirements.length === 0);

function textAfter(declaration: Changeable, result: Changeable | undefined, { files }: Compilation): string {
  const loaded = files.at(-1);
  if (loaded === undefined) return '';
  const declarations = loaded.file.declarations.flatMap((one) =>
    one === declaration ? (result ?? []) : [one],
  );
  return print({ ...loaded.file, declarations }, loaded.source);
}
