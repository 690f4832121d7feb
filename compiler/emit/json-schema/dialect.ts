/**
 * The dialects that the schema is written in, as data, and the way from the one it is made in to another. What a dialect lacks
 * is told by keyword, so that whoever emits can leave out what needs it. Knows no plans.
 */
import { type Keywords, mapInside, type Schema } from './schema.ts';

/** What sets a dialect apart from draft 2020-12, in which schemas are made. */
export interface Dialect {
  readonly name: string;
  /** Its address, where a schema of it says so by `$schema`. */
  readonly address?: string;
  /** Where its definitions stand, as a JSON pointer. */
  readonly definitions: string;
  /** Keywords that it does not have: what needs one cannot be said in it. */
  readonly lacks: readonly string[];
  /** Keywords that it has, and that its tools are known to pass over. */
  readonly passedOver: readonly string[];
  /** Beside `$ref` nothing else counts. */
  readonly refStandsAlone: boolean;
  /** The schema is one of the definitions of a document, under this name. */
  readonly entry?: string;
}

/** The dialects besides 2020-12, by the name of their target. */
export const DIALECTS = {
  'draft-07': {
    name: 'draft-07',
    address: 'http://json-schema.org/draft-07/schema#',
    definitions: '/definitions',
    lacks: ['minContains', 'maxContains'],
    passedOver: [],
    refStandsAlone: true,
  },
  'openapi-3.1': {
    name: 'openapi-3.1',
    definitions: '/components/schemas',
    lacks: [],
    passedOver: ['if', 'contains', 'patternProperties'],
    refStandsAlone: false,
    entry: 'manifest',
  },
} as const satisfies Readonly<Record<string, Dialect>>;

/** For each definition, which of these keywords it uses, itself or by what it refers to. */
export function usersOf(
  schema: Keywords,
  keywords: readonly string[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const definitions = schema.$defs as Readonly<Record<string, Schema>>;
  const users = new Map<string, Set<string>>();
  const use = (name: string): Set<string> => {
    const before = users.get(name);
    if (before) return before;
    const used = new Set<string>();
    users.set(name, used);
    collect(definitions[name] ?? true, used);
    return used;
  };
  const collect = (one: Schema, used: Set<string>): void => {
    if (typeof one === 'boolean') return;
    for (const keyword of keywords) if (keyword in one) used.add(keyword);
    if (typeof one.$ref === 'string') for (const keyword of use(nameIn(one.$ref))) used.add(keyword);
    mapInside(one, (inner) => {
      collect(inner, used);
      return inner;
    });
  };
  for (const name of Object.keys(definitions)) use(name);
  return users;
}

const nameIn = (reference: string): string => decodeURI(reference.slice('#/$defs/'.length));

/** A schema of draft 2020-12 in another dialect. It must use nothing that the dialect lacks. */
export function inDialect(schema: Keywords, dialect: Dialect): Keywords {
  const { $schema: _, $id, $defs, ...rest } = schema;
  const definitions = Object.entries($defs as Readonly<Record<string, Schema>>).map(([name, one]) => [
    definitionIn(dialect, name),
    translated(one, dialect),
  ]);
  const whole = translated(rest, dialect) as Keywords;
  if (dialect.entry !== undefined) return documentOf(whole, Object.fromEntries(definitions), dialect.entry);
  return {
    $schema: dialect.address,
    $id: `${String($id)}/${dialect.name}`,
    ...whole,
    [dialect.definitions.slice(1)]: Object.fromEntries(definitions),
  };
}

/** An OpenAPI document of schemas alone, to be referred to or copied from. */
function documentOf(whole: Keywords, definitions: Keywords, entry: string): Keywords {
  const { title, description } = whole;
  return {
    openapi: '3.1.0',
    info: { title, description, version: '1' },
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    paths: {},
    components: { schemas: { [entry]: whole, ...definitions } },
  };
}

function translated(schema: Schema, dialect: Dialect): Schema {
  if (typeof schema === 'boolean') return schema;
  const inner = mapInside(schema, (one) => translated(one, dialect));
  if (typeof inner.$ref !== 'string') return inner;
  const { $ref, ...rest } = inner;
  const reference = {
    $ref: `#${dialect.definitions}/${encodeURI(definitionIn(dialect, nameIn(String($ref))))}`,
  };
  const isAlone = Object.keys(rest).length === 0 || !dialect.refStandsAlone;
  if (isAlone) return { ...rest, ...reference };
  const before = Array.isArray(rest.allOf) ? (rest.allOf as readonly Schema[]) : [];
  return { ...rest, allOf: [reference, ...before] };
}

/** Components of OpenAPI have names of a few signs only: any other stands as its number, `_3a_` for a colon. */
function definitionIn(dialect: Dialect, name: string): string {
  if (dialect.entry === undefined) return name;
  return name.replace(/[^A-Za-z0-9.-]/gu, (sign) => `_${(sign.codePointAt(0) ?? 0).toString(16)}_`);
}

/** A place in a schema of draft 2020-12, such as `#/$defs/rule.x` or `#/allOf/1/oneOf`, in another dialect. */
export function placeIn(dialect: Dialect, place: string): string {
  const name = /^#\/\$defs\/([^/]+)$/.exec(place)?.[1];
  if (name !== undefined) return `#${dialect.definitions}/${definitionIn(dialect, name)}`;
  return dialect.entry === undefined
    ? place
    : place.replace(/^#/, `#${dialect.definitions}/${dialect.entry}`);
}
