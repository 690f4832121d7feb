/** The tree of a rule file: what was written, with a span on every node. Knows nothing of meaning. */
import type { Span } from './source.ts';

interface Node<K extends string> {
  readonly kind: K;
  readonly span: Span;
}

/** A language in which keywords and texts are written. */
export type Language = 'en' | 'zh';

/** A comment, `text` without the leading `#` and one blank after it. */
export interface Comment extends Node<'comment'> {
  readonly text: string;
}

/** A whole file. `comments` are in order; the printer and `documentation` attach them by their place. */
export interface File extends Node<'file'> {
  readonly file: string;
  readonly language: Language;
  readonly declarations: readonly Declaration[];
  readonly comments: readonly Comment[];
}

/** Stands where the text is incomplete; whoever meets one stays silent, since the parser has spoken. */
export type Missing = Node<'missing'>;

/** A name as written: words joined by `-`, dotted in a tree, `/` in a path: `location.precise`, `std/app`. */
export interface Name extends Node<'name'> {
  readonly text: string;
}
/** A text in quotes, `value` with escapes resolved. `block` when written between triple quotes. */
export interface Text extends Node<'text'> {
  readonly value: string;
  readonly block: boolean;
}
/** A number, with `days` when the unit is written. */
export interface Quantity extends Node<'quantity'> {
  readonly value: number;
  readonly unit: 'days' | undefined;
}
/** A calendar day, `value` as YYYY-MM-DD. */
export interface Day extends Node<'day'> {
  readonly value: string;
}

/** A text with its translations: `"Title" zh "标题"`. The first is in the language of the file. */
export interface Wording extends Node<'wording'> {
  readonly text: Text;
  readonly translations: readonly Translation[];
}
export interface Translation extends Node<'translation'> {
  readonly language: Name;
  readonly text: Text;
}

/** `in force from 2021-05-01 until 2025-12-31`, both days included; either may be left out. */
export interface InForce extends Node<'in-force'> {
  readonly from: Day | undefined;
  readonly until: Day | undefined;
}

/** One citation: `CSL "Article 41"`, with dates where the numbering changed: `CSL "Article 43" from 2026-01-01`. */
export interface Cite extends Node<'cite'> {
  readonly source: Name | Missing;
  readonly locator: Text | undefined;
  readonly from: Day | undefined;
  readonly until: Day | undefined;
}

// ---- declarations ----

export type Declaration =
  | Policy
  | Use
  | SourceDeclaration
  | Vocabulary
  | Extend
  | SetDeclaration
  | Table
  | RecordDeclaration
  | Manifest
  | Define
  | Rule
  | Exception
  | Waiver
  | Test;

export type NameOr = Name | Missing;

export interface Policy extends Node<'policy'> {
  readonly name: NameOr;
  readonly title: Wording | undefined;
  readonly version: Text | undefined;
  readonly inForce: InForce | undefined;
  readonly applies: Condition | undefined;
}
/** `use std/app` or `adopt std/cn/pipl`. */
export interface Use extends Node<'use'> {
  readonly adopt: boolean;
  readonly path: NameOr;
}
/** `source CSL "Cybersecurity Law" zh "网络安全法" link "…" in force from 2017-06-01`. */
export interface SourceDeclaration extends Node<'source'> {
  readonly name: NameOr;
  readonly title: Wording | undefined;
  readonly link: Text | undefined;
  readonly inForce: InForce | undefined;
}
export interface Vocabulary extends Node<'vocabulary'> {
  readonly name: NameOr;
  readonly title: Wording | undefined;
  readonly terms: readonly Term[];
}
/** `- contact.email "E-mail address" zh "电子邮箱" also apple "…", fides "…", "…"`. */
export interface Term extends Node<'term'> {
  readonly name: NameOr;
  readonly title: Wording | undefined;
  readonly also: readonly Also[];
}
/** The names of a term in one other scheme: `apple "A", "B"`. */
export interface Also extends Node<'also'> {
  readonly scheme: NameOr;
  readonly values: readonly Text[];
}
/** `extend data`, `extend vocabulary data`, `extend set s`, `extend table t`, `extend record r`. */
export interface Extend extends Node<'extend'> {
  readonly what: 'vocabulary' | 'set' | 'table' | 'record';
  readonly name: NameOr;
  readonly entries: readonly (Term | Member | Row | Field)[];
}
export interface SetDeclaration extends Node<'set'> {
  readonly name: NameOr;
  readonly title: Wording | undefined;
  readonly of: NameOr;
  readonly cites: readonly Cite[];
  readonly members: readonly Member[];
}
/** `- health except health.fitness, health.inferred`. */
export interface Member extends Node<'member'> {
  readonly term: NameOr;
  readonly except: readonly NameOr[];
}
/** `table necessary from service to data`; `to` is a vocabulary, or the word `number` or `days`. */
export interface Table extends Node<'table'> {
  readonly name: NameOr;
  readonly title: Wording | undefined;
  readonly from: NameOr;
  readonly to: NameOr;
  readonly cites: readonly Cite[];
  readonly rows: readonly Row[];
}
/** `- map-navigation: location.precise, trip.route`, `- short-video: nothing` (no terms), `- de: 16`. */
export interface Row extends Node<'row'> {
  readonly key: NameOr;
  readonly value: readonly NameOr[] | Quantity;
}
export interface RecordDeclaration extends Node<'record'> {
  readonly name: NameOr;
  readonly title: Wording | undefined;
  readonly fields: readonly Field[];
}
/** `- retention: days optional "How long it is kept" zh "保存期限"`; `default nothing` has `initial` `'nothing'`. */
export interface Field extends Node<'field'> {
  readonly name: NameOr;
  readonly type: TypeReference;
  readonly optional: boolean;
  readonly initial: Name | Text | Quantity | 'nothing' | undefined;
  readonly title: Wording | undefined;
}
/** `text`, `link`, `date`, `yes-no`, `number`, `days`, a vocabulary or a record; `list` for `list of` it. */
export interface TypeReference extends Node<'type'> {
  readonly list: boolean;
  readonly name: NameOr;
}
export interface Manifest extends Node<'manifest'> {
  readonly record: NameOr;
  readonly title: Wording | undefined;
}
export interface Define extends Node<'define'> {
  readonly name: NameOr;
  readonly title: Wording | undefined;
  readonly record: NameOr;
  readonly condition: Condition;
}
export interface Rule extends Node<'rule'> {
  readonly name: NameOr;
  readonly title: Wording | undefined;
  readonly cites: readonly Cite[];
  readonly inForce: InForce | undefined;
  readonly when: readonly Condition[];
  readonly each: Each | undefined;
  readonly requirements: readonly Requirement[];
  readonly unless: readonly Unless[];
  readonly say: Wording | undefined;
  readonly advise: Wording | undefined;
  /** `outside the schema` is written. */
  readonly outsideSchema: boolean;
}
/** `each share called s where …`. */
export interface Each extends Node<'each'> {
  readonly record: NameOr;
  readonly called: Name | undefined;
  readonly where: Condition | undefined;
}
/** `unless … cites …`. */
export interface Unless extends Node<'unless'> {
  readonly condition: Condition;
  readonly cites: readonly Cite[];
}
export type Requirement = Must | Demand | Forbidden;
/** `PATH must [not] …` or `PATH should [not] …`; the condition is what must hold, `not` already in it. */
export interface Must extends Node<'must'> {
  readonly force: 'must' | 'should';
  readonly condition: Condition;
}
/** `require …`, `forbid …`, `recommend …`. */
export interface Demand extends Node<'demand'> {
  readonly verb: 'require' | 'forbid' | 'recommend';
  readonly condition: Condition;
}
/** `is forbidden`. */
export type Forbidden = Node<'forbidden'>;

export interface Exception extends Node<'exception'> {
  readonly name: NameOr;
  readonly title: Wording | undefined;
  readonly to: NameOr;
  readonly cites: readonly Cite[];
  readonly inForce: InForce | undefined;
  readonly where: Condition;
}
/** `waiver of RULE where … until 2027-01-31 approved by "…" because "…"`. */
export interface Waiver extends Node<'waiver'> {
  readonly rule: NameOr;
  readonly where: Condition | undefined;
  readonly until: Day | Missing;
  readonly approvedBy: Text | Missing;
  readonly because: Text | Missing;
}
export interface Test extends Node<'test'> {
  readonly title: Text | Missing;
  /** `given "file.yaml"` (`inline` false) or `given manifest """…"""` (`inline` true). */
  readonly given: { readonly inline: boolean; readonly text: Text } | undefined;
  readonly asOf: Day | undefined;
  readonly expects: readonly Expect[];
}
/**
 * `expect violation of a, b at "/pointer"`, `expect undetermined a`, `expect waived a`,
 * `expect nothing else`, `expect compliance`.
 */
export interface Expect extends Node<'expect'> {
  readonly what: 'violation' | 'undetermined' | 'waived' | 'nothing-else' | 'compliance';
  readonly rules: readonly NameOr[];
  readonly at: Text | undefined;
}

// ---- conditions ----

export type Condition =
  | And
  | Or
  | Not
  | Except
  | Is
  | Include
  | Stated
  | Bound
  | Mentions
  | Matches
  | Quantified
  | Count
  | Defined
  | Missing;

export interface And extends Node<'and'> {
  readonly of: readonly Condition[];
}
export interface Or extends Node<'or'> {
  readonly of: readonly Condition[];
}
export interface Not extends Node<'not'> {
  readonly of: Condition;
}
/** `A except B`: A and not B. `A except B except C` nests to the right: A and not (B and not C). */
export interface Except extends Node<'except'> {
  readonly base: Condition;
  readonly except: Condition;
}
/** `path is [not] …`: with `exactly`, that term alone. */
export interface Is extends Node<'is'> {
  readonly path: NameOr;
  readonly negated: boolean;
  readonly exactly: boolean;
  readonly operand: Operand;
}
/** `path includes X` (`some`), `any of`, `all of`, `only`. `include` and `includes` are one word. */
export interface Include extends Node<'include'> {
  readonly path: NameOr;
  readonly negated: boolean;
  readonly mode: 'some' | 'any' | 'all' | 'only';
  readonly operand: Operand;
}
export type Operand = Values | Lookup | Missing;
/** `X`, `one of X, Y`, `in SET` (`form` keeps which was written, for printing). */
export interface Values extends Node<'values'> {
  readonly form: 'plain' | 'one-of' | 'in';
  readonly values: readonly (Name | Text | Missing)[];
}
/** `in TABLE for PATH`, and for numbers `TABLE for PATH`. */
export interface Lookup extends Node<'lookup'> {
  readonly table: NameOr;
  readonly key: NameOr;
}
/** `path is stated` / `path is missing`. */
export interface Stated extends Node<'stated'> {
  readonly path: NameOr;
  readonly negated: boolean;
  readonly missing: boolean;
}
export type Comparison = 'at-most' | 'at-least' | 'more-than' | 'less-than' | 'exactly';
/** `path is at most 30 days`, `path is at least TABLE for PATH`. */
export interface Bound extends Node<'bound'> {
  readonly path: NameOr;
  readonly negated: boolean;
  readonly comparison: Comparison;
  readonly bound: Quantity | Lookup | Missing;
}
/** `path mentions "camera"`; several texts: any of them. */
export interface Mentions extends Node<'mentions'> {
  readonly path: NameOr;
  readonly negated: boolean;
  readonly texts: readonly (Text | Missing)[];
}
/** `path matches "…"`. */
export interface Matches extends Node<'matches'> {
  readonly path: NameOr;
  readonly negated: boolean;
  readonly pattern: Text | Missing;
}
/** `some share where …`, `no share where …`, `every share where … has …`. */
export interface Quantified extends Node<'quantified'> {
  readonly quantifier: 'some' | 'no' | 'every';
  readonly record: NameOr;
  readonly called: Name | undefined;
  readonly where: Condition | undefined;
  readonly has: Condition | undefined;
}
/** `number of shares where … is at most 3`. */
export interface Count extends Node<'count'> {
  readonly record: NameOr;
  readonly called: Name | undefined;
  readonly where: Condition | undefined;
  readonly negated: boolean;
  readonly comparison: Comparison;
  readonly bound: Quantity | Missing;
}
/** `it is goes-abroad`, or `goes-abroad` alone. */
export interface Defined extends Node<'defined'> {
  readonly it: boolean;
  readonly negated: boolean;
  readonly name: NameOr;
}
