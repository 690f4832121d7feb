/** CST -> conditions of the AST. Knows the productions of conditions in parser.ts, nothing of declarations. */
import type { Comparison, Condition, Lookup, NameOr, Operand, Quantity, Values } from './ast.ts';
import {
  has,
  missing,
  name,
  names,
  type Part,
  partOf,
  parts,
  quantity,
  spanOf,
  text,
  texts,
  written,
} from './cst.ts';

/** The condition under a part; a `missing` node where there is none. */
export function condition(part: Part): Condition {
  const inner = partOf(part, 'condition');
  const base = either(inner);
  if (!has(inner, 'except')) return base;
  return { kind: 'except', span: spanOf(inner), base, except: condition(inner) };
}

function either(part: Part, label = 'either'): Condition {
  const inner = partOf(part, label);
  return several(inner, 'or', parts(inner, 'both').map(both));
}

const both = (part: Part): Condition => several(part, 'and', parts(part, 'single').map(single));

/** Several conditions joined by a word; a side that is lacking is a `missing` node. */
function several(part: Part, kind: 'and' | 'or', of: readonly Condition[]): Condition {
  const lacking = written(part, kind).length + 1 - of.length;
  const all = lacking > 0 ? [...of, missing(part)] : of;
  const [only] = all;
  if (only && all.length === 1) return only;
  return only ? { kind, span: spanOf(part), of: all } : missing(part);
}

function single(part: Part): Condition {
  const inner = singleParts
    .map((label) => [label, parts(part, label)[0]] as const)
    .find(([, found]) => found);
  let made: Condition = inner?.[1] ? singles[inner[0]](inner[1]) : missing(part);
  for (const not of written(part, 'not').toReversed())
    made = { kind: 'not', span: { ...spanOf(part), start: not.startOffset }, of: made };
  return made;
}

const singles = {
  bracketed: condition,
  quantified,
  defined: (part: Part): Condition => ({
    kind: 'defined',
    span: spanOf(part),
    it: true,
    negated: has(part, 'not'),
    name: name(part),
  }),
  count,
  named: (part: Part): Condition => {
    const said = parts(part, 'comparison')[0];
    if (said) return comparison(name(part), part, said);
    return { kind: 'defined', span: spanOf(part), it: false, negated: false, name: name(part) };
  },
} as const;
const singleParts = Object.keys(singles) as (keyof typeof singles)[];

const calledAs = (part: Part) => names(partOf(part, 'calledAs'))[0];

function quantified(part: Part): Condition {
  return {
    kind: 'quantified',
    span: spanOf(part),
    quantifier: has(part, 'some') ? 'some' : has(part, 'every') ? 'every' : 'no',
    record: name(part),
    called: calledAs(part),
    where: has(part, 'where') ? either(part, 'where-body') : undefined,
    has: has(part, 'has') ? either(part, 'has-body') : undefined,
  };
}

function count(part: Part): Condition {
  return {
    kind: 'count',
    span: spanOf(part),
    record: name(part),
    called: calledAs(part),
    where: has(part, 'where') ? either(part) : undefined,
    negated: has(part, 'not'),
    comparison: measure(part),
    bound: quantity(part) ?? missing(part),
  };
}

function measure(part: Part): Comparison {
  const inner = partOf(part, 'measure');
  if (has(inner, 'least')) return 'at-least';
  if (has(inner, 'more')) return 'more-than';
  if (has(inner, 'less')) return 'less-than';
  return has(inner, 'exactly') ? 'exactly' : 'at-most';
}

/** What is said of a field: `whole` is the condition or requirement with its path, `said` the rest of it. */
export function comparison(path: NameOr, whole: Part, said: Part): Condition {
  const span = spanOf(whole);
  const negated = has(said, 'not');
  if (has(said, 'include')) return included(path, whole, negated, partOf(said, 'included'));
  if (has(said, 'mention')) {
    const all = texts(partOf(said, 'texts'));
    return { kind: 'mentions', span, path, negated, texts: all.length > 0 ? all : [missing(said)] };
  }
  if (has(said, 'match'))
    return { kind: 'matches', span, path, negated, pattern: text(said) ?? missing(said) };
  const being = parts(said, 'being')[0];
  return being ? is(path, whole, negated !== has(being, 'not'), being) : missing(said);
}

function is(path: NameOr, whole: Part, negated: boolean, said: Part): Condition {
  const span = spanOf(whole);
  if (has(said, 'stated') || has(said, 'missing'))
    return { kind: 'stated', span, path, negated, missing: has(said, 'missing') };
  const bound = parts(said, 'bound')[0];
  if (bound) {
    const limit = partOf(bound, 'limit');
    const by = quantity(limit) ?? lookup(parts(limit, 'lookup')[0]) ?? missing(bound);
    return { kind: 'bound', span, path, negated, comparison: measure(bound), bound: by };
  }
  const exact = parts(said, 'exact')[0];
  const by: Quantity | Lookup | undefined = exact && (quantity(exact) ?? lookup(keyed(exact)));
  if (by) return { kind: 'bound', span, path, negated, comparison: 'exactly', bound: by };
  return { kind: 'is', span, path, negated, exactly: exact !== undefined, operand: operand(exact ?? said) };
}

/** The place under a part, when it is the rows of a table and not a set. */
const keyed = (part: Part): Part | undefined => parts(part, 'place').find((place) => has(place, 'for'));

function lookup(part: Part | undefined): Lookup | undefined {
  return part && { kind: 'lookup', span: spanOf(part), table: name(part), key: name(part, 'key') };
}

/** What a field is held against, in any of the ways to write it. */
function operand(part: Part): Operand {
  const within = parts(part, 'within')[0];
  const plain = parts(part, 'plain')[0];
  const inner = within ?? plain ?? part;
  const found = lookup(keyed(inner)) ?? lookup(parts(part, 'lookup')[0]);
  if (found) return found;
  const oneOf = parts(part, 'oneOf')[0];
  const listed = parts(oneOf ?? part, 'values')[0];
  if (listed) return values(oneOf ?? listed, oneOf ? 'one-of' : 'plain', parts(listed, 'value').map(value));
  const all = [...texts(inner), ...names(inner, 'no'), ...names(partOf(inner, 'place'))];
  return all.length > 0 ? values(inner, within ? 'in' : 'plain', all) : missing(part);
}

const value = (part: Part): Values['values'][number] => text(part) ?? name(part);

const values = (part: Part, form: Values['form'], all: Values['values']): Values => ({
  kind: 'values',
  span: spanOf(part),
  form,
  values: all,
});

function included(path: NameOr, whole: Part, negated: boolean, said: Part): Condition {
  const mode = has(said, 'any') ? 'any' : has(said, 'all') ? 'all' : has(said, 'only') ? 'only' : 'some';
  const what = mode === 'some' ? said : partOf(said, 'several');
  return { kind: 'include', span: spanOf(whole), path, negated, mode, operand: operand(what) };
}
