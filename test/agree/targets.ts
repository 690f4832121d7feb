/** All that one plan compiles to, ready to be asked about a manifest, with two unrelated implementations of JSON Schema. */
import { type Schema, Validator as Second } from '@cfworker/json-schema';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Targets, Validator } from '../../cli/certify/agree.ts';
import { validatorFrom } from '../../cli/certify/load.ts';
import { emitJsonSchema } from '../../compiler/emit/json-schema.ts';
import { emitTypeScript } from '../../compiler/emit/typescript.ts';
import type { Plan } from '../../compiler/plan.ts';

/** Compiles a plan to every target; undefined where a rule is past the bound of the schema. */
export function buildTargets(plan: Plan): (Targets & { readonly schemaSize: number }) | undefined {
  const emitted = emitJsonSchema(plan);
  if (emitted.problems.length > 0) return undefined;
  const text = JSON.stringify(emitted.schema);
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, inlineRefs: false }).compile(
    JSON.parse(text),
  );
  const second = new Second(JSON.parse(text) as Schema, '2020-12', true);
  return {
    plan,
    validator: loadValidator(plan),
    schemas: {
      ajv: (manifest) => ajv(manifest) === true,
      cfworker: (manifest) => second.validate(manifest).valid,
    },
    schemaSize: text.length,
  };
}

/** The emitted module of a plan. */
export function loadValidator(plan: Plan): Validator {
  return validatorFrom(emitTypeScript(plan).files.find((one) => one.name.endsWith('.js'))?.text ?? '');
}
