/**
 * Makes one TypeScript file of a plan that needs nothing else, and the same as JavaScript with its types. Generated code
 * decides; the reference semantics, carried along, say why. Knows no TypeScript compiler.
 */
import type { Plan, Rule } from '../plan.ts';
import { fileName } from './file-name.ts';
import { identifiersIn, neededBy, newCode } from './typescript/code.ts';
import { typeNames } from './typescript/names.ts';
import { ruleFunctions } from './typescript/rules.ts';
import {
  publicTypes,
  runtimeJavaScript,
  runtimeNames,
  runtimeTypeScript,
} from './typescript/runtime.generated.ts';
import { manifestShape, type Shapes } from './typescript/shape.ts';
import { asJavaScript, asTypeScript, comment, jsonLiteral, literal, typed } from './typescript/text.ts';
import { manifestTypes } from './typescript/types.ts';

/** A file to be written. */
export interface EmittedFile {
  readonly name: string;
  readonly text: string;
}

/** The validator of a plan: `<policy>.ts`, `<policy>.js`, `<policy>.d.ts`. */
export function emitTypeScript(plan: Plan): { readonly files: readonly EmittedFile[] } {
  const names = typeNames(plan);
  const root = names.records.get(plan.root) ?? 'unknown';
  const types = `${publicTypes}\n\n${manifestTypes(plan, names)}`;
  const head = heading(plan);
  const code = moduleCode(plan, root);
  const base = fileName(plan.policy.name);
  return {
    files: [
      { name: `${base}.ts`, text: `${head}\n${types}\n${asTypeScript(code(runtimeTypeScript))}` },
      { name: `${base}.js`, text: `${head}\n${asJavaScript(code(runtimeJavaScript))}` },
      { name: `${base}.d.ts`, text: `${head}\n${types}\n${declarationsOf(root)}` },
    ],
  };
}

function heading(plan: Plan): string {
  const { name, title, version } = plan.policy;
  const titles = [title.en, title.zh].filter((text) => text !== undefined);
  const edition = version === undefined ? '' : `, version ${version}`;
  return comment([
    `Policy ${name}${edition}, as of ${plan.asOf}. Made by Proviso: not to be edited.`,
    ...titles,
  ]);
}

const ABOUT = {
  policy: 'The policy that this file was made from, and the day that it was made for.',
  rules: 'The rules, in the order in which findings come.',
  validate: 'What the policy says about a manifest. Never throws, whatever a JSON value holds.',
  complies: 'Whether a manifest has the shape and satisfies every rule that must be kept, or has it waived.',
  standard: 'The same for whatever speaks Standard Schema.',
};

/** The code of the module, for a form of the runtime; typed stretches are marked. */
function moduleCode(plan: Plan, root: string): (runtime: string) => string {
  const code = newCode();
  const words = new Map(
    plan.vocabularies.map((one) => [one.name, new Set(one.terms.map((term) => term.name))]),
  );
  const shapes: Shapes = { code, plan, words };
  const shape = manifestShape(shapes);
  const functions = plan.rules.map((rule, index) => ruleFunctions(rule, index, shapes));
  const must = functions.filter((_, index) => plan.rules[index]?.force === 'must');
  const silent = functions.map((one) => one.silent).join(', ');
  const all = [`${shape}(manifest)`, ...must.map((one) => `${one.satisfied}(manifest)`)];
  const exported = exportsCode(root, shape, silent, all.join(' &&\n    '));
  const declarations = neededBy(exported, code.declarations).map((one) => one.text);
  const rest = [...declarations, exported].join('\n');
  return (runtime) => [factsCode(plan), runtimeCode(runtime, rest), dataCode(plan), rest].join('\n');
}

function factsCode(plan: Plan): string {
  const policy = { ...plan.policy, asOf: plan.asOf };
  return `${comment([ABOUT.policy])}export const policy${typed(': PolicyFacts')} = ${literal(policy)};

${comment([ABOUT.rules])}export const rules${typed(': readonly RuleFacts[]')} = ${literal(plan.rules.map(factsOf))};
`;
}

function factsOf(rule: Rule): Omit<Rule, 'sites'> {
  const { sites: _, ...facts } = rule;
  return facts;
}

function runtimeCode(runtime: string, code: string): string {
  const called = identifiersIn(code).add('readPlan');
  const used = runtimeNames.filter((name) => called.has(name)).join(', ');
  const inner = runtime.replace(/^(?=.)/gm, '  ');
  return `// The meaning of a policy, the same for every policy.
const runtime = (() => {
${inner}

  return { ${runtimeNames.join(', ')} };
})();
const { ${used} } = runtime;
`;
}

/** What only the reference semantics need: as JSON, which is read faster than code and sets no prototypes. */
function dataCode(plan: Plan): string {
  const { rules, ...rest } = plan;
  const vocabularies = plan.vocabularies.map((one) => ({
    ...one,
    terms: one.terms.map((term) => ({ ...term, also: {} })),
  }));
  const sites = rules.map((rule) => `    ${jsonLiteral(rule.sites)},\n`).join('');
  return `const reference = readPlan(
  ${jsonLiteral({ ...rest, vocabularies, tables: [] })},
  rules,
  [
${sites}  ],
);
`;
}

function exportsCode(root: string, shape: string, silent: string, all: string): string {
  return `const decisions = { shape: ${shape}, rules: [${silent}] };

${comment([ABOUT.validate])}export function validate(manifest${typed(': unknown')}, options${typed(': ValidateOptions')} = {})${typed(': Judgement')} {
  return judge(reference, decisions, manifest, options);
}

${comment([ABOUT.complies])}export function complies(manifest${typed(': unknown')})${typed(`: manifest is ${root}`)} {
  return (
    ${all}
  );
}

${comment([ABOUT.standard])}export const standard${typed(`: StandardSchema<${root}>`)} = {
  '~standard': {
    version: 1,
    vendor: 'proviso',
    validate(value) {
      if (complies(value)) return { value };
      return { issues: issuesOf(validate(value), value) };
    },
  },
};
`;
}

function declarationsOf(root: string): string {
  return `${comment([ABOUT.policy])}export declare const policy: PolicyFacts;
${comment([ABOUT.rules])}export declare const rules: readonly RuleFacts[];
${comment([ABOUT.validate])}export declare function validate(manifest: unknown, options?: ValidateOptions): Judgement;
${comment([ABOUT.complies])}export declare function complies(manifest: unknown): manifest is ${root};
${comment([ABOUT.standard])}export declare const standard: StandardSchema<${root}>;
`;
}
