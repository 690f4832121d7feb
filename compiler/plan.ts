/**
 * The Plan: the one form every back end works from. Plain JSON, for one day (`asOf`): what is not in force on that day is
 * not in it. Holds no names to look up: each formula says which record of which frame it reads.
 */
import type { Language } from '../grammar/ast.ts';
import type { Location } from '../grammar/source.ts';

/** A text in the languages it was given in. */
export type Texts = Readonly<Partial<Record<Language, string>>>;

export interface Plan {
  readonly format: 'proviso-plan/1';
  /** The day the plan is made for, YYYY-MM-DD. */
  readonly asOf: string;
  readonly policy: PolicyInfo;
  readonly vocabularies: readonly Vocabulary[];
  readonly records: readonly RecordType[];
  /** The name of the record at the top of a manifest. */
  readonly root: string;
  /** Tables as data, for readers. */
  readonly tables: readonly Table[];
  /** In the order of the files and, within one, of the text. */
  readonly rules: readonly Rule[];
}

export interface PolicyInfo {
  readonly name: string;
  readonly title: Texts;
  readonly version?: string;
}

export interface Vocabulary {
  readonly name: string;
  readonly title: Texts;
  /** Parents stand before their children. */
  readonly terms: readonly Term[];
}
export interface Term {
  readonly name: string;
  readonly parent?: string;
  readonly title: Texts;
  /** The term's names in other schemes: scheme -> names. */
  readonly also: Readonly<Record<string, readonly string[]>>;
}

export interface Table {
  readonly name: string;
  /** The vocabulary of the keys. */
  readonly from: string;
  /** A vocabulary (rows hold terms), or `number` or `days` (rows hold a number). */
  readonly to: string;
  readonly rows: Readonly<Record<string, readonly string[] | number>>;
}

export interface RecordType {
  readonly name: string;
  readonly title: Texts;
  readonly fields: readonly Field[];
}
/** `key` is the name in JSON (`used-for` -> `usedFor`). */
export interface Field {
  readonly name: string;
  readonly key: string;
  readonly title: Texts;
  readonly type: FieldType;
  /** `required`: the shape demands it. `optional`: absent or null is not known. `default`: absent is `initial`. */
  readonly presence: 'required' | 'optional' | 'default';
  readonly initial?: Initial;
}
/** A default value: a term, text, date or link as string, a yes-no as boolean, a number, or the empty list. */
export type Initial = string | number | boolean | readonly [];

export type ScalarType =
  | { readonly kind: 'text' | 'link' | 'date' | 'yes-no' | 'number' | 'days' }
  | { readonly kind: 'term'; readonly vocabulary: string };
export type FieldType =
  | ScalarType
  | { readonly kind: 'record'; readonly record: string }
  | { readonly kind: 'list'; readonly of: ScalarType | { readonly kind: 'record'; readonly record: string } };

/**
 * A JSON value has a scalar type when: text: a string; link: a string that matches LINK; date: a string that matches DATE;
 * yes-no: a boolean; number: a finite number; days: a finite number >= 0; term: a string that is a term of the vocabulary.
 * The patterns mean the same with and without the `u` flag, in the subset that JSON Schema implementations share.
 */
export const LINK = '^https?://[^\\u0000-\\u0020\\u007f-\\u00a0]+$';
export const DATE = '^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$';
/** Matches a text that is not blank. White space is spelled out, since `\s` differs between languages. */
export const NOT_BLANK =
  '[^\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200b\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]';
/** Keys that any record may have besides its fields. */
export const EXTENSION_KEY = '^x-';

export interface Citation {
  readonly source: string;
  readonly title: Texts;
  readonly locator?: string;
  readonly link?: string;
}

export interface Rule {
  /** `policy/rule`, unique in a plan. */
  readonly id: string;
  readonly name: string;
  readonly policy: string;
  readonly force: 'must' | 'should';
  readonly title: Texts;
  /** The comment above the rule. */
  readonly documentation?: string;
  readonly citations: readonly Citation[];
  /** The exceptions in it, by name, with what they rest on; their conditions are already in `broken`. */
  readonly exceptions: readonly { readonly name?: string; readonly citations: readonly Citation[] }[];
  readonly outsideSchema: boolean;
  /** The kind of record it is about. */
  readonly record: string;
  /** One for each place in the tree where such a record stands; none of them if no record field leads there. */
  readonly sites: readonly Site[];
  readonly location: Location;
}

/** A step from a record to records in one of its fields; `many` when that field is a list. */
export interface Step {
  readonly key: string;
  readonly many: boolean;
  readonly record: string;
  /** True when the field has `default nothing`: absent means none, not unknown. */
  readonly absentIsNone: boolean;
}

export interface Site {
  /** From the manifest (frame 0) to the record; the record after step i is frame i + 1. */
  readonly path: readonly Step[];
  /** When, where, not the requirement, no exception: true where the rule is broken. */
  readonly broken: Formula;
  readonly waivers: readonly Waiver[];
  readonly say?: Template;
  readonly advise?: Template;
}

export interface Waiver {
  readonly condition: Formula;
  /** Last day, YYYY-MM-DD. */
  readonly until: string;
  readonly approvedBy: string;
  readonly because: string;
}

/** A message for each language: literal texts, and fields of frames to be filled in. */
export type Template = Readonly<Partial<Record<Language, readonly (string | FieldReference)[]>>>;

/**
 * A field: start at the record of `frame`, follow `path` by JSON keys. All but the last lead through records that stand
 * alone (not in a list). `initial` is the default of the last field, if it has one.
 */
export interface FieldReference {
  readonly frame: number;
  readonly path: readonly string[];
  readonly type: FieldType;
  readonly initial?: Initial;
}

/** Records in a field of frame `frame`: `path` leads through records that stand alone; the last step holds them. */
export interface Domain {
  readonly frame: number;
  readonly path: readonly string[];
  readonly many: boolean;
  readonly record: string;
  readonly absentIsNone: boolean;
}

export type Comparison = 'at-most' | 'at-least' | 'more-than' | 'less-than' | 'exactly';

/** A formula with three values. A quantifier binds the next frame: one more than the frames known where it stands. */
export type Formula =
  | { readonly kind: 'constant'; readonly value: 'true' | 'false' | 'unknown' }
  | { readonly kind: 'not'; readonly of: Formula }
  | { readonly kind: 'and' | 'or'; readonly of: readonly Formula[] }
  | { readonly kind: 'stated'; readonly field: FieldReference }
  | { readonly kind: 'test'; readonly field: FieldReference; readonly test: Test }
  /** Some item of a list of scalars passes the test. */
  | { readonly kind: 'some-item'; readonly field: FieldReference; readonly test: Test }
  | { readonly kind: 'some' | 'every'; readonly domain: Domain; readonly body: Formula }
  | {
      readonly kind: 'count';
      readonly domain: Domain;
      readonly body: Formula;
      readonly comparison: Comparison;
      readonly bound: number;
    };

/**
 * A test of one scalar value. A value that is absent without default, null, or not of the type makes it unknown.
 * `term`: true in `yes`, unknown in `maybe` (terms too coarse to tell), else false. `text`: the pattern (ECMAScript with
 * the `u` flag, search not anchored) is found; `text-is`: equal to one of these. Numbers compare value to `bound`.
 */
export type Test =
  | {
      readonly kind: 'term';
      readonly vocabulary: string;
      readonly yes: readonly string[];
      readonly maybe: readonly string[];
    }
  | { readonly kind: 'yes-no'; readonly is: boolean }
  | { readonly kind: 'number'; readonly comparison: Comparison; readonly bound: number }
  | { readonly kind: 'text'; readonly pattern: string }
  | { readonly kind: 'text-is'; readonly oneOf: readonly string[] };

/** True where a site fails: broken, and no waiver surely covers it. A record fails iff this is not false. */
export function failing(site: Site): Formula {
  if (site.waivers.length === 0) return site.broken;
  const waived = site.waivers.map((one): Formula => ({ kind: 'not', of: one.condition }));
  return { kind: 'and', of: [site.broken, ...waived] };
}
