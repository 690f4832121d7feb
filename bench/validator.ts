/**
 * Measures the emitted validator: each figure is a ratio to JSON.parse of the same texts within the same run, the median of
 * rounds in which the contenders take turns. Objects are fresh: parsed from distinct texts right before they are judged.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { fileHost, TOP } from '../cli/host.ts';
import { compile } from '../compiler/compile.ts';
import { emitJsonSchema } from '../compiler/emit/json-schema.ts';
import { emitTypeScript } from '../compiler/emit/typescript.ts';
import type { Judgement } from '../compiler/findings.ts';
import type { Plan } from '../compiler/plan.ts';
import { cleanDeclaration, type Declaration, newDraw, shuffled, withFault } from './declarations.ts';
import { naiveShape } from './naive.ts';
import { policyOf } from './policies.ts';

interface Module {
  readonly validate: (manifest: unknown) => Judgement;
  readonly complies: (manifest: unknown) => boolean;
  readonly validateJson: (json: Uint8Array) => Judgement;
  readonly validateText: (json: Uint8Array | string) => Judgement;
}

const DAY = '2026-01-31';
const PRINCIPLES = 'policy bench "Bench"\nadopt std/cn/principles\n';
const ROUNDS = 31;
/** Rounds before anything counts. */
const WARM = 12;
/** Collections in the texts of one round: enough for all to be optimised, few enough for a round to be short. */
const COLLECTIONS = 2000;

export function planOf(text: string): Plan {
  const { plan, diagnostics } = compile({ file: 'bench.proviso', text }, fileHost(TOP), { asOf: DAY });
  if (plan === undefined) throw new Error(`the policy does not check: ${JSON.stringify(diagnostics[0])}`);
  return plan;
}

async function moduleOf(
  plan: Plan,
  folder: string,
  name: string,
): Promise<Module & { readonly file: string }> {
  const script = emitTypeScript(plan).files.find((one) => one.name.endsWith('.js'))?.text ?? '';
  const file = join(folder, `${name}.mjs`);
  writeFileSync(file, script);
  const loaded: Module = await import(pathToFileURL(file).href);
  return { ...loaded, file };
}

const median = (values: readonly number[]): number =>
  [...values].sort((left, right) => left - right)[values.length >> 1] ?? Number.NaN;

/** A contender is given texts' objects or their bytes, fresh ones each time. */
type Contender =
  | { readonly of: 'text' | 'object'; readonly judge: (input: never) => unknown }
  | { readonly of: 'bytes'; readonly judge: (input: Uint8Array) => unknown };

/** Nanoseconds for a text, for each contender. */
function race(
  texts: readonly string[],
  size: number,
  contenders: Readonly<Record<string, Contender>>,
): Map<string, number> {
  const batch = Math.max(1, Math.round(50 / size));
  const bytes = texts.map((text) => new TextEncoder().encode(text));
  const times = new Map<string, number[]>(Object.keys(contenders).map((name) => [name, []]));
  for (let round = 0; round < WARM + ROUNDS; round += 1) {
    for (const [name, { of, judge }] of Object.entries(contenders)) {
      let spent = 0;
      for (let at = 0; at < texts.length; at += batch) {
        const part = texts.slice(at, at + batch);
        const inputs: readonly unknown[] =
          of === 'text'
            ? part
            : of === 'bytes'
              ? bytes.slice(at, at + batch)
              : part.map((text) => JSON.parse(text));
        const start = process.hrtime.bigint();
        for (const input of inputs) judge(input as never);
        spent += Number(process.hrtime.bigint() - start);
      }
      if (round >= WARM) times.get(name)?.push(spent / texts.length);
    }
  }
  return new Map([...times].map(([name, all]) => [name, median(all)]));
}

const KINDS = {
  clean: (declaration: Declaration) => declaration,
  'one in ten wrong': (declaration: Declaration, index: number) =>
    index % 10 === 3 ? withFault(declaration, newDraw(index)) : declaration,
  'shuffled keys': (declaration: Declaration, index: number) => shuffled(declaration, newDraw(index)),
};

function textsOf(kind: keyof typeof KINDS, size: number): string[] {
  const count = Math.max(10, Math.round(COLLECTIONS / size));
  return Array.from({ length: count }, (_, index) =>
    JSON.stringify(KINDS[kind](cleanDeclaration(size, index + 1), index)),
  );
}

function contendersOf(module: Module, plan: Plan, withAjv: boolean): Record<string, Contender> {
  const ours: Record<string, Contender> = {
    'JSON.parse': { of: 'text', judge: JSON.parse },
    validate: { of: 'object', judge: module.validate },
    complies: { of: 'object', judge: module.complies },
    'from bytes': { of: 'bytes', judge: module.validateJson },
    'with places': { of: 'text', judge: module.validateText },
    'naive, shape alone': { of: 'object', judge: naiveShape(plan) },
  };
  if (!withAjv) return ours;
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, inlineRefs: false });
  return {
    ...ours,
    Ajv: { of: 'object', judge: ajv.compile(JSON.parse(JSON.stringify(emitJsonSchema(plan).schema))) },
  };
}

/** Milliseconds for a whole process, import and first verdict, above one that only parses. */
function startUp(file: string, folder: string): number {
  const manifest = join(folder, 'manifest.json');
  writeFileSync(manifest, JSON.stringify(cleanDeclaration(5, 1)));
  const read = `import { readFileSync } from 'node:fs';\nconst manifest = JSON.parse(readFileSync(${JSON.stringify(manifest)}, 'utf8'));\n`;
  const bare = join(folder, 'bare.mjs');
  const whole = join(folder, 'whole.mjs');
  writeFileSync(bare, read);
  writeFileSync(
    whole,
    `import { validate } from ${JSON.stringify(pathToFileURL(file).href)};\n${read}validate(manifest);\n`,
  );
  const times = new Map<string, number[]>([bare, whole].map((path) => [path, []]));
  for (let round = 0; round < 21; round += 1) {
    for (const path of [bare, whole]) {
      const start = process.hrtime.bigint();
      execFileSync(process.execPath, [path]);
      times.get(path)?.push(Number(process.hrtime.bigint() - start) / 1e6);
    }
  }
  return median(times.get(whole) ?? []) - median(times.get(bare) ?? []);
}

/** The ratios to JSON.parse of one kind of manifest at one size. */
export interface Ratios {
  readonly kind: string;
  readonly size: number;
  readonly of: ReadonlyMap<string, number>;
}

/** What was measured of the emitted validator. */
export interface ValidatorFigures {
  readonly ratios: readonly Ratios[];
  /** Milliseconds for import and first verdict above a bare process. */
  readonly startUp: number;
  readonly growth: readonly Growth[];
}

/** A policy of so many rules: the emitted file in kB, and ratios to JSON.parse at 50 collections. */
export interface Growth {
  readonly rules: number;
  readonly size: number;
  readonly validate: number;
  readonly bytes: number;
}

/** Makes all measurements of the emitted validator. */
export async function measureValidator(): Promise<ValidatorFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'proviso-bench-'));
  try {
    const plan = planOf(PRINCIPLES);
    const module = await moduleOf(plan, folder, 'principles');
    const ratios: Ratios[] = [];
    for (const kind of ['clean', 'one in ten wrong', 'shuffled keys'] as const) {
      for (const size of [5, 50, 500])
        ratios.push({
          kind,
          size,
          of: ratiosOf(race(textsOf(kind, size), size, contendersOf(module, plan, size === 50))),
        });
    }
    const growth: Growth[] = [];
    for (const rules of [20, 200, 2000]) growth.push(await growthAt(rules, folder));
    return { ratios, startUp: startUp(module.file, folder), growth };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function ratiosOf(times: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const parse = times.get('JSON.parse') ?? Number.NaN;
  return new Map([...times].map(([name, time]) => [name, time / parse]));
}

async function growthAt(rules: number, folder: string): Promise<Growth> {
  const plan = planOf(policyOf(rules));
  const module = await moduleOf(plan, folder, `rules-${rules}`);
  const script = emitTypeScript(plan).files.find((one) => one.name.endsWith('.js'))?.text ?? '';
  const texts = textsOf('clean', 50);
  const found = texts.map((text) => module.validate(JSON.parse(text))).find((one) => !one.complies);
  if (found) throw new Error(`not clean: ${JSON.stringify(found)}`);
  const raced = ratiosOf(
    race(texts, 50, {
      'JSON.parse': { of: 'text', judge: JSON.parse },
      validate: { of: 'object', judge: module.validate },
      'from bytes': { of: 'bytes', judge: module.validateJson },
    }),
  );
  const [validate, bytes] = [raced.get('validate') ?? Number.NaN, raced.get('from bytes') ?? Number.NaN];
  return { rules, size: script.length / 1024, validate, bytes };
}
