/** Rule coverage: over all tests, which rules were seen broken and kept, and which exceptions were seen to decide. */
import { ruleOf } from '../../compiler/check/check.ts';
import { type Lowering, rulingOf } from '../../compiler/lower.ts';
import { type Probe, sightingOf } from '../../compiler/outcomes.ts';
import type { ExceptionEntry, RuleEntry } from '../../compiler/resolve/names.ts';
import type { Unless } from '../../grammar/ast.ts';
import { conditionOf } from '../../grammar/phrases.ts';
import { type Location, locate } from '../../grammar/source.ts';
import { enforces, type Scope } from './scope.ts';
import type { Suite, TestRun } from './suite.ts';

/** Where an exception decided, if it did. `name`: as it is called; an `unless` is called by its words. */
export interface ExceptionCoverage {
  readonly name: string;
  readonly location: Location;
  applied: boolean;
}
/** What the tests showed of a rule. `inScope` is false for a rule of which only an exception is answered for. */
export interface RuleCoverage {
  readonly rule: string;
  readonly location: Location;
  readonly inScope: boolean;
  violated: boolean;
  satisfied: boolean;
  undetermined: boolean;
  readonly exceptions: readonly ExceptionCoverage[];
}

/** A rule's coverage with the exceptions of it in the order in which they are reported. */
interface Entry {
  readonly coverage: RuleCoverage;
  readonly exceptions: Map<string, ExceptionCoverage>;
}

/** What all tests showed, rule by rule, in the order of the files. */
export function coverageOf(suites: readonly Suite[], scope: Scope): readonly RuleCoverage[] {
  const entries = new Map<string, Entry>();
  for (const suite of suites) {
    for (const rule of suite.policy.compilation.names.rules.values()) {
      if (!enforces(suite, rule.file)) continue;
      const subject = subjectOf(rule, suite, scope);
      if (!subject.inScope && subject.exceptions.length === 0) continue;
      const entry = entries.get(idOf(rule)) ?? newEntry(rule, subject.inScope);
      entries.set(idOf(rule), entry);
      for (const one of subject.exceptions) addException(one, rule, entry);
      for (const run of suite.runs) look(run, subject, entry, suite);
    }
  }
  return [...entries.values()].map(({ coverage, exceptions }) => ({
    ...coverage,
    location: scope.shown(coverage.location),
    exceptions: [...exceptions.values()].map((one) => ({ ...one, location: scope.shown(one.location) })),
  }));
}

const idOf = ({ policy, name }: RuleEntry): string => `${policy.name}/${name}`;

function newEntry(rule: RuleEntry, inScope: boolean): Entry {
  const location = locate(rule.file.source, rule.declaration.name.span);
  const seen = { violated: false, satisfied: false, undetermined: false };
  return {
    coverage: { rule: idOf(rule), location, inScope, ...seen, exceptions: [] },
    exceptions: new Map(),
  };
}

/** A rule in one suite: what is answered for of it, and how it decides on each day. */
interface Subject {
  readonly rule: RuleEntry;
  readonly inScope: boolean;
  readonly exceptions: readonly (ExceptionEntry | Unless)[];
  readonly probes: Map<string, Probe | undefined>;
}

function subjectOf(rule: RuleEntry, suite: Suite, scope: Scope): Subject {
  const { exceptions } = suite.policy.compilation.names;
  const inScope = scope.includes(rule.file);
  const named = [...exceptions.values()].filter(
    (one) => ruleOf(one) === rule && enforces(suite, one.file) && scope.includes(one.file),
  );
  return {
    rule,
    inScope,
    exceptions: [...(inScope ? rule.declaration.unless : []), ...named],
    probes: new Map(),
  };
}

/** An `unless` is the same in every suite where it stands at the same place of its rule. */
function keyOf(one: ExceptionEntry | Unless, rule: RuleEntry): string {
  return 'declaration' in one ? one.name : `unless ${rule.declaration.unless.indexOf(one)}`;
}

function addException(one: ExceptionEntry | Unless, rule: RuleEntry, { exceptions }: Entry): void {
  const key = keyOf(one, rule);
  if (exceptions.has(key)) return;
  const isNamed = 'declaration' in one;
  const name = isNamed ? `exception ${one.name}` : `unless ${conditionOf(one.condition).join(' ')}`;
  const location = isNamed
    ? locate(one.file.source, one.declaration.name.span)
    : locate(rule.file.source, one.span);
  exceptions.set(key, { name, location, applied: false });
}

function look(run: TestRun, subject: Subject, { coverage, exceptions }: Entry, suite: Suite): void {
  const probe = run.judged && probeOn(run.day, subject, suite);
  if (!run.judged || probe === undefined) return;
  const seen = sightingOf(probe, run.judged.tree, suite.words);
  coverage.violated ||= seen.violated;
  coverage.satisfied ||= seen.satisfied;
  coverage.undetermined ||= seen.undetermined;
  for (const [index, one] of subject.exceptions.entries()) {
    const known = exceptions.get(keyOf(one, subject.rule));
    if (known && seen.applied[index]) known.applied = true;
  }
}

function probeOn(day: string, subject: Subject, suite: Suite): Probe | undefined {
  const { rule, probes, exceptions } = subject;
  if (probes.has(day)) return probes.get(day);
  const { names, meanings } = suite.policy.compilation;
  const lowering: Lowering = { names, meanings, enforced: suite.entry.adopts, day };
  const ruling = rulingOf(rule, lowering);
  const without = exceptions.flatMap((one) => rulingOf(rule, { ...lowering, without: one }) ?? []);
  const probe = ruling && { ruling, without, meanings: meanings.rules.get(rule)?.sites ?? [] };
  probes.set(day, probe);
  return probe;
}

/** How many things were to be seen, and how many were: each rule broken, each kept, each exception deciding. */
export interface CoverageTally {
  readonly seen: number;
  readonly all: number;
}

export function tallyOf(coverage: readonly RuleCoverage[]): {
  readonly violated: CoverageTally;
  readonly satisfied: CoverageTally;
  readonly exceptions: CoverageTally;
  readonly total: CoverageTally;
} {
  const own = coverage.filter((one) => one.inScope);
  const count = <T>(items: readonly T[], test: (item: T) => boolean): CoverageTally => ({
    seen: items.filter(test).length,
    all: items.length,
  });
  const violated = count(own, (one) => one.violated);
  const satisfied = count(own, (one) => one.satisfied);
  const exceptions = count(
    coverage.flatMap((one) => one.exceptions),
    (one) => one.applied,
  );
  const parts = [violated, satisfied, exceptions];
  const sum = (key: 'seen' | 'all') => parts.reduce((total, one) => total + one[key], 0);
  return { violated, satisfied, exceptions, total: { seen: sum('seen'), all: sum('all') } };
}

/** Parts in a hundred, rounded down, so that only all of it is 100. */
export function percentage({ seen, all }: CoverageTally): number {
  return all === 0 ? 100 : Math.floor((seen * 100) / all);
}
