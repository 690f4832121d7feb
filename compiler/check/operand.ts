/** What stands right of `is` and `include`: terms, sets, fields of the same vocabulary, rows of a table. */
import type { Lookup, Name, NameOr, Operand, Text } from '../../grammar/ast.ts';
import { report } from '../../grammar/diagnostic.ts';
import { TRUE_FORMULA, testOf } from '../formula.ts';
import type { FieldReference, FieldType, Formula } from '../plan.ts';
import { find, lookUp, reportUnknownTerm, type TableEntry, type VocabularyEntry } from '../resolve/names.ts';
import { termTitled } from '../resolve/term-hints.ts';
import { checkCodes } from './codes.ts';
import { type Context, follow } from './context.ts';
import { fieldAt } from './path.ts';
import { tooCoarse, written } from './terms.ts';

/**
 * One thing the right side may be: where `guard` holds, the terms are these. `undefined` terms: nobody can say; the guard is
 * then unknown where it would hold, and never true.
 */
export interface Alternative {
  readonly guard: Formula;
  readonly terms: ReadonlySet<string> | undefined;
}

/** The alternatives of an operand, one for each value named or entry of a set, so that `all of` can ask for each. */
export function alternativesOf(
  operand: Operand,
  vocabulary: VocabularyEntry,
  context: Context,
): readonly Alternative[] {
  switch (operand.kind) {
    case 'missing':
      return [];
    case 'lookup':
      return rowsFor(operand, vocabulary, context);
    case 'values':
      return operand.values.flatMap((value) => {
        if (value.kind === 'name') return namedValue(value, vocabulary, context);
        return value.kind === 'text' ? quotedValue(value, vocabulary, context) : [];
      });
  }
}

function namedValue(name: Name, vocabulary: VocabularyEntry, context: Context): readonly Alternative[] {
  const below = vocabulary.below.get(name.text);
  if (below) return [{ guard: TRUE_FORMULA, terms: below }];
  const set = find(name.text, context.names.sets, context.file);
  if (set) {
    if (set.vocabulary === vocabulary) return set.members.map((terms) => ({ guard: TRUE_FORMULA, terms }));
    return mismatch(name, set.vocabulary.name, vocabulary, context);
  }
  const table = find(name.text, context.names.tables, context.file);
  if (table) {
    report(context.report, checkCodes, 'key-missing', name.span, {
      table: table.name,
      from: table.from.name,
    });
    return [];
  }
  return fieldValue(name, vocabulary, context);
}

/** A text where only a name can be meant: it is taken for the term or the set that it names, or is the title of. */
function quotedValue(text: Text, vocabulary: VocabularyEntry, context: Context): readonly Alternative[] {
  const { value, span } = text;
  const isName = vocabulary.terms.has(value) || setsOf(vocabulary, context).includes(value);
  const meant = isName ? value : termTitled(value, vocabulary);
  if (meant === undefined) {
    reportUnknownTerm({ kind: 'name', text: value, span }, vocabulary, [], context.report);
    return [];
  }
  const parameters = {
    found: context.file.source.text.slice(span.start, span.end),
    meant,
    vocabulary: vocabulary.name,
  };
  report(context.report, checkCodes, 'quoted-name', span, parameters);
  return namedValue({ kind: 'name', text: meant, span }, vocabulary, context);
}

/** A field of the same vocabulary, value by value: for each word it may hold, the kinds of that word. */
function fieldValue(name: Name, vocabulary: VocabularyEntry, context: Context): readonly Alternative[] {
  const target = follow(name.text, context);
  if ('fault' in target) {
    reportUnknownTerm(name, vocabulary, setsOf(vocabulary, context), context.report);
    return [];
  }
  const found = vocabularyOf(target.reference.type);
  if (found !== vocabulary.name) {
    return mismatch(name, found ?? target.reference.type.kind, vocabulary, context);
  }
  return [...vocabulary.below].map(([word, terms]) => ({
    guard: testOf(target.reference, written(vocabulary, [word])),
    terms,
  }));
}

function setsOf(vocabulary: VocabularyEntry, context: Context): string[] {
  const sets = [...context.names.sets.values()];
  return sets.filter((one) => one.vocabulary === vocabulary).map((one) => one.name);
}

/** The vocabulary of a field's words, if it holds words. */
export function vocabularyOf(type: FieldType): string | undefined {
  const one = type.kind === 'list' ? type.of : type;
  return one.kind === 'term' ? one.vocabulary : undefined;
}

function mismatch(name: Name, found: string, vocabulary: VocabularyEntry, context: Context): [] {
  const parameters = { name: name.text, found, wanted: vocabulary.name };
  report(context.report, checkCodes, 'vocabulary-mismatch', name.span, parameters);
  return [];
}

/** A table with its key, both found and fitting each other. */
export interface Keyed {
  readonly table: TableEntry;
  readonly key: FieldReference;
}

export function keyedTable(lookup: Lookup, context: Context): Keyed | undefined {
  if (lookup.key.kind === 'missing') return undefined;
  const table = lookUp(lookup.table, 'table', context.names.tables, context.file, context.report);
  const key = fieldAt(lookup.key, context);
  if (table === undefined || key === undefined) return undefined;
  const found = vocabularyOf(key.type);
  if (found === table.from.name) return { table, key };
  reportMismatch(lookup.key, found ?? key.type.kind, table.from, context);
  return undefined;
}

function reportMismatch(name: NameOr, found: string, vocabulary: VocabularyEntry, context: Context): void {
  if (name.kind === 'name') mismatch(name, found, vocabulary, context);
}

/** The keys that share a row, for each row; the keys without one come with `undefined`. A row counts for kinds of its key. */
export function rowGroups<R>(
  table: TableEntry,
  rowOf: (key: string) => R | undefined,
): Map<R | undefined, string[]> {
  const groups = new Map<R | undefined, string[]>();
  for (const [word] of table.from.terms) {
    let row: R | undefined;
    for (
      let key: string | undefined = word;
      key && row === undefined;
      key = table.from.terms.get(key)?.parent
    ) {
      row = rowOf(key);
    }
    groups.set(row, [...(groups.get(row) ?? []), word]);
  }
  return groups;
}

function rowsFor(lookup: Lookup, vocabulary: VocabularyEntry, context: Context): readonly Alternative[] {
  const keyed = keyedTable(lookup, context);
  if (keyed === undefined) return [];
  const { table, key } = keyed;
  if (table.to !== vocabulary) {
    reportMismatch(
      lookup.table,
      typeof table.to === 'string' ? table.to : table.to.name,
      vocabulary,
      context,
    );
    return [];
  }
  const groups = rowGroups(table, (word) => {
    const row = table.rows.get(word);
    return typeof row === 'object' ? row : undefined;
  });
  return [...groups].flatMap(([row, words]): Alternative[] => {
    if (row === undefined) return [{ guard: testOf(key, tooCoarse(table.from, words)), terms: undefined }];
    const guard = testOf(key, written(table.from, words));
    return row.written.map((term) => ({ guard, terms: vocabulary.below.get(term) ?? new Set() }));
  });
}
