/** The whole library as one policy: what it takes in, that it compiles to every target, and that all targets say the same of every case. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { type Schema, Validator } from '@cfworker/json-schema';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { compile } from '../compiler/compile.ts';
import { emitJsonSchema, type JsonSchemas } from '../compiler/emit/json-schema.ts';
import { evaluate } from '../compiler/evaluate.ts';
import type { Judgement } from '../compiler/findings.ts';
import type { Plan } from '../compiler/plan.ts';
import { rulesIn } from '../compiler/rule-of.ts';
import { loadValidator } from './agree/targets.ts';
import { namesBelow, projectPath, testHost } from './support/host.ts';

/** Files with rules or exceptions that are to be adopted on purpose, as `std/all` says. */
const ON_PURPOSE = ['std/cn/preview-app-collection', 'std/cn/separate-consent-follows-basis'];
const DAYS = ['2026-11-01', '2018-01-11'];

function compileAll(asOf: string) {
  const text = readFileSync(projectPath('stdlib/all.proviso'), 'utf8');
  return compile({ file: 'std/all.proviso', text }, testHost(), { asOf });
}

/** The declarations of all examples, before and after. */
const manifests: readonly (readonly [string, unknown])[] = readdirSync(projectPath('examples')).flatMap(
  (folder) =>
    readdirSync(projectPath(`examples/${folder}`))
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => {
        const path = `examples/${folder}/${file}`;
        return [path, parse(readFileSync(projectPath(path), 'utf8'))] as const;
      }),
);

describe('what it takes in', () => {
  it('is every file with rules or exceptions, but for those that are a choice', () => {
    const files = compileAll('2026-11-01').files.map(({ source }) => source.file.replace(/\.proviso$/, ''));
    const packs = namesBelow(projectPath('stdlib'), 'std').filter((name) => {
      const text = readFileSync(projectPath(`${name.replace(/^std/, 'stdlib')}.proviso`), 'utf8');
      return !name.endsWith('.tests') && /^(?:rule|exception) /m.test(text);
    });
    expect(packs.filter((name) => !files.includes(name))).toEqual(ON_PURPOSE);
  });

  it.each([
    'cn',
    'eu',
    'us',
    'store',
  ])('each file of %s with rules has tests beside it, or beside the whole', (area) => {
    const names = namesBelow(projectPath(`stdlib/${area}`), `stdlib/${area}`).filter(
      (name) => !name.endsWith('.tests'),
    );
    const untested = names.filter((name) => {
      if (!/^rule /m.test(readFileSync(projectPath(`${name}.proviso`), 'utf8'))) return false;
      const whole = name.split('/').slice(0, 3).join('/');
      return ![name, whole].some((one) => existsSync(projectPath(`${one}.tests.proviso`)));
    });
    expect(untested.filter((name) => name !== 'stdlib/cn/principles')).toEqual([]);
  });
});

describe.each(DAYS)('as of %s', (day) => {
  let plan: Plan;
  let emitted: JsonSchemas;
  let validate: (manifest: unknown) => Judgement;
  beforeAll(() => {
    const compilation = compileAll(day);
    expect(compilation.diagnostics).toEqual([]);
    plan = compilation.plan as Plan;
    emitted = emitJsonSchema(plan);
    ({ validate } = loadValidator(plan));
  }, 300_000);

  it('compiles to one schema that carries every rule that must be kept', () => {
    expect(emitted.problems).toEqual([]);
    const must = plan.rules.filter((one) => one.force === 'must' && !one.outsideSchema);
    expect(emitted.carried.map((one) => one.rule)).toEqual(must.map((one) => one.id));
    expect(must.length).toBeGreaterThan(day === '2018-01-11' ? 20 : 500);
  });

  it('the validator finds what the reference finds, on every case', { timeout: 300_000 }, () => {
    const differing = manifests.filter(([, manifest]) => {
      const [found, due] = [validate(manifest), evaluate(plan, manifest)];
      return !isDeepStrictEqual(JSON.parse(JSON.stringify(found)), JSON.parse(JSON.stringify(due)));
    });
    expect(differing.map(([path]) => path)).toEqual([]);
  });

  it('the schema refuses by just the rules that are not satisfied, on every case', {
    timeout: 300_000,
  }, () => {
    const schema = JSON.parse(JSON.stringify(emitted.schema)) as object;
    const ajv = new Ajv2020({ strict: true, allErrors: true, inlineRefs: false }).compile(schema);
    let refused = 0;
    for (const [path, manifest] of manifests) {
      ajv(manifest);
      const { findings, shape } = evaluate(plan, manifest);
      expect([path, shape]).toEqual([path, []]);
      const against = findings.filter((one) => one.force === 'must' && one.verdict !== 'waived');
      const rules = new Set(against.map((one) => one.rule));
      refused += rules.size;
      expect([path, [...rulesIn(emitted, ajv.errors ?? []).keys()].sort()]).toEqual([
        path,
        [...rules].sort(),
      ]);
    }
    expect(refused).toBeGreaterThan(manifests.length);
  });

  it('another implementation of JSON Schema says so too', { timeout: 300_000 }, () => {
    const second = new Validator(JSON.parse(JSON.stringify(emitted.schema)) as Schema, '2020-12', true);
    for (const [path, manifest] of manifests) {
      expect([path, second.validate(manifest).valid]).toEqual([path, evaluate(plan, manifest).complies]);
    }
  });
});
