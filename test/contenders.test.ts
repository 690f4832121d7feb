/** What the comparison compares is the same work: all contenders say the same of the manifests they are timed on. */
import { describe, expect, it } from 'vitest';
import { contendersFor } from '../bench/contenders/index.ts';
import { broken } from '../bench/contenders/rules.ts';
import { subsetPlan, termsOf } from '../bench/contenders/setting.ts';
import { cleanDeclaration, newDraw, withFault } from '../bench/declarations.ts';
import { evaluate } from '../compiler/evaluate.ts';

const plan = subsetPlan();
const contenders = await contendersFor(plan);

describe.each([
  ['clean', (seed: number) => cleanDeclaration(4, seed)],
  ['wrong', (seed: number) => withFault(cleanDeclaration(4, seed), newDraw(seed))],
] as const)('%s manifests', (kind, make) => {
  const manifests = Array.from({ length: 30 }, (_, seed) => make(seed + 1));
  const due = manifests.map((one) => evaluate(plan, one).complies);

  it('are what they are called', () => {
    expect(due).toEqual(manifests.map(() => kind === 'clean'));
  });

  it('are judged alike by all', { timeout: 60_000 }, async () => {
    for (const { name, of, judge } of contenders) {
      const said: boolean[] = [];
      for (const one of manifests) {
        const text = JSON.stringify(one);
        const input =
          of === 'object' ? JSON.parse(text) : of === 'text' ? text : new TextEncoder().encode(text);
        said.push(await judge(input as never));
      }
      expect([name, said]).toEqual([name, due]);
    }
  });

  it('have the faults that the reference finds, by hand as well', () => {
    const terms = termsOf(plan);
    for (const one of manifests) {
      const found = evaluate(plan, one).findings.map(
        ({ rule, pointer }) => `${rule.slice(rule.indexOf('/') + 1)} at ${pointer}`,
      );
      expect([...broken(one, terms)].sort()).toEqual([...found].sort());
    }
  });
});
