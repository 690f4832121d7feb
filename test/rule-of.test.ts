/** From the errors of four JSON Schema validators back to the rules: just those that the reference finds not satisfied. */
import { type Schema, Validator } from '@cfworker/json-schema';
import { registerSchema, unregisterSchema, validate } from '@hyperjump/json-schema/draft-2020-12';
import { BASIC } from '@hyperjump/json-schema/experimental';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emitJsonSchema } from '../compiler/emit/json-schema.ts';
import { evaluate } from '../compiler/evaluate.ts';
import type { Plan } from '../compiler/plan.ts';
import { ruleOf, rulesIn } from '../compiler/rule-of.ts';
import { arbitraryManifest, arbitraryPlan } from './generate/plans.ts';

/** A plan with a manifest that has its shape. */
const world = arbitraryPlan().chain((plan) =>
  fc.record({ plan: fc.constant(plan), manifest: arbitraryManifest(plan) }),
);

/** Validators may read numbers that JSON cannot write otherwise. */
const asJson = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

function notSatisfied(plan: Plan, manifest: unknown): string[] {
  const { findings } = evaluate(plan, manifest);
  const against = findings.filter((one) => one.force === 'must' && one.verdict !== 'waived');
  const rules = new Set(against.map((one) => one.rule));
  return plan.rules.filter((one) => rules.has(one.id) && !one.outsideSchema).map((one) => one.id);
}

const named = (map: Parameters<typeof rulesIn>[0], errors: Iterable<unknown>): string[] => {
  const rules = rulesIn(map, errors);
  return map.carried.map((one) => one.rule).filter((rule) => rules.has(rule));
};

describe('on generated plans and manifests', () => {
  it('Ajv and cfworker', { timeout: 120_000 }, () => {
    let seen = 0;
    fc.assert(
      fc.property(world, ({ plan, manifest: drawn }) => {
        const manifest = asJson(drawn);
        if (evaluate(plan, manifest).shape.length > 0) return;
        const emitted = emitJsonSchema(plan);
        const schema = asJson(emitted.schema);
        const ajv = new Ajv2020({ strict: true, allErrors: true, inlineRefs: false }).compile(schema);
        ajv(manifest);
        const rules = notSatisfied(plan, manifest);
        seen += rules.length;
        expect(named(emitted, ajv.errors ?? [])).toEqual(rules);
        const { errors } = new Validator(schema as Schema, '2020-12', false).validate(manifest);
        expect(named(emitted, errors)).toEqual(rules);
      }),
      { numRuns: 150 },
    );
    expect(seen).toBeGreaterThan(30);
  });

  it('hyperjump', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(world, async ({ plan, manifest: drawn }) => {
        const manifest = asJson(drawn);
        if (evaluate(plan, manifest).shape.length > 0) return;
        const emitted = emitJsonSchema(plan);
        const id = String(emitted.schema.$id);
        registerSchema(asJson(emitted.schema) as Parameters<typeof registerSchema>[0], id);
        try {
          const output = (await validate(id))(
            manifest as Parameters<Awaited<ReturnType<typeof validate>>>[0],
            BASIC,
          );
          expect(named(emitted, output.valid ? [] : (output.errors ?? []))).toEqual(
            notSatisfied(plan, manifest),
          );
        } finally {
          unregisterSchema(id);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('the forms of an error', () => {
  const map = {
    carried: [
      { rule: 'p/a', pointer: '#/$defs/rule.p::a', branch: '#/allOf/1/oneOf' },
      { rule: 'p/b', pointer: '#/$defs/rule.p::b', branch: '#/allOf/2/oneOf' },
    ],
  };
  it.each([
    ['Ajv', { schemaPath: '#/allOf/2/oneOf' }, 'p/b'],
    ['Ajv, of a shared part', { schemaPath: '#/allOf/1/anyOf' }, undefined],
    ['Ajv, inlined', { schemaPath: '#/$defs/rule.p%3A%3Ab/allOf/1/required' }, 'p/b'],
    ['python jsonschema', { schema_path: ['allOf', 1, 'oneOf', 0, '$ref', 'items', 'required'] }, 'p/a'],
    [
      'networknt',
      { evaluationPath: '/allOf/2/oneOf/0/$ref/anyOf', schemaLocation: 'x#/$defs/part.1/anyOf' },
      'p/b',
    ],
    ['networknt, by location', { schemaLocation: 'https://proviso.invalid/s#/$defs/rule.p::a/type' }, 'p/a'],
    ['the shape', { schemaPath: '#/allOf/0/additionalProperties' }, undefined],
    ['a bad pointer', { schemaPath: '#/%E0%A4%A' }, undefined],
    ['none', null, undefined],
  ])('%s', (_, error, rule) => {
    expect(ruleOf(map, error)).toBe(rule);
  });
});
