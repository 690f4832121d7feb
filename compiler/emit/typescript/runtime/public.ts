/** The types an emitted file exports besides those of a judgement. Types only: each stands in the emitted file itself. */
import type { Language } from '../../../../grammar/ast.ts';
import type { Location, Position } from '../../../../grammar/source.ts';
import type { Judgement } from '../../../findings.ts';
import type { Citation, Texts } from '../../../plan.ts';

/** The policy that the file was made from, and the day that it was made for. */
export interface PolicyFacts {
  readonly name: string;
  readonly title: Texts;
  readonly version?: string;
  /** YYYY-MM-DD: what is not in force on that day is not in the file. */
  readonly asOf: string;
}

/** A rule as data. */
export interface RuleFacts {
  /** `policy/rule`, as findings name it. */
  readonly id: string;
  readonly name: string;
  readonly policy: string;
  readonly force: 'must' | 'should';
  readonly title: Texts;
  readonly documentation?: string;
  readonly citations: readonly Citation[];
  readonly exceptions: readonly { readonly name?: string; readonly citations: readonly Citation[] }[];
  readonly outsideSchema: boolean;
  /** The kind of record it is about. */
  readonly record: string;
  /** Where it stands in the text of the policy. */
  readonly location: Location;
}

export interface ValidateOptions {
  /** The language of messages; English where it is left out or a text has no such version. */
  readonly language?: Language;
}

/** A judgement on a text, and where in it what the judgement speaks of is written. */
export interface TextJudgement extends Judgement {
  /** By pointer; what is not written has the place of what is around it. Empty where nothing is found, or the text is no JSON. */
  readonly places: Readonly<Record<string, Position>>;
}

/** What stands against a manifest, in the words of Standard Schema. */
export interface StandardIssue {
  readonly message: string;
  readonly path: readonly (string | number)[];
}

/** Standard Schema, version 1 (https://standardschema.dev). */
export interface StandardSchema<Output> {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: 'proviso';
    readonly validate: (
      value: unknown,
    ) =>
      | { readonly value: Output; readonly issues?: undefined }
      | { readonly issues: readonly StandardIssue[] };
    readonly types?: { readonly input: Output; readonly output: Output };
  };
}
