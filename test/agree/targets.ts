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
  readonly validateJson: (json: Uint8Array | string) => Judgement;
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
export function loadValidator(plan: Plan): Pick<Targets, 'validate' | 'validateJson' | 'complies'> {
  const script = emitTypeScript(plan).files.find((one) => one.name.endsWith('.js'))?.text ?? '';
  const body = script.replace(/^export (?=const|function|let)/gm, '').replace(/^export \{[^}]*\};?$/gm, '');
  return new Function(`${body}\nreturn { validate, validateJson, complies };`)();
}

/** What two targets say differently about a manifest; undefined where all agree. */
export function disagreement(targets: Targets, manifest: unknown): string | undefined {
  const reference = evaluate(targets.plan, manifest);
  const validated = targets.validate(manifest);
  if (!isSame(reference, validated)) {
    return `validate says ${JSON.stringify(validated)}, evaluate ${JSON.stringify(reference)}`;
  }
  const answers = {
    complies: targets.complies(manifest),
    ajv: targets.ajv(manifest),
    cfworker: targets.cfworker(manifest),
  };
  const wrong = Object.entries(answers).filter(([, answer]) => answer !== reference.complies);
  if (wrong.length > 0) {
    return `evaluate says ${reference.complies}, ${wrong.map(([name, answer]) => `${name} ${answer}`).join(', ')}`;
  }
  return disagreementOnTexts(targets, manifest);
}

/** The bytes of a text say what the values in it say, however it is laid out. */
function disagreementOnTexts(targets: Targets, manifest: unknown): string | undefined {
  for (const text of textsOf(manifest)) {
    const reference = evaluate(targets.plan, JSON.parse(text));
    for (const given of [new TextEncoder().encode(text), text]) {
      const said = targets.validateJson(given);
      if (!isSame(reference, said))
        return `validateJson says ${JSON.stringify(said)} of ${text}, evaluate ${JSON.stringify(reference)}`;
    }
  }
  return undefined;
}

/** JSON texts of a value: on one line, on many, with a key said twice, with escapes. */
function textsOf(manifest: unknown): string[] {
  // A number past all bounds can be written, though no value writes it.
  const inlined = (text: string): string => text.replaceAll('"\\u0000past"', '1e400');
  const past = (_key: string, value: unknown): unknown =>
    value === Number.POSITIVE_INFINITY ? '\u0000past' : value;
  const text = inlined(JSON.stringify(manifest, past) ?? 'null');
  const key = /"([^"\\]+)":/.exec(text)?.[1];
  return [
    text,
    inlined(JSON.stringify(manifest, past, '\t') ?? 'null'),
    ...(key === undefined || !text.startsWith('{') ? [] : [`{"${key}":[],${text.slice(1)}`]),
    text.replace('a', '\\u0061'),
  ].filter(isJson);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const isSame = (left: Judgement, right: Judgement): boolean =>
  isDeepStrictEqual(JSON.parse(JSON.stringify(left)), JSON.parse(JSON.stringify(right)));
