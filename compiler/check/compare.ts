/** `is` and `include`: a field of words, texts or yes-no against what stands on the right. */
import type { Include, Is, NameOr, Operand } from '../../grammar/ast.ts';
import { report } from '../../grammar/diagnostic.ts';
import { and, FALSE_FORMULA, not, or, TRUE_FORMULA, testOf, UNKNOWN_FORMULA } from '../formula.ts';
import type { FieldReference, FieldType, Formula } from '../plan.ts';
import { lookUpTerm, type VocabularyEntry } from '../resolve/names.ts';
import { describeType } from '../resolve/records.ts';
import { saidOtherwise } from '../resolve/term-hints.ts';
import { checkCodes } from './codes.ts';
import type { Context } from './context.ts';
import { type Alternative, alternativesOf, vocabularyOf } from './operand.ts';
import { fieldAt } from './path.ts';
import { anyWord, exactly, inTerms, outside, tooCoarse, written } from './terms.ts';

/** What can be said of a field of each type, for whoever said something else. */
const SAYABLE: Record<FieldType['kind'], string> = {
  term: 'say `is …`, `is one of …, …`, `is in …` or `is stated`',
  'yes-no': 'say `is yes` or `is no`',
  text: 'say `is stated`, `mentions "…"`, `matches "…"` or `is "…"`',
  link: 'say `is stated`, `mentions "…"` or `is "…"`',
  date: 'say `is stated` or `is "YYYY-MM-DD"`',
  number: 'say `is at most …`, `at least`, `more than`, `less than` or `exactly`',
  days: 'say `is at most … days`, `at least`, `more than`, `less than` or `exactly`',
  record: 'name one of its fields, or say `is stated`',
  list: 'say `include …`, `include any of …`, `include only …` or `is stated`',
};

export function reportWrong(path: NameOr, type: FieldType, context: Context, hint?: string): Formula {
  const listOfRecords = type.kind === 'list' && type.of.kind === 'record';
  const allowed =
    hint ??
    (listOfRecords
      ? `say \`some ${type.of.record} where …\` or \`every ${type.of.record} has …\`, or \`is stated\``
      : SAYABLE[type.kind]);
  const name = path.kind === 'name' ? path.text : '';
  const parameters = { path: name, type: describeType(type), allowed };
  report(context.report, checkCodes, 'wrong-comparison', path.span, parameters);
  return UNKNOWN_FORMULA;
}

/** `path is …`, without its `not`. */
export function isFormula(node: Is, context: Context): Formula {
  const field = fieldAt(node.path, context);
  if (field === undefined || node.operand.kind === 'missing') return UNKNOWN_FORMULA;
  const { type } = field;
  if (type.kind === 'term') {
    const vocabulary = context.names.vocabularies.get(type.vocabulary);
    if (vocabulary === undefined) return UNKNOWN_FORMULA;
    if (node.exactly) return isExactly(field, node.operand, vocabulary, context);
    return isAny(field, alternativesOf(node.operand, vocabulary, context), vocabulary);
  }
  const hint = meantHint(node.operand, type);
  if (node.exactly) return reportWrong(node.path, type, context, hint);
  if (type.kind === 'yes-no') return isYesOrNo(field, node, context);
  if (type.kind === 'text' || type.kind === 'link' || type.kind === 'date') {
    return isText(field, node.operand) ?? reportWrong(node.path, type, context, hint);
  }
  return reportWrong(node.path, type, context, hint);
}

/** What was meant by a word that a field of this type cannot be: `specified` for `stated`, a text without its quotes. */
function meantHint(operand: Operand, type: FieldType): string | undefined {
  const words =
    operand.kind === 'values' ? operand.values.flatMap((one) => (one.kind === 'name' ? [one.text] : [])) : [];
  const [word, ...more] = words;
  if (word === undefined) return undefined;
  const said = more.length === 0 ? saidOtherwise(word) : undefined;
  if (said !== undefined || type.kind !== 'text') return said;
  return `put it in quotation marks: ${words.map((one) => `\`"${one}"\``).join(', ')}`;
}

function isExactly(
  field: FieldReference,
  operand: Operand,
  vocabulary: VocabularyEntry,
  context: Context,
): Formula {
  if (operand.kind !== 'values') return UNKNOWN_FORMULA;
  const tests = operand.values.map((value) => {
    const name =
      value.kind === 'text' ? { kind: 'name' as const, text: value.value, span: value.span } : value;
    const term = lookUpTerm(name, vocabulary, context.report);
    return term === undefined ? UNKNOWN_FORMULA : testOf(field, exactly(vocabulary, term));
  });
  return or(...tests);
}

function isYesOrNo(field: FieldReference, node: Is, context: Context): Formula {
  const [value, ...more] = node.operand.kind === 'values' ? node.operand.values : [];
  const word = value?.kind === 'name' ? value.text : undefined;
  if (more.length > 0 || (word !== 'yes' && word !== 'no')) {
    return reportWrong(node.path, field.type, context, meantHint(node.operand, field.type));
  }
  return testOf(field, { kind: 'yes-no', is: word === 'yes' });
}

/** Undefined where the operand is not texts alone. */
function isText(field: FieldReference, operand: Operand): Formula | undefined {
  if (operand.kind !== 'values') return undefined;
  const oneOf: string[] = [];
  for (const value of operand.values) {
    if (value.kind === 'name') return undefined;
    if (value.kind === 'text') oneOf.push(value.value);
  }
  return testOf(field, { kind: 'text-is', oneOf });
}

/** The value is in one of the alternatives; those without a condition of their own are one test. */
function isAny(
  field: FieldReference,
  alternatives: readonly Alternative[],
  vocabulary: VocabularyEntry,
): Formula {
  return or(
    ...merged(alternatives).map(({ guard, terms }) => {
      return terms === undefined ? guard : and(guard, testOf(field, inTerms(vocabulary, terms)));
    }),
  );
}

/** One alternative for each guard. Terms together decide more than apart: all kinds of a term are that term. */
function merged(alternatives: readonly Alternative[]): Alternative[] {
  const byGuard = new Map<Formula, Alternative>();
  for (const one of alternatives) {
    const before = byGuard.get(one.guard);
    const terms = one.terms && new Set([...(before?.terms ?? []), ...one.terms]);
    byGuard.set(one.guard, { guard: one.guard, terms });
  }
  return [...byGuard.values()];
}

/** `path include …`, without its `not`. */
export function includeFormula(node: Include, context: Context): Formula {
  const field = fieldAt(node.path, context);
  if (field === undefined || node.operand.kind === 'missing') return UNKNOWN_FORMULA;
  if (field.type.kind !== 'list') return reportWrong(node.path, field.type, context);
  const vocabulary = context.names.vocabularies.get(vocabularyOf(field.type) ?? '');
  if (vocabulary === undefined) return includesText(field, node, context);
  const alternatives = alternativesOf(node.operand, vocabulary, context);
  switch (node.mode) {
    case 'some':
    case 'any':
      return isAny(field, alternatives, vocabulary);
    case 'all':
      return and(
        ...alternatives.map(({ guard, terms }) => {
          return terms === undefined ? not(guard) : or(not(guard), testOf(field, inTerms(vocabulary, terms)));
        }),
      );
    case 'only':
      return includesOnly(field, merged(alternatives), vocabulary);
  }
}

function includesText(field: FieldReference, node: Include, context: Context): Formula {
  if (field.type.kind !== 'list' || field.type.of.kind !== 'text' || node.operand.kind !== 'values') {
    return reportWrong(node.path, field.type, context);
  }
  const texts = node.operand.values.filter((value) => value.kind === 'text').map((value) => value.value);
  if (texts.length < node.operand.values.length || node.mode === 'only') {
    return reportWrong(node.path, field.type, context);
  }
  const tests = texts.map((text) => testOf(field, { kind: 'text-is', oneOf: [text] }));
  return node.mode === 'all' ? and(...tests) : or(...tests);
}

/** Something is in the list, and nothing in it is outside the alternatives. */
function includesOnly(
  field: FieldReference,
  alternatives: readonly Alternative[],
  vocabulary: VocabularyEntry,
): Formula {
  const [single] = alternatives;
  if (alternatives.length === 1 && single?.guard.kind === 'constant' && single.terms) {
    const test = inTerms(vocabulary, single.terms);
    const strangers = test.kind === 'term' ? testOf(field, outside(test, vocabulary)) : FALSE_FORMULA;
    return and(anyWord(field, vocabulary), not(strangers));
  }
  const eachWord = [...wordsAlike(alternatives, vocabulary)].map(([, words]) => {
    const [word = ''] = words;
    const allowed = alternatives.map(({ guard, terms }) => {
      return and(guard, allowing(field, words, belonging(word, terms, vocabulary), vocabulary));
    });
    return or(not(testOf(field, written(vocabulary, words))), ...allowed);
  });
  return and(anyWord(field, vocabulary), ...eachWord);
}

type Belonging = 'yes' | 'no' | 'maybe';

/** Whether a word is among terms: where nobody can say which, the guard says so. */
function belonging(word: string, terms: Alternative['terms'], vocabulary: VocabularyEntry): Belonging {
  if (terms === undefined) return 'yes';
  const below = vocabulary.below.get(word) ?? new Set();
  const inside = [...below].filter((one) => terms.has(one)).length;
  return inside === below.size ? 'yes' : inside === 0 ? 'no' : 'maybe';
}

/** Whether words of the list are allowed; too coarse a word is unknown at the list, so that the list is asked about. */
function allowing(
  field: FieldReference,
  words: readonly string[],
  belongs: Belonging,
  vocabulary: VocabularyEntry,
): Formula {
  if (belongs === 'maybe') return testOf(field, tooCoarse(vocabulary, words));
  return belongs === 'yes' ? TRUE_FORMULA : FALSE_FORMULA;
}

/** The words that every alternative treats alike, grouped. */
function wordsAlike(
  alternatives: readonly Alternative[],
  vocabulary: VocabularyEntry,
): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const word of vocabulary.terms.keys()) {
    const key = alternatives.map(({ terms }) => belonging(word, terms, vocabulary)).join(' ');
    groups.set(key, [...(groups.get(key) ?? []), word]);
  }
  return groups;
}
