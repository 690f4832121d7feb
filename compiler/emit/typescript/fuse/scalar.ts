/** Generated code for one scalar value: whether it has its type, and which row of a column it picks. Knows no records. */
import type { ScalarType } from '../../../plan.ts';
import type { Cell, Place } from '../../../scope/place.ts';
import { type Interner, internerOf } from '../intern.ts';
import { type Shapes, scalarTest } from '../shape.ts';
import { literal } from '../text.ts';

/** How a value is looked at. */
export interface Look {
  /** A statement that comes first, if any. */
  readonly before: string;
  /** An expression: it has the type. */
  readonly valid: string;
}

/** Looks at the value in a variable; for a term its slot is then in `slot`. */
export function lookAt(type: ScalarType, value: string, slot: string, shapes: Shapes): Look {
  if (type.kind === 'term') {
    const { name } = termInterner(type.vocabulary, shapes);
    return { before: `const ${slot} = ${name}(${value});`, valid: `${slot} >= 0` };
  }
  if (type.kind === 'number' || type.kind === 'days') {
    // Only a finite number has no difference from itself.
    const least = type.kind === 'days' ? ` && ${value} >= 0` : '';
    return { before: '', valid: `typeof ${value} === "number" && ${value} - ${value} === 0${least}` };
  }
  if (type.kind === 'yes-no') return { before: '', valid: `${value} === true || ${value} === false` };
  return { before: '', valid: scalarTest(type, shapes).replaceAll('value', value) };
}

function termInterner(vocabulary: string, shapes: Shapes): Interner {
  return internerOf(shapes.code, [...(shapes.words.get(vocabulary) ?? [])]);
}

/** Which row a value picks. */
export interface Rows {
  /** The rows by number; a row that no cell has is undefined. */
  readonly cells: readonly (Cell | undefined)[];
  /** An expression for the row times `stride` plus `base`, of a value that has the type. */
  readonly pick: (value: string, slot: string, stride: number, base: number) => string;
  /** Texts that have a row of their own, and those rows; then that of any other text. */
  readonly texts?: { readonly words: readonly string[]; readonly rows: readonly number[] };
}

/** `alike` tells whether two cells have the same row. */
export function rowsOf(place: Place, alike: (left: number, right: number) => boolean, shapes: Shapes): Rows {
  const { type } = place;
  if (type.kind === 'term') return slotRows(place.cells, termInterner(type.vocabulary, shapes), undefined);
  switch (type.kind) {
    case 'yes-no':
      return {
        cells: place.cells,
        pick: (value, _, stride, base) => `(${value} === true ? ${base + stride} : ${base})`,
      };
    case 'number':
    case 'days':
      return numberRows(place.cells, alike);
    default:
      return textRows(place.cells, alike, shapes);
  }
}

function slotRows(cells: readonly Cell[], interner: Interner, other: Cell | undefined): Rows {
  const rows: (Cell | undefined)[] = Array.from({ length: interner.size }, () => undefined);
  for (const cell of cells) {
    const slot = cell.kind === 'word' ? interner.slots.get(cell.value) : undefined;
    if (slot !== undefined) rows[slot] = cell;
  }
  if (other === undefined) {
    return { cells: rows, pick: (_, slot, stride, base) => linear(slot, stride, base) };
  }
  // A text that is none of the words has slot -1, and the last row.
  return {
    cells: [...rows, other],
    texts: { words: [...interner.slots.keys()], rows: [...interner.slots.values(), interner.size] },
    pick: (value, _, stride, base) =>
      `pickRow(${interner.name}(${value}), ${interner.size}, ${stride}, ${base})`,
  };
}

function linear(slot: string, stride: number, base: number): string {
  const scaled = stride === 1 ? slot : `${slot} * ${stride}`;
  return base === 0 ? scaled : `${scaled} + ${base}`;
}

function textRows(
  cells: readonly Cell[],
  alike: (left: number, right: number) => boolean,
  shapes: Shapes,
): Rows {
  const last = cells.length - 1;
  const other = cells[last];
  const words = cells.filter((cell, index) => cell.kind === 'word' && !alike(index, last));
  if (other === undefined || words.length === 0)
    return { cells: [other], texts: { words: [], rows: [0] }, pick: (_, __, ___, base) => String(base) };
  const [only] = words;
  if (words.length === 1 && only?.kind === 'word') {
    const { value: word } = only;
    return {
      cells: [only, other],
      texts: { words: [word], rows: [0, 1] },
      pick: (value, _, stride, base) => `(${value} === ${literal(word)} ? ${base} : ${base + stride})`,
    };
  }
  const texts = words.flatMap((cell) => (cell.kind === 'word' ? [cell.value] : []));
  return slotRows(words, internerOf(shapes.code, texts), other);
}

/** Comparisons with the points, halving what is left; cells alike are not told apart. */
function numberRows(cells: readonly Cell[], alike: (left: number, right: number) => boolean): Rows {
  const pickFrom = (value: string, first: number, last: number, row: (cell: number) => number): string => {
    const range = Array.from({ length: last - first + 1 }, (_, index) => first + index);
    if (range.every((cell) => alike(cell, first))) return String(row(first));
    const points = range.filter((cell) => cells[cell]?.kind === 'point');
    const middle = points[points.length >> 1] ?? first;
    const cell = cells[middle];
    const point = cell?.kind === 'point' ? JSON.stringify(cell.value) : '0';
    const below = middle > first ? pickFrom(value, first, middle - 1, row) : undefined;
    const above = middle < last ? pickFrom(value, middle + 1, last, row) : undefined;
    const here = String(row(middle));
    if (below === undefined || below === here)
      return above === undefined ? here : `(${value} > ${point} ? ${above} : ${here})`;
    if (above === undefined || above === here) return `(${value} < ${point} ? ${below} : ${here})`;
    return `(${value} < ${point} ? ${below} : ${value} > ${point} ? ${above} : ${here})`;
  };
  const first = (cell: number): number => {
    for (let index = 0; index < cell; index += 1) if (alike(index, cell)) return index;
    return cell;
  };
  return {
    cells,
    pick: (value, _, stride, base) =>
      pickFrom(value, 0, cells.length - 1, (cell) => base + first(cell) * stride),
  };
}
