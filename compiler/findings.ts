/** What an evaluation says about a manifest. Types only; every back end gives the same. */
import type { Texts } from './plan.ts';

/** `violation`: surely broken. `undetermined`: the manifest leaves it open. `waived`: not satisfied, but tolerated. */
export type Verdict = 'violation' | 'undetermined' | 'waived';

/** A value that decided a finding. `value` is null where the manifest gives none. */
export interface Reason {
  /** JSON pointer (RFC 6901). */
  readonly pointer: string;
  readonly value: unknown;
}

export interface FindingCitation {
  readonly source: string;
  readonly title: Texts;
  readonly locator?: string;
  readonly link?: string;
}

/** A result about the app: one rule at one record. */
export interface Finding {
  /** `policy/rule`. */
  readonly rule: string;
  readonly verdict: Verdict;
  readonly force: 'must' | 'should';
  readonly title: string;
  readonly message: string;
  readonly advice?: string;
  readonly citations: readonly FindingCitation[];
  /** JSON pointer of the record it is about, or of the list that the manifest leaves open. */
  readonly pointer: string;
  readonly because: readonly Reason[];
  readonly waiver?: { readonly until: string; readonly approvedBy: string; readonly because: string };
}

/** A fact that the manifest leaves open, and the rules (`must`) that wait for it. */
export interface Question {
  readonly pointer: string;
  readonly rules: readonly string[];
}

/** Where a manifest has not the shape of the records. */
export interface ShapeProblem {
  readonly pointer: string;
  readonly problem: 'missing-field' | 'unknown-field' | 'wrong-type' | 'unknown-term';
  /** What is allowed there, in words of the records: a field name, a type, a vocabulary. */
  readonly expected: string;
}

export interface Judgement {
  /** The manifest has the shape, and every `must` rule is satisfied or waived at every record. */
  readonly complies: boolean;
  readonly shape: readonly ShapeProblem[];
  /** In the order of the rules and, within one, of the document. */
  readonly findings: readonly Finding[];
  readonly questions: readonly Question[];
}
