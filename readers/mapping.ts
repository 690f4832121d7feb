/**
 * From the words of a platform to terms: by the policy's own vocabularies and tables, and, where it brings in none of the
 * platform, by those of the library. Knows no platform.
 */
import type { FieldType, Plan, ScalarType } from '../compiler/plan.ts';
import { report } from '../grammar/diagnostic.ts';
import type { Span } from '../grammar/source.ts';
import { nearest } from '../grammar/spelling.ts';
import { readerCodes } from './codes.ts';
import type { PlatformWords } from './platform-words.ts';
import { fieldsOf, type Reading, spanOf } from './reading.ts';

/** What a platform's word stands for. */
export interface Meaning {
  /** The term of the policy's vocabulary; null where the policy has none for it, though the library has. */
  readonly term: string | null;
  /** What the table says that it comes to: some of these. Undefined where no table says anything. */
  readonly row: readonly string[] | undefined;
}

/** From a platform's word to its meaning; undefined: nobody knows the word. */
export type Meanings = (word: string) => Meaning | undefined;

/** Where the words of a kind stand: the vocabulary they are terms of, and the table that says what these come to. */
export interface Kind {
  readonly vocabulary: string;
  readonly table: string;
}

/** Permissions: the data each opens. */
export const PERMISSIONS: Kind = { vocabulary: 'system-permission', table: 'permission-data' };
/** Data types of a store's form: the data each can hold. */
export const LABEL_TYPES: Kind = { vocabulary: 'label-type', table: 'label-data' };
/** Purposes of a store's form: the purposes each can mean. */
export const LABEL_PURPOSES: Kind = { vocabulary: 'label-purpose', table: 'label-purposes' };
/** Interfaces that need a reason. */
export const ACCESSED_APIS: Kind = { vocabulary: 'accessed-api', table: 'api-data' };
/** Reasons for such interfaces; no table says more of them. */
export const API_REASONS: Kind = { vocabulary: 'api-reason', table: '' };

/** The meanings of the words of a scheme (`android`, `apple`). A name that ends in `*` stands for all that begin so. */
export function meaningsOf(reading: Reading, kind: Kind, scheme: string): Meanings {
  const key = `${kind.vocabulary} ${scheme}`;
  const known = reading.meanings.get(key);
  if (known) return known;
  const meanings = lookUpIn(reading, kind, scheme);
  reading.meanings.set(key, meanings);
  return meanings;
}

function lookUpIn({ plan, words }: Reading, kind: Kind, scheme: string): Meanings {
  const own = ownWords(plan, kind, scheme);
  const library = words.terms[kind.vocabulary]?.[scheme] ?? {};
  const rows = plan.tables.find((one) => one.name === kind.table)?.rows ?? {};
  const libraryRows = words.tables[kind.table] ?? {};
  return (word) => {
    const term = lookUp(word, (one) => own.get(one));
    const known = lookUp(word, (one) => (Object.hasOwn(library, one) ? library[one] : undefined));
    if (term === undefined && known === undefined) return undefined;
    const row = (term === undefined ? undefined : rowOf(rows, term)) ?? rowOf(libraryRows, known ?? '');
    return { term: term ?? null, row };
  };
}

function ownWords(plan: Plan, { vocabulary }: Kind, scheme: string): ReadonlyMap<string, string> {
  const terms = plan.vocabularies.find((one) => one.name === vocabulary)?.terms ?? [];
  return new Map(
    terms.flatMap(({ also, name }) => (also[scheme] ?? []).map((word) => [word, name] as const)),
  );
}

/**
 * Says that nobody knows a platform's word. `what` is what it should be: `a permission of Android`. `among` are the words that
 * it may be a slip of.
 */
export function reportUnknown(
  reading: Reading,
  value: string,
  what: string,
  span: Span | undefined,
  among?: readonly [kind: Kind, scheme: string],
): void {
  const shown = value.length > 100 ? `${value.slice(0, 99)}…` : value;
  const place = span ?? spanOf(reading, 0, 0);
  // A file of which so much is unknown has no slips.
  const isTold = among && reading.diagnostics.length < MOST_HINTS;
  const near = isTold ? nearest(value, knownWords(reading, ...among)) : undefined;
  report(reading, readerCodes, 'platform-value-unknown', place, { value: shown, what, near });
}

const MOST_HINTS = 50;

function knownWords({ plan, words }: Reading, kind: Kind, scheme: string): readonly string[] {
  return [
    ...ownWords(plan, kind, scheme).keys(),
    ...Object.keys(words.terms[kind.vocabulary]?.[scheme] ?? {}),
  ];
}

/** No pattern of a platform is nearly as long. */
const LONGEST_PATTERN = 200;

/** Exact words first; then patterns, the longest first. */
function lookUp(word: string, find: (word: string) => string | undefined): string | undefined {
  const exact = find(word);
  if (exact !== undefined || word.endsWith('*')) return exact;
  // Patterns end after `_`, `.` or `:` alone, so few have to be tried.
  for (let end = Math.min(word.length, LONGEST_PATTERN); end > 0; end--) {
    if (!/[_.:]/.test(word[end - 1] ?? '')) continue;
    const found = find(`${word.slice(0, end)}*`);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The row of a term, or of the nearest above it that has one. */
function rowOf(
  rows: Readonly<Record<string, readonly string[] | number>>,
  term: string,
): readonly string[] | undefined {
  for (let name = term; name !== ''; name = name.slice(0, Math.max(0, name.lastIndexOf('.')))) {
    const row = Object.hasOwn(rows, name) ? rows[name] : undefined;
    if (typeof row === 'object') return row;
  }
  return undefined;
}

/** The data term that stands for what is not about a person; a row with no terms means it. */
const NO_PERSONAL_DATA = 'system';

/** What is surely said of data by a row: its only term, or the narrowest above all of them; null where there is none. */
export function dataOf(plan: Plan, row: readonly string[] | undefined): string | null {
  if (row === undefined) return null;
  return row.length === 0 ? NO_PERSONAL_DATA : narrowestAbove(plan, 'data', row);
}

/** The narrowest term of a vocabulary that all these stand below, or are. */
export function narrowestAbove(plan: Plan, vocabulary: string, terms: readonly string[]): string | null {
  const known = plan.vocabularies.find((one) => one.name === vocabulary)?.terms ?? [];
  const names = new Set(known.map((one) => one.name));
  const [first = '', ...others] = terms;
  for (let name = first; name !== ''; name = name.slice(0, Math.max(0, name.lastIndexOf('.')))) {
    const isAbove = others.every((one) => one === name || one.startsWith(`${name}.`));
    if (isAbove && names.has(name)) return name;
  }
  return null;
}

/** The value, if the field can hold it; null where its vocabulary has no such word. A list field gets a list of it. */
export function fitting(plan: Plan, type: FieldType, value: unknown): unknown {
  if (value === null || value === undefined || type.kind === 'record') return value;
  if (type.kind !== 'list') return fits(plan, type, value) ? value : null;
  if (type.of.kind === 'record') return Array.isArray(value) ? value : null;
  const { of } = type;
  if (Array.isArray(value)) return value.map((one) => (one !== null && fits(plan, of, one) ? one : null));
  return fits(plan, of, value) ? [value] : null;
}

function fits(plan: Plan, type: ScalarType, value: unknown): boolean {
  if (type.kind !== 'term') return true;
  const vocabulary = plan.vocabularies.find((one) => one.name === type.vocabulary);
  return vocabulary?.terms.some((term) => term.name === value) ?? false;
}

/** Whether a record of the plan has a field. */
export function hasField(plan: Plan, record: string, key: string): boolean {
  return fieldsOf(plan, record).has(key);
}

/** No words at all: for declarations, which are written in terms. */
export const NO_WORDS: PlatformWords = { terms: {}, tables: {}, files: {} };
