/** What was found before, from an earlier report as JSON: a run against it shows only what is new. Renders nothing. */
import type { Finding, Judgement } from '../compiler/findings.ts';
import { fingerprintOf } from './formats/fingerprint.ts';
import { exitOf, type Judged } from './manifest.ts';

/** How often each finding was there, by its fingerprint. */
export type Baseline = ReadonlyMap<string, number>;

/** The findings of a report as `lint --format json` writes it; a sentence where the text is none. */
export function baselineFrom(text: string): Baseline | string {
  let report: unknown;
  try {
    report = JSON.parse(text);
  } catch {
    return 'this is not JSON; a baseline is what `proviso lint --format json` has written';
  }
  const findings = (report as { readonly findings?: unknown } | null)?.findings;
  if (!Array.isArray(findings)) {
    return 'this has no `findings`; a baseline is what `proviso lint --format json` has written';
  }
  const known = new Map<string, number>();
  for (const one of findings as readonly ({ readonly fingerprint?: unknown } | null)[]) {
    const print = one?.fingerprint;
    if (typeof print === 'string') known.set(print, (known.get(print) ?? 0) + 1);
  }
  return known;
}

/**
 * The same without the findings that were there before; questions stay where a new finding waits for them. A mistake in the
 * form of a manifest is never passed over.
 */
export function withoutKnown(judged: Judged, baseline: Baseline): Judged {
  const { judgement, manifest } = judged;
  if (judgement === undefined) return judged;
  const left = new Map(baseline);
  const fresh = judgement.findings.filter((one) => {
    const print = fingerprintOf(one, manifest.file);
    const count = left.get(print) ?? 0;
    if (count > 0) left.set(print, count - 1);
    return count === 0;
  });
  const rest = judgementOf(judgement, fresh);
  const known = judgement.findings.length - fresh.length;
  return { ...judged, judgement: rest, exit: exitOf(rest), known };
}

function judgementOf(judgement: Judgement, findings: readonly Finding[]): Judgement {
  const waiting = new Set(
    findings
      .filter((one) => one.verdict === 'undetermined')
      .flatMap((one) => one.because.map((reason) => `${one.rule} ${reason.pointer}`)),
  );
  const questions = judgement.questions
    .map(({ pointer, rules }) => ({
      pointer,
      rules: rules.filter((rule) => waiting.has(`${rule} ${pointer}`)),
    }))
    .filter((one) => one.rules.length > 0);
  const against = findings.some((one) => one.force === 'must' && one.verdict !== 'waived');
  return { ...judgement, findings, questions, complies: judgement.shape.length === 0 && !against };
}
