/** Conditions -> formulas, with names found and types checked. What is wrong is reported and becomes unknown. */
import type {
  Bound,
  Condition,
  Count,
  Define,
  Defined,
  Matches,
  Mentions,
  NameOr,
  Quantified,
} from '../../grammar/ast.ts';
import { report } from '../../grammar/diagnostic.ts';
import { and, namesFrame, not, or, signed, TRUE_FORMULA, testOf, UNKNOWN_FORMULA } from '../formula.ts';
import type { Domain, FieldReference, Formula, Step } from '../plan.ts';
import { type Declared, lookUp, type RecordEntry } from '../resolve/names.ts';
import { bareHint, withValues } from './bare-name.ts';
import { checkCodes } from './codes.ts';
import { includeFormula, isFormula, reportWrong } from './compare.ts';
import { type Binding, bind, type Context, inHand, waysTo } from './context.ts';
import { keyedTable, rowGroups } from './operand.ts';
import { fieldAt } from './path.ts';
import { anyCase, wholePattern } from './pattern.ts';
import { tooCoarse, written } from './terms.ts';

/** The formula of a condition where it stands. */
export function formulaOf(condition: Condition, context: Context): Formula {
  switch (condition.kind) {
    case 'missing':
      return UNKNOWN_FORMULA;
    case 'and':
      return and(...withValues(condition.of, 'and', context).map((one) => formulaOf(one, context)));
    case 'or':
      return or(...withValues(condition.of, 'or', context).map((one) => formulaOf(one, context)));
    case 'not':
      return not(formulaOf(condition.of, context));
    case 'except':
      return and(formulaOf(condition.base, context), not(formulaOf(condition.except, context)));
    case 'is':
      return signed(condition.negated, isFormula(condition, context));
    case 'include':
      return signed(condition.negated, includeFormula(condition, context));
    case 'stated': {
      const field = fieldAt(condition.path, context);
      if (field === undefined) return UNKNOWN_FORMULA;
      return signed(condition.negated !== condition.missing, { kind: 'stated', field });
    }
    case 'bound':
      return signed(condition.negated, boundFormula(condition, context));
    case 'mentions':
      return signed(condition.negated, mentionsFormula(condition, context));
    case 'matches':
      return signed(condition.negated, matchesFormula(condition, context));
    case 'quantified':
      return quantifiedFormula(condition, context);
    case 'count':
      return signed(condition.negated, countFormula(condition, context));
    case 'defined':
      return signed(condition.negated, definedFormula(condition, context));
  }
}

function boundFormula(node: Bound, context: Context): Formula {
  const field = fieldAt(node.path, context);
  if (field === undefined || node.bound.kind === 'missing') return UNKNOWN_FORMULA;
  const { type } = field;
  if (type.kind !== 'number' && type.kind !== 'days') return reportWrong(node.path, type, context);
  const compare = (bound: number): Formula =>
    testOf(field, { kind: 'number', comparison: node.comparison, bound });
  if (node.bound.kind === 'quantity') {
    const unit = node.bound.unit ?? 'number';
    if (unit !== type.kind) reportUnit(node.path, type.kind, node.bound.span, context);
    return compare(node.bound.value);
  }
  const keyed = keyedTable(node.bound, context);
  if (keyed === undefined) return UNKNOWN_FORMULA;
  const { table, key } = keyed;
  if (typeof table.to !== 'string') {
    const parameters = { name: table.name, found: table.to.name, wanted: type.kind };
    report(context.report, checkCodes, 'vocabulary-mismatch', node.bound.table.span, parameters);
    return UNKNOWN_FORMULA;
  }
  if (table.to !== type.kind) reportUnit(node.path, type.kind, node.bound.table.span, context);
  const groups = rowGroups(table, (word) => {
    const row = table.rows.get(word);
    return typeof row === 'number' ? row : undefined;
  });
  const parts = [...groups].map(([row, words]) => {
    if (row === undefined) return not(testOf(key, tooCoarse(table.from, words)));
    return or(not(testOf(key, written(table.from, words))), compare(row));
  });
  return and(...parts);
}

function reportUnit(
  path: NameOr,
  unit: 'days' | 'number',
  span: { file: string; start: number; end: number },
  context: Context,
): void {
  const name = path.kind === 'name' ? path.text : '';
  report(context.report, checkCodes, 'wrong-unit', span, { path: name, unit });
}

/** A field that holds text, alone or in a list; anything else is reported. */
function textField(path: NameOr, context: Context): FieldReference | undefined {
  const field = fieldAt(path, context);
  if (field === undefined) return undefined;
  const one = field.type.kind === 'list' ? field.type.of : field.type;
  if (one.kind === 'text' || one.kind === 'link') return field;
  reportWrong(path, field.type, context);
  return undefined;
}

function mentionsFormula(node: Mentions, context: Context): Formula {
  const field = textField(node.path, context);
  const texts = node.texts.filter((one) => one.kind === 'text');
  for (const text of texts) {
    if (text.value === '') report(context.report, checkCodes, 'empty-text', text.span, {});
    if (/\p{Surrogate}/u.test(text.value)) {
      const parameters = { pattern: text.value, reason: 'it holds half a letter' };
      report(context.report, checkCodes, 'unsafe-pattern', text.span, parameters);
    }
  }
  if (field === undefined || texts.length === 0) return UNKNOWN_FORMULA;
  const pattern = texts.map((text) => anyCase(text.value)).join('|');
  return testOf(field, { kind: 'text', pattern: texts.length === 1 ? pattern : `(?:${pattern})` });
}

function matchesFormula(node: Matches, context: Context): Formula {
  const field = textField(node.path, context);
  if (field === undefined || node.pattern.kind === 'missing') return UNKNOWN_FORMULA;
  const read = wholePattern(node.pattern.value);
  if ('pattern' in read) return testOf(field, { kind: 'text', pattern: read.pattern });
  const parameters = { pattern: node.pattern.value, reason: read.reason };
  report(context.report, checkCodes, 'unsafe-pattern', node.pattern.span, parameters);
  return UNKNOWN_FORMULA;
}

/** The records a quantifier speaks of: those below the record in hand, else below the nearest record around it. */
interface Reach {
  readonly record: RecordEntry;
  readonly from: Binding;
  readonly ways: readonly (readonly Step[])[];
}

function reach(name: NameOr, context: Context): Reach | undefined {
  if (name.kind === 'missing') return undefined;
  const { records } = context.names;
  const record = records.get(name.text) ?? records.get(singular(name.text, records));
  if (record === undefined) {
    lookUp(name, 'record', records, context.file, context.report);
    return undefined;
  }
  for (const from of [...context.bindings].reverse()) {
    const ways = waysTo(from.record, record, context.names);
    if (ways.length > 0) return { record, from, ways };
  }
  if (context.file.lost.any || context.file.lost.names.size > 0) return undefined;
  const parameters = { record: record.name, from: `\`${inHand(context).record.name}\`` };
  report(context.report, checkCodes, 'record-not-reachable', name.span, parameters);
  return undefined;
}

/** `shares` for `share`, `entries` for `entry`: the records may be named in the plural where they are counted. */
function singular(word: string, records: ReadonlyMap<string, unknown>): string {
  const forms = [word.replace(/s$/, ''), word.replace(/es$/, ''), word.replace(/ies$/, 'y')];
  return forms.find((form) => records.has(form)) ?? word;
}

function quantifiedFormula(node: Quantified, context: Context): Formula {
  const found = reach(node.record, context);
  if (node.quantifier === 'every' && node.has === undefined) {
    const record = node.record.kind === 'name' ? node.record.text : '';
    report(context.report, checkCodes, 'every-what', node.span, { record });
  }
  if (found === undefined) return UNKNOWN_FORMULA;
  const every = node.quantifier === 'every';
  const formulas = found.ways.map((way) =>
    along(way, found.from.frame, context, node.called?.text, every ? 'every' : 'some', (inner) => {
      const where = whereFormula(node, context, inner);
      const has = node.has ? formulaOf(node.has, inner) : TRUE_FORMULA;
      return every ? or(not(where), has) : and(where, has);
    }),
  );
  if (every) return and(...formulas);
  return signed(node.quantifier === 'no', or(...formulas));
}

/**
 * What `where` says of the record. It reaches over `or`, so an alternative that is not about that record has most likely
 * been meant to stand beside the whole: that is remarked on.
 */
function whereFormula({ where, record }: Quantified | Count, context: Context, inner: Context): Formula {
  if (where === undefined) return TRUE_FORMULA;
  if (where.kind !== 'or') return formulaOf(where, inner);
  const parts = withValues(where.of, 'or', inner).map((one) => ({
    span: one.span,
    formula: formulaOf(one, inner),
  }));
  for (const { span, formula } of parts.slice(1)) {
    if (namesFrame(formula, context.depth, inner.depth)) continue;
    const name = record.kind === 'name' ? record.text : '';
    report(context.report, checkCodes, 'where-reaches-over-or', span, { record: name });
  }
  return or(...parts.map((one) => one.formula));
}

/** One quantifier for each step of a way, so that every record on it can be spoken of. */
function along(
  way: readonly Step[],
  frame: number,
  context: Context,
  called: string | undefined,
  kind: 'some' | 'every',
  body: (inner: Context) => Formula,
): Formula {
  const [step, ...rest] = way;
  const record = step && context.names.records.get(step.record);
  if (step === undefined || record === undefined) return body(context);
  const inner = bind(context, record, rest.length === 0 ? called : undefined);
  const domain: Domain = { ...domainOf([step]), frame };
  return { kind, domain, body: along(rest, context.depth, inner, called, kind, body) };
}

function domainOf(way: readonly Step[]): Omit<Domain, 'frame'> {
  const last = way.at(-1);
  return {
    path: way.map((step) => step.key),
    many: last?.many ?? false,
    record: last?.record ?? '',
    absentIsNone: last?.absentIsNone ?? false,
  };
}

function countFormula(node: Count, context: Context): Formula {
  const found = reach(node.record, context);
  if (found === undefined || node.bound.kind === 'missing') return UNKNOWN_FORMULA;
  const [way = [], ...others] = found.ways;
  if (others.length > 0 || way.slice(0, -1).some((step) => step.many)) {
    const parameters = { record: found.record.name };
    report(context.report, checkCodes, 'count-not-one-list', node.record.span, parameters);
    return UNKNOWN_FORMULA;
  }
  const bound = node.bound.value;
  if (!Number.isInteger(bound) || bound < 0) {
    report(context.report, checkCodes, 'whole-number', node.bound.span, { value: bound });
    return UNKNOWN_FORMULA;
  }
  const inner = bind(context, found.record, node.called?.text);
  const body = whereFormula(node, context, inner);
  const domain: Domain = { ...domainOf(way), frame: found.from.frame };
  return { kind: 'count', domain, body, comparison: node.comparison, bound };
}

/** A circle is met from each of its members, and reported at the first of them in the text. */
function reportCircle(
  way: readonly Declared<unknown>[],
  entry: Declared<Define>,
  { names, report: to }: Context,
): void {
  const [first] = [...names.defines.values()].filter((one) => way.includes(one));
  if (first !== entry) return;
  const circle = [...way, entry].map((one) => `\`${one.name}\``).join(' by ');
  report(to, checkCodes, 'define-cycle', entry.declaration.name.span, { way: circle });
}

/** A defined condition, spelled out at the nearest record it is about. */
function definedFormula(node: Defined, context: Context): Formula {
  const { names, file } = context;
  const hint = bareHint(node, context);
  const entry = lookUp(node.name, 'condition', names.defines, file, context.report, hint);
  if (entry === undefined) return UNKNOWN_FORMULA;
  if (context.within.includes(entry)) {
    reportCircle(context.within.slice(context.within.indexOf(entry)), entry, context);
    return UNKNOWN_FORMULA;
  }
  const kind = entry.declaration.record;
  if (kind.kind === 'missing' || !context.names.records.has(kind.text)) return UNKNOWN_FORMULA;
  const at = context.bindings.findLastIndex((one) => one.record.name === kind.text);
  if (at < 0) {
    const parameters = { name: entry.name, record: kind.text };
    report(context.report, checkCodes, 'define-for-other', node.span, parameters);
    return UNKNOWN_FORMULA;
  }
  return formulaOf(entry.declaration.condition, {
    ...context,
    file: entry.file,
    bindings: context.bindings.slice(0, at + 1),
    within: [...context.within, entry],
  });
}
