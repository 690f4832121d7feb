/**
 * The tables from which `runtime/reader.ts` goes through the bytes of a JSON text: for each level the same columns as the
 * generated pass has. Knows no code but the names of what stands in the file already.
 */
import type { Field, ScalarType } from '../../../plan.ts';
import { DATE, LINK } from '../../../plan.ts';
import type { Cell, Place } from '../../../scope/place.ts';
import { patternOf } from '../code.ts';
import { internerOf } from '../intern.ts';
import {
  type ByteTables,
  DAYS,
  NUMBER,
  RECORD,
  RECORDS,
  SCALARS,
  SHAPED,
  TERM,
  TEXT,
  YES_NO,
} from '../runtime/tables.ts';
import type { Shapes } from '../shape.ts';
import { bitsOf, fullWord, masksOf, rowAt } from './columns.ts';
import { keysOf } from './record.ts';
import type { Rows } from './scalar.ts';
import { type FieldVisit, fieldOf, picksOf, type Visit } from './visit.ts';
import { fieldsAt, fillsOf } from './writing.ts';

/** Tables, and what they speak of by number, as code. */
export interface Bytes {
  readonly tables: ByteTables;
  readonly vocabularies: readonly string[];
  /** For each record, the list of its keys. */
  readonly keys: readonly string[];
  readonly patterns: readonly string[];
}

/** What is being written. */
interface Draft {
  readonly shapes: Shapes;
  /** The numbers of each field. */
  readonly fields: (readonly number[])[];
  readonly lists: number[];
  /** Where a list begins, by its numbers. */
  readonly listsAt: Map<string, number>;
  readonly records: number[];
  readonly keys: string[];
  readonly bounds: (readonly number[])[];
  readonly texts: ByteTables['texts'][number][];
  readonly vocabularies: Map<string, number>;
  readonly patterns: Map<string, number>;
}

/** The slots of a level: by variable; and those of the words of records in a list, by the list's place. */
interface Slots {
  readonly of: ReadonlyMap<string, number>;
  readonly found: ReadonlyMap<string, number>;
  readonly start: readonly number[];
  readonly word: number;
}

/** Items of lists are fields without keys: they stand after all that have keys. */
export function bytesOf(visits: readonly Visit[], shapes: Shapes): Bytes {
  const draft: Draft = {
    shapes,
    fields: [],
    lists: [0],
    listsAt: new Map([['', 0]]),
    records: [],
    keys: [],
    bounds: [],
    texts: [],
    vocabularies: new Map(),
    patterns: new Map(),
  };
  const items: (readonly number[])[] = [];
  const levels = visits.flatMap((visit) => levelNumbers(visit, draft, items));
  const count = draft.fields.length;
  // Until here the items of a list are counted from the end of the fields.
  const fields = draft.fields.map((one) => (one[0] === SCALARS ? one.with(11, count + (one[11] ?? 0)) : one));
  const { records, lists, bounds, texts } = draft;
  return {
    tables: { fields: [...fields, ...items].flat(), lists, records, levels, bounds, texts },
    vocabularies: [...draft.vocabularies.keys()],
    keys: draft.keys,
    patterns: [...draft.patterns.keys()],
  };
}

/** Where a list of these numbers begins. */
function listOf(numbers: readonly number[], { lists, listsAt }: Draft): number {
  const text = numbers.join();
  const known = listsAt.get(text) ?? lists.push(numbers.length, ...numbers) - numbers.length - 1;
  listsAt.set(text, known);
  return known;
}

/** The number of one among those of its kind, which it is given when it is first asked for. */
function numberOf(known: Map<string, number>, name: string): number {
  const number = known.get(name) ?? known.size;
  known.set(name, number);
  return number;
}

const patternNumber = (pattern: string, { patterns, shapes }: Draft): number =>
  numberOf(patterns, patternOf(shapes.code, pattern));

function slotsOf(visit: Visit): Slots {
  const of = new Map<string, number>();
  const found = new Map<string, number>();
  const start: number[] = [];
  const add = (variable: string, ...first: readonly number[]): void => {
    of.set(variable, start.length);
    start.push(...first);
  };
  const addFields = (path: readonly string[], way: 'absent' | 'gone'): void => {
    for (const { place } of fieldsAt(visit, path)) {
      const one = fieldOf(visit, place);
      for (const pick of picksOf(one)) add(pick.variable, pick[way]);
      for (const { variable } of one.patterns) add(variable, -1, -1);
      for (const gathered of [one.items, one.records])
        for (const { name } of gathered?.variables ?? []) add(name, 0);
      for (const { variable } of one.counts) add(variable, 0);
      const below = visit.level.lists.get(place.key);
      if (below) {
        found.set(place.key, start.length);
        const copies = one.counts.length > 0 ? 2 : 1;
        start.push(...Array.from({ length: bitsOf(below).usedWords * copies }, () => 0));
      }
      if (place.type.kind === 'record') addFields(place.path, 'gone');
    }
  };
  addFields([], 'absent');
  const word = start.length;
  for (let index = 0; index < visit.bits.words; index += 1) start.push(fullWord(visit.bits, index));
  return { of, found, start, word };
}

function levelNumbers(visit: Visit, draft: Draft, items: (readonly number[])[]): number[] {
  const { bits, level } = visit;
  const slots = slotsOf(visit);
  const isRoot = level.index === 0;
  const direct = masksOf(bits, (one) => isRoot || one.causes.size > 0);
  const used = isRoot ? [] : masksOf(bits, (one) => one.used).slice(0, bits.usedWords);
  const record = recordNumber([], { visit, slots, draft, items });
  const { counts, judging, late } = judgingOf(visit, slots, draft);
  const lists = [slots.start, counts, judging, late, direct, used].map((one) => listOf(one, draft));
  return [record, ...lists, slots.word];
}

function judgingOf(
  visit: Visit,
  slots: Slots,
  draft: Draft,
): {
  readonly counts: readonly number[];
  readonly judging: readonly number[];
  readonly late: readonly number[];
} {
  const counts: number[] = [];
  const judging: number[] = [];
  const late: number[] = [];
  const slot = (variable: string): number => slots.of.get(variable) ?? 0;
  for (const field of visit.fields.values()) {
    for (const { variable, column } of picksOf(field))
      for (const [at, word] of column.words.entries()) judging.push(0, word, slot(variable), at);
    for (const gathered of [field.items, field.records])
      for (const { name, word, turned } of gathered?.variables ?? [])
        judging.push(1, word, slot(name), turned);
    for (const { variable, least, column } of field.counts) {
      counts.push(slot(variable), least, rowAt(column, 0), rowAt(column, 1));
      for (const [at, word] of column.words.entries()) judging.push(0, word, slot(variable), at);
    }
    for (const { pattern, variable, found, missing } of field.patterns) {
      for (let word = 0; word < visit.bits.words; word += 1) {
        const [yes, no] = [found[word] ?? 0, missing[word] ?? 0];
        if (yes !== no) late.push(word, slot(variable), patternNumber(pattern, draft), yes, no);
      }
    }
  }
  return { counts, judging, late };
}

/** What the fields of a level are written from. */
interface Writing {
  readonly visit: Visit;
  readonly slots: Slots;
  readonly draft: Draft;
  readonly items: (readonly number[])[];
}

/** The number of a record that stands alone at the end of a path, or of the level's own. Its fields stand together. */
function recordNumber(path: readonly string[], writing: Writing): number {
  const { visit, draft } = writing;
  const fields = fieldsAt(visit, path);
  draft.keys.push(
    keysOf(
      fields.map(({ field }) => field.key),
      draft.shapes.code,
    ),
  );
  const needed = fields.filter(({ field }) => field.presence === 'required').length;
  const first = draft.fields.length;
  const record = draft.records.push(first, fields.length, needed) / 3 - 1;
  for (const _ of fields) draft.fields.push([]);
  for (const [index, { field, place }] of fields.entries())
    draft.fields[first + index] = fieldNumbers(field, place, writing);
  return record;
}

const slotOf = ({ slots }: Writing, variable: string | undefined): number =>
  variable === undefined ? -1 : (slots.of.get(variable) ?? -1);

function fieldNumbers(field: Field, place: Place, writing: Writing): number[] {
  const { visit, draft } = writing;
  const one = fieldOf(visit, place);
  const { type } = place;
  const isRecord = type.kind === 'record';
  const pairs = (fills: readonly (readonly [string, number])[]): number =>
    listOf(
      fills.flatMap(([variable, row]) => [slotOf(writing, variable), row]),
      draft,
    );
  const filled = isRecord && one.cells ? [[one.cells.variable, rowAt(one.cells.column, 0)] as const] : [];
  const absent = isRecord
    ? fieldsAt(visit, place.path).flatMap((inner) => fillsOf(inner.place, 'absent', visit))
    : [];
  const { kind, ref, inside, rows } = kindOf(place, one, writing);
  return [
    kind,
    ref,
    field.presence === 'required' ? 1 : 0,
    isRecord ? -1 : slotOf(writing, one.cells?.variable),
    one.cells?.column.base ?? 0,
    one.cells?.column.words.length ?? 0,
    slotOf(writing, one.blank?.variable),
    one.blank?.found ?? 0,
    listOf(
      one.patterns.map(({ variable }) => slotOf(writing, variable)),
      draft,
    ),
    pairs(fillsOf(place, 'null', visit)),
    pairs([...filled, ...absent]),
    inside,
    rows,
  ];
}

interface Kind {
  readonly kind: number;
  readonly ref: number;
  readonly inside: number;
  readonly rows: number;
}

function kindOf(place: Place, one: FieldVisit, writing: Writing): Kind {
  const { type } = place;
  if (type.kind === 'record')
    return { kind: RECORD, ref: -1, inside: recordNumber(place.path, writing), rows: -1 };
  if (type.kind !== 'list') return { ...scalarKind(type, place, one.cells?.rows, writing.draft), inside: -1 };
  if (type.of.kind !== 'record')
    return { kind: SCALARS, ref: -1, inside: itemNumber(type.of, place, one, writing), rows: -1 };
  const below = writing.visit.level.lists.get(place.key);
  return {
    kind: RECORDS,
    ref: listOf(recordsList(place, one, writing), writing.draft),
    inside: below?.index ?? -1,
    rows: -1,
  };
}

const KINDS = {
  term: TERM,
  'yes-no': YES_NO,
  number: NUMBER,
  days: DAYS,
  text: TEXT,
  link: SHAPED,
  date: SHAPED,
} satisfies Record<ScalarType['kind'], number>;

function scalarKind(
  type: ScalarType,
  place: Place | undefined,
  rows: Rows | undefined,
  draft: Draft,
): Omit<Kind, 'inside'> {
  const kind = { kind: KINDS[type.kind], ref: refOf(type, draft) };
  if (rows === undefined || place === undefined) return { ...kind, rows: -1 };
  if (type.kind === 'number' || type.kind === 'days')
    return { ...kind, rows: draft.bounds.push(boundsOf(place.cells)) - 1 };
  if (rows.texts === undefined) return { ...kind, rows: -1 };
  const { words, rows: all } = rows.texts;
  const other = all.at(-1) ?? 0;
  return { ...kind, rows: draft.texts.push({ words, rows: all.slice(0, -1), other }) - 1 };
}

function refOf(type: ScalarType, draft: Draft): number {
  const { shapes } = draft;
  switch (type.kind) {
    case 'term': {
      const { table } = internerOf(shapes.code, [...(shapes.words.get(type.vocabulary) ?? [])]);
      return numberOf(draft.vocabularies, table);
    }
    case 'link':
      return patternNumber(LINK, draft);
    case 'date':
      return patternNumber(DATE, draft);
    default:
      return -1;
  }
}

/** Where each cell but the last ends, and 1 where that is in it. */
function boundsOf(cells: readonly Cell[]): number[] {
  return cells
    .slice(0, -1)
    .flatMap((cell) =>
      cell.kind === 'point' ? [cell.value, 1] : [cell.kind === 'between' ? (cell.below ?? 0) : 0, 0],
    );
}

/** The number of the field that stands for the items of a list, among those. */
function itemNumber(type: ScalarType, place: Place, one: FieldVisit, writing: Writing): number {
  const { draft, items } = writing;
  const { kind, ref, rows } = scalarKind(type, place.items, one.items?.rows, draft);
  const variables = one.items?.variables ?? [];
  const patterns = (one.items?.patterns ?? []).flatMap(({ pattern, masks }) => [
    patternNumber(pattern, draft),
    masks.length,
    ...masks,
  ]);
  const count = one.items?.rows ? variables.length : 0;
  const base = one.items?.column.base ?? 0;
  const met = slotOf(writing, variables[0]?.name);
  return items.push([kind, ref, 1, met, base, count, -1, 0, listOf(patterns, draft), 0, 0, -1, rows]) - 1;
}

function recordsList(place: Place, one: FieldVisit, writing: Writing): number[] {
  const { visit, slots } = writing;
  const below = visit.level.lists.get(place.key);
  const words = below ? bitsOf(below).usedWords : 0;
  const found = slots.found.get(place.key) ?? 0;
  const variables = one.records?.variables ?? [];
  return [
    found,
    one.counts.length > 0 ? found + words : found,
    words,
    one.records?.column.base ?? 0,
    slotOf(writing, variables[0]?.name),
    variables.length,
    ...one.counts.flatMap(({ variable, masks }) => [slotOf(writing, variable), ...masks.slice(0, words)]),
  ];
}
