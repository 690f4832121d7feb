/** What the exports of an emitted file do: the generated code decides, the reference semantics say why. */
import { judgement, judgeRule } from '../../../evaluate.ts';
import type { Finding, Judgement, ShapeProblem } from '../../../findings.ts';
import type { Speech } from '../../../messages.ts';
import type { Plan, Site } from '../../../plan.ts';
import { shapeProblems } from '../../../shape.ts';
import { isRecord, own, type Words, wordsOf } from '../../../values.ts';
import type { RuleFacts, StandardIssue, ValidateOptions } from './public.ts';

/** What the reference semantics work from. */
export interface Reference {
  readonly plan: Plan;
  readonly words: Words;
}

/** Puts the plan together again: the sites of each rule are JSON texts, and so is all the rest but the rules. */
export function readPlan(json: string, rules: readonly RuleFacts[], sites: readonly string[]): Reference {
  const rest: Omit<Plan, 'rules'> = JSON.parse(json);
  const sitesAt = (index: number): readonly Site[] => JSON.parse(sites[index] ?? '[]');
  const plan: Plan = { ...rest, rules: rules.map((rule, index) => ({ ...rule, sites: sitesAt(index) })) };
  return { plan, words: wordsOf(plan) };
}

/** The generated code: the shape, and for each rule whether there is nothing to find. */
export interface Decisions {
  readonly shape: (manifest: unknown) => boolean;
  readonly rules: readonly ((manifest: unknown) => boolean)[];
}

/** The judgement on a manifest. A rule with nothing to find is not looked at twice. */
export function judge(
  reference: Reference,
  decisions: Decisions,
  manifest: unknown,
  options: ValidateOptions,
): Judgement {
  const { plan, words } = reference;
  const speech: Speech = { language: options.language ?? 'en', plan, words };
  const root = manifest ?? null;
  const shape = decisions.shape(root) ? [] : shapeProblems(plan, manifest, words);
  const findings = plan.rules.flatMap((rule, index) =>
    decisions.rules[index]?.(root) ? [] : judgeRule(rule, manifest, speech),
  );
  return judgement(shape, findings);
}

/** What of a judgement stands against compliance, in its order. */
export function issuesOf(judged: Judgement, manifest: unknown): StandardIssue[] {
  const against = (one: Finding) => one.force === 'must' && one.verdict !== 'waived';
  return [
    ...judged.shape.map((one) => shapeIssue(one, manifest)),
    ...judged.findings
      .filter(against)
      .map((one) => ({ message: one.message, path: pathOf(one.pointer, manifest) })),
  ];
}

function shapeIssue(problem: ShapeProblem, manifest: unknown): StandardIssue {
  const path = pathOf(problem.pointer, manifest);
  switch (problem.problem) {
    case 'missing-field':
      return { message: `${problem.expected} is required`, path: [...path, problem.expected] };
    case 'unknown-field':
      return { message: `not a field of ${problem.expected}`, path };
    case 'unknown-term':
      return { message: `not a term of ${problem.expected}`, path };
    case 'wrong-type':
      return { message: `not of type ${problem.expected}`, path };
  }
}

/** The steps of a JSON pointer; those into a list are numbers. */
function pathOf(pointer: string, manifest: unknown): (string | number)[] {
  let holder = manifest;
  return pointer
    .split('/')
    .slice(1)
    .map((part) => {
      const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
      const inList = Array.isArray(holder);
      if (Array.isArray(holder)) holder = holder[Number(key)];
      else holder = isRecord(holder) ? own(holder, key) : undefined;
      return inList ? Number(key) : key;
    });
}
