/** The JSON Schema against the reference: on generated plans and manifests, under three implementations, and at real sizes. */

import { type Schema, Validator } from '@cfworker/json-schema';
import { registerSchema, unregisterSchema, validate } from '@hyperjump/json-schema/draft-2020-12';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classical, newClassical, satisfied } from '../compiler/classical.ts';
import { emitJsonSchema, type JsonSchemas } from '../compiler/emit/json-schema.ts';
import { evaluate } from '../compiler/evaluate.ts';
import { type Formula, failing, type Plan, type Site } from '../compiler/plan.ts';
import { scope } from '../compiler/scope.ts';
import { shapeProblems } from '../compiler/shape.ts';
import { FALSE, TRUE, truthOf } from '../compiler/truth.ts';
import { isRecord, wordsOf } from '../compiler/values.ts';
import { holds } from './generate/holds.ts';
import { disclosedRule, subsetRule, tableRule } from './generate/large.ts';
import { arbitraryManifest, arbitraryPlan } from './generate/plans.ts';

const MANIFESTS = 8;

interface World {
  readonly plan: Plan;
  readonly manifests: readonly unknown[];
}

/** A plan with some manifests for it. A failure prints its seed. */
const world: fc.Arbitrary<World> = arbitraryPlan().chain((plan) =>
  fc
    .array(arbitraryManifest(plan), { minLength: MANIFESTS, maxLength: MANIFESTS })
    .map((manifests) => ({ plan, manifests })),
);

const asJson = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

function ajvOf(schema: JsonSchemas['schema']): (manifest: unknown) => boolean {
  const ajv = new Ajv2020({ strict: true, validateSchema: true });
  const check = ajv.compile(asJson(schema));
  return (manifest) => check(manifest) === true;
}

function cfworkerOf(schema: JsonSchemas['schema']): (manifest: unknown) => boolean {
  const validator = new Validator(asJson(schema) as Schema, '2020-12', true);
  return (manifest) => validator.validate(manifest).valid;
}

describe('on generated plans and manifests', () => {
  test('Ajv in strict mode, cfworker and the reference say the same', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(world, ({ plan, manifests }) => {
        const { schema, shape, problems } = emitJsonSchema(plan);
        if (problems.length > 0) return;
        const [ajv, cfworker, ajvShape] = [ajvOf(schema), cfworkerOf(schema), ajvOf(shape)];
        for (const manifest of manifests) {
          const judgement = evaluate(plan, manifest);
          const said = { ajv: ajv(manifest), cfworker: cfworker(manifest), shape: ajvShape(manifest) };
          expect(said).toEqual({
            ajv: judgement.complies,
            cfworker: judgement.complies,
            shape: judgement.shape.length === 0,
          });
        }
      }),
      { numRuns: 250 },
    );
  });

  test('hyperjump says so too', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(world, async ({ plan, manifests }) => {
        const { schema } = emitJsonSchema(plan);
        const id = String(schema.$id);
        registerSchema(asJson(schema) as Parameters<typeof registerSchema>[0], id);
        try {
          const check = await validate(id);
          for (const manifest of manifests.filter((one) => !holdsInfinity(one))) {
            const output = check(manifest as Parameters<typeof check>[0]);
            expect(output.valid).toBe(evaluate(plan, manifest).complies);
          }
        } finally {
          unregisterSchema(id);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('the classical readings and the scoped form are the truth of the formula', {
    timeout: 120_000,
  }, () => {
    fc.assert(
      fc.property(world, ({ plan, manifests }) => {
        const fitting = manifests.filter((one) => shapeProblems(plan, one, wordsOf(plan)).length === 0);
        for (const site of plan.rules.flatMap((rule) => rule.sites)) compareReadings(plan, site, fitting);
      }),
      { numRuns: 250 },
    );
  });
});

/** JSON.parse makes a number past all bounds infinite; hyperjump takes no such value. */
function holdsInfinity(value: unknown): boolean {
  if (typeof value === 'number') return !Number.isFinite(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsInfinity);
}

function compareReadings(plan: Plan, site: Site, manifests: readonly unknown[]): void {
  const to = newClassical(plan);
  const whole = site.path.reduceRight<Formula>(
    (body, step, frame) => ({ kind: 'every', domain: { ...step, frame, path: [step.key] }, body }),
    { kind: 'not', of: failing(site) },
  );
  const surely = satisfied(site, plan.root, to);
  const possibly = classical(whole, 'possibly', [{ record: plan.root, known: true }], to);
  const scoped = scope(to.sentences, surely);
  if (scoped.kind === 'too-large') return;
  for (const manifest of manifests) {
    const value = isRecord(manifest) ? manifest : undefined;
    const truth = truthOf(whole, [{ value, pointer: '' }], wordsOf(plan));
    expect({
      surely: holds(surely, [manifest], undefined),
      possibly: holds(possibly, [manifest], undefined),
      scoped: holds(scoped, [], manifest),
    }).toEqual({ surely: truth === TRUE, possibly: truth !== FALSE, scoped: truth === TRUE });
  }
}

/** How many conjuncts the one rule of a plan became, and how long its schema is. */
function sizeOf(plan: Plan): { readonly cases: number; readonly characters: number } {
  const { schema } = emitJsonSchema(plan);
  const definitions = schema.$defs as Readonly<Record<string, Conjuncts>>;
  const rule = Object.entries(definitions).find(([name]) => name.startsWith('rule.'))?.[1];
  return { cases: casesIn(rule ?? {}), characters: JSON.stringify(schema).length };
}

interface Conjuncts {
  readonly allOf?: readonly Conjuncts[];
  readonly then?: Conjuncts;
}

/** The conjuncts of a schema, those behind a condition for all of them one by one. */
function casesIn(schema: Conjuncts): number {
  const inside = schema.allOf ?? schema.then?.allOf;
  return inside === undefined ? 1 : inside.reduce((sum, one) => sum + casesIn(one), 0);
}

describe('at the size of real rules', () => {
  test('a table of 39 services by 150 terms is some dozens of cases', () => {
    const { cases, characters } = sizeOf(tableRule());
    expect(cases).toBeGreaterThan(39);
    expect(cases).toBeLessThan(120);
    expect(characters).toBeLessThan(50_000);
  });

  test('a field against a field of 150 terms is 150 cases', () => {
    const { cases, characters } = sizeOf(disclosedRule());
    expect(cases).toBe(150);
    expect(characters).toBeLessThan(80_000);
  });

  test('demands on one list stand behind conditions, so that no validator walks the list for each', () => {
    const { schema } = emitJsonSchema(disclosedRule());
    const rule = Object.entries(schema.$defs as Record<string, Conjuncts>).find(([name]) =>
      name.startsWith('rule.'),
    )?.[1];
    expect(rule?.allOf?.length).toBeLessThan(10);
    expect(rule?.allOf?.every((one) => 'if' in one && (one.then?.allOf?.length ?? 0) > 1)).toBe(true);
  });

  test.each([
    ['within-service', tableRule(), { data: 'g1.t1', necessity: 'offered' }],
    ['permission-disclosed', disclosedRule(), { data: 'g1.t1' }],
  ])('%s is judged alike by the schema and the reference', (_, plan, collection) => {
    const [ajv, cfworker] = [ajvOf(emitJsonSchema(plan).schema), cfworkerOf(emitJsonSchema(plan).schema)];
    const services = ['service-3', 'service-11', 'service-0'];
    const seen = new Set<boolean>();
    for (const term of ['g0', 'g0.t3', 'g1', 'g1.t1', 'g1.t2', 'g2.t2', null]) {
      for (const count of [0, 1, 2, 3]) {
        const manifest = {
          services: services.slice(0, count),
          collections: [collection, { data: term, necessity: 'required' }].slice(0, Math.max(1, count)),
          permissions: [{ data: 'g1.t1' }, { data: term }].slice(0, count),
        };
        const { complies } = evaluate(plan, manifest);
        seen.add(complies);
        expect([ajv(manifest), cfworker(manifest)]).toEqual([complies, complies]);
      }
    }
    expect([...seen].sort()).toEqual([false, true]);
  });

  test('what no schema can spell out is reported with the fields compared, and not weakened', () => {
    const { problems, carried, notCarried, schema } = emitJsonSchema(subsetRule());
    expect(problems).toEqual([
      { rule: 'large/uses-covered', causes: ['collection.used', 'permission.used'] },
    ]);
    expect(carried).toEqual([]);
    expect(notCarried).toEqual([{ rule: 'large/uses-covered', reason: 'too-large' }]);
    expect(schema.description).toContain('Not carried: large/uses-covered');
  });

  test('a result with too many parts names the widest comparison', () => {
    const limits = { work: 4_000_000, split: 1_000_000, cases: 2_000, parts: 100 };
    const { problems } = emitJsonSchema(disclosedRule(), { limits });
    expect(problems).toEqual([
      { rule: 'large/permission-disclosed', causes: ['permission.data', 'collection.data'] },
    ]);
  });
});

test('a rule about more records at once than anyone can follow is reported, not tried', () => {
  const plan = disclosedRule();
  const nested = (levels: number): Plan => ({
    ...plan,
    rules: plan.rules.map((rule) => ({
      ...rule,
      sites: rule.sites.map((site) => ({ ...site, broken: countedInside(site.broken, levels) })),
    })),
  });
  expect(emitJsonSchema(nested(20)).problems).toEqual([
    { rule: 'large/permission-disclosed', causes: ['permission'] },
  ]);
  expect(emitJsonSchema(nested(10)).problems).toEqual([]);
});

/** Exactly one collection of which exactly one collection of which … the formula. */
function countedInside(formula: Formula, levels: number): Formula {
  if (levels === 0) return formula;
  return {
    kind: 'count',
    domain: { frame: 0, path: ['collections'], many: true, record: 'collection', absentIsNone: false },
    body: countedInside(formula, levels - 1),
    comparison: 'exactly',
    bound: 1,
  };
}

describe('what the schema says to people', () => {
  const [rule] = tableRule().rules;
  const cited = (outsideSchema: boolean): Plan => ({
    ...tableRule(),
    rules: rule
      ? [
          {
            ...rule,
            outsideSchema,
            citations: [{ source: 'CSL', title: { en: 'Cybersecurity Law' }, locator: 'Article 41' }],
          },
        ]
      : [],
  });

  test('a rule has its own entry, reached by one reference', () => {
    const { schema, carried } = emitJsonSchema(cited(false));
    expect(carried).toEqual([
      {
        rule: 'large/within-service',
        pointer: '#/$defs/rule.large::within-service',
        branch: '#/allOf/1/oneOf',
        title: 'within-service',
        basis: ['Cybersecurity Law, Article 41'],
      },
    ]);
    expect(schema.allOf).toEqual([
      { $ref: '#/$defs/record.declaration' },
      { oneOf: [{ $ref: '#/$defs/rule.large::within-service' }] },
    ]);
    const text = JSON.stringify(schema);
    expect(text.split('rule.large::within-service"')).toHaveLength(3);
    expect(text).toContain('Cybersecurity Law, Article 41');
  });

  test('a rule outside the schema is named as not carried', () => {
    const { schema, carried } = emitJsonSchema(cited(true));
    expect(carried).toEqual([]);
    expect(schema.description).toContain('Not carried: large/within-service');
  });
});
