/**
 * What the code for the records of one level needs to know of each field: where its masks are, and in which variables. All
 * columns are made before any code, so that the table is whole. Knows no statements.
 */
import { NOT_BLANK } from '../../../plan.ts';
import type { Place, Places } from '../../../scope/place.ts';
import type { Shapes } from '../shape.ts';
import {
  addColumn,
  type Bits,
  bitsOf,
  type Column,
  cellMasks,
  lanesOf,
  masksOf,
  metBy,
  rowAt,
  type Table,
  turnedOf,
} from './columns.ts';
import { keyOf, type Level, type Literal } from './level.ts';
import { type Rows, rowsOf } from './scalar.ts';

/** A variable that holds where in the table the masks of a field begin, for the value that it has. */
export interface Picked {
  readonly variable: string;
  readonly column: Column;
  readonly absent: number;
  readonly null: number;
  readonly gone: number;
}

export interface CellsPicked extends Picked {
  readonly rows: Rows;
}

/** A text in which a pattern is found or not; for one that is costly, the text is kept until it matters. */
export interface PatternPicked {
  readonly pattern: string;
  readonly variable: string;
  readonly found: readonly number[];
  readonly missing: readonly number[];
}

/** What the items of a list, or the records in it, were met with: one variable for each word of each lane. */
export interface Gathered {
  readonly column: Column;
  readonly variables: readonly { readonly name: string; readonly word: number; readonly turned: number }[];
}

export interface ItemsGathered extends Gathered {
  readonly rows: Rows | undefined;
  readonly patterns: readonly { readonly pattern: string; readonly masks: readonly number[] }[];
}

/** Records in one of some ways, counted. `masks` are of the level below. */
export interface Counted {
  readonly variable: string;
  readonly masks: readonly number[];
  readonly least: number;
  readonly column: Column;
}

export interface FieldVisit {
  cells?: CellsPicked;
  blank?: Picked & { readonly found: number };
  readonly patterns: PatternPicked[];
  items?: ItemsGathered;
  records?: Gathered;
  readonly counts: Counted[];
}

/** A level about to be written. */
export interface Visit {
  readonly level: Level;
  readonly bits: Bits;
  readonly table: Table;
  readonly fields: Map<string, FieldVisit>;
  readonly shapes: Shapes;
  readonly places: Places;
  /** For names of variables. */
  readonly next: () => number;
}

export function newVisit(level: Level, shapes: Shapes, places: Places): Visit {
  let count = 0;
  const bits = bitsOf(level);
  const visit: Visit = {
    level,
    bits,
    table: { values: [] },
    fields: new Map(),
    shapes,
    places,
    next: () => {
      count += 1;
      return count;
    },
  };
  const seen = new Set<string>();
  for (const { way } of bits.conjuncts) {
    for (const [about, literal] of way) {
      const key = literal.kind === 'item' || isSome(literal) ? `${literal.kind} ${literal.place.key}` : about;
      if (!seen.has(key)) addLiteral(visit, about, literal);
      seen.add(key);
    }
  }
  return visit;
}

const isSome = (literal: Literal): boolean => literal.kind === 'occurs' && literal.least === 1;

export function fieldOf(visit: Visit, place: Place): FieldVisit {
  const known = visit.fields.get(place.key);
  if (known) return known;
  const made: FieldVisit = { patterns: [], counts: [] };
  visit.fields.set(place.key, made);
  return made;
}

/** The variables of a field that pick rows. */
export function picksOf(field: FieldVisit): Picked[] {
  return [field.cells, field.blank].filter((one) => one !== undefined);
}

function addLiteral(visit: Visit, about: string, literal: Literal): void {
  const field = fieldOf(visit, literal.place);
  switch (literal.kind) {
    case 'cells':
      field.cells = cellsPicked(visit, about, literal.place);
      return;
    case 'matches':
      if (literal.pattern === NOT_BLANK) field.blank = blankPicked(visit, about);
      else
        field.patterns.push({
          ...patternMasks(visit, about),
          pattern: literal.pattern,
          variable: `text${visit.next()}`,
        });
      return;
    case 'item':
      field.items = itemsGathered(visit, literal.place);
      return;
    case 'occurs':
      if (literal.least === 1) field.records = recordsGathered(visit, literal.place);
      else field.counts.push(counted(visit, about, literal));
  }
}

const same = (left: readonly number[] | undefined, right: readonly number[] | undefined): boolean =>
  left?.join() === right?.join();

function cellsPicked(visit: Visit, about: string, place: Place): CellsPicked {
  const masks = cellMasks(visit.bits, about, place);
  const alike = (left: number, right: number): boolean => same(masks.given[left], masks.given[right]);
  const isScalar = place.type.kind !== 'list' && place.type.kind !== 'record';
  const rows = isScalar ? rowsOf(place, alike, visit.shapes) : { cells: place.cells, pick: () => '' };
  const given = rows.cells.map((cell) => (cell && masks.given[place.cells.indexOf(cell)]) ?? masks.absent);
  const all = [...given, masks.absent, masks.null, masks.gone];
  const column = addColumn(visit.table, visit.bits, all, 1);
  return {
    variable: `at${visit.next()}`,
    column,
    rows,
    absent: rowAt(column, given.length),
    null: rowAt(column, given.length + 1),
    gone: rowAt(column, given.length + 2),
  };
}

function patternMasks(visit: Visit, about: string): Pick<PatternPicked, 'found' | 'missing'> {
  const leaving = (found: boolean): number[] =>
    masksOf(visit.bits, ({ way }) => {
      const literal = way.get(about);
      return literal?.kind !== 'matches' || literal.holds === found;
    });
  return { found: leaving(true), missing: leaving(false) };
}

function blankPicked(visit: Visit, about: string): Picked & { readonly found: number } {
  const { found, missing } = patternMasks(visit, about);
  const column = addColumn(visit.table, visit.bits, [missing, found], 1);
  const blank = rowAt(column, 0);
  return {
    variable: `at${visit.next()}`,
    column,
    found: rowAt(column, 1),
    absent: blank,
    null: blank,
    gone: blank,
  };
}

/** Lanes side by side: the row of a value has the words of all of them. */
function gathered(
  visit: Visit,
  belongs: (literal: Literal) => boolean,
  rowsIn: (
    met: (passes: (literal: Literal) => boolean) => readonly number[],
  ) => readonly (readonly number[])[],
): Gathered {
  const { bits, table } = visit;
  const lanes = lanesOf(bits, belongs);
  const laneRows = lanes.map((lane) => ({ lane, rows: rowsIn((passes) => metBy(bits, lane, passes)) }));
  const variables: { name: string; word: number; turned: number; masks: readonly number[] }[] = [];
  for (const { lane, rows } of laneRows) {
    const turned = turnedOf(bits, lane);
    const asked = metBy(bits, lane, () => true);
    for (let word = 0; word < bits.words; word += 1) {
      if (asked[word] === 0) continue;
      const name = `met${visit.next()}`;
      variables.push({ name, word, turned: turned[word] ?? 0, masks: rows.map((row) => row[word] ?? 0) });
    }
  }
  const base = table.values.length;
  const height = laneRows[0]?.rows.length ?? 0;
  for (let row = 0; row < height; row += 1) {
    for (const { masks } of variables) table.values.push(masks[row] ?? 0);
  }
  return { column: { base, words: variables.map((_, index) => index) }, variables };
}

function itemsGathered(visit: Visit, place: Place): ItemsGathered {
  const belongs = (literal: Literal): boolean => literal.kind === 'item' && literal.place.key === place.key;
  const items = place.items;
  const cells = items?.cells ?? [];
  const passes = (cell: number) => (literal: Literal) =>
    literal.kind === 'item' &&
    literal.test.kind === 'among' &&
    (literal.test.cells & (1n << BigInt(cell + 3))) !== 0n;
  const signature = cells.map((_, cell) =>
    visit.bits.conjuncts.flatMap(({ way }) => [...way.values()].filter(belongs).map(passes(cell))).join(),
  );
  const rows = items && rowsOf(items, (left, right) => signature[left] === signature[right], visit.shapes);
  const result = gathered(visit, belongs, (met) =>
    (rows?.cells ?? []).map((cell) => met(cell ? passes(cells.indexOf(cell)) : () => false)),
  );
  const patterns = new Set(
    visit.bits.conjuncts.flatMap(({ way }) =>
      [...way.values()].flatMap((one) =>
        one.kind === 'item' && belongs(one) && one.test.kind === 'matches' ? [one.test.pattern] : [],
      ),
    ),
  );
  return {
    ...result,
    rows,
    patterns: [...patterns].map((pattern) => ({ pattern, masks: patternItems(visit, belongs, pattern) })),
  };
}

/** For each variable of the lanes, the bits whose item must match a pattern. */
function patternItems(visit: Visit, belongs: (literal: Literal) => boolean, pattern: string): number[] {
  const masks: number[] = [];
  for (const lane of lanesOf(visit.bits, belongs)) {
    const asked = metBy(visit.bits, lane, () => true);
    const wanted = metBy(
      visit.bits,
      lane,
      (one) => one.kind === 'item' && one.test.kind === 'matches' && one.test.pattern === pattern,
    );
    for (let word = 0; word < visit.bits.words; word += 1)
      if (asked[word] !== 0) masks.push(wanted[word] ?? 0);
  }
  return masks;
}

function recordsGathered(visit: Visit, place: Place): Gathered {
  const below = visit.level.lists.get(place.key);
  const inner = below ? bitsOf(below).conjuncts : [];
  const used = inner.filter((one) => one.used);
  const belongs = (literal: Literal): boolean => isSome(literal) && literal.place.key === place.key;
  const keys = new Map<Literal, ReadonlySet<string>>();
  const keysOf = (literal: Literal): ReadonlySet<string> => {
    const known = keys.get(literal) ?? new Set(literal.kind === 'occurs' ? literal.ways.map(keyOf) : []);
    keys.set(literal, known);
    return known;
  };
  return gathered(visit, belongs, (met) => used.map(({ key }) => met((literal) => keysOf(literal).has(key))));
}

function counted(visit: Visit, about: string, literal: Extract<Literal, { kind: 'occurs' }>): Counted {
  const below = visit.level.lists.get(literal.place.key);
  const ways = new Set(literal.ways.map(keyOf));
  const masks = below ? masksOf(bitsOf(below), ({ key }) => ways.has(key)) : [];
  const leaving = (enough: boolean): number[] =>
    masksOf(visit.bits, ({ way }) => {
      const one = way.get(about);
      return one?.kind !== 'occurs' || one.holds === enough;
    });
  const column = addColumn(visit.table, visit.bits, [leaving(false), leaving(true)], 1);
  return { variable: `count${visit.next()}`, masks, least: literal.least, column };
}
