/** Runs back ends on a plan and gathers their files, and what they could not carry. Writes nothing. */
import { emitCodes } from '../compiler/emit/codes.ts';
import { fileName } from '../compiler/emit/file-name.ts';
import { DIALECTS } from '../compiler/emit/json-schema/dialect.ts';
import type { Keywords } from '../compiler/emit/json-schema/schema.ts';
import { emitInDialect, emitJsonSchema, type JsonSchemas } from '../compiler/emit/json-schema.ts';
import { type EmittedFile, emitTypeScript } from '../compiler/emit/typescript.ts';
import { didYouMean } from '../compiler/nearest.ts';
import type { Plan, Rule } from '../compiler/plan.ts';
import { type Diagnostic, newReport, report } from '../grammar/diagnostic.ts';
import { type Location, lineStarts, type Source, type Span } from '../grammar/source.ts';

/** The targets, as `--target` names them; `json-schema` is draft 2020-12. */
export const TARGETS = ['json-schema', 'typescript', 'draft-07', 'openapi-3.1'] as const;

/** One of the targets. */
export type Target = (typeof TARGETS)[number];

/** What is built where no target is named. */
export const DEFAULT_TARGETS: readonly Target[] = ['json-schema', 'typescript'];

const ALSO: Readonly<Record<string, Target>> = { '2020-12': 'json-schema' };

/** Rules that a schema does not hold manifests to, and why. */
export interface LeftOut {
  readonly target: Target;
  readonly rules: JsonSchemas['notCarried'];
  /** How many rules the schema carries, and how many of them with keywords that tools of its kind are known to pass over. */
  readonly carried: number;
  readonly atRisk: number;
}

/** What the chosen back ends made of a plan. `schemas` are those of the files that are schemas. */
export interface Emitted {
  readonly files: readonly EmittedFile[];
  readonly schemas: readonly EmittedFile[];
  readonly leftOut: readonly LeftOut[];
  /** Rules that a target cannot hold: errors, at the rules. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Finds the text of a rule file by its name. */
type Sources = (file: string) => Source | undefined;

/** The targets of these names, those built by default where none is named; a sentence where one is not known. */
export function targetsFrom(names: readonly string[]): readonly Target[] | string {
  const wanted = names.map((name) => ALSO[name] ?? name);
  const unknown = wanted.find((name) => !TARGETS.some((one) => one === name));
  if (unknown === undefined)
    return names.length === 0 ? DEFAULT_TARGETS : TARGETS.filter((one) => wanted.includes(one));
  const hint = didYouMean(unknown, TARGETS) ?? `there are: ${TARGETS.join(', ')}`;
  return `there is no target \`${unknown}\`; ${hint}`;
}

/** What all targets keep to. */
export interface Keeping {
  /** Whether a record may have no keys but its fields and extensions. */
  readonly closed: boolean;
}

/** Everything the targets make of a plan. */
export function emitAll(
  plan: Plan,
  chosen: readonly Target[],
  sources: Sources,
  keeping: Keeping = { closed: true },
): Emitted {
  const parts = chosen.map((target) => emitters[target](plan, sources, keeping));
  return {
    files: parts.flatMap((part) => part.files),
    schemas: parts.flatMap((part) => part.schemas),
    leftOut: parts.flatMap((part) => part.leftOut),
    diagnostics: parts.flatMap((part) => part.diagnostics),
  };
}

const emitters = {
  'json-schema': emitSchemas,
  typescript: (plan, _, keeping) => ({
    ...emitTypeScript(plan, keeping),
    schemas: [],
    leftOut: [],
    diagnostics: [],
  }),
  'draft-07': (plan, _, keeping) => emitDialect(plan, 'draft-07', 'schema', keeping),
  'openapi-3.1': (plan, _, keeping) => emitDialect(plan, 'openapi-3.1', 'document', keeping),
} satisfies Record<Target, (plan: Plan, sources: Sources, keeping: Keeping) => Emitted>;

/** The schema, the shape alone, and which rule an error path of a validator leads to. */
function emitSchemas(plan: Plan, sources: Sources, { closed }: Keeping): Emitted {
  const { schema, shape, carried, notCarried, problems } = emitJsonSchema(plan);
  const keep = keeper(closed);
  const schemas = [jsonFile(plan, 'schema', keep(schema)), jsonFile(plan, 'shape.schema', keep(shape))];
  const to = newReport();
  for (const { rule, causes } of problems) {
    const span = spanOfRule(
      plan.rules.find((one) => one.id === rule),
      sources,
    );
    report(to, emitCodes, 'rule-too-large', span, { rule, causes });
  }
  return {
    files: [...schemas, jsonFile(plan, 'rules.map', { carried, notCarried })],
    schemas,
    leftOut: [{ target: 'json-schema', rules: notCarried, carried: carried.length, atRisk: 0 }],
    diagnostics: to.diagnostics,
  };
}

/** The same in another dialect. What is too large for any schema is an error of `json-schema`, and left out here. */
function emitDialect(plan: Plan, target: keyof typeof DIALECTS, kind: string, { closed }: Keeping): Emitted {
  const { schema, carried, notCarried } = emitInDialect(plan, DIALECTS[target], {}, keeper(closed));
  const file = jsonFile(plan, `${target}.${kind}`, schema);
  const atRisk = carried.filter(({ needs = [] }) => needs.length > 0).length;
  return {
    files: [file, jsonFile(plan, `${target}.rules.map`, { carried, notCarried })],
    schemas: [file],
    leftOut: [{ target, rules: notCarried, carried: carried.length, atRisk }],
    diagnostics: [],
  };
}

const jsonFile = (plan: Plan, kind: string, value: Keywords): EmittedFile => ({
  name: `${fileName(plan.policy.name)}.${kind}.json`,
  text: `${laidOut(value, 'openapi' in value ? 3 : 2)}\n`,
});

/** JSON of which only the outer levels are spread over lines, so that each rule is one line: a quarter of the size. */
function laidOut(value: unknown, levels: number, margin = ''): string {
  if (levels === 0 || typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = `${margin}  `;
  const text = (one: unknown) => laidOut(one, levels - 1, inner);
  const isList = Array.isArray(value);
  const parts = isList
    ? value.map(text)
    : Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}: ${text(one)}`);
  const [open, close] = isList ? '[]' : '{}';
  if (parts.length === 0) return `${open}${close}`;
  return `${open}\n${parts.map((part) => inner + part).join(',\n')}\n${margin}${close}`;
}

const keeper =
  (closed: boolean) =>
  (schema: Keywords): Keywords =>
    closed ? schema : opened(schema);

/** A schema whose records take any keys. Only the shape of a record closes it. */
function opened(schema: Keywords): Keywords {
  const open = ([name, one]: [string, unknown]) => {
    if (!name.startsWith('record.') || typeof one !== 'object' || one === null) return [name, one] as const;
    const { additionalProperties: _, ...rest } = one as Keywords;
    return [name, rest] as const;
  };
  return { ...schema, $defs: Object.fromEntries(Object.entries(schema.$defs ?? {}).map(open)) };
}

/** A rule's place in a plan is for people; remarks go by offsets. */
function spanOfRule(rule: Rule | undefined, sources: Sources): Span {
  if (rule === undefined) return { file: '', start: 0, end: 0 };
  const { location } = rule;
  const source = sources(location.file);
  const starts = source ? lineStarts(source) : [];
  const offset = (line: number, column: number) => (starts[line - 1] ?? 0) + column - 1;
  const at = (one: Location): Span => ({
    file: one.file,
    start: offset(one.line, one.column),
    end: offset(one.endLine, one.endColumn),
  });
  return at(location);
}
