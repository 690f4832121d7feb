/** The files of a build, ready to be compared with its plan. Reads no files: they are given as texts. */
import type { EmittedFile } from '../../compiler/emit/typescript.ts';
import type { Plan } from '../../compiler/plan.ts';
import type { RulesMap } from '../../compiler/rule-of.ts';
import type { Targets } from './agree.ts';
import { ajvFrom, validatorFrom } from './load.ts';

/** What there is to compare among the files: the validator in JavaScript, the schema, and which rules it carries. */
export async function targetsOf(
  plan: Plan,
  files: readonly EmittedFile[],
  closed: boolean,
): Promise<Targets> {
  // Other dialects say less, and are made from this one.
  const compared = files.filter((one) => !/\.(?:draft-07|openapi-3\.1)\.[a-z.]+$/.test(one.name));
  const ending = (end: string) => compared.find((one) => one.name.endsWith(end))?.text;
  const script = ending('.js');
  const schema = compared.find((one) => /(?<!\.shape)\.schema\.json$/.test(one.name))?.text;
  const map = JSON.parse(ending('.rules.map.json') ?? '{ "carried": [], "notCarried": [] }') as WrittenMap;
  const ajv = schema === undefined ? undefined : await ajvFrom(schema, map);
  return {
    plan,
    closed,
    validator: script === undefined ? undefined : validatorFrom(script),
    schemas: ajv ? { schema: ajv.whole } : {},
    parts: ajv?.parts,
    notCarried: new Set(map.notCarried.map((one) => one.rule)),
  };
}

type WrittenMap = RulesMap & { readonly notCarried: readonly { readonly rule: string }[] };
