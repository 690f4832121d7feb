/** The certificate of a build: what was compared, of which texts, as JSON that the same run gives again. Writes no file. */
import { createHash } from 'node:crypto';
import type { EmittedFile } from '../../compiler/emit/typescript.ts';
import type { Plan } from '../../compiler/plan.ts';
import { isRecord } from '../../compiler/values.ts';
import type { Source } from '../../grammar/source.ts';
import { TOOL } from '../tool.ts';
import type { Compared } from './certify.ts';
import type { Share } from './manifests.ts';

/** docs/output/certificate.schema.json describes it. */
export interface Certificate {
  readonly format: 'proviso-certificate/1';
  readonly tool: { readonly name: string; readonly version: string };
  readonly policy: { readonly file: string; readonly name: string; readonly version?: string };
  readonly asOf: string;
  readonly targets: readonly string[];
  readonly closed: boolean;
  readonly seed: number;
  readonly samples: number;
  readonly sources: readonly Hashed[];
  readonly plan: string;
  readonly files: readonly Hashed[];
  /** Of the manifests of the tests, as JSON. */
  readonly cases: string;
  readonly compared: ComparedAsJson;
}

/** A text by its name, and the SHA-256 of it. Files are named from the folder of the certificate. */
export interface Hashed {
  readonly file: string;
  readonly sha256: string;
}

/** Counts that can be past all bounds are digits in a text. */
interface ShareAsJson {
  readonly of: string;
  readonly tried: number;
}

/** What was compared, as JSON. */
export interface ComparedAsJson {
  readonly manifests: number;
  readonly complying: number;
  readonly cases: number;
  readonly shape: ShareAsJson;
  readonly steps: ShareAsJson;
  readonly rules: readonly {
    readonly rule: string;
    readonly product: ShareAsJson;
    readonly words: ShareAsJson;
  }[];
}

/** What a certificate is about. */
export interface Certified {
  readonly plan: Plan;
  /** From the folder of the certificate, or `std/…`. */
  readonly policyFile: string;
  readonly sources: readonly Source[];
  readonly files: readonly EmittedFile[];
  readonly cases: readonly unknown[];
  readonly targets: readonly string[];
  readonly closed: boolean;
  readonly seed: number;
  readonly samples: number;
  readonly compared: Compared;
}

/** The certificate of a build that was compared. */
export function certificateOf(of: Certified): Certificate {
  const { policy, asOf } = of.plan;
  return {
    format: 'proviso-certificate/1',
    tool: TOOL,
    policy: {
      file: of.policyFile,
      name: policy.name,
      ...(policy.version === undefined ? {} : { version: policy.version }),
    },
    asOf,
    targets: of.targets,
    closed: of.closed,
    seed: of.seed,
    samples: of.samples,
    sources: of.sources.map(({ file, text }) => ({ file, sha256: sha256(text) })),
    plan: hashOfPlan(of.plan),
    files: of.files.map(({ name, text }) => ({ file: name, sha256: sha256(text) })),
    cases: hashOfCases(of.cases),
    compared: asJson(of.compared),
  };
}

/** Counts without numbers that JSON cannot hold. */
export function asJson({ rules, shape, steps, ...rest }: Compared): ComparedAsJson {
  const share = ({ of, tried }: Share): ShareAsJson => ({ of: String(of), tried });
  return {
    manifests: rest.manifests,
    complying: rest.complying,
    cases: rest.cases,
    shape: share(shape),
    steps: share(steps),
    rules: rules.map((one) => ({ rule: one.rule, product: share(one.product), words: share(one.words) })),
  };
}

/** Where a rule stands is no part of what a plan means, and differs with the folder that it is compiled from. */
export function hashOfPlan(plan: Plan): string {
  const rules = plan.rules.map(({ location: _, ...rule }) => rule);
  return sha256(JSON.stringify({ ...plan, rules }));
}

/** The manifests of the tests, all as one. */
export const hashOfCases = (cases: readonly unknown[]): string => sha256(JSON.stringify(cases));

/** SHA-256 of a text in UTF-8, in hexadecimal figures. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** A certificate from its text; a sentence where it is none. */
export function certificateFrom(text: string): Certificate | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'this is not JSON, so it is no certificate';
  }
  if (!isRecord(value) || typeof value.format !== 'string') return 'this is no certificate of a build';
  if (value.format !== 'proviso-certificate/1')
    return `certificates of the form \`${value.format}\` are not known`;
  const { policy, asOf, targets, closed, seed, samples, sources, plan, files, cases, compared } = value;
  const isWhole =
    isRecord(policy) &&
    typeof policy.file === 'string' &&
    typeof asOf === 'string' &&
    Array.isArray(targets) &&
    targets.every((one) => typeof one === 'string') &&
    typeof closed === 'boolean' &&
    Number.isSafeInteger(seed) &&
    Number.isSafeInteger(samples) &&
    typeof plan === 'string' &&
    typeof cases === 'string' &&
    isRecord(compared) &&
    [sources, files].every((list) => Array.isArray(list) && list.every(isHashed));
  return isWhole
    ? (value as unknown as Certificate)
    : 'the certificate is not whole: parts of it are missing';
}

function isHashed(value: unknown): value is Hashed {
  return isRecord(value) && typeof value.file === 'string' && typeof value.sha256 === 'string';
}
