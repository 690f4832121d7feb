/** Writes parts that occur more than once into `$defs`, by content. Knows no rules and no records. */
import { type Keywords, mapInside, type Schema, type Weights, weigh } from './schema.ts';

export interface Shared {
  /** The schemas, by the names they came with; repeated parts are references. */
  readonly schemas: Readonly<Record<string, Schema>>;
  /** The repeated parts, by name. */
  readonly parts: Readonly<Record<string, Schema>>;
}

/** A reference to an entry of `$defs`. Names hold neither `/` nor `~`. */
export const referenceTo = (name: string): Keywords => ({ $ref: `#/$defs/${encodeURI(name)}` });

/** Below this a reference saves nothing worth a jump. */
const LEAST_WEIGHT = 80;

interface Part {
  readonly schema: Keywords;
  uses: number;
  name?: string;
}

interface Sharing {
  readonly ids: Map<Keywords, string>;
  readonly keys: Map<string, string>;
  readonly parts: Map<string, Part>;
  readonly weights: Weights;
  readonly written: Map<string, Schema>;
  readonly entries: Record<string, Schema>;
}

/** `prefix` begins the names of the parts. */
export function shareParts(
  schemas: Readonly<Record<string, Schema>>,
  prefix: string,
  weights: Weights,
): Shared {
  const sharing: Sharing = {
    ids: new Map(),
    keys: new Map(),
    parts: new Map(),
    weights,
    written: new Map(),
    entries: {},
  };
  for (const schema of Object.values(schemas)) visitInside(schema, sharing);
  let count = 0;
  for (const part of sharing.parts.values()) {
    if (part.uses < 2 || weigh(part.schema, weights) < LEAST_WEIGHT || !standsAlone(part.schema)) continue;
    count += 1;
    part.name = `${prefix}.${count}`;
  }
  const written = Object.entries(schemas).map(([name, schema]) => [name, writeInside(schema, sharing)]);
  return { schemas: Object.fromEntries(written), parts: sharing.entries };
}

/** Schemas of the same content have the same id. */
function idOf(schema: Schema, sharing: Sharing): string {
  if (typeof schema === 'boolean') return String(schema);
  const before = sharing.ids.get(schema);
  if (before !== undefined) return before;
  const inner: string[] = [];
  const shell = mapInside(schema, (one) => {
    inner.push(idOf(one, sharing));
    return true;
  });
  const key = `${JSON.stringify(shell)} ${inner.join(' ')}`;
  const id = sharing.keys.get(key) ?? String(sharing.keys.size);
  sharing.keys.set(key, id);
  sharing.ids.set(schema, id);
  return id;
}

/** Counts where each part stands, going once into each. */
function count(schema: Schema, sharing: Sharing): void {
  if (typeof schema === 'boolean') return;
  const id = idOf(schema, sharing);
  const before = sharing.parts.get(id);
  if (before) {
    before.uses += 1;
    return;
  }
  sharing.parts.set(id, { schema, uses: 1 });
  visitInside(schema, sharing);
}

function visitInside(schema: Schema, sharing: Sharing): void {
  if (typeof schema === 'boolean') return;
  mapInside(schema, (inner) => {
    count(inner, sharing);
    return inner;
  });
}

function writeInside(schema: Schema, sharing: Sharing): Schema {
  return typeof schema === 'boolean' ? schema : mapInside(schema, (inner) => write(inner, sharing));
}

function write(schema: Schema, sharing: Sharing): Schema {
  if (typeof schema === 'boolean') return schema;
  const id = idOf(schema, sharing);
  const before = sharing.written.get(id);
  if (before !== undefined) return before;
  const content = writeInside(schema, sharing);
  const name = sharing.parts.get(id)?.name;
  if (name !== undefined) sharing.entries[name] = content;
  const made = name === undefined ? content : referenceTo(name);
  sharing.written.set(id, made);
  return made;
}

const NEEDS_NO_TYPE = new Set(['const', 'enum', 'allOf', 'anyOf', 'if', 'then', 'not', '$ref']);

/** Whether a schema names the type that its keywords are about, and does not lean on the one around it. */
function standsAlone(schema: Schema): boolean {
  if (typeof schema === 'boolean' || 'type' in schema) return true;
  if (!Object.keys(schema).every((keyword) => NEEDS_NO_TYPE.has(keyword))) return false;
  let alone = true;
  mapInside(schema, (inner) => {
    alone &&= standsAlone(inner);
    return inner;
  });
  return alone;
}
