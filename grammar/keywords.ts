/** The table of keywords: each word in each language, where it may stand, what it does. Knows nothing of scanning. */
import type { Language } from './ast.ts';

/** Where a keyword stands in a text. */
export type Place = 'declaration' | 'clause' | 'entry' | 'requirement' | 'condition' | 'value' | 'language';

/** One row: the words of a language, the first of them the one that is printed; `zh` is not filled yet. */
export interface Keyword {
  readonly en: readonly [string, ...string[]];
  readonly zh: readonly [string, ...string[]] | undefined;
  /** The form that is printed after `must` and `should`, where it differs. */
  readonly afterMust?: { readonly [L in Language]?: string };
  readonly doc: string;
  readonly place: Place;
  /** Never a name. All other keywords are names too, wherever a name is expected. */
  readonly reserved?: true;
}

const row = (words: string, place: Place, doc: string): Keyword => ({
  en: words.split(' ') as [string, ...string[]],
  zh: undefined,
  place,
  doc,
});
const reserved = (words: string, place: Place, doc: string): Keyword => ({
  ...row(words, place, doc),
  reserved: true,
});

/** Every keyword. The key is the word by which the code knows it, and never changes. */
export const keywords = {
  policy: row('policy', 'declaration', 'names the rules of this file, says when they are in force and apply'),
  use: row('use', 'declaration', 'brings in the names of another file'),
  adopt: row('adopt', 'declaration', 'brings in the names of another file and enforces its rules'),
  source: row('source', 'declaration', 'a law, standard or contract that rules cite'),
  vocabulary: row('vocabulary', 'declaration', 'a tree of terms'),
  extend: row('extend', 'declaration', 'more entries for a vocabulary, set, table or record of another file'),
  set: row('set', 'declaration', 'named terms of one vocabulary'),
  table: row('table', 'declaration', 'terms, or a number, for each term of a vocabulary'),
  record: row('record', 'declaration', 'one kind of thing in a manifest, and its fields'),
  manifest: row('manifest', 'declaration', 'the record at the top; after given: a manifest written in place'),
  define: row('define', 'declaration', 'a named condition'),
  rule: row('rule', 'declaration', 'what must, should or may not be'),
  exception: row('exception', 'declaration', 'where a rule does not hold'),
  waiver: row('waiver', 'declaration', 'a known violation tolerated for a time'),
  test: row('test', 'declaration', 'a manifest and what must be found in it'),

  version: row('version', 'clause', 'the version of a policy'),
  in: row(
    'in',
    'clause',
    'in force: when something counts; is in: membership of a set or of rows of a table',
  ),
  force: row('force', 'clause', 'in force from … until …'),
  from: row('from', 'clause', 'the first day; the vocabulary that a table leads from'),
  until: row('until', 'clause', 'the last day'),
  applies: row('applies', 'clause', 'applies when …: the manifests that a policy is about'),
  when: reserved('when', 'clause', 'a condition on the whole manifest'),
  cites: reserved('cites', 'clause', 'the articles that a declaration rests on'),
  each: reserved('each', 'clause', 'the records that a rule is about'),
  called: reserved('called', 'clause', 'gives the record in hand a name of its own'),
  where: reserved('where', 'clause', 'narrows the records that are meant'),
  unless: reserved('unless', 'clause', 'where a rule does not hold'),
  say: reserved('say', 'clause', 'the message of a finding'),
  advise: reserved('advise', 'clause', 'what to do about a finding'),
  outside: row('outside', 'clause', 'outside the schema: a rule that the schema does not carry'),
  the: row('the', 'clause', 'outside the schema'),
  schema: row('schema', 'clause', 'outside the schema'),
  to: row('to', 'clause', 'the rule that an exception is made to; what a table leads to'),
  of: row('of', 'clause', 'joins a set to its vocabulary, a waiver to its rule'),
  for: row('for', 'clause', 'the record that a definition is about; the key of a table'),
  as: row('as', 'clause', 'what a definition means; as of: the day of a test'),
  link: row('link', 'clause', 'where a source can be read; also a type of field'),
  approved: row('approved', 'clause', 'approved by: who answers for a waiver'),
  by: row('by', 'clause', 'approved by'),
  because: row('because', 'clause', 'why a waiver was given'),
  given: row('given', 'clause', 'the manifest of a test'),
  expect: row('expect', 'clause', 'what a test must find'),
  violation: row('violation', 'clause', 'expect violation of …: these rules are broken'),
  undetermined: row('undetermined', 'clause', 'expect undetermined …: these rules cannot be decided'),
  waived: row('waived', 'clause', 'expect waived …: these rules are broken, and waived'),
  else: row('else', 'clause', 'expect nothing else'),
  compliance: row('compliance', 'clause', 'expect compliance'),
  at: row('at', 'clause', 'where in a manifest a test expects something; at most, at least'),

  also: row('also', 'entry', 'the names of a term in other schemes'),
  list: row('list', 'entry', 'list of: a field that holds several'),
  optional: row('optional', 'entry', 'a field that may be left out'),
  default: row('default', 'entry', 'the value of a field that is left out'),
  nothing: row('nothing', 'entry', 'no terms, an empty list'),
  except: reserved('except', 'condition', 'takes something out of a condition or of a set'),

  must: reserved('must', 'requirement', 'what the law demands'),
  should: reserved('should', 'requirement', 'what is recommended'),
  require: reserved('require', 'requirement', 'a condition that must hold'),
  forbid: reserved('forbid', 'requirement', 'a condition that may not hold'),
  recommend: reserved('recommend', 'requirement', 'a condition that should hold'),
  forbidden: reserved('forbidden', 'requirement', 'is forbidden: the thing itself may not be'),

  and: reserved('and', 'condition', 'both'),
  or: reserved('or', 'condition', 'either, or both'),
  not: reserved('not', 'condition', 'the opposite'),
  is: {
    ...reserved('is are be', 'condition', 'compares a field'),
    afterMust: { en: 'be' },
  },
  include: reserved('include includes', 'condition', 'what a list holds'),
  mention: {
    ...row('mentions mention', 'condition', 'words that stand in a text, letter case ignored'),
    afterMust: { en: 'mention' },
  },
  match: {
    ...row('matches match', 'condition', 'a pattern that a text has'),
    afterMust: { en: 'match' },
  },
  stated: reserved('stated', 'condition', 'given, and not blank'),
  missing: reserved('missing', 'condition', 'not given, or blank'),
  exactly: row('exactly', 'condition', 'that term alone, that number'),
  one: row('one', 'condition', 'one of: any of these'),
  any: reserved('any', 'condition', 'any of: at least one of these'),
  all: reserved('all', 'condition', 'all of: each of these'),
  only: reserved('only', 'condition', 'no others than these'),
  most: row('most', 'condition', 'at most: this number or less'),
  least: row('least', 'condition', 'at least: this number or more'),
  more: row('more', 'condition', 'more than'),
  less: row('less', 'condition', 'less than'),
  than: row('than', 'condition', 'more than, less than'),
  some: reserved('some', 'condition', 'at least one record'),
  no: reserved('no', 'condition', 'not one record; the opposite of yes'),
  every: reserved('every', 'condition', 'each record'),
  has: reserved('has', 'condition', 'what every such record must fulfil'),
  it: reserved('it', 'condition', 'the record in hand'),
  number: row('number', 'condition', 'number of: how many records; also a type of field'),

  days: row('days day', 'value', 'the unit of a length of time; also a type of field'),
  english: row('en', 'language', 'a text in English'),
  chinese: row('zh', 'language', 'a text in Chinese'),
} as const satisfies Record<string, Keyword>;

/** The word by which the code knows a keyword. */
export type KeywordId = keyof typeof keywords;

/** All keywords, in the order of the table. */
export const keywordIds = Object.keys(keywords) as readonly KeywordId[];

/** The row of a keyword, in its general type. */
export const keywordRow = (id: KeywordId): Keyword => keywords[id];

/** The words of a keyword in a language; in English where that language has none yet. */
export function wordsOf(id: KeywordId, language: Language): readonly [string, ...string[]] {
  const one = keywordRow(id);
  return one[language] ?? one.en;
}

/** The printed word of a keyword. */
export const wordFor = (id: KeywordId, language: Language): string => wordsOf(id, language)[0];

/** The printed word of a keyword after `must` and `should`. */
export const wordAfterMust = (id: KeywordId, language: Language): string =>
  keywordRow(id).afterMust?.[language] ?? wordFor(id, language);

/** From each word, in every language, to its keyword. */
export const keywordOfWord: ReadonlyMap<string, KeywordId> = new Map(
  keywordIds.flatMap((id) => {
    const one = keywordRow(id);
    return [...one.en, ...(one.zh ?? [])].map((word) => [word, id] as const);
  }),
);
