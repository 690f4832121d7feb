/**
 * The reference semantics: a plan and any JSON value give findings. Short on purpose: every other back end is held
 * against it. Never throws, whatever the manifest holds.
 */
import type { Finding, Judgement, Question } from './findings.ts';
import { adviceFor, messageFor, type Speech, textIn } from './messages.ts';
import type { Plan, Rule, Site, Step } from './plan.ts';
import { reasonsFor } from './reasons.ts';
import { shapeProblems } from './shape.ts';
import { FALSE, membersOf, TRUE, truthOf } from './truth.ts';
import { type Frame, isRecord, wordsOf } from './values.ts';

export interface EvaluateOptions {
  /** The language of messages; English where it is left out or a text has no such version. */
  readonly language?: 'en' | 'zh';
}

/** What a plan says about a manifest. */
export function evaluate(plan: Plan, manifest: unknown, options: EvaluateOptions = {}): Judgement {
  const speech: Speech = { language: options.language ?? 'en', plan, words: wordsOf(plan) };
  const shape = shapeProblems(plan, manifest, speech.words);
  const findings = plan.rules.flatMap((rule) => judgeRule(rule, manifest, speech));
  return judgement(shape, findings);
}

/** Puts a result together. Recommendations and waived findings do not stand against compliance. */
export function judgement(shape: Judgement['shape'], findings: readonly Finding[]): Judgement {
  const against = findings.some((one) => one.force === 'must' && one.verdict !== 'waived');
  return { complies: shape.length === 0 && !against, shape, findings, questions: questionsOf(findings) };
}

/** Records to look at, by their place in each list on the way; `true` is all that are there. */
export type Within = true | ReadonlyMap<number, Within>;

/**
 * What one rule says: a finding for each record at which it is not satisfied. `within` are the records, for each site by its
 * number, at which it may not be; everywhere where that is left out.
 */
export function judgeRule(
  rule: Rule,
  manifest: unknown,
  speech: Speech,
  within?: ReadonlyMap<number, Within>,
): Finding[] {
  const root: Frame = { value: isRecord(manifest) ? manifest : undefined, pointer: '' };
  return rule.sites.flatMap((site, index) => {
    const findings: Finding[] = [];
    const part = within === undefined ? true : within.get(index);
    if (part === undefined) return findings;
    visit(site.path, [root], true, part, (frames, surelyThere) => {
      const finding = judgeRecord(rule, site, frames, surelyThere, speech);
      if (finding) findings.push(finding);
    });
    return findings;
  });
}

type Visitor = (frames: readonly Frame[], surelyThere: boolean) => void;

/** Goes to every record at the end of a path; a list left open is one record that may be there. */
export function visit(
  path: readonly Step[],
  frames: readonly Frame[],
  surelyThere: boolean,
  within: Within,
  visitor: Visitor,
): void {
  const [step, ...rest] = path;
  if (step === undefined) return visitor(frames, surelyThere);
  const members = membersOf({ ...step, frame: frames.length - 1, path: [step.key] }, frames);
  const isOne = within === true || !step.many;
  for (const [index, item] of members.items.entries()) {
    const part = isOne ? within : within.get(index);
    if (part !== undefined) visit(rest, [...frames, item], surelyThere, part, visitor);
  }
  if (members.open) visit(rest, [...frames, members.open], false, isOne ? within : true, visitor);
}

function judgeRecord(
  rule: Rule,
  site: Site,
  frames: readonly Frame[],
  surelyThere: boolean,
  speech: Speech,
): Finding | undefined {
  const broken = truthOf(site.broken, frames, speech.words);
  if (broken === FALSE) return undefined;
  const waiver = site.waivers.find((one) => truthOf(one.condition, frames, speech.words) === TRUE);
  const pointer = frames.at(-1)?.pointer ?? '';
  const because = reasonsFor(site.broken, frames, speech.words);
  // A record that only may be there breaks nothing yet: what is open is whether it is there.
  if (!surelyThere && !because.some((one) => one.pointer === pointer)) because.push({ pointer, value: null });
  const verdict = waiver ? 'waived' : broken === TRUE && surelyThere ? 'violation' : 'undetermined';
  const advice = verdict === 'undetermined' ? undefined : adviceFor(site, frames, speech);
  return {
    rule: rule.id,
    verdict,
    force: rule.force,
    title: textIn(rule.title, speech.language),
    message: messageFor(rule, site, frames, verdict, because, speech),
    ...(advice === undefined ? {} : { advice }),
    citations: rule.citations,
    pointer,
    because,
    ...(waiver
      ? { waiver: { until: waiver.until, approvedBy: waiver.approvedBy, because: waiver.because } }
      : {}),
  };
}

/** Groups what is undetermined by the fact that is missing: one absent field is one question. */
export function questionsOf(findings: readonly Finding[]): Question[] {
  const rulesAt = new Map<string, Set<string>>();
  for (const finding of findings) {
    if (finding.verdict !== 'undetermined') continue;
    for (const { pointer } of finding.because) {
      const rules = rulesAt.get(pointer) ?? new Set();
      rulesAt.set(pointer, rules.add(finding.rule));
    }
  }
  return [...rulesAt].map(([pointer, rules]) => ({ pointer, rules: [...rules] }));
}
