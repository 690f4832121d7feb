/** All that take part in the comparison: what each carries, and how it judges. Knows no times. */
import { Validator } from '@cfworker/json-schema';
import { validate as hyperjump, registerSchema } from '@hyperjump/json-schema/draft-2020-12';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { emitJsonSchema } from '../../compiler/emit/json-schema.ts';
import { emitTypeScript } from '../../compiler/emit/typescript.ts';
import type { Plan } from '../../compiler/plan.ts';
import { naiveShape } from '../naive.ts';
import { broken } from './rules.ts';
import { rulesEngine } from './rules-engine.ts';
import { termsOf } from './setting.ts';
import { typeBox } from './typebox.ts';
import { zod } from './zod.ts';

/** One way to judge a manifest. */
export interface Contender {
  readonly name: string;
  /** What is judged by the tool, and what by hand beside it. */
  readonly how: string;
  /** Given an object, the text, or its bytes. */
  readonly of: 'object' | 'bytes' | 'text';
  readonly judge: (input: never) => boolean | Promise<boolean>;
  /** Too slow to be given as much as the others. */
  readonly isSlow?: boolean;
}

interface Emitted {
  readonly validate: (manifest: unknown) => { readonly complies: boolean };
  readonly complies: (manifest: unknown) => boolean;
  readonly validateJson: (json: Uint8Array) => { readonly complies: boolean };
  readonly validateText: (text: string) => { readonly complies: boolean };
}

/** The contenders for a plan of the fourteen rules. */
export async function contendersFor(plan: Plan): Promise<readonly Contender[]> {
  const script = emitTypeScript(plan).files.find((one) => one.name.endsWith('.js'))?.text ?? '';
  const ours = (await import(`data:text/javascript,${encodeURIComponent(script)}`)) as Emitted;
  const terms = termsOf(plan);
  const shape = naiveShape(plan);
  const schema = JSON.parse(JSON.stringify(emitJsonSchema(plan).schema)) as Record<string, unknown>;
  const ajv = new Ajv2020({ strict: true, inlineRefs: false }).compile(schema);
  const cfworker = new Validator(schema, '2020-12', true);
  const id = String(schema.$id);
  registerSchema(schema as Parameters<typeof registerSchema>[0], id);
  const jump = await hyperjump(id);
  return [
    {
      name: 'validate',
      how: 'emitted, all findings',
      of: 'object',
      judge: (one) => ours.validate(one).complies,
    },
    { name: 'complies', how: 'emitted, yes or no', of: 'object', judge: ours.complies },
    {
      name: 'validateJson',
      how: 'emitted, from bytes',
      of: 'bytes',
      judge: (one) => ours.validateJson(one).complies,
    },
    {
      name: 'validateText',
      how: 'emitted, with line and column',
      of: 'text',
      judge: (one) => ours.validateText(one).complies,
    },
    {
      name: 'by hand',
      how: 'loops and sets, a message for each fault',
      of: 'object',
      judge: (one) => shape(one) && broken(one, terms).length === 0,
    },
    { name: 'TypeBox', how: 'shape compiled, rules by hand', of: 'object', judge: typeBox(plan) },
    { name: 'Zod', how: 'shape, rules by hand in superRefine', of: 'object', judge: zod(plan) },
    { name: 'Ajv', how: 'our schema', of: 'object', judge: (one) => ajv(one) === true },
    {
      name: 'cfworker',
      how: 'our schema',
      of: 'object',
      judge: (one) => cfworker.validate(one).valid,
      isSlow: true,
    },
    { name: 'hyperjump', how: 'our schema', of: 'object', judge: (one) => jump(one).valid, isSlow: true },
    {
      name: 'json-rules-engine',
      how: 'shape by hand, rules but what looks across records',
      of: 'object',
      judge: rulesEngine(plan),
      isSlow: true,
    },
  ];
}
