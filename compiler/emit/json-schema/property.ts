/** The schema of one key's value, from all that is demanded of it at once. Records inside are asked for by a function. */
import { and } from '../../scope/connect.ts';
import { filled, type Place, valueBit } from '../../scope/place.ts';
import type { ItemTest, Quantified, Sentence, Sentences } from '../../scope/sentence.ts';
import { type Keywords, merged, type Schema } from './schema.ts';
import { type Nullness, onlyNull, type PatternDemand, scalarSchema, typed } from './values.ts';

/** What one atom demands of a key: whether it may be left out or null, and of a value that is given. */
export interface Demand {
  readonly absent: boolean;
  readonly null: boolean;
  readonly given: Given;
}

export type Given =
  | { readonly kind: 'cells'; readonly cells: bigint }
  | ({ readonly kind: 'matches' } & PatternDemand)
  | { readonly kind: 'has-item'; readonly test: ItemTest; readonly holds: boolean }
  | { readonly kind: 'records'; readonly quantified: Quantified }
  /** Of a record that stands alone: this is true of it. */
  | { readonly kind: 'inside'; readonly sentence: Sentence };

export interface PropertyContext {
  readonly all: Sentences;
  /** The schema of a record of which a sentence is true. */
  readonly objectSchema: (sentence: Sentence) => Schema;
}

/** `place` is the key's own: its path has one step. */
export function propertySchema(place: Place, demands: readonly Demand[], context: PropertyContext): Schema {
  const nulls = { possible: !place.firstRequired, accepted: demands.every((one) => one.null) };
  const given = demands.map((one) => one.given);
  if (place.type.kind === 'record') return recordSchema(place, given, nulls, context);
  if (place.type.kind === 'list') return listSchema(place, given, nulls, context);
  return scalarSchema(place, cellsIn(place, given), patternsIn(given), nulls);
}

function cellsIn(place: Place, given: readonly Given[]): bigint {
  return given.reduce((cells, one) => (one.kind === 'cells' ? cells & one.cells : cells), place.given);
}

function patternsIn(given: readonly Given[]): PatternDemand[] {
  return given.flatMap((one) => (one.kind === 'matches' ? [one] : []));
}

function recordSchema(
  place: Place,
  given: readonly Given[],
  nulls: Nullness,
  context: PropertyContext,
): Schema {
  if (cellsIn(place, given) === 0n) return onlyNull(nulls);
  const inside = given.flatMap((one) => {
    if (one.kind === 'inside') return [one.sentence];
    return one.kind === 'records' ? [one.quantified.body] : [];
  });
  const schema = context.objectSchema(and(context.all, ...inside));
  if (schema === true) return nulls.possible && !nulls.accepted ? { type: 'object' } : true;
  if (schema === false) return onlyNull(nulls);
  if (!nulls.possible) return schema;
  // `if` and `then` let pass what is no record at all.
  return nulls.accepted ? orNull(schema) : { type: 'object', ...schema };
}

function orNull(schema: Keywords): Schema {
  const plain = Object.keys(schema).every((keyword) => ['type', 'properties', 'required'].includes(keyword));
  return plain ? { ...schema, type: ['object', 'null'] } : { anyOf: [{ type: 'null' }, schema] };
}

function listSchema(
  place: Place,
  given: readonly Given[],
  nulls: Nullness,
  context: PropertyContext,
): Schema {
  const cells = cellsIn(place, given);
  if (cells === 0n) return onlyNull(nulls);
  const fragments = [
    ...sizeFragments(place, cells),
    ...itemFragments(place, given),
    ...recordFragments(given, context),
  ];
  if (fragments.length === 0 && !(nulls.possible && !nulls.accepted)) return true;
  return merged(typed('array', nulls), fragments);
}

function sizeFragments(place: Place, cells: bigint): Keywords[] {
  if (cells === valueBit(0)) return [{ maxItems: 0 }];
  return cells === filled(place) ? [{ minItems: 1 }] : [];
}

/** Always with `minItems`: Ajv 8.20 lets an empty list pass `contains` when the list before it in `items` passed. */
const containing = (schema: Schema): Keywords => ({ contains: schema, minItems: 1 });

function itemFragments(place: Place, given: readonly Given[]): Keywords[] {
  const items = place.items;
  if (items === undefined) return [];
  const never: Nullness = { possible: false, accepted: false };
  const tests = given.flatMap((one) => (one.kind === 'has-item' ? [one] : []));
  const wanted = tests
    .filter((one) => one.holds)
    .map(({ test }) =>
      test.kind === 'among'
        ? scalarSchema(items, test.cells, [], never)
        : scalarSchema(items, items.given, [{ pattern: test.pattern, holds: true }], never),
    );
  let allowed = items.given;
  const patterns: PatternDemand[] = [];
  for (const { test, holds } of tests) {
    if (holds) continue;
    if (test.kind === 'among') allowed &= ~test.cells;
    else patterns.push({ pattern: test.pattern, holds: false });
  }
  const each = scalarSchema(items, allowed, patterns, never);
  return [...(each === true ? [] : [{ items: each }]), ...wanted.map(containing)];
}

function recordFragments(given: readonly Given[], context: PropertyContext): Keywords[] {
  const quantifiers = given.flatMap((one) => (one.kind === 'records' ? [one.quantified] : []));
  const every = quantifiers.filter((one) => one.kind === 'every').map((one) => one.body);
  const each = context.objectSchema(and(context.all, ...every));
  const counts = new Map<Sentence, Count>();
  for (const one of quantifiers) {
    if (one.kind !== 'every') counts.set(one.body, narrowed(counts.get(one.body), one));
  }
  const fragments = [...counts].map(([body, count]) => countFragment(context.objectSchema(body), count));
  return [...(each === true ? [] : [{ items: each }]), ...fragments];
}

/** How many records may be so. */
interface Count {
  readonly least: number;
  readonly most: number;
}

function narrowed(count: Count = { least: 0, most: Infinity }, one: Quantified): Count {
  if (one.kind === 'at-most') return { ...count, most: Math.min(count.most, one.bound) };
  return { ...count, least: Math.max(count.least, one.kind === 'some' ? 1 : one.bound) };
}

function countFragment(body: Schema, { least, most }: Count): Keywords {
  const minItems = least === 0 ? {} : { minItems: least };
  if (body === true) return { ...minItems, ...(most === Infinity ? {} : { maxItems: most }) };
  return {
    contains: body,
    ...minItems,
    ...(least === 1 ? {} : { minContains: least }),
    ...(most === Infinity ? {} : { maxContains: most }),
  };
}
