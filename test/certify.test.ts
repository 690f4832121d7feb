/** The certificate of a build: what it is tried on, that a wrong target is found out by a small manifest, and verifying again. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { compile, emit, textHost } from '../api/index.ts';
import { fileHost } from '../api/node.ts';
import { disagreement, type Targets, type Validator } from '../cli/certify/agree.ts';
import { certifyBuild } from '../cli/certify/build.ts';
import { type Compared, certify, type Difference } from '../cli/certify/certify.ts';
import { changed } from '../cli/certify/change.ts';
import { seededDraw } from '../cli/certify/draw.ts';
import { trialOf } from '../cli/certify/manifests.ts';
import { textFor } from '../cli/certify/pattern-text.ts';
import { shrunk } from '../cli/certify/shrink.ts';
import { ABSENT, either, lists, pickFrom, records, values } from '../cli/certify/space.ts';
import { targetsOf } from '../cli/certify/targets.ts';
import type { EmittedFile } from '../compiler/emit/typescript.ts';
import type { Judgement } from '../compiler/findings.ts';
import type { Plan } from '../compiler/plan.ts';
import { projectPath } from './support/host.ts';
import { type Workplace, workplace } from './support/lint.ts';

const POLICY = `policy shop "Shop" version "3"
use std/app
rule told "Told"
  each collection
  purposes must be stated
rule short "Short"
  each collection where data is location.precise
  retention must be at most 30 days
  unless purposes include only safety
rule named "Named"
  each share where recipient is partner
  name must mention "Bank", "银行"
rule few "Few"
  require number of collections where background is yes is at most 2
rule advice "Advice"
  each share
  default should be opt-in
test "t"
  given manifest """
    collections:
      - data: location.precise
        retention: 31
  """
  expect violation of short
`;

const compiled = compile('./shop', textHost({ './shop': POLICY }, fileHost(projectPath('.'))), {
  asOf: '2026-11-01',
});
const plan = compiled.plan as Plan;
const { files } = emit(plan);

describe('a set that is counted', () => {
  const set = records(
    new Map([
      ['a', either(values([ABSENT, null]), values(['x', 'y']))],
      ['b', lists(records(new Map([['c', values([1, 2, 3])]])), 0, 2)],
    ]),
  );
  it('has as many values as it says, all different', () => {
    expect(set.size).toBe(4n * (1n + 3n + 9n));
    const all = Array.from({ length: Number(set.size) }, (_, at) => JSON.stringify(set.at(BigInt(at))));
    expect(new Set(all).size).toBe(52);
    expect(all).toContain('{"a":"y","b":[{"c":3},{"c":1}]}');
    expect(all).toContain('{"b":[]}');
  });
  it('gives all of it where that is not too many, else as many as asked for, the same for a seed', () => {
    expect(pickFrom(set, 52, seededDraw(1)).indexes.length).toBe(52);
    const some = pickFrom(set, 20, seededDraw(1));
    expect([some.of, new Set(some.indexes).size]).toEqual([52n, 20]);
    expect(some.indexes.every((index) => index >= 0n && index < 52n)).toBe(true);
    expect(pickFrom(set, 20, seededDraw(1))).toEqual(some);
    expect(pickFrom(set, 20, seededDraw(2))).not.toEqual(some);
  });
});

test.each([
  '^(?:[^\\n]{0,3}|[Tt][Oo][Dd][Oo][^\\n]*|1+)$',
  '(?:[mM][aA][yY] [uU]|可能)',
  '^(?:[$]string:[^\\n]+)$',
  '^(?:[^\\n]{4,256})$',
  '[Dd]\\.',
  '^(?:[a-c]{2,3}[0-9]?\\(x\\))$',
  '(?:ß|SS|ss)x',
])('a text in which %s is found', (pattern) => {
  expect(textFor(pattern)).toMatch(new RegExp(pattern, 'u'));
});

test('a rule is tried on what it tells apart, and on no more', () => {
  const few = plan.rules.find((one) => one.name === 'few');
  const trial = trialOf(plan, few as Plan['rules'][number], 1000, seededDraw(1));
  // Left out, null, or 0 to 3 collections of which `background` is left out, null, yes or no.
  expect(trial.product).toEqual({ of: 2n + 1n + 4n + 16n + 64n, tried: 87 });
  const seen = new Set([...trial.manifests].map((one) => JSON.stringify(one)));
  expect(seen.size).toBe(87);
  expect(seen).toContain(
    JSON.stringify({
      collections: [true, true, true].map((background) => ({ data: firstTerm('data'), background })),
    }),
  );
});

const firstTerm = (name: string) => plan.vocabularies.find((one) => one.name === name)?.terms[0]?.name;

test('a change keeps what it does not touch', () => {
  const manifest = { a: [{ b: 1 }, { c: 2 }] };
  expect(changed(manifest, { way: ['a', 0], to: ABSENT })).toEqual({ a: [{ c: 2 }] });
  expect(changed(manifest, { way: ['a', 1, 'c'], to: null })).toEqual({ a: [{ b: 1 }, { c: null }] });
  expect(manifest).toEqual({ a: [{ b: 1 }, { c: 2 }] });
});

test('what is shrunk is as small as it can be', () => {
  const still = (one: unknown) => JSON.stringify(one)?.includes('"b":2') ?? false;
  expect(shrunk({ x: [1, 2], a: [{ b: 1 }, { b: 2, c: 'long' }] }, still)).toEqual({ a: [{ b: 2 }] });
});

async function certified(targets: Targets): Promise<Compared | Difference> {
  return certify({ targets, cases: [], seed: 1, samples: 100 });
}

type Json = { [key: string]: unknown };

/** The schema with its first value changed for which a change is given; there has to be one. */
function schemaWith(change: (value: unknown, key: string) => unknown): readonly EmittedFile[] {
  const state = { left: 1 };
  const visit = (value: unknown, key: string): unknown => {
    const other = state.left > 0 ? change(value, key) : undefined;
    if (other !== undefined) {
      state.left -= 1;
      return other;
    }
    if (Array.isArray(value)) return value.map((item) => visit(item, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([at, part]) => [at, visit(part, at)]));
  };
  const changedFiles = files.map((one) => {
    if (one.name !== 'shop.schema.json') return one;
    return { ...one, text: JSON.stringify(visit(JSON.parse(one.text), '')) };
  });
  expect(state.left).toBe(0);
  return changedFiles;
}

const SCHEMAS = {
  'a bound': () => schemaWith((value) => (value === 30 ? 31 : undefined)),
  'a word that is not in its list': () =>
    schemaWith((value, key) => {
      if (key !== 'enum' || !Array.isArray(value) || value.length < 100) return undefined;
      return value.includes('location.precise') ? value.filter((one) => one !== 'contact.email') : undefined;
    }),
  'a field that is not demanded': () =>
    schemaWith((value, key) =>
      key === 'record.collection' ? { ...(value as Json), required: [] } : undefined,
    ),
  'a rule that is not there': () => schemaWith((_, key) => (key === 'rule.shop::named' ? {} : undefined)),
  'a record that is open': () =>
    schemaWith((value, key) => {
      if (key !== 'record.security') return undefined;
      const { additionalProperties: _, ...rest } = value as Json;
      return rest;
    }),
};

describe('a target that is wrong', () => {
  it('is not found where nothing is wrong', async () => {
    const compared = await certified(await targetsOf(plan, files, true));
    expect(compared).not.toHaveProperty('manifest');
    const { manifests, complying } = compared as Compared;
    expect(complying).toBeGreaterThan(20);
    expect(manifests - complying).toBeGreaterThan(manifests / 4);
  });

  /** As small as it can be: something in it is needed for each thing that is said. */
  const isSmall = async (found: Compared | Difference): Promise<void> => {
    expect(found).toHaveProperty('manifest');
    const { manifest, said } = found as Difference;
    expect(said).not.toBe('');
    expect(JSON.stringify(manifest).length).toBeLessThan(110);
    expect(disagreement(await targetsOf(plan, files, true), manifest)).toBe(undefined);
  };

  it.each(Object.entries(SCHEMAS))('%s, in the schema', async (_, made) => {
    await isSmall(await certified(await targetsOf(plan, made(), true)));
  });

  const nothing: Judgement = { complies: true, shape: [], findings: [], questions: [] };
  const VALIDATORS = {
    'complies with all': () => ({ complies: () => true }),
    'reads no bytes': ({ validate }: Validator) => ({ validateJson: () => validate({ collections: [] }) }),
    'finds nothing': () => ({ validate: () => nothing }),
    'forgets the advice': ({ validate }: Validator) => ({
      validate: (manifest: unknown) => {
        const judged = validate(manifest);
        return { ...judged, findings: judged.findings.filter((one) => one.force === 'must') };
      },
    }),
  } satisfies Record<string, (right: Validator) => Partial<Validator>>;

  it.each(Object.entries(VALIDATORS))('%s: the validator', async (_, wrong) => {
    const targets = await targetsOf(plan, files, true);
    const right = targets.validator as Validator;
    const found = await certified({ ...targets, validator: { ...right, ...wrong(right) } });
    await isSmall(found);
  });

  it('is shown as a manifest that can be read, and nothing is certified', async () => {
    const policy = {
      source: { file: './shop', text: POLICY },
      compilation: { tests: [], files: [] },
    } as unknown as Parameters<typeof certifyBuild>[0]['policy'];
    const err = { write: () => undefined, paint: { bad: (text: string) => text }, width: 100 };
    const terminal = { cwd: projectPath('.'), err } as unknown as Parameters<typeof certifyBuild>[2];
    const emitted = { files: SCHEMAS['a bound']() };
    const built = { policy, plan, emitted, folder: '.', targets: [], closed: true };
    const made = await certifyBuild(built, { seed: 1, samples: 60 }, terminal);
    const { difference } = made as { difference: string };
    expect(difference).toContain('"data": "location.precise"');
    expect(difference).toContain('"retention": 31');
    expect(difference).toContain('evaluate finds shop/named, shop/short, shop/told, the schema refuses by');
  });
});

describe('the command', () => {
  let place: Workplace;
  const certificate = 'out/shop.certificate.json';
  beforeAll(() => {
    place = workplace({ 'shop.proviso': POLICY });
  });
  afterAll(() => place.clear());
  const build = (...words: string[]) =>
    place.proviso('build', 'shop.proviso', '-o', 'out', '--certify', '--samples', '30', ...words);
  const textOf = (name: string) => readFileSync(join(place.folder, name), 'utf8');

  it('writes a certificate that its schema describes, the same each time', async () => {
    const { exit, out, err } = await build();
    expect([exit, err]).toEqual([0, '']);
    expect(out).toMatch(/certified: agree on [\d,]+ manifests/);
    const schema = JSON.parse(
      readFileSync(projectPath('docs/output/certificate.schema.json'), 'utf8'),
    ) as object;
    const valid = new Ajv2020({ strict: true }).compile(schema);
    const first = textOf(certificate);
    expect([valid(JSON.parse(first)), valid.errors]).toEqual([true, null]);
    expect(JSON.parse(first)).toMatchObject({
      policy: { file: '../shop.proviso', name: 'shop', version: '3' },
      samples: 30,
      closed: true,
      compared: { cases: 1 },
    });
    await build();
    expect(textOf(certificate)).toBe(first);
    await build('--seed', '2');
    expect(textOf(certificate)).not.toBe(first);
  });

  it('verifies it again, closed and open, for each target', async () => {
    for (const words of [[], ['--open'], ['--target', 'typescript'], ['--target', 'json-schema']]) {
      await build(...words);
      const { exit, out, err } = await place.proviso('verify', certificate);
      expect([words, exit, err]).toEqual([words, 0, '']);
      expect(out).toContain('as certified: agree on');
    }
  });

  it('says what is otherwise', async () => {
    await build();
    const script = textOf('out/shop.js');
    place.put(
      'out/shop.js',
      script.replace('export function complies(', 'export const complies = () => true;\nfunction strict('),
    );
    const changedFile = await place.proviso('verify', certificate);
    expect(changedFile.exit).toBe(1);
    expect(changedFile.err).toContain('differs: shop.js is not the file that was certified');
    expect(changedFile.err).toContain('not all targets say the same of this manifest');
    place.put('out/shop.js', 'not a program (');
    expect((await place.proviso('verify', certificate)).err).toContain('the files cannot be run');
    place.put('out/shop.js', script);
    place.put('shop.proviso', POLICY.replace('at most 30', 'at most 40'));
    const changedRule = await place.proviso('verify', certificate);
    expect(changedRule.exit).toBe(1);
    expect(changedRule.err).toContain('../shop.proviso has changed since');
    expect(changedRule.err).toContain('the policy means something else than it did');
    place.put('shop.proviso', POLICY.replace('retention: 31', 'retention: 32'));
    const changedCase = await place.proviso('verify', certificate);
    expect(changedCase.err).toContain('the manifests of its tests have changed since');
    expect(changedCase.err).not.toContain('means something else');
    place.put('shop.proviso', POLICY);
    expect((await place.proviso('verify', certificate)).exit).toBe(0);
  });

  it.each([
    ['{', 'this is not JSON'],
    ['{}', 'this is no certificate'],
    ['{"format":"proviso-certificate/9"}', 'are not known'],
    ['{"format":"proviso-certificate/1"}', 'not whole'],
  ])('refuses %s', async (text, why) => {
    writeFileSync(join(place.folder, 'x.json'), text);
    const { exit, err } = await place.proviso('verify', 'x.json');
    expect([exit, err.includes(why)]).toEqual([4, true]);
  });
});
