/** What the exports of an emitted file do: the generated code decides, the reference semantics say why. */
import { judgement, judgeRule } from '../../../evaluate.ts';
import type { Finding, Judgement, ShapeProblem } from '../../../findings.ts';
import type { Speech } from '../../../messages.ts';
import type { Plan, Site } from '../../../plan.ts';
import { shapeProblems } from '../../../shape.ts';
import { isRecord, own, type Words, wordsOf } from '../../../values.ts';
import { wholeOf } from './hot.ts';
import type { RuleFacts, StandardIssue, ValidateOptions } from './public.ts';

/** What the reference semantics work from. */
export interface Reference {
  readonly plan: Plan;
  readonly words: Words;
}

/** Puts the plan together again, from what `inParts` makes of it, as JSON. */
export function readPlan(json: string, rules: readonly RuleFacts[]): Reference {
  const [facts, sites] = wholeOf(JSON.parse(json)) as readonly [
    Omit<Plan, 'rules'>,
    readonly (readonly Site[])[],
  ];
  const plan: Plan = {
    ...facts,
    rules: rules.map((rule, index) => ({ ...rule, sites: sites[index] ?? [] })),
  };
  return { plan, words: wordsOf(plan) };
}

/** What a pass over a manifest met. */
export interface Trace {
  /** Which record of a list of the manifest the pass is in; -1 at its end. */
  first: number;
  /** Four by four: level, `first`, word, the bits of conjuncts in it that are enough for something to be found. */
  readonly hits: number[];
  /** For lists of the manifest, the words of each record, one after another; null where nobody asks for them. */
  readonly rows: { [level: number]: number[] } | null;
}

/**
 * Rule and site; then, if only some records of the first list on the site's path are suspect, that list: those with bits in
 * the masks, or without masks the one in which the conjunct was met.
 */
type Suspicion = readonly [rule: number, site: number, list?: number, masks?: readonly number[]];

type Suspicions = readonly (readonly (readonly Suspicion[])[])[];

/** The generated code. */
export interface Decisions {
  /** 0: nothing to find. -1: not the shape. -4: not a plain value. `unsure` is -1 for one that has not the shape. */
  readonly scan: (manifest: unknown, unsure: number, trace: Trace | null) => number;
  /** For each level and bit, what to suspect. */
  readonly suspicions: Suspicions;
  /** For the rules that the pass does not decide, by number, whether there is nothing to find. */
  readonly apart: ReadonlyMap<number, (manifest: unknown) => boolean>;
  /** Whether a record may have no keys but its fields. */
  readonly closed: boolean;
}

/** The judgement on a manifest that was found to be not clean; `code` and what the pass met say how. Never throws. */
export function judge(
  reference: Reference,
  decisions: Decisions,
  manifest: unknown,
  options: ValidateOptions,
  code: number,
  passed: Trace | null,
): Judgement {
  const { plan, words } = reference;
  try {
    const speech: Speech = { language: options.language ?? 'en', plan, words };
    const met = metIn(decisions, manifest, code, passed);
    const problems = met.isShaped ? [] : shapeProblems(plan, manifest, words);
    const shape = decisions.closed ? problems : problems.filter((one) => one.problem !== 'unknown-field');
    return judgement(shape, findingsOf(decisions, manifest, speech, met.trace));
  } catch {
    // Only what is no JSON value gets here: a getter or a proxy that throws.
    const shape: ShapeProblem[] = [{ pointer: '', problem: 'wrong-type', expected: plan.root }];
    return { complies: false, shape, findings: [], questions: [] };
  }
}

interface Met {
  /** Undefined for what cannot be gone through. */
  readonly trace: Trace | undefined;
  readonly isShaped: boolean;
}

/**
 * What the pass met. It is gone through once more where that stopped before its end, or where something was met in the manifest as
 * a whole, of which the records of its lists say which are concerned. Where the shape is wrong, what may be the case counts as met.
 */
function metIn(decisions: Decisions, manifest: unknown, code: number, passed: Trace | null): Met {
  if (code === 0 && passed !== null && !passed.hits.some((level, at) => at % 4 === 0 && level === 0))
    return { trace: passed, isShaped: true };
  const shaped: Trace = { first: -1, hits: [], rows: {} };
  if (code !== -1 && code !== -4 && decisions.scan(manifest, 0, shaped) === 0) {
    return { trace: shaped, isShaped: true };
  }
  const lenient: Trace = { first: -1, hits: [], rows: {} };
  const isTraced = code !== -4 && decisions.scan(manifest, -1, lenient) === 0;
  return { trace: isTraced ? lenient : undefined, isShaped: false };
}

function findingsOf(
  decisions: Decisions,
  manifest: unknown,
  speech: Speech,
  met: Trace | undefined,
): Finding[] {
  const { rules } = speech.plan;
  if (met === undefined) return rules.flatMap((rule) => judgeRule(rule, manifest, speech));
  const suspects = suspectsOf(met, decisions.suspicions);
  const numbers = [...suspects.keys(), ...decisions.apart.keys()].sort((left, right) => left - right);
  return numbers.flatMap((number) => {
    const rule = rules[number];
    if (rule === undefined || decisions.apart.get(number)?.(manifest ?? null) === true) return [];
    return judgeRule(rule, manifest, speech, suspects.get(number));
  });
}

type Suspects = Map<number, Map<number, true | Map<number, true>>>;

function suspectsOf(trace: Trace, suspicions: Suspicions): Suspects {
  const suspects: Suspects = new Map();
  const { hits } = trace;
  for (let at = 0; at < hits.length; at += 4) {
    const level = hits[at] ?? 0;
    const word = hits[at + 2] ?? 0;
    for (let rest = hits[at + 3] ?? 0; rest !== 0; rest &= rest - 1) {
      const bit = word * 31 + 31 - Math.clz32(rest & -rest);
      for (const one of suspicions[level]?.[bit] ?? []) suspect(suspects, one, trace, hits[at + 1] ?? -1);
    }
  }
  return suspects;
}

function suspect(suspects: Suspects, suspicion: Suspicion, trace: Trace, first: number): void {
  const [rule, site, list, masks] = suspicion;
  const sites = suspects.get(rule) ?? new Map<number, true | Map<number, true>>();
  suspects.set(rule, sites);
  const rows = list === undefined ? undefined : trace.rows?.[list];
  if (list === undefined || (masks === undefined ? first < 0 : rows === undefined)) {
    sites.set(site, true);
    return;
  }
  const records = sites.get(site) ?? new Map<number, true>();
  sites.set(site, records);
  if (records === true) return;
  if (masks === undefined) records.set(first, true);
  else for (const index of recordsWith(masks, rows ?? [])) records.set(index, true);
}

/** The records of a list that have one of the bits in the masks. */
function recordsWith(masks: readonly number[], rows: readonly number[]): number[] {
  const found: number[] = [];
  for (let at = 0; at < rows.length; at += masks.length) {
    if (masks.some((mask, word) => (mask & (rows[at + word] ?? 0)) !== 0)) found.push(at / masks.length);
  }
  return found;
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
