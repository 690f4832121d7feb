/** All that one plan compiles to, ready to be asked about a manifest, and whether they say the same. */
import { isDeepStrictEqual } from 'node:util';
import { type Schema, Validator } from '@cfworker/json-schema';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { emitJsonSchema } from '../../compiler/emit/json-schema.ts';
import { emitTypeScript } from '../../compiler/emit/typescript.ts';
import { evaluate } from '../../compiler/evaluate.ts';
import type { Judgement } from '../../compiler/findings.ts';
import type { Plan } from '../../compiler/plan.ts';

export interface Targets {
  readonly plan: Plan;
  readonly validate: (manifest: unknown) => Judgement;
  readonly complies: (manifest: unknown) => boolean;
  /** Two unrelated implementations of JSON Schema. */
  readonly ajv: (manifest: unknown) => boolean;
  readonly cfworker: (manifest: unknown) => boolean;
  readonly schemaSize: number;
}

/** Compiles a plan to every target; undefined where a rule is past the bound of the schema. */
export function buildTargets(plan: Plan): Targets | undefined {
  const emitted = emitJsonSchema(plan);
  if (emitted.problems.length > 0) return undefined;
  const schema = emitted.schema;
  const text = JSON.stringify(schema);
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, inlineRefs: false }).compile(
    JSON.parse(text),
  );
  const second = new Validator(JSON.parse(text) as Schema, '2020-12', true);
  return {
    plan,
    ...loadValidator(plan),
    ajv: (manifest) => ajv(manifest) === true,
    cfworker: (manifest) => second.validate(manifest).valid,
    schemaSize: text.length,
  };
}

/** The emitted module, run in place: a module imported by the thousand would never be let go of. */
export function loadValidator(plan: Plan): Pick<Targets, 'validate' | 'complies'> {
  const script = emitTypeScript(plan).files.find((one) => one.name.endsWith('.js'))?.text ?? '';
  const body = script.replace(/^export (?=const|function|let)/gm, '').replace(/^export \{[^}]*\};?$/gm, '');
  return new Function(`${body}\nreturn { validate, complies };`)();
}

/** What two targets say differently about a manifest; undefined where all agree. */
export function disagreement(targets: Targets, manifest: unknown): string | undefined {
  const reference = evaluate(targets.plan, manifest);
  const validated = targets.validate(manifest);
  if (!isDeepStrictEqual(JSON.parse(JSON.stringify(reference)), JSON.parse(JSON.stringify(validated)))) {
    return `validate says ${JSON.stringify(validated)}, evaluate ${JSON.stringify(reference)}`;
  }
  const answers = {
    complies: targets.complies(manifest),
    ajv: targets.ajv(manifest),
    cfworker: targets.cfworker(manifest),
  };
  const wrong = Object.entries(answers).filter(([, answer]) => answer !== reference.complies);
  if (wrong.length === 0) return undefined;
  return `evaluate says ${reference.complies}, ${wrong.map(([name, answer]) => `${name} ${answer}`).join(', ')}`;
}
