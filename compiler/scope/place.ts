/**
 * What a field can hold, as finitely many cells that no test of the plan tells apart inside: terms, intervals of numbers,
 * and the ways of not being there. Assumes that the manifest has the shape. Knows no formulas but for their constants.
 */
import type { Field, FieldType, Formula, Plan, RecordType, ScalarType, Site, Test } from '../plan.ts';
import { compares, TRUE, type Truth, testValue } from '../truth.ts';
import { type Words, wordsOf } from '../values.ts';

/** Sets of cells are bits. A record on the way is absent; the field is; it, or a record on the way, is null. */
export const GONE = 1n;
export const ABSENT = 2n;
export const NULL = 4n;
const FIRST_VALUE = 3;

/** Values alike to every test. `other`: any text that no test names. `empty`, `filled`: of lists; a record is `filled`. */
export type Cell =
  | { readonly kind: 'word'; readonly value: string }
  | { readonly kind: 'other' }
  | { readonly kind: 'flag'; readonly value: boolean }
  | { readonly kind: 'point'; readonly value: number }
  | { readonly kind: 'between'; readonly above?: number; readonly below?: number }
  | { readonly kind: 'empty' }
  | { readonly kind: 'filled' };

/** A field seen from a kind of record, `path` leading through records that stand alone. */
export interface Place {
  readonly key: string;
  readonly record: string;
  readonly path: readonly string[];
  readonly type: FieldType;
  /** The cells of values; cell i has the bit `valueBit(i)`. */
  readonly cells: readonly Cell[];
  /** Every cell that a manifest of the right shape can be in. */
  readonly all: bigint;
  /** Those with a value. */
  readonly given: bigint;
  /** Whether the shape demands the first key of the path. */
  readonly firstRequired: boolean;
  /** For a list of scalars: its items, which have values only. */
  readonly items?: Place;
}

export const valueBit = (index: number): bigint => 1n << BigInt(index + FIRST_VALUE);

/** Of a list or a record: that something is in it. */
export const filled = (place: Place): bigint => valueBit(place.cells.length - 1);

/** Everything known of a plan's fields. `places` fills as they are asked for. */
export interface Places {
  readonly words: Words;
  readonly records: ReadonlyMap<string, RecordType>;
  readonly terms: ReadonlyMap<string, readonly string[]>;
  readonly bounds: readonly number[];
  readonly texts: readonly string[];
  readonly places: Map<string, Place>;
}

export function placesOf(plan: Plan): Places {
  const constants: Constants = { bounds: new Set(), texts: new Set() };
  for (const site of plan.rules.flatMap((rule) => rule.sites)) collectSite(site, constants);
  return {
    words: wordsOf(plan),
    records: new Map(plan.records.map((one) => [one.name, one])),
    terms: new Map(plan.vocabularies.map((one) => [one.name, one.terms.map((term) => term.name)])),
    bounds: [...constants.bounds].sort((left, right) => left - right),
    texts: [...constants.texts].sort(),
    places: new Map(),
  };
}

interface Constants {
  readonly bounds: Set<number>;
  readonly texts: Set<string>;
}

function collectSite(site: Site, constants: Constants): void {
  collect(site.broken, constants);
  for (const waiver of site.waivers) collect(waiver.condition, constants);
}

function collect(formula: Formula, constants: Constants): void {
  switch (formula.kind) {
    case 'not':
      return collect(formula.of, constants);
    case 'and':
    case 'or':
      for (const part of formula.of) collect(part, constants);
      return;
    case 'test':
    case 'some-item':
      if (formula.test.kind === 'number') constants.bounds.add(formula.test.bound);
      if (formula.test.kind === 'text-is') for (const text of formula.test.oneOf) constants.texts.add(text);
      return;
    case 'some':
    case 'every':
    case 'count':
      return collect(formula.body, constants);
  }
}

/** The place at the end of a path from a kind of record. The path must lead to a field: a plan that lowers has no other. */
export function placeOf(places: Places, record: string, path: readonly string[]): Place {
  const key = [record, ...path].join('\n');
  const known = places.places.get(key);
  if (known) return known;
  const fields = fieldsAlong(places, record, path);
  const last = fields.at(-1);
  if (last === undefined || fields.length !== path.length)
    throw new Error(`no field ${path.join('.')} in ${record}`);
  const place = makePlace(places, { key, record, path }, fields, last.type);
  places.places.set(key, place);
  return place;
}

function fieldsAlong(places: Places, record: string, path: readonly string[]): Field[] {
  const fields: Field[] = [];
  let holder = places.records.get(record);
  for (const key of path) {
    const field = holder?.fields.find((one) => one.key === key);
    if (field === undefined) break;
    fields.push(field);
    holder = field.type.kind === 'record' ? places.records.get(field.type.record) : undefined;
  }
  return fields;
}

function makePlace(
  places: Places,
  head: Pick<Place, 'key' | 'record' | 'path'>,
  fields: readonly Field[],
  type: FieldType,
): Place {
  const cells = cellsOf(places, type);
  const given = cells.reduce((set, _, index) => set | valueBit(index), 0n);
  const required = fields.map((field) => field.presence === 'required');
  const gone = required.slice(0, -1).every(Boolean) ? 0n : GONE;
  const missing = (required.at(-1) ? 0n : ABSENT) | (required.every(Boolean) ? 0n : NULL);
  const place: Place = {
    ...head,
    type,
    cells,
    given,
    all: given | gone | missing,
    firstRequired: required[0] ?? true,
  };
  return type.kind === 'list' && type.of.kind !== 'record'
    ? { ...place, items: makeItems(places, head, type.of) }
    : place;
}

function makeItems(places: Places, head: Pick<Place, 'key' | 'record' | 'path'>, type: ScalarType): Place {
  return makePlace(places, { ...head, key: `${head.key}\n[]`, path: [] }, [], type);
}

function cellsOf(places: Places, type: FieldType): Cell[] {
  switch (type.kind) {
    case 'list':
      return [{ kind: 'empty' }, { kind: 'filled' }];
    case 'record':
      return [{ kind: 'filled' }];
    case 'yes-no':
      return [
        { kind: 'flag', value: false },
        { kind: 'flag', value: true },
      ];
    case 'number':
      return intervals(places.bounds, undefined);
    case 'days':
      return intervals([0, ...places.bounds.filter((bound) => bound > 0)], 0);
    case 'term':
      return (places.terms.get(type.vocabulary) ?? []).map((value) => ({ kind: 'word', value }));
    default:
      return [...places.texts.map((value): Cell => ({ kind: 'word', value })), { kind: 'other' }];
  }
}

/** The points and the open intervals between them; `least`: nothing lies below the first point. */
function intervals(points: readonly number[], least: number | undefined): Cell[] {
  const cells: Cell[] = [];
  let above: number | undefined;
  for (const point of points) {
    if (above !== undefined) cells.push({ kind: 'between', above, below: point });
    else if (least === undefined) cells.push({ kind: 'between', below: point });
    cells.push({ kind: 'point', value: point });
    above = point;
  }
  cells.push(above === undefined ? { kind: 'between' } : { kind: 'between', above });
  return cells;
}

/** The cells of values at which a test has one of the given truths. Not for patterns. */
export function cellsWhere(
  places: Places,
  place: Place,
  test: Exclude<Test, { kind: 'text' }>,
  accepts: (value: Truth) => boolean,
): bigint {
  return place.cells.reduce(
    (set, cell, index) => (accepts(cellValue(places, place, cell, test)) ? set | valueBit(index) : set),
    0n,
  );
}

function cellValue(places: Places, place: Place, cell: Cell, test: Exclude<Test, { kind: 'text' }>): Truth {
  switch (cell.kind) {
    case 'word':
      return wordValue(places, place, cell.value, test);
    case 'flag':
    case 'point':
      return testValue(test, cell.value, place.type, places.words);
    case 'between':
      return intervalPasses(cell, test) ? TRUE : 0;
    // A text that no test names passes none.
    default:
      return 0;
  }
}

/** A text that a test of another field names need not be of this field's type: it then never occurs here. */
function wordValue(places: Places, place: Place, word: string, test: Test): Truth {
  if (test.kind === 'text-is') return test.oneOf.includes(word) ? TRUE : 0;
  return testValue(test, word, place.type, places.words);
}

/** Every bound of the plan is an end of an interval, so all of an interval lies on one side of it. */
function intervalPasses(cell: Extract<Cell, { kind: 'between' }>, test: Test): boolean {
  if (test.kind !== 'number') return false;
  const isAbove = cell.above !== undefined && test.bound <= cell.above;
  return compares(isAbove ? 1 : -1, test.comparison, 0);
}
