/** The ground on which changes of one declaration are tried: the rules it touches in one suite, and what they found. */
import { checkAlone, type Meanings } from '../../compiler/check/check.ts';
import { judgement } from '../../compiler/evaluate.ts';
import type { Finding } from '../../compiler/findings.ts';
import { isInForce, type Ruling, rulingOf } from '../../compiler/lower.ts';
import type { Changeable, DeclarationChange } from '../../compiler/mutate/declarations.ts';
import { variantOf } from '../../compiler/mutate/variant.ts';
import { type Outcome, outcomesOf } from '../../compiler/outcomes.ts';
import type { Names, RuleEntry } from '../../compiler/resolve/names.ts';
import { hasErrors, newReport } from '../../grammar/diagnostic.ts';
import { unmet } from '../expectations.ts';
import type { Suite, TestRun } from './suite.ts';

/** One rule as it is: how it decides on a day, and a key that is the same where it decides the same. */
type Rulings = (day: string | undefined) => { readonly ruling: Ruling | undefined; readonly key: string };

/** A rule that a declaration touches. */
interface Touched {
  readonly entry: RuleEntry;
  readonly id: string;
  readonly before: Rulings;
}

/** See above. Only tests that passed count: one that fails already can notice nothing. */
export interface Ground {
  readonly suite: Suite;
  readonly declaration: Changeable;
  readonly rules: readonly Touched[];
  readonly tests: readonly TestRun[];
}

/** The tests that say most about the rules come first: those that expect something of them, then those that found something. */
export function groundOf(suite: Suite, declaration: Changeable, rules: readonly RuleEntry[]): Ground {
  const { names } = suite.policy.compilation;
  const touched = rules.map(
    (entry): Touched => ({
      entry,
      id: `${entry.policy.name}/${entry.name}`,
      before: rulingsOf(entry, checkAlone(entry, names, newReport()), names, suite),
    }),
  );
  const called = new Set(touched.flatMap(({ entry, id }) => [entry.name, id]));
  const rank = ({ test, judged }: TestRun): number => {
    const expected = test.expects.some((one) =>
      one.rules.some((rule) => rule.kind === 'name' && called.has(rule.text)),
    );
    if (expected) return 0;
    return judged?.judgement.findings.some((one) => called.has(one.rule)) ? 1 : 2;
  };
  const passed = suite.runs.filter((one) => one.judged && one.faults.length === 0);
  const ranked = passed.map((run) => ({ run, rank: rank(run) }));
  return {
    suite,
    declaration,
    rules: touched,
    tests: ranked.sort((a, b) => a.rank - b.rank).map((one) => one.run),
  };
}

/** How a rule decides on each day. Days on which the same is in force share what they decide by. */
function rulingsOf(entry: RuleEntry, meanings: Meanings, names: Names, suite: Suite): Rulings {
  const { declaration, policy } = entry;
  const byForce = new Map<string, ReturnType<Rulings>>();
  return (day) => {
    const inForce = [
      isInForce(declaration.inForce, day) && isInForce(policy.declaration.inForce, day),
      ...meanings.exceptions.map((one) => isInForce(one.entry.declaration.inForce, day)),
      ...meanings.waivers.map(({ entry: { declaration: one } }) =>
        isInForce({ from: undefined, until: one.until.kind === 'day' ? one.until : undefined }, day),
      ),
    ].join();
    const known = byForce.get(inForce);
    if (known) return known;
    const ruling = rulingOf(entry, { names, meanings, enforced: suite.entry.adopts, day });
    const made = { ruling, key: keyOf(ruling) };
    byForce.set(inForce, made);
    return made;
  };
}

function keyOf(ruling: Ruling | undefined): string {
  if (ruling === undefined) return '';
  const sites = ruling.sites.map(({ path, broken, waivers }) => [
    path.map((one) => one.key),
    broken,
    waivers.map((one) => one.condition),
  ]);
  return JSON.stringify([ruling.force, sites]);
}

/** What a change comes to on a ground. `key` is the same for changes after which the rules decide the same. */
export interface Tried {
  readonly fate: 'noticed' | 'survived' | 'uncheckable' | 'same' | 'repeated';
  readonly key: string;
}

/** Tries a change; not on the tests again where the rules come to what they came to after one that was `tried` before. */
export function tryChange(change: DeclarationChange, ground: Ground, tried: ReadonlySet<string>): Tried {
  const { suite, declaration, rules, tests } = ground;
  const variant = variantOf(suite.policy.compilation.names, declaration, change.result);
  const to = newReport();
  const changed = rules.map(({ entry, id, before }) => {
    const now = variant.now(entry);
    const meanings = checkAlone(now, variant.names, to);
    return { id, before, after: rulingsOf(now, meanings, variant.names, suite) };
  });
  if (hasErrors(to.diagnostics)) return { fate: 'uncheckable', key: '' };
  // A moved day is looked at on the days it moved over, all else without regard to days.
  const days = change.days ?? [undefined];
  const differs = changed.some(({ before, after }) => days.some((day) => before(day).key !== after(day).key));
  const key = JSON.stringify(
    days.flatMap((day) => [day ?? '', ...changed.map(({ after }) => after(day).key)]),
  );
  if (!differs) return { fate: 'same', key };
  if (tried.has(key)) return { fate: 'repeated', key };
  const isNoticed = tests.some((run) => isNoticedBy(run, changed, suite));
  return { fate: isNoticed ? 'noticed' : 'survived', key };
}

interface Changed {
  readonly id: string;
  readonly before: Rulings;
  readonly after: Rulings;
}

/** Judges by the changed rules what they find otherwise than before, and holds all findings against what is expected. */
function isNoticedBy({ test, day, judged }: TestRun, rules: readonly Changed[], suite: Suite): boolean {
  if (judged === undefined) return false;
  const other = new Map<string, readonly Finding[]>();
  for (const { id, before, after } of rules) {
    const { ruling, key } = after(day);
    if (before(day).key === key) continue;
    const outcomes = ruling ? outcomesOf(ruling, judged.tree, suite.words) : [];
    const found = judged.judgement.findings.filter((one) => one.rule === id);
    if (areSame(found, outcomes)) continue;
    other.set(
      id,
      outcomes.map((one) => findingFrom(one, id, ruling?.force ?? 'must')),
    );
  }
  if (other.size === 0) return false;
  const kept = judged.judgement.findings.filter((one) => !other.has(one.rule));
  const findings = [...kept, ...[...other.values()].flat()];
  return unmet(test, judgement(judged.judgement.shape, findings)).length > 0;
}

function areSame(found: readonly Finding[], outcomes: readonly Outcome[]): boolean {
  return (
    found.length === outcomes.length &&
    found.every((one, at) => one.pointer === outcomes[at]?.pointer && one.verdict === outcomes[at]?.verdict)
  );
}

/** A finding without the words that no test can ask for. */
function findingFrom({ pointer, verdict }: Outcome, rule: string, force: Finding['force']): Finding {
  return { rule, verdict, force, title: '', message: '', citations: [], pointer, because: [] };
}
