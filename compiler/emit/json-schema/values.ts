/** The schema of one scalar value that may only be in some cells of its place. Knows no records and no rules. */
import { type Cell, type Place, valueBit } from '../../scope/place.ts';
import { type Keywords, merged, type Schema } from './schema.ts';

/** Whether the shape allows null there, and whether it is accepted. */
export interface Nullness {
  readonly possible: boolean;
  readonly accepted: boolean;
}

/** What is asked of a text beside its cells. */
export interface PatternDemand {
  readonly pattern: string;
  readonly holds: boolean;
}

/** `type`, with null where that is accepted. */
export function typed(type: string, nulls: Nullness): Keywords {
  return { type: nulls.possible && nulls.accepted ? [type, 'null'] : type };
}

/** Accepts no value, null at most. */
export const onlyNull = (nulls: Nullness): Schema =>
  nulls.possible && nulls.accepted ? { type: 'null' } : false;

/** The schema of a scalar in these cells, on the shape's word that it is of its type. */
export function scalarSchema(
  place: Place,
  cells: bigint,
  patterns: readonly PatternDemand[],
  nulls: Nullness,
): Schema {
  const values = cells & place.given;
  if (values === 0n) return onlyNull(nulls);
  const type = typed(jsonType(place), nulls);
  const refusesNull = nulls.possible && !nulls.accepted;
  const kept = values === place.given ? undefined : cellsSchema(place, values, type, nulls);
  if (patterns.length === 0) return kept ?? (refusesNull ? type : true);
  const asked = patterns.map(
    ({ pattern, holds }): Keywords => (holds ? { pattern } : { not: { type: 'string', pattern } }),
  );
  return merged(type, kept === undefined ? asked : [kept, ...asked]);
}

function jsonType(place: Place): string {
  switch (place.type.kind) {
    case 'yes-no':
      return 'boolean';
    case 'number':
    case 'days':
      return 'number';
    default:
      return 'string';
  }
}

function cellsSchema(place: Place, values: bigint, type: Keywords, nulls: Nullness): Keywords {
  const inside = place.cells.filter((_, index) => (values & valueBit(index)) !== 0n);
  const outside = place.cells.filter((_, index) => (values & valueBit(index)) === 0n);
  const allowed = constantsOf(inside);
  const refused = constantsOf(outside);
  const acceptsNull = nulls.possible && nulls.accepted ? [null] : [];
  const refusesNull = nulls.possible && !nulls.accepted ? [null] : [];
  // Either list says it; the shorter one does.
  if (allowed && !(refused && refused.length + 1 < allowed.length))
    return oneOf([...allowed, ...acceptsNull]);
  if (refused) return { not: oneOf([...refused, ...refusesNull]) };
  const ranges = rangesOf(place, values);
  const [only] = ranges;
  return only && ranges.length === 1 ? { ...type, ...only } : { ...type, anyOf: ranges };
}

function oneOf(values: readonly unknown[]): Keywords {
  return values.length === 1 ? { const: values[0] } : { enum: values };
}

/** The values of cells that hold one value each. */
function constantsOf(cells: readonly Cell[]): (string | number | boolean)[] | undefined {
  const values: (string | number | boolean)[] = [];
  for (const cell of cells) {
    if (!('value' in cell)) return undefined;
    values.push(cell.value);
  }
  return values;
}

/** Cells of numbers that lie side by side, as one range each. The ends of the whole line need no bound. */
function rangesOf(place: Place, values: bigint): Keywords[] {
  const ranges: Keywords[] = [];
  let first: number | undefined;
  for (let index = 0; index <= place.cells.length; index += 1) {
    const inside = index < place.cells.length && (values & valueBit(index)) !== 0n;
    if (inside) first ??= index;
    else if (first !== undefined) {
      ranges.push(rangeOf(place.cells, first, index - 1));
      first = undefined;
    }
  }
  return ranges;
}

function rangeOf(cells: readonly Cell[], first: number, last: number): Keywords {
  const from = cells[first];
  const to = cells[last];
  if (first === last && from?.kind === 'point') return { const: from.value };
  return {
    ...(first === 0 || from === undefined ? {} : lowerBound(from)),
    ...(last === cells.length - 1 || to === undefined ? {} : upperBound(to)),
  };
}

function lowerBound(cell: Cell): Keywords {
  if (cell.kind === 'point') return { minimum: cell.value };
  return cell.kind === 'between' ? { exclusiveMinimum: cell.above } : {};
}

function upperBound(cell: Cell): Keywords {
  if (cell.kind === 'point') return { maximum: cell.value };
  return cell.kind === 'between' ? { exclusiveMaximum: cell.below } : {};
}
