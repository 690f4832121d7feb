/**
 * The JSON Schema (draft 2020-12) of a plan: it accepts a manifest exactly when it has the shape and satisfies every rule
 * that the schema carries. Pure; sees only the plan.
 */

import type { Language } from '../../grammar/ast.ts';
import { type Classical, framesOf, newClassical, satisfied } from '../classical.ts';
import type { Plan, Rule } from '../plan.ts';
import { comparedFields } from '../scope/compared.ts';
import { connect } from '../scope/connect.ts';
import type { Sentence } from '../scope/sentence.ts';
import { tidy } from '../scope/tidy.ts';
import { LIMITS, type Limits, scope } from '../scope.ts';
import { type Dialect, inDialect, placeIn, usersOf } from './json-schema/dialect.ts';
import { objectSchema, type Writing } from './json-schema/object.ts';
import { type Keywords, NOTHING, type Schema } from './json-schema/schema.ts';
import { definitionName, shapeDefinitions } from './json-schema/shape.ts';
import { referenceTo, shareParts } from './json-schema/share.ts';
import { citationWords, policyWords, ruleWords, textIn } from './json-schema/words.ts';

export interface JsonSchemaOptions {
  /** The language of titles and descriptions; English where it is left out. */
  readonly language?: Language;
  readonly limits?: Limits;
  /** Rules to leave out, by `policy/rule`, since what the schema is written in cannot say them. */
  readonly without?: ReadonlySet<string>;
}

export interface JsonSchemas {
  readonly schema: Keywords;
  /** The shape alone, with the titles of fields and terms: for completion in editors. */
  readonly shape: Keywords;
  /** Rules too large for a schema: the caller reports each as an error. */
  readonly problems: readonly { readonly rule: string; readonly causes: readonly string[] }[];
  /** The rules in the schema, in its order. */
  readonly carried: readonly CarriedRule[];
  readonly notCarried: readonly {
    readonly rule: string;
    readonly reason: 'outside' | 'should' | 'too-large' | 'dialect';
  }[];
}

/** A rule in a schema, with the places that an error path of a validator for it goes through. */
export interface CarriedRule {
  /** `policy/rule`. */
  readonly rule: string;
  /** Its entry in `$defs`. */
  readonly pointer: string;
  /** Its branch at the top: fails exactly where the rule does. */
  readonly branch: string;
  readonly title: string;
  /** The law it rests on, in words. */
  readonly basis: readonly string[];
}

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

export function emitJsonSchema(plan: Plan, options: JsonSchemaOptions = {}): JsonSchemas {
  const language = options.language ?? 'en';
  const rules = new Map<Rule, Schema>();
  const problems: { rule: string; causes: readonly string[] }[] = [];
  const to = newClassical(plan);
  const writing: Writing = { all: to.sentences, places: to.places, written: new Map(), weights: new Map() };
  const without = options.without ?? new Set<string>();
  for (const rule of plan.rules.filter((one) => isWanted(one) && !without.has(one.id))) {
    const scoped = scopeRule(rule, plan, options.limits ?? LIMITS, to);
    if ('causes' in scoped) problems.push({ rule: rule.id, causes: scoped.causes });
    else rules.set(rule, objectSchema(tidy(writing.all, scoped), writing));
  }
  const missing = new Set([...problems.map((one) => one.rule), ...without]);
  return {
    schema: wholeSchema(plan, rules, missing, writing, language),
    shape: shapeSchema(plan, language),
    problems,
    carried: [...rules.keys()].map((rule, index) => carriedRule(rule, index, language)),
    notCarried: plan.rules
      .filter((rule) => !rules.has(rule))
      .map((rule) => ({ rule: rule.id, reason: without.has(rule.id) ? 'dialect' : reasonOf(rule) })),
  };
}

/** A schema in a dialect. `carried` says of each rule which keywords it needs that tools of the dialect pass over. */
export interface DialectSchemas extends Pick<JsonSchemas, 'schema' | 'notCarried'> {
  readonly carried: readonly (CarriedRule & { readonly needs?: readonly string[] })[];
}

/** The schema in another dialect, without the rules that cannot be said in it. `keep` says of a schema what all targets keep to. */
export function emitInDialect(
  plan: Plan,
  dialect: Dialect,
  options: JsonSchemaOptions = {},
  keep: (schema: Keywords) => Keywords = (schema) => schema,
): DialectSchemas {
  const made = emitJsonSchema(plan, options);
  const lacking = usersOf(made.schema, dialect.lacks);
  const without = new Set(
    made.carried.filter((one) => needs(one, lacking).length > 0).map((one) => one.rule),
  );
  const fit = without.size === 0 ? made : emitJsonSchema(plan, { ...options, without });
  const passedOver = usersOf(fit.schema, dialect.passedOver);
  return {
    schema: inDialect(keep(fit.schema), dialect),
    carried: fit.carried.map((one) => ({
      ...one,
      pointer: placeIn(dialect, one.pointer),
      branch: placeIn(dialect, one.branch),
      ...(dialect.passedOver.length === 0 ? {} : { needs: needs(one, passedOver) }),
    })),
    notCarried: fit.notCarried,
  };
}

const needs = (
  { pointer }: CarriedRule,
  users: ReadonlyMap<string, ReadonlySet<string>>,
): readonly string[] => [...(users.get(pointer.slice('#/$defs/'.length)) ?? [])];

function carriedRule(rule: Rule, index: number, language: Language): CarriedRule {
  return {
    rule: rule.id,
    pointer: `#/$defs/${definitionOf(rule)}`,
    // The first branch is the shape.
    branch: `#/allOf/${index + 1}/oneOf`,
    title: textIn(rule.title, language) || rule.id,
    basis: rule.citations.map((one) => citationWords(one, language)),
  };
}

const isWanted = (rule: Rule): boolean => rule.force === 'must' && !rule.outsideSchema;

function reasonOf(rule: Rule): 'outside' | 'should' | 'too-large' {
  if (rule.force === 'should') return 'should';
  return rule.outsideSchema ? 'outside' : 'too-large';
}

/** More records at once than anyone can follow: sentences about them are kept apart by the bits of a number. */
const MOST_FRAMES = 16;

/** A rule is satisfied when it is at each of its sites. */
function scopeRule(
  rule: Rule,
  plan: Plan,
  limits: Limits,
  to: Classical,
): Sentence | { readonly causes: readonly string[] } {
  if (rule.sites.some((site) => framesOf(site) > MOST_FRAMES)) return { causes: [rule.record] };
  const sites = rule.sites.map((site) => satisfied(site, plan.root, to));
  const scoped = scope(to.sentences, connect(to.sentences, 'and', sites), limits);
  return scoped.kind === 'too-large' ? { causes: comparedFields(scoped) } : scoped;
}

const definitionOf = (rule: Rule): string => definitionName('rule', rule.policy, rule.name);

/**
 * `.invalid` is a name that never leads anywhere (RFC 2606): the id tells schemas apart and nobody fetches it. A policy has
 * a schema for each day, so the day is part of it.
 */
function idOf(plan: Plan, kind: string): string {
  return `https://proviso.invalid/${kind}/${encodeURIComponent(plan.policy.name)}/${plan.asOf}`;
}

function wholeSchema(
  plan: Plan,
  rules: ReadonlyMap<Rule, Schema>,
  absent: ReadonlySet<string>,
  writing: Writing,
  language: Language,
): Keywords {
  const bare = Object.fromEntries([...rules].map(([rule, schema]) => [definitionOf(rule), schema]));
  const { schemas, parts } = shareParts(bare, 'part', writing.weights);
  const missing = plan.rules
    .filter((rule) => rule.outsideSchema || absent.has(rule.id))
    .map((rule) => rule.id);
  const named = [...rules.keys()].map((rule) => {
    const name = definitionOf(rule);
    return [name, withWords(ruleWords(rule, language), schemas[name] ?? true)];
  });
  const purpose = 'Accepts what has the shape of the records and satisfies every rule.';
  return {
    $schema: DIALECT,
    $id: idOf(plan, 'schema'),
    ...policyWords(plan, purpose, missing, language),
    allOf: [
      referenceTo(definitionName('record', plan.root)),
      ...[...rules.keys()].map((rule) => branchTo(definitionOf(rule))),
    ],
    $defs: {
      ...Object.fromEntries(named),
      ...shapeDefinitions(plan, { language, described: false }),
      ...parts,
    },
  };
}

/**
 * Some validators (Ajv) forget on the way through a reference where they came from. A `oneOf` of one says at the top that its
 * branch has failed, and so which rule; no other `oneOf` is written, so that it cannot be taken for another.
 */
const branchTo = (definition: string): Keywords => ({ oneOf: [referenceTo(definition)] });

function withWords(words: Keywords, schema: Schema): Keywords {
  if (typeof schema === 'object') return { ...words, ...schema };
  return schema ? words : { ...words, ...NOTHING };
}

function shapeSchema(plan: Plan, language: Language): Keywords {
  return {
    $schema: DIALECT,
    $id: idOf(plan, 'shape'),
    ...policyWords(
      plan,
      'Accepts what has the shape of the records, whatever the rules say of it.',
      [],
      language,
    ),
    ...referenceTo(definitionName('record', plan.root)),
    $defs: shapeDefinitions(plan, { language, described: true }),
  };
}
