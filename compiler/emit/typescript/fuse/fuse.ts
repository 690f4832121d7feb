/**
 * A plan's rules as conjuncts on the levels of a manifest, from the same scoped sentences as the schema. Rules whose form is
 * too large are named: generated code of another kind decides them. Knows no code.
 */
import { type Classical, framesOf, newClassical, satisfied } from '../../../classical.ts';
import type { Formula, Plan, Rule, Site } from '../../../plan.ts';
import { negate } from '../../../scope/connect.ts';
import { scope } from '../../../scope.ts';
import { type Conjunct, type Level, levelsOf, note, type Way } from './level.ts';
import { type Reading, waysOf } from './ways.ts';

export interface Fused {
  readonly levels: readonly Level[];
  readonly classical: Classical;
  /** The rules that are not on the levels, by their index in the plan. */
  readonly apart: ReadonlySet<number>;
}

/** Sentences about more records than this cannot be scoped. */
const MOST_FRAMES = 16;
/** Past this a function for a record would be too long. */
const MOST_CONJUNCTS = 31 * 100;
const MOST_FIELDS = 400;

/** Undefined where the records themselves are too many for one pass. */
export function fuse(plan: Plan): Fused | undefined {
  const classical = newClassical(withoutDemands(plan));
  const fields = plan.records.reduce((count, one) => count + one.fields.length, 0);
  const levels =
    plan.records.some((one) => one.name === plan.root) && fields <= MOST_FIELDS * 10
      ? levelsOf(plan, classical.places)
      : undefined;
  const [root] = levels ?? [];
  if (levels === undefined || root === undefined) return undefined;
  const reading: Reading = { all: classical.sentences, places: classical.places, known: new Map() };
  const apart = new Set<number>();
  for (const [index, rule] of plan.rules.entries()) {
    const sites = waysOfRule(rule, plan, classical, reading);
    if (sites === undefined || levels.some((one) => one.conjuncts.size > MOST_CONJUNCTS)) apart.add(index);
    else
      for (const [site, ways] of sites.entries())
        for (const way of ways) note(root, way, { rule: index, site });
  }
  return { levels, classical, apart };
}

/**
 * The plan, with nothing demanded: so the conjuncts hold for manifests that lack what the shape demands too. A value of the
 * wrong type says as little as null does.
 */
function withoutDemands(plan: Plan): Plan {
  const records = plan.records.map((record) => ({
    ...record,
    fields: record.fields.map((field) =>
      field.presence === 'required' ? { ...field, presence: 'optional' as const } : field,
    ),
  }));
  return { ...plan, records };
}

/** For each site, the ways of a manifest in which something is found there, waived or not. */
function waysOfRule(
  rule: Rule,
  plan: Plan,
  classical: Classical,
  reading: Reading,
): readonly (readonly Way[])[] | undefined {
  const all: (readonly Way[])[] = [];
  for (const site of rule.sites) {
    if (framesOf(site) > MOST_FRAMES) return undefined;
    const silent = satisfied({ ...site, waivers: [] }, plan.root, classical);
    const scoped = scope(classical.sentences, silent);
    if (scoped.kind === 'too-large') return undefined;
    const ways = waysOf(negate(classical.sentences, scoped), plan.root, reading);
    if (ways === undefined) return undefined;
    all.push(ways);
  }
  return all;
}

/** Conjuncts that the level above asks for come first: bits are given in this order. */
export function inBits(level: Level): readonly Conjunct[] {
  const conjuncts = [...level.conjuncts.values()];
  return [...conjuncts.filter((one) => one.used), ...conjuncts.filter((one) => !one.used)];
}

/**
 * Whether a conjunct about a record of the first list on a site's path is about a record that the rule may not be satisfied
 * at: so it is when the path begins with a list and no quantifier of the rule goes over the same one. Of the lists further on
 * this cannot be said, since scoping by cases may split by what some other record in them is like.
 */
export function leadsToRecords(site: Site): boolean {
  const [first] = site.path;
  return first?.many === true && !goesOver(site.broken, first.key);
}

/** Whether a quantifier goes over a list of the manifest. */
function goesOver(formula: Formula, key: string): boolean {
  switch (formula.kind) {
    case 'not':
      return goesOver(formula.of, key);
    case 'and':
    case 'or':
      return formula.of.some((part) => goesOver(part, key));
    case 'some':
    case 'every':
    case 'count': {
      const { frame, path } = formula.domain;
      return (frame === 0 && path[0] === key) || goesOver(formula.body, key);
    }
    default:
      return false;
  }
}
