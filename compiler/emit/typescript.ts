/**
 * Makes one TypeScript file of a plan that needs nothing else, and the same as JavaScript with its types. Generated code
 * decides; the reference semantics, carried along, say why. Knows no TypeScript compiler.
 */
import type { Plan, Rule } from '../plan.ts';
import { fileName } from './file-name.ts';
import { identifiersIn, neededBy, newCode } from './typescript/code.ts';
import { fuse } from './typescript/fuse/fuse.ts';
import { type Scan, scanOf } from './typescript/fuse/scan.ts';
import { typeNames } from './typescript/names.ts';
import { inParts } from './typescript/parts.ts';
import { type RuleFunctions, ruleFunctions } from './typescript/rules.ts';
import {
  accessRuntime,
  bytesRuntime,
  type Carried,
  coldRuntime,
  hotRuntime,
  publicTypes,
} from './typescript/runtime.generated.ts';
import { manifestShape, type Shapes } from './typescript/shape.ts';
import {
  asJavaScript,
  asTypeScript,
  comment,
  indented,
  jsonLiteral,
  literal,
  typed,
} from './typescript/text.ts';
import { manifestTypes } from './typescript/types.ts';

/** A file to be written. */
export interface EmittedFile {
  readonly name: string;
  readonly text: string;
}

export interface TypeScriptOptions {
  /** Whether a record may have no keys but its fields and extensions; it is so where this is left out. */
  readonly closed?: boolean;
}

/** The validator of a plan: `<policy>.ts`, `<policy>.js`, `<policy>.d.ts`. */
export function emitTypeScript(
  plan: Plan,
  options: TypeScriptOptions = {},
): { readonly files: readonly EmittedFile[] } {
  const names = typeNames(plan);
  const root = names.records.get(plan.root) ?? 'unknown';
  const types = `${publicTypes}\n\n${manifestTypes(plan, names)}`;
  const head = heading(plan);
  const code = moduleCode(plan, root, options.closed ?? true);
  const base = fileName(plan.policy.name);
  return {
    files: [
      { name: `${base}.ts`, text: `${head}\n${types}\n${asTypeScript(code('typescript'))}` },
      { name: `${base}.js`, text: `${head}\n${asJavaScript(code('javascript'))}` },
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
  validateJson:
    'The same for a JSON text: its bytes are read without building objects where they are plain and nothing is to be found.',
  validateText:
    'The same, with the line and column of all that is found. The text is gone through again only where something is.',
  complies: 'Whether a manifest has the shape and satisfies every rule that must be kept, or has it waived.',
  standard: 'The same for whatever speaks Standard Schema.',
};

/** The code of the module, in a language; typed stretches are marked. */
function moduleCode(plan: Plan, root: string, closed: boolean): (language: Spoken) => string {
  const code = newCode();
  const words = new Map(
    plan.vocabularies.map((one) => [one.name, new Set(one.terms.map((term) => term.name))]),
  );
  const shapes: Shapes = { code, plan, words, closed };
  const { scan, apart } = decide(plan, shapes);
  const functions = new Map(
    plan.rules.flatMap((rule, index): [number, RuleFunctions][] =>
      apart(index) ? [[index, ruleFunctions(rule, index, shapes)]] : [],
    ),
  );
  const exported = exportsCode(root, plan, functions, scan.reader !== undefined);
  const cold = coldCode(plan, scan, functions, closed);
  const all = [...code.declarations, ...scan.declarations];
  const reader = scan.reader ?? '';
  const declarations = neededBy(cold('') + reader + exported, all).map((one) => indented(one.text));
  const rest = [...declarations, exported].join('\n');
  return (language) =>
    [
      factsCode(plan),
      TRACE,
      DECODER,
      runtimeCode('hot', 'What every manifest needs.', hotRuntime, language, `lazily ${reader} ${rest}`),
      runtimeCode('access', 'What rules need that are decided apart.', accessRuntime, language, rest),
      cold(coldRuntime[language]),
      readerCode(reader, language),
      rest,
    ].join('\n');
}

type Spoken = 'typescript' | 'javascript';

/** The pass over a manifest, and which rules it does not decide. */
function decide(
  plan: Plan,
  shapes: Shapes,
): { readonly scan: Scan; readonly apart: (rule: number) => boolean } {
  const fused = fuse(plan);
  if (fused) {
    return { scan: scanOf(plan, fused, shapes), apart: (rule) => fused.apart.has(rule) };
  }
  const text = `function scan(record${typed(': unknown')}, unsure${typed(': number')})${typed(': number')} {
return unsure !== 0 || ${manifestShape(shapes)}(record) ? 0 : -1;
}
`;
  return {
    scan: { declarations: [{ name: 'scan', text }], reader: undefined, suspicions: [] },
    apart: () => true,
  };
}

const TRACE = typed(`interface Trace {
  first: number;
  readonly hits: number[];
  readonly rows: { [level: number]: number[] } | null;
}
`);

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

function runtimeCode(name: string, about: string, runtime: Carried, language: Spoken, code: string): string {
  const called = identifiersIn(code);
  const used = runtime.names.filter((name) => called.has(name)).join(', ');
  if (used === '') return '';
  return `// ${about}
const ${name} = (() => {
${runtime[language].replace(/^(?=.)/gm, '  ')}

  return { ${runtime.names.join(', ')} };
})();
const { ${used} } = ${name};
`;
}

/** What the reading of bytes works with: what is carried has these names for it. */
const READING =
  'bytes, view, fields, lists, records, levels, masks, patterns, bounds, texts, keyWords, keyFirsts, keySizes, keyHeads, keyNexts, follows, seen, ' +
  'vocabularies, lengths, termWords, termFirsts, termSizes, maps, frame, state';

/** What reading bytes needs, made when the first are read. */
function readerCode(reader: string, language: Spoken): string {
  if (reader === '') return '';
  return `// The pass over the bytes of a text, the same for every policy, and the tables of this one.
const reader = lazily(() => {
${bytesRuntime[language].replace(/^(?=.)/gm, '  ')}
  const encoder = new TextEncoder();
  const { ${READING} } = ${reader};
  return isClean;
});
`;
}

/**
 * What is needed once something is found, made when it first is: the reference semantics, and what only they need, as JSON,
 * which is read faster than code and sets no prototypes.
 */
function coldCode(
  plan: Plan,
  scan: Scan,
  functions: ReadonlyMap<number, RuleFunctions>,
  closed: boolean,
): (runtime: string) => string {
  const { rules, ...rest } = plan;
  const vocabularies = plan.vocabularies.map((one) => ({
    ...one,
    terms: one.terms.map((term) => ({ ...term, also: {} })),
  }));
  const apart = [...functions].map(([index, { silent }]) => `[${index}, ${silent}]`).join(', ');
  const parted = inParts([{ ...rest, vocabularies, tables: [] }, rules.map((rule) => rule.sites)]);
  const suspicions = jsonLiteral(scan.suspicions);
  const parameters = `manifest${typed(': unknown')}, options${typed(': ValidateOptions')}, code${typed(': number')}, trace${typed(': Trace | null')}`;
  return (runtime) => `// The meaning of a policy, the same for every policy, and this one's plan.
const cold = lazily(() => {
${runtime.replace(/^(?=.)/gm, '  ')}
  const reference = readPlan(
    ${jsonLiteral(parted)},
    rules,
  );
  const decisions${typed(': Decisions')} = {
    scan,
    suspicions: JSON.parse(${suspicions}),
    apart: new Map([${apart}]),
    closed: ${closed},
  };
  return {
    judge: (${parameters}) => judge(reference, decisions, manifest, options, code, trace),
    issuesOf,
    placesIn,
  };
});
`;
}

function exportsCode(
  root: string,
  plan: Plan,
  functions: ReadonlyMap<number, RuleFunctions>,
  readsBytes: boolean,
): string {
  const silent = [...functions.values()].map((one) => ` && ${one.silent}(manifest)`).join('');
  const must = [...functions].filter(([index]) => plan.rules[index]?.force === 'must');
  const satisfied = must.map(([, one]) => `${one.satisfied}(manifest)`).join(' &&\n        ');
  return `${comment([ABOUT.validate])}export function validate(manifest${typed(': unknown')}, options${typed(': ValidateOptions')} = {})${typed(': Judgement')} {
  const trace${typed(': Trace')} = { first: -1, hits: [], rows: null };
  let code = -4;
  try {
    code = scan(manifest, 0, trace);
    if (code === 0 && trace.hits.length === 0${silent}) return { complies: true, shape: [], findings: [], questions: [] };
  } catch {
    code = -4;
  }
  return cold().judge(manifest, options, code, trace);
}

${comment([ABOUT.complies])}export function complies(manifest${typed(': unknown')})${typed(`: manifest is ${root}`)} {
  let code = -4;
  try {
    code = scan(manifest, 0, null);
    if (code === 0) return ${satisfied || 'true'};
    if (code === -2 || (code === -1 && inheritsNothing())) return false;
  } catch {
    code = -4;
  }
  return cold().judge(manifest, {}, code, null).complies;
}

${bytesCode(readsBytes)}
${comment([ABOUT.standard])}export const standard${typed(`: StandardSchema<${root}>`)} = {
  '~standard': {
    version: 1,
    vendor: 'proviso',
    validate(value) {
      if (complies(value)) return { value };
      return { issues: cold().issuesOf(validate(value), value) };
    },
  },
};
`;
}

function bytesCode(readsBytes: boolean): string {
  const plain = `    if (reader()(json)) return { complies: true, shape: [], findings: [], questions: [] };
`;
  return `${comment([ABOUT.validateJson])}export function validateJson(json${typed(': Uint8Array | string')}, options${typed(': ValidateOptions')} = {})${typed(': Judgement')} {
  let manifest${typed(': unknown')};
${readsBytes ? `  try {\n${plain}  } catch {\n    // Not plain.\n  }\n` : ''}  try {
    manifest = JSON.parse(typeof json === "string" ? json : decoder.decode(json));
  } catch {
    return cold().judge(undefined, options, -1, null);
  }
  return validate(manifest, options);
}

${comment([ABOUT.validateText])}export function validateText(json${typed(': Uint8Array | string')}, options${typed(': ValidateOptions')} = {})${typed(': TextJudgement')} {
  const judged = validateJson(json, options);
  if (judged.shape.length + judged.findings.length === 0) return { ...judged, places: {} };
  try {
    const text = typeof json === "string" ? json : decoder.decode(json);
    JSON.parse(text);
    return { ...judged, places: cold().placesIn(text, judged) };
  } catch {
    return { ...judged, places: {} };
  }
}
`;
}

/** Text that is no UTF-8 is no JSON, nor is text with a byte order mark. */
const DECODER = `${typed(`declare const TextDecoder: new (
  label: string,
  options: { fatal: boolean; ignoreBOM: boolean },
) => { decode(bytes: Uint8Array): string };
declare const TextEncoder: new () => {
  encodeInto(text: string, into: Uint8Array): { read: number; written: number };
};
`)}const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
`;

function declarationsOf(root: string): string {
  return `${comment([ABOUT.policy])}export declare const policy: PolicyFacts;
${comment([ABOUT.rules])}export declare const rules: readonly RuleFacts[];
${comment([ABOUT.validate])}export declare function validate(manifest: unknown, options?: ValidateOptions): Judgement;
${comment([ABOUT.validateJson])}export declare function validateJson(json: Uint8Array | string, options?: ValidateOptions): Judgement;
${comment([ABOUT.validateText])}export declare function validateText(json: Uint8Array | string, options?: ValidateOptions): TextJudgement;
${comment([ABOUT.complies])}export declare function complies(manifest: unknown): manifest is ${root};
${comment([ABOUT.standard])}export declare const standard: StandardSchema<${root}>;
`;
}
