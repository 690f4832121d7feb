/** Vocabularies, sets and tables: trees of terms and what is picked from them. */
import type { Extend, Member, NameOr, Row, Term as TermNode, Wording } from '../../grammar/ast.ts';
import { type Report, report } from '../../grammar/diagnostic.ts';
import type { LoadedFile } from '../load.ts';
import type { Term, Texts } from '../plan.ts';
import { resolveCodes } from './codes.ts';
import { declarationsOf, declare } from './declarations.ts';
import type { Names, SetEntry, TableEntry, VocabularyEntry } from './names.ts';
import { lookUp, lookUpTerm } from './names.ts';

/** A text and its translations, by language. */
export function textsOf(wording: Wording | undefined, file: LoadedFile): Texts {
  if (wording === undefined) return {};
  const texts: Record<string, string> = { [file.tree.language]: wording.text.value };
  for (const { language, text } of wording.translations) {
    if (language.text === 'en' || language.text === 'zh') texts[language.text] = text.value;
  }
  return texts;
}

const spanOf = (entry: { declaration: { name: NameOr } }) => entry.declaration.name.span;

export function resolveVocabularies(names: Names, to: Report): void {
  for (const { declaration, file } of declarationsOf(names.files, 'vocabulary')) {
    if (declaration.name.kind === 'missing') continue;
    const entry: VocabularyEntry = {
      name: declaration.name.text,
      declaration,
      file,
      title: textsOf(declaration.title, file),
      terms: new Map(),
      below: new Map(),
    };
    declare(entry, 'vocabulary', declaration.name.span, names.vocabularies, to, spanOf);
    for (const term of declaration.terms) addTerm(term, entry, file, to);
  }
  for (const { declaration, file } of extensions(names, 'vocabulary')) {
    const entry = lookUp(declaration.name, 'vocabulary', names.vocabularies, file, to);
    for (const term of declaration.entries) {
      if (term.kind !== 'term') continue;
      if (entry) addTerm(term, entry, file, to);
      else lose(term.name, file);
    }
  }
}

/** A name that cannot be declared for want of something else. */
export function lose(name: NameOr, file: LoadedFile): void {
  if (name.kind === 'name') file.lost.names.add(name.text);
}

/** The `extend` declarations of one kind. */
export function extensions(names: Names, what: Extend['what']): { declaration: Extend; file: LoadedFile }[] {
  return declarationsOf(names.files, 'extend').filter(({ declaration }) => declaration.what === what);
}

function addTerm(node: TermNode, vocabulary: VocabularyEntry, file: LoadedFile, to: Report): void {
  if (node.name.kind === 'missing') return;
  const name = node.name.text;
  if (vocabulary.terms.has(name)) {
    report(to, resolveCodes, 'duplicate-term', node.name.span, { term: name });
    return;
  }
  const dot = name.lastIndexOf('.');
  const parent = dot < 0 ? undefined : name.slice(0, dot);
  if (parent !== undefined && !vocabulary.terms.has(parent)) {
    report(to, resolveCodes, 'orphan-term', node.name.span, { term: name, parent });
    lose(node.name, file);
    return;
  }
  vocabulary.terms.set(name, {
    name,
    ...(parent === undefined ? {} : { parent }),
    title: textsOf(node.title, file),
    also: alsoOf(node),
  });
  vocabulary.below.set(name, new Set());
  for (let above: string | undefined = name; above; above = vocabulary.terms.get(above)?.parent) {
    vocabulary.below.get(above)?.add(name);
  }
}

function alsoOf(node: TermNode): Term['also'] {
  const also: Record<string, string[]> = {};
  for (const { scheme, values } of node.also) {
    if (scheme.kind === 'missing') continue;
    also[scheme.text] = [...(also[scheme.text] ?? []), ...values.map((value) => value.value)];
  }
  return also;
}

export function resolveSets(names: Names, to: Report): void {
  for (const { declaration, file } of declarationsOf(names.files, 'set')) {
    const vocabulary = lookUp(declaration.of, 'vocabulary', names.vocabularies, file, to);
    if (vocabulary === undefined) lose(declaration.name, file);
    if (declaration.name.kind === 'missing' || vocabulary === undefined) continue;
    const name = declaration.name.text;
    const entry: SetEntry = { name, declaration, file, vocabulary, members: [] };
    if (vocabulary.terms.has(name)) {
      report(to, resolveCodes, 'name-clash', declaration.name.span, {
        kind: `term of \`${vocabulary.name}\``,
        name,
      });
    }
    declare(entry, 'set', declaration.name.span, names.sets, to, spanOf);
    for (const member of declaration.members) addMember(member, entry, to);
  }
  for (const { declaration, file } of extensions(names, 'set')) {
    const entry = lookUp(declaration.name, 'set', names.sets, file, to);
    for (const member of declaration.entries)
      if (entry && member.kind === 'member') addMember(member, entry, to);
  }
}

function addMember(member: Member, set: SetEntry, to: Report): void {
  const terms = termsOfMember(member, set.vocabulary, to);
  if (terms !== undefined) set.members.push(terms);
}

/** The terms of an entry with all below them, without those it takes out; undefined where it names no term. */
export function termsOfMember(
  member: Member,
  vocabulary: VocabularyEntry,
  to: Report,
): Set<string> | undefined {
  const term = lookUpTerm(member.term, vocabulary, to);
  const terms = new Set(vocabulary.below.get(term ?? ''));
  for (const name of member.except) {
    const except = lookUpTerm(name, vocabulary, to);
    for (const one of (except && vocabulary.below.get(except)) || []) terms.delete(one);
  }
  return term === undefined ? undefined : terms;
}

export function resolveTables(names: Names, to: Report): void {
  for (const { declaration, file } of declarationsOf(names.files, 'table')) {
    const from = lookUp(declaration.from, 'vocabulary', names.vocabularies, file, to);
    const goal = declaration.to.kind === 'name' ? declaration.to.text : '';
    const toWhat =
      goal === 'number' || goal === 'days'
        ? goal
        : lookUp(declaration.to, 'vocabulary', names.vocabularies, file, to);
    if (from === undefined || toWhat === undefined) lose(declaration.name, file);
    if (declaration.name.kind === 'missing' || from === undefined || toWhat === undefined) continue;
    const name = declaration.name.text;
    const entry: TableEntry = { name, declaration, file, from, to: toWhat, rows: new Map() };
    declare(entry, 'table', declaration.name.span, names.tables, to, spanOf);
    for (const row of declaration.rows) addRow(row, entry, to);
  }
  for (const { declaration, file } of extensions(names, 'table')) {
    const entry = lookUp(declaration.name, 'table', names.tables, file, to);
    for (const row of declaration.entries) if (entry && row.kind === 'row') addRow(row, entry, to);
  }
}

function addRow(row: Row, table: TableEntry, to: Report): void {
  const key = lookUpTerm(row.key, table.from, to);
  if (key === undefined) return;
  if (table.rows.has(key)) {
    report(to, resolveCodes, 'duplicate-row', row.key.span, { key, table: table.name });
    return;
  }
  const value = rowValue(row, table, to);
  if (value !== undefined) table.rows.set(key, value);
}

function rowValue(row: Row, table: TableEntry, to: Report) {
  if ('kind' in row.value) {
    const unitFits = row.value.unit === undefined || table.to === 'days';
    if ((table.to === 'number' || table.to === 'days') && unitFits) return row.value.value;
    return wrongRow(row, table, to);
  }
  if (row.value.some((one) => one.kind === 'missing')) return undefined;
  if (table.to === 'number' || table.to === 'days') return wrongRow(row, table, to);
  const written: string[] = [];
  const terms = new Set<string>();
  for (const name of row.value) {
    const term = lookUpTerm(name, table.to, to);
    if (term === undefined) continue;
    written.push(term);
    for (const one of table.to.below.get(term) ?? []) terms.add(one);
  }
  return { written, terms };
}

function wrongRow(row: Row, table: TableEntry, to: Report): undefined {
  const expected =
    table.to === 'number'
      ? 'a number'
      : table.to === 'days'
        ? 'a number of days'
        : `terms of \`${table.to.name}\`, or \`nothing\``;
  report(to, resolveCodes, 'wrong-row', row.span, { table: table.name, expected });
}
