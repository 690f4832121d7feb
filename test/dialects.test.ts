/** Schemas in other dialects: of the rules they carry they say what the reference says, and they name those they do not. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { compile, emit, evaluate, type Plan, type RulesMap, rulesIn, type Target } from '../api/index.ts';
import { fileHost, readManifestFile } from '../api/node.ts';
import { arbitraryManifest, arbitraryPlan } from './generate/plans.ts';
import { projectPath } from './support/host.ts';

const OPTIONS = { strict: true, allErrors: true, inlineRefs: false } as const;

interface Written {
  readonly schema: Record<string, unknown>;
  readonly map: {
    readonly carried: readonly (RulesMap['carried'][number] & { readonly needs?: readonly string[] })[];
    readonly notCarried: readonly { readonly rule: string; readonly reason: string }[];
  };
}

function written(plan: Plan, target: Target): Written {
  const { files } = emit(plan, { targets: [target] });
  const [schema, map] = ['schema.json', 'rules.map.json'].map((end) => {
    const file = files.find(
      (one) => one.name.endsWith(end) || (end === 'schema.json' && one.name.endsWith('document.json')),
    );
    return JSON.parse(file?.text ?? 'null') as unknown;
  });
  return { schema, map } as Written;
}

/** What a validator for a dialect says: whether it accepts, and the rules that its errors lead to. */
function judgeBy(
  target: Target,
  { schema, map }: Written,
): (manifest: unknown) => readonly [boolean, readonly string[]] {
  const ajv = target === 'draft-07' ? new Ajv(OPTIONS) : new Ajv2020(OPTIONS);
  const accepts =
    target === 'openapi-3.1'
      ? ajv
          .addVocabulary(Object.keys(schema))
          .addSchema(schema, 'rules')
          .compile({ $ref: 'rules#/components/schemas/manifest' })
      : ajv.compile(schema);
  return (manifest) => {
    const accepted = accepts(manifest) === true;
    return [accepted, [...rulesIn(map, accepts.errors ?? []).keys()].sort()];
  };
}

/** What it should say, by the reference. */
function due(plan: Plan, manifest: unknown, { map }: Written): readonly [boolean, readonly string[]] {
  const { findings, shape } = evaluate(plan, manifest);
  const carried = new Set(map.carried.map((one) => one.rule));
  const against = findings.filter(
    (one) => one.force === 'must' && one.verdict !== 'waived' && carried.has(one.rule),
  );
  return [shape.length === 0 && against.length === 0, [...new Set(against.map((one) => one.rule))].sort()];
}

const world = arbitraryPlan().chain((plan) =>
  fc.record({ plan: fc.constant(plan), manifest: arbitraryManifest(plan) }),
);

describe.each(['draft-07', 'openapi-3.1'] as const)('%s', (target) => {
  it('says what the reference says of generated manifests', { timeout: 120_000 }, () => {
    const seen = { accepted: 0, refused: 0, left: 0 };
    fc.assert(
      fc.property(world, ({ plan, manifest: drawn }) => {
        const manifest = JSON.parse(JSON.stringify(drawn)) as unknown;
        const made = written(plan, target);
        const expected = due(plan, manifest, made);
        const [accepted, rules] = judgeBy(target, made)(manifest);
        expect(accepted).toBe(expected[0]);
        if (evaluate(plan, manifest).shape.length === 0) expect(rules).toEqual(expected[1]);
        seen[accepted ? 'accepted' : 'refused'] += 1;
        seen.left += made.map.notCarried.filter((one) => one.reason === 'dialect').length;
      }),
      { numRuns: 150, seed: 71 },
    );
    expect(seen.accepted).toBeGreaterThan(10);
    expect(seen.refused).toBeGreaterThan(10);
    if (target === 'draft-07') expect(seen.left).toBeGreaterThan(5);
  });
});

describe('what a dialect cannot say', () => {
  const counting = `policy t "T"
use std/app

rule few "Not passed on to more than two"
  each collection
  require number of shares where recipient is partner is at most 2

rule told "It is told what for"
  each collection
  purposes must be stated
`;
  const { plan } = compile({ file: 't', text: counting }, fileHost(), { asOf: '2026-11-01' });

  it('is left out whole, and named', () => {
    if (plan === undefined) throw new Error('the policy does not compile');
    const { schema, map } = written(plan, 'draft-07');
    expect(map.notCarried).toEqual([{ rule: 't/few', reason: 'dialect' }]);
    expect(map.carried.map((one) => one.rule)).toEqual(['t/told']);
    expect(schema.description).toContain('Not carried: t/few');
    expect(JSON.stringify(schema)).not.toMatch(/minContains|maxContains|\$defs/);
    expect(written(plan, 'json-schema').map.notCarried).toEqual([]);
  });

  it('what tools pass over is told of each rule', () => {
    if (plan === undefined) throw new Error('the policy does not compile');
    const { map } = written(plan, 'openapi-3.1');
    expect(map.notCarried).toEqual([]);
    expect(map.carried.map((one) => [one.rule, one.needs?.includes('contains')])).toEqual([
      ['t/few', true],
      ['t/told', false],
    ]);
  });
});

describe('the OpenAPI document', () => {
  it.each([
    'std/cn/principles',
    'std/store/apple',
  ])('of %s is valid by the schema of OpenAPI', async (name) => {
    const { plan } = compile(name, fileHost(), { asOf: '2026-11-01' });
    if (plan === undefined) throw new Error(name);
    const { valid, errors } = await new Validator().validate(written(plan, 'openapi-3.1').schema);
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
  });
});

const python =
  spawnSync('python3', ['-c', 'import jsonschema.validators'], { encoding: 'utf8' }).status === 0;
if (!python) console.log('python3 with jsonschema is not here: what it says of our schemas is skipped');

describe.runIf(python)("python's jsonschema, by the program of docs/developers.md", () => {
  const folder = mkdtempSync(join(tmpdir(), 'proviso-python-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const page = readFileSync(projectPath('docs/developers.md'), 'utf8');
  const program = /^```python file=check\.py\n([\s\S]*?)^```$/m.exec(page)?.[1] ?? '';
  const put = (name: string, value: unknown): string => {
    const path = join(folder, name);
    writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value));
    return path;
  };
  const script = put('check.py', program);
  const examples = readdirSync(projectPath('examples')).filter((name) =>
    readdirSync(projectPath(`examples/${name}`)).includes('before.yaml'),
  );

  it.each(examples)('%s: the same rules, with their articles', { timeout: 60_000 }, async (name) => {
    const home = projectPath(`examples/${name}`);
    const { plan } = compile('policy.proviso', fileHost(home), { asOf: '2026-11-01' });
    if (plan === undefined) throw new Error(`${name} does not compile`);
    const { tree } = await readManifestFile('before.yaml', plan, home);
    const target: Target = examples.indexOf(name) % 2 === 0 ? 'json-schema' : 'draft-07';
    const made = written(plan, target);
    const [accepted, rules] = due(plan, tree, made);
    const files = [put('schema.json', made.schema), put('map.json', made.map), put('manifest.json', tree)];
    const { stdout, stderr } = spawnSync('python3', [script, ...files], { encoding: 'utf8' });
    expect(stderr).toBe('');
    const said = stdout.split('\n').filter((line) => line !== '');
    expect([...new Set(said.map((line) => line.split(' | ')[0]))].sort()).toEqual(rules);
    expect(said.length === 0).toBe(accepted);
    const cited = said.filter((line) => (line.split(' | ')[1] ?? '') !== '');
    expect(cited.length > 0 || accepted).toBe(true);
  });
});
