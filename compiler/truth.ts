/** The three values, and the value of a formula at given records: strong Kleene logic. No findings, no messages. */
import type { Comparison, Domain, FieldReference, FieldType, Formula, Test } from './plan.ts';
import { NOT_BLANK } from './plan.ts';
import { comparable, type Frame, hasType, isRecord, own, pointerTo, read, type Words } from './values.ts';

/** False, unknown, true: in this order `and` is the least, `or` the greatest, `not` is 2 minus it. */
export type Truth = 0 | 1 | 2;
export const FALSE = 0;
export const UNKNOWN = 1;
export const TRUE = 2;

export const negate = (value: Truth): Truth => (2 - value) as Truth;
const truth = (value: boolean): Truth => (value ? TRUE : FALSE);

const notBlank = new RegExp(NOT_BLANK, 'u');

/** The value of a formula; `frames` are the records known here, the manifest first. */
export function truthOf(formula: Formula, frames: readonly Frame[], words: Words): Truth {
  switch (formula.kind) {
    case 'constant':
      return formula.value === 'true' ? TRUE : formula.value === 'false' ? FALSE : UNKNOWN;
    case 'not':
      return negate(truthOf(formula.of, frames, words));
    case 'and':
      return least(formula.of, (one) => truthOf(one, frames, words));
    case 'or':
      return greatest(formula.of, (one) => truthOf(one, frames, words));
    case 'stated':
      return statedness(formula.field, frames, words);
    case 'test':
      return testValue(formula.test, comparable(read(frames, formula.field)), formula.field.type, words);
    case 'some-item':
      return someItem(formula.test, formula.field, frames, words);
    case 'some':
      return some(formula.domain, formula.body, frames, words);
    case 'every':
      return negate(some(formula.domain, { kind: 'not', of: formula.body }, frames, words));
    case 'count':
      return countValue(formula, frames, words);
  }
}

function least<T>(items: readonly T[], value: (item: T) => Truth): Truth {
  let result: Truth = TRUE;
  for (const item of items) {
    const one = value(item);
    if (one < result) result = one;
    if (result === FALSE) return FALSE;
  }
  return result;
}

function greatest<T>(items: readonly T[], value: (item: T) => Truth): Truth {
  return negate(least(items, (item) => negate(value(item))));
}

/** Given and not blank: never unknown for a field that is just left out. A default does not make a field stated. */
function statedness(field: FieldReference, frames: readonly Frame[], words: Words): Truth {
  const reading = read(frames, field);
  if (reading.state === 'absent') return FALSE;
  if (reading.state === 'unknown' || !hasType(field.type, reading.value, words)) return UNKNOWN;
  if (field.type.kind === 'text') return truth(notBlank.test(String(reading.value)));
  return truth(!Array.isArray(reading.value) || reading.value.length > 0);
}

/** The value of a test for one scalar; `type` is the field's, or of a list its items'. */
export function testValue(test: Test, value: unknown, type: FieldType, words: Words): Truth {
  const scalar = type.kind === 'list' ? type.of : type;
  if (value === undefined || !hasType(scalar, value, words)) return UNKNOWN;
  switch (test.kind) {
    case 'term':
      if (test.yes.includes(String(value))) return TRUE;
      return test.maybe.includes(String(value)) ? UNKNOWN : FALSE;
    case 'yes-no':
      return truth(value === test.is);
    case 'number':
      return truth(compares(Number(value), test.comparison, test.bound));
    case 'text':
      return truth(new RegExp(test.pattern, 'u').test(String(value)));
    case 'text-is':
      return truth(test.oneOf.includes(String(value)));
  }
}

export function compares(value: number, comparison: Comparison, bound: number): boolean {
  switch (comparison) {
    case 'at-most':
      return value <= bound;
    case 'at-least':
      return value >= bound;
    case 'more-than':
      return value > bound;
    case 'less-than':
      return value < bound;
    case 'exactly':
      return value === bound;
  }
}

function someItem(test: Test, field: FieldReference, frames: readonly Frame[], words: Words): Truth {
  const items = comparable(read(frames, field));
  if (!Array.isArray(items)) return UNKNOWN;
  return greatest(items, (item) => testValue(test, item ?? undefined, field.type, words));
}

/** The records of a domain. `open`: there may be more, of which nothing is known; its pointer says where. */
export interface Members {
  readonly items: readonly Frame[];
  readonly open: Frame | undefined;
  readonly pointer: string;
}

/** The records a domain holds. What is not a record is a record of which nothing is known. */
export function membersOf(domain: Domain, frames: readonly Frame[]): Members {
  const reading = read(frames, domain);
  const pointer = reading.pointer;
  const nothingKnown: Members = { items: [], open: { value: undefined, pointer }, pointer };
  if (reading.state === 'absent') {
    // An absent field of a record that is there; one that is not there leaves everything open.
    return domain.absentIsNone && holderIsThere(domain, frames)
      ? { items: [], open: undefined, pointer }
      : nothingKnown;
  }
  if (reading.state === 'unknown') return nothingKnown;
  if (!domain.many) {
    if (!isRecord(reading.value)) return nothingKnown;
    return { items: [{ value: reading.value, pointer }], open: undefined, pointer };
  }
  if (!Array.isArray(reading.value)) return nothingKnown;
  const items = reading.value.map((item: unknown, index) => ({
    value: isRecord(item) ? item : undefined,
    pointer: pointerTo(pointer, index),
  }));
  return { items, open: undefined, pointer };
}

function holderIsThere(domain: Domain, frames: readonly Frame[]): boolean {
  let record = frames[domain.frame]?.value;
  for (const key of domain.path.slice(0, -1)) {
    const next = record === undefined ? undefined : own(record, key);
    record = isRecord(next) ? next : undefined;
  }
  return record !== undefined;
}

function some(domain: Domain, body: Formula, frames: readonly Frame[], words: Words): Truth {
  const members = membersOf(domain, frames);
  const found = greatest(members.items, (item) => truthOf(body, [...frames, item], words));
  if (found === TRUE || members.open === undefined) return found;
  const possible = truthOf(body, [...frames, members.open], words);
  return possible === FALSE ? found : UNKNOWN;
}

function countValue(
  formula: Extract<Formula, { kind: 'count' }>,
  frames: readonly Frame[],
  words: Words,
): Truth {
  const members = membersOf(formula.domain, frames);
  let sure = 0;
  let possible = 0;
  for (const item of members.items) {
    const value = truthOf(formula.body, [...frames, item], words);
    if (value === TRUE) sure += 1;
    if (value !== FALSE) possible += 1;
  }
  if (members.open && truthOf(formula.body, [...frames, members.open], words) !== FALSE) possible = Infinity;
  return countBetween(sure, possible, formula.comparison, formula.bound);
}

/** The value of a comparison when the count is known to lie between two numbers, both included. */
function countBetween(sure: number, possible: number, comparison: Comparison, bound: number): Truth {
  switch (comparison) {
    case 'at-most':
      return possible <= bound ? TRUE : sure > bound ? FALSE : UNKNOWN;
    case 'at-least':
      return sure >= bound ? TRUE : possible < bound ? FALSE : UNKNOWN;
    case 'less-than':
      return countBetween(sure, possible, 'at-most', bound - 1);
    case 'more-than':
      return countBetween(sure, possible, 'at-least', bound + 1);
    case 'exactly':
      if (bound < sure || bound > possible) return FALSE;
      return sure === possible ? TRUE : UNKNOWN;
  }
}
