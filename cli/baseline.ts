/** What was found before, from an earlier report as JSON: a run against it shows only what is new. Renders nothing. */
import type { Finding, Judgement } from '../compiler/findings.ts';
import type { Plan } from '../compiler/plan.ts';
import { isRecord } from '../compiler/values.ts';
import { fingerprinter } from './formats/fingerprint.ts';
import { exitOf, type Judged } from './manifest.ts';

/** An earlier report. Plain data. */
export interface Baseline {
  /** How often each finding was there, by its fingerprint. */
  readonly known: ReadonlyMap<string, number>;
  /** The policy with its version, and the day, of that report; undefined where it does not say. */
  readonly policy: string | undefined;
  readonly asOf: string | undefined;
}

/** The findings of a report as `lint --format json` writes it; a sentence where the text is none. */
export function baselineFrom(text: string): Baseline | string {
  let report: unknown;
  try {
    report = JSON.parse(text);
  } catch {
    return 'this is not JSON; a baseline is what `proviso lint --format json` has written';
  }
  const { findings, policy, asOf } = isRecord(report) ? report : {};
  if (!Array.isArray(findings)) {
    return 'this has no `findings`; a baseline is what `proviso lint --format json` has written';
  }
  const known = new Map<string, number>();
  for (const one of findings as readonly unknown[]) {
    const print = isRecord(one) ? one.fingerprint : undefined;
    if (typeof print === 'string') known.set(print, (known.get(print) ?? 0) + 1);
  }
  const { name, version } = isRecord(policy) ? policy : {};
  return {
    known,
    policy: typeof name === 'string' ? editionOf(name, version) : undefined,
    asOf: typeof asOf === 'string' ? asOf : undefined,
  };
}

const editionOf = (name: string, version: unknown): string =>
  typeof version === 'string' ? `${name} ${version}` : name;

/**
 * How a baseline was made otherwise than this run is: sentences; none where the same rules were in force. So a baseline can be
 * kept for as long as no rule changes.
 */
export function mismatchesOf(
  { policy, asOf }: Baseline,
  plan: Plan,
  planAsOf: (day: string) => Plan | undefined,
): readonly string[] {
  const here = editionOf(plan.policy.name, plan.policy.version);
  if (policy !== here) return [mismatch('by', policy, here)];
  if (asOf === plan.asOf) return [];
  const then = asOf === undefined ? undefined : planAsOf(asOf);
  const isSame = JSON.stringify(then?.rules) === JSON.stringify(plan.rules);
  return isSame ? [] : [mismatch('as of', asOf, plan.asOf)];
}

function mismatch(how: string, then: string | undefined, now: string): string {
  const before = then === undefined ? 'does not say what it was made by' : `was made ${how} \`${then}\``;
  return `the baseline ${before}, this run is ${how} \`${now}\`: what is new may be so because the rules differ; make it anew`;
}

/**
 * The same without the findings that were there before; questions stay where a new finding waits for them. Whether it complies
 * stays as it is; the exit code is that of what is new. A mistake in the form of a manifest is never passed over.
 */
export function withoutKnown(judged: Judged, baseline: Baseline, plan: Plan): Judged {
  const { judgement, manifest, reached } = judged;
  if (judgement === undefined) return judged;
  const left = new Map(baseline.known);
  const fingerprintOf = fingerprinter(manifest, plan);
  const fresh = judgement.findings.filter((one) => {
    const print = fingerprintOf(one);
    const count = left.get(print) ?? 0;
    if (count > 0) left.set(print, count - 1);
    return count === 0;
  });
  const rest = { ...judgement, findings: fresh, questions: questionsLeft(judgement, fresh) };
  const against = fresh.some((one) => one.force === 'must' && one.verdict !== 'waived');
  const isNew = { ...rest, complies: judgement.shape.length === 0 && !against };
  const exit = manifest.isPart ? judged.exit : exitOf(isNew, reached ?? { inForce: 0 });
  return { ...judged, judgement: rest, exit, known: judgement.findings.length - fresh.length };
}

function questionsLeft({ questions }: Judgement, findings: readonly Finding[]): Judgement['questions'] {
  const waiting = new Set(
    findings
      .filter((one) => one.verdict === 'undetermined')
      .flatMap((one) => one.because.map((reason) => `${one.rule} ${reason.pointer}`)),
  );
  return questions
    .map(({ pointer, rules }) => ({
      pointer,
      rules: rules.filter((rule) => waiting.has(`${rule} ${pointer}`)),
    }))
    .filter((one) => one.rules.length > 0);
}
