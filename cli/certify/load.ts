/** Emitted files, ready to run: the validator as it would be imported, the schema under Ajv. Reads no files. */
import { type RulesMap, rulesIn } from '../../compiler/rule-of.ts';
import type { SchemaParts, Validator } from './agree.ts';

/** The emitted module, run in place: a module imported by the thousand would never be let go of. */
export function validatorFrom(script: string): Validator {
  const body = script.replace(/^export (?=const|function|let)/gm, '').replace(/^export \{[^}]*\};?$/gm, '');
  return new Function(`${body}\nreturn { validate, validateJson, complies, standard };`)() as Validator;
}

/** A schema under Ajv: the whole, and its parts by the map beside it. */
export async function ajvFrom(
  text: string,
  map: RulesMap,
): Promise<{ readonly whole: (manifest: unknown) => boolean; readonly parts: SchemaParts }> {
  const { Ajv2020 } = await import('ajv/dist/2020.js');
  const compiled = (schema: object, allErrors: boolean) =>
    new Ajv2020({ strict: true, allowUnionTypes: true, inlineRefs: false, allErrors }).compile(schema);
  const schema = JSON.parse(text) as { readonly allOf?: readonly object[] };
  // Compiling is what takes long, so one serves both for the answer and for what it rests on.
  const whole = compiled(schema, true);
  // The first of the parts is the shape, then come the rules.
  const shape = compiled({ ...schema, allOf: (schema.allOf ?? []).slice(0, 1) }, false);
  return {
    whole: (manifest) => whole(manifest) === true,
    parts: {
      hasShape: (manifest) => shape(manifest) === true,
      refusing: (manifest) => {
        const errors = whole(manifest) === true ? [] : (whole.errors ?? []);
        return new Set(rulesIn(map, errors).keys());
      },
    },
  };
}
