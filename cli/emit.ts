/** Runs back ends on a plan and gathers their files, and what they could not carry. Writes nothing. */
import { emitCodes } from '../compiler/emit/codes.ts';
import { fileName } from '../compiler/emit/file-name.ts';
import type { Keywords } from '../compiler/emit/json-schema/schema.ts';
import { emitJsonSchema, type JsonSchemas } from '../compiler/emit/json-schema.ts';
import { type EmittedFile, emitTypeScript } from '../compiler/emit/typescript.ts';
import { didYouMean } from '../compiler/nearest.ts';
import type { Plan, Rule } from '../compiler/plan.ts';
import { type Diagnostic, newReport, report } from '../grammar/diagnostic.ts';
import { type Location, lineStarts, type Source, type Span } from '../grammar/source.ts';

/** The targets, as `--target` names them. */
export const TARGETS = ['json-schema', 'typescript'] as const;

/** One of the targets. */
export type Target = (typeof TARGETS)[number];

/** What the chosen back ends made of a plan. `schemas` are those of the files that are schemas. */
export interface Emitted {
  readonly files: readonly EmittedFile[];
  readonly schemas: readonly EmittedFile[];
  readonly notCarried: JsonSchemas['notCarried'];
  /** Rules that a target cannot hold: errors, at the rules. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Finds the text of a rule file by its name. */
type Sources = (file: string) => Source | undefined;

/** The targets of these names, all where none is named; a sentence where one is not known. */
export function targetsFrom(names: readonly string[]): readonly Target[] | string {
  const unknown = names.find((name) => !TARGETS.some((one) => one === name));
  if (unknown === undefined)
    return names.length === 0 ? TARGETS : TARGETS.filter((one) => names.includes(one));
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
    notCarried: parts.flatMap((part) => part.notCarried),
    diagnostics: parts.flatMap((part) => part.diagnostics),
  };
}

const emitters = {
  'json-schema': emitSchemas,
  typescript: (plan, _, keeping) => ({
    ...emitTypeScript(plan, keeping),
    schemas: [],
    notCarried: [],
    diagnostics: [],
  }),
} satisfies Record<Target, (plan: Plan, sources: Sources, keeping: Keeping) => Emitted>;

/** The schema, the shape alone, and which rule an error path of a validator leads to. */
function emitSchemas(plan: Plan, sources: Sources, { closed }: Keeping): Emitted {
  const { schema, shape, carried, notCarried, problems } = emitJsonSchema(plan);
  const base = fileName(plan.policy.name);
  const jsonFile = (kind: string, value: unknown): EmittedFile => ({
    name: `${base}.${kind}.json`,
    text: `${JSON.stringify(value, null, 2)}\n`,
  });
  const keep = (one: Keywords): Keywords => (closed ? one : opened(one));
  const schemas = [jsonFile('schema', keep(schema)), jsonFile('shape.schema', keep(shape))];
  const to = newReport();
  for (const { rule, causes } of problems) {
    const span = spanOfRule(
      plan.rules.find((one) => one.id === rule),
      sources,
    );
    report(to, emitCodes, 'rule-too-large', span, { rule, causes });
  }
  return {
    files: [...schemas, jsonFile('rules.map', { carried, notCarried })],
    schemas,
    notCarried,
    diagnostics: to.diagnostics,
  };
}

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
