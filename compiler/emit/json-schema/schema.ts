/** A JSON Schema as a value: how parts are merged, walked through and weighed. Knows no plans. */

/** Keywords and what they hold; `true` accepts all, `false` nothing. */
export type Schema = boolean | Keywords;
export interface Keywords {
  readonly [keyword: string]: unknown;
}

export const NOTHING: Keywords = { not: {} };

/**
 * One schema that demands all of these. What two of them say by the same keyword goes into `allOf`, where the `type` of
 * the whole still counts for them.
 */
export function merged(base: Keywords, fragments: readonly Keywords[]): Schema {
  const whole: Record<string, unknown> = { ...base };
  const apart: Keywords[] = [];
  for (const fragment of fragments) {
    const clash = Object.entries(fragment).some(([keyword, value]) => clashes(whole, keyword, value));
    if (clash) apart.push(fragment);
    else Object.assign(whole, fragment);
  }
  if (apart.length > 0) whole.allOf = apart;
  return Object.keys(whole).length === 0 ? true : whole;
}

/** `contains` never joins another: the bounds beside it are about it alone. */
function clashes(whole: Keywords, keyword: string, value: unknown): boolean {
  return keyword in whole && (keyword === 'contains' || whole[keyword] !== value);
}

const ONE_SCHEMA = new Set(['items', 'contains', 'if', 'then', 'else', 'not', 'additionalProperties']);
const LISTS = new Set(['allOf', 'anyOf', 'oneOf']);
const MAPS = new Set(['properties', 'patternProperties']);

/** The same schema with each schema directly inside it replaced. */
export function mapInside(schema: Keywords, replace: (inner: Schema) => Schema): Keywords {
  const entries = Object.entries(schema).map(([keyword, value]) => [
    keyword,
    mapKeyword(keyword, value, replace),
  ]);
  return Object.fromEntries(entries) as Keywords;
}

function mapKeyword(keyword: string, value: unknown, replace: (inner: Schema) => Schema): unknown {
  if (ONE_SCHEMA.has(keyword)) return replace(value as Schema);
  if (LISTS.has(keyword)) return (value as readonly Schema[]).map(replace);
  if (!MAPS.has(keyword)) return value;
  const inner = Object.entries(value as Readonly<Record<string, Schema>>);
  return Object.fromEntries(inner.map(([key, schema]) => [key, replace(schema)]));
}

/** Weights of schemas met before; parts are shared while a schema is built, so each is weighed once. */
export type Weights = Map<Schema, number>;

/** The characters it takes, written out. */
export function weigh(schema: Schema, known: Weights): number {
  if (typeof schema === 'boolean') return 5;
  const before = known.get(schema);
  if (before !== undefined) return before;
  let inside = 0;
  const shell = mapInside(schema, (inner) => {
    inside += weigh(inner, known);
    return true;
  });
  const weight = inside + JSON.stringify(shell).length;
  known.set(schema, weight);
  return weight;
}
