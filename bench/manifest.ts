/** Times one manifest of 50 collections, fresh each time: reading it, the emitted validator, Ajv on the emitted schema. */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { emitJsonSchema } from '../compiler/emit/json-schema.ts';
import { emitTypeScript } from '../compiler/emit/typescript.ts';
import { planFrom } from './compiled.ts';
import { cleanDeclaration } from './declarations.ts';
import { interleaved, type Task } from './task.ts';

const ROUNDS = 25;
const MANIFESTS = 20;
const PARSE = 'JSON.parse, 50 collections';

const plan = () => planFrom('policy bench.principles "Principles"\nadopt std/cn/principles\n');
const texts = (): readonly string[] =>
  Array.from({ length: MANIFESTS }, (_, seed) => JSON.stringify(cleanDeclaration(50, seed)));

interface Validator {
  readonly validate: (manifest: unknown) => { readonly complies: boolean };
  readonly complies: (manifest: unknown) => boolean;
}

async function emittedValidator(): Promise<Validator> {
  const script = emitTypeScript(plan()).files.find((one) => one.name.endsWith('.js'))?.text ?? '';
  return (await import(`data:text/javascript,${encodeURIComponent(script)}`)) as Validator;
}

function ajvValidator(): ValidateFunction {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, inlineRefs: false });
  return ajv.compile(emitJsonSchema(plan()).schema);
}

/** All manifests once through something that must accept each. */
function accepts(check: (manifest: unknown) => boolean, manifests: readonly unknown[]): void {
  for (const one of manifests) if (!check(one)) throw new Error('a clean declaration is refused');
}

/** µs for one manifest, without the time to read it. */
const each = (milliseconds: number, reading = 0): number => ((milliseconds - reading) * 1000) / MANIFESTS;

export const validateManifest: Task = async () => {
  const json = texts();
  const fresh = () => json.map((text): unknown => JSON.parse(text));
  const { validate, complies } = await emittedValidator();
  const ajv = ajvValidator();
  const times = interleaved(ROUNDS, {
    parse: fresh,
    complies: () => accepts(complies, fresh()),
    validate: () => accepts((one) => validate(one).complies, fresh()),
    ajv: () => accepts((one) => ajv(one) === true, fresh()),
  });
  return [
    { what: PARSE, value: each(times.parse), unit: 'µs' },
    { what: 'complies', value: each(times.complies, times.parse), unit: 'µs', of: PARSE },
    { what: 'validate', value: each(times.validate, times.parse), unit: 'µs', of: PARSE },
    { what: 'Ajv on the schema', value: each(times.ajv, times.parse), unit: 'µs', of: PARSE },
  ];
};

/** The same work in processes of their own, for the peak of memory. */
export const validatorAlone: Task = async () => {
  const start = performance.now();
  const { validate } = await emittedValidator();
  accepts(
    (one) => validate(one).complies,
    texts().map((text): unknown => JSON.parse(text)),
  );
  return [
    { what: 'make the validator and use it on 20 manifests', value: performance.now() - start, unit: 'ms' },
  ];
};

export const ajvAlone: Task = () => {
  const start = performance.now();
  const ajv = ajvValidator();
  accepts(
    (one) => ajv(one) === true,
    texts().map((text): unknown => JSON.parse(text)),
  );
  return [
    {
      what: 'make the schema, compile it in Ajv and use it on 20 manifests',
      value: performance.now() - start,
      unit: 'ms',
      of: 'make the validator and use it on 20 manifests',
    },
  ];
};
