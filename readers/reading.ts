/** What every reader takes and gives: the tree of a manifest, the place of each value, remarks. Knows no format. */
import type { Field, FieldType, Plan } from '../compiler/plan.ts';
import { type Diagnostic, hasErrors, type Report } from '../grammar/diagnostic.ts';
import type { Source, Span } from '../grammar/source.ts';
import type { Meanings } from './mapping.ts';
import type { PlatformWords } from './platform-words.ts';

/** What a reader knows besides the text: the plan names the records that the tree is made of. */
export interface ReadContext {
  readonly plan: Plan;
  /** The platforms' words that the library knows; a policy need not bring them in to have them read. */
  readonly words: PlatformWords;
}

/** What a manifest says. `tree` is undefined where it could not be read; `diagnostics` then hold an error. */
export interface ManifestRead {
  /** The name of the reader, a key of the registry. */
  readonly format: string;
  /** Records are objects without prototype, so that a key such as `__proto__` is a key like any other. */
  readonly tree: unknown;
  /** JSON pointer (RFC 6901) of a value -> where it is written. */
  readonly places: ReadonlyMap<string, Span>;
  /** JSON pointer of a value -> where its key is written; only where the format has keys. */
  readonly keys: ReadonlyMap<string, Span>;
  readonly diagnostics: readonly Diagnostic[];
  /** The format can't say all that a declaration says: what it is silent about is not known. */
  readonly partial: boolean;
  /** What it says stands only where no other file of the app says it: a translation beside the app's own words. */
  readonly yields?: boolean;
  /** It says all that the app asks for: no other file adds to it. */
  readonly whole?: boolean;
  /** The platforms whose permissions it lists, as terms: whether it lists all. */
  readonly platforms?: ReadonlyMap<string, boolean>;
  /** JSON pointer of a permission that stands for what other files ask for -> the platform. */
  readonly rests?: ReadonlyMap<string, string>;
  /** What it takes out of the files of the app that it is laid over. */
  readonly removes?: readonly Removal[];
}

/** Records of a list that are taken out: those with this value under the key, or all where there is none. */
export interface Removal {
  readonly list: string;
  readonly key: string;
  readonly value: string | undefined;
  readonly span: Span;
}

/** Text in, tree out; facts only. Never throws, never looks anywhere but at the text and the plan. */
export type Reader = (source: Source, context: ReadContext) => ManifestRead;

/** How much a manifest may hold. The largest real file seen has 208 kB; hostile ones stop here in bounded time. */
export const LIMITS = { bytes: 2 * 1024 * 1024, depth: 256, values: 100_000 } as const;

/** A read under way. */
export interface Reading extends Report {
  readonly source: Source;
  readonly plan: Plan;
  readonly words: PlatformWords;
  /** The meanings looked up so far, by kind and scheme. */
  readonly meanings: Map<string, Meanings>;
  readonly places: Map<string, Span>;
  readonly keys: Map<string, Span>;
}

/** Begins to read a source. */
export function beginReading(source: Source, { plan, words }: ReadContext): Reading {
  return { source, plan, words, meanings: new Map(), places: new Map(), keys: new Map(), diagnostics: [] };
}

/** Ends a read; after an error there is no tree, since a part of a manifest is not the manifest. */
export function endReading(reading: Reading, format: string, tree: unknown, partial: boolean): ManifestRead {
  const { places, keys, diagnostics } = reading;
  return { format, tree: hasErrors(diagnostics) ? undefined : tree, places, keys, diagnostics, partial };
}

/** A stretch of the text being read. */
export function spanOf(reading: Pick<Reading, 'source'>, start: number, end: number): Span {
  const last = reading.source.text.length;
  return {
    file: reading.source.file,
    start: Math.min(start, last),
    end: Math.min(Math.max(start, end), last),
  };
}

/** A pointer one step further (RFC 6901). */
export function pointerTo(pointer: string, key: string | number): string {
  return `${pointer}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** Where a value stands, or the nearest one around it that stands anywhere. */
export function placeAt(read: Pick<ManifestRead, 'places'>, pointer: string): Span | undefined {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const place = read.places.get(at);
    if (place) return place;
  }
  return read.places.get('');
}

/** The keys of a pointer, unescaped. */
export function keysOf(pointer: string): readonly string[] {
  const parts = pointer.split('/').slice(1);
  return parts.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** What stands at a pointer; undefined where nothing does. */
export function valueAt(tree: unknown, pointer: string): unknown {
  let value = tree;
  for (const key of keysOf(pointer)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[key];
  }
  return value;
}

/** An object to hold the keys of a file. */
export function emptyRecord(): Record<string, unknown> {
  return Object.create(null) as Record<string, unknown>;
}

/** The fields of a record by their key in JSON; none where the plan has no such record. */
export function fieldsOf(plan: Plan, record: string): ReadonlyMap<string, Field> {
  const fields = plan.records.find((one) => one.name === record)?.fields ?? [];
  return new Map(fields.map((field) => [field.key, field]));
}

/** The type a key has in a record, if the plan says. */
export function typeAt(plan: Plan, type: FieldType | undefined, key: string): FieldType | undefined {
  if (type?.kind !== 'record') return undefined;
  const record = plan.records.find((one) => one.name === type.record);
  return record?.fields.find((field) => field.key === key)?.type;
}
