/** The CSV export of Google Play's Data safety form -> store labels and the entry in the store. Read by its ids alone. */
import { parse } from 'csv-parse/sync';
import { report } from '../grammar/diagnostic.ts';
import type { Source, Span } from '../grammar/source.ts';
import { readerCodes } from './codes.ts';
import {
  dataOf,
  type Kind,
  LABEL_PURPOSES,
  LABEL_TYPES,
  meaningsOf,
  narrowestAbove,
  reportUnknown,
} from './mapping.ts';
import {
  beginReading,
  emptyRecord,
  endReading,
  fieldsOf,
  LIMITS,
  type ManifestRead,
  pointerTo,
  type ReadContext,
  type Reading,
  spanOf,
} from './reading.ts';
import { fillUnknown } from './unknown.ts';
import { type Filled, recordAt } from './values.ts';
import { withoutStacks } from './without-stacks.ts';

/** Answers that are no type and no purpose; their terms name the field that each fills. */
const QUESTIONS: Kind = { vocabulary: 'play-question', table: '' };

/** Reads both generations of the form: they differ in which questions they have. */
export function readPlayDataSafety(source: Source, context: ReadContext): ManifestRead {
  const reading = beginReading(source, context);
  const answers = answersOf(reading);
  const tree = answers && treeOf(answers, reading);
  return endReading(reading, 'play-data-safety', tree, true);
}

/** One row. `value` is blank where the question was not answered. */
interface Answer {
  /** The parts of the question's name, which colons part. */
  readonly question: readonly string[];
  readonly response: string;
  readonly value: string;
  readonly span: Span;
}

function answersOf(reading: Reading): readonly Answer[] | undefined {
  const { text } = reading.source;
  if (countOf(text, '\n') > LIMITS.values / 5) {
    const limit = LIMITS.values;
    report(reading, readerCodes, 'manifest-too-many-values', spanOf(reading, 0, 1), { limit });
    return undefined;
  }
  const rows: Answer[] = [];
  let start = 0;
  try {
    for (const { record, raw } of recordsOf(text)) {
      const [question = '', response = '', value = ''] = record;
      const span = spanOf(reading, start, start + question.length + response.length + value.length + 2);
      if (start > 0)
        rows.push({
          question: question.trim().split(':'),
          response: response.trim(),
          value: value.trim(),
          span,
        });
      // The second sign of a line end is not in `raw`.
      start += raw.length;
      if (text[start - 1] === '\r' && text[start] === '\n') start += 1;
    }
  } catch {
    const problem = 'quotes in it are not closed, or stand inside a field';
    report(reading, readerCodes, 'broken-csv', spanOf(reading, start, start + 1), { problem });
    return undefined;
  }
  return rows;
}

/** A record with its text as it stands. */
interface CsvRecord {
  readonly record: readonly string[];
  readonly raw: string;
}

/** Line ends of all kinds, also mixed. Lines are told by their text, since the parser counts them otherwise inside quotes. */
function recordsOf(text: string): readonly CsvRecord[] {
  const options = { raw: true, info: true, relax_column_count: true, record_delimiter: ['\r\n', '\n', '\r'] };
  return withoutStacks(() => parse(text, options) as unknown as readonly CsvRecord[]);
}

function countOf(text: string, sign: string): number {
  let count = 0;
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) count++;
  return count;
}

/** What is said of one type of data. */
type Usage = Map<string, Answer[]>;

function treeOf(answers: readonly Answer[], reading: Reading): unknown {
  const { plan } = reading;
  const top = spanOf(reading, 0, 0);
  reading.places.set('', top);
  const tree = emptyRecord();
  const fields = fieldsOf(plan, plan.root);
  // And whichever else: the form says nothing of other stores.
  if (fields.has('app'))
    tree.app = recordAt(reading, 'app', '/app', top, { stores: { value: ['google-play', null], span: top } });
  if (fields.has('listings')) {
    tree.listings = [recordAt(reading, 'listing', '/listings/0', top, listingOf(answers, reading))];
  }
  if (fields.has('labels')) {
    reading.places.set('/labels', top);
    const ticked = answers.filter(
      ({ question: [id = ''], value }) => /^PSL_DATA_TYPES_/.test(id) && isYes(value),
    );
    // A type stands once.
    const declared = [...new Map(ticked.map((one) => [one.response, one])).values()];
    const usages = usagesOf(answers);
    tree.labels = declared.map((one, index) =>
      recordAt(
        reading,
        'label',
        pointerTo('/labels', index),
        one.span,
        labelOf(one, usages.get(one.response) ?? new Map(), reading),
      ),
    );
  }
  return fillUnknown(plan, tree);
}

function isYes(value: string): boolean {
  return /^true$/i.test(value);
}

/** A yes or no as answered; blank: not answered, so not known. */
function yesNo(answer: Answer | undefined): Filled | undefined {
  if (answer === undefined) return undefined;
  const value = isYes(answer.value) ? true : /^false$/i.test(answer.value) ? false : null;
  return { value, span: answer.span };
}

function usagesOf(answers: readonly Answer[]): ReadonlyMap<string, Usage> {
  const usages = new Map<string, Usage>();
  for (const answer of answers) {
    const [id, type, about] = answer.question;
    if (id !== 'PSL_DATA_USAGE_RESPONSES' || type === undefined || about === undefined) continue;
    const usage: Usage = usages.get(type) ?? new Map();
    usages.set(type, usage);
    usage.set(about, usage.get(about) ?? []);
    usage.get(about)?.push(answer);
  }
  return usages;
}

/** The questions that a kind of answer stands for, by the name of their term. */
function questionsOf(reading: Reading): (id: string) => string | undefined {
  const words = meaningsOf(reading, QUESTIONS, 'play');
  return (id) => {
    const term = words(id)?.term ?? reading.words.terms['play-question']?.play?.[id];
    return term ?? undefined;
  };
}

function listingOf(
  answers: readonly Answer[],
  reading: Reading,
): Readonly<Record<string, Filled | undefined>> {
  const questionOf = questionsOf(reading);
  const about = (term: string) => answers.filter(({ question }) => questionOf(question[0] ?? '') === term);
  const one = (term: string) => yesNo(about(term).find(({ response }) => response === ''));
  const link = about('account-deletion-link').find(({ value }) => value !== '');
  return {
    store: { value: 'google-play', span: spanOf(reading, 0, 0) },
    collectsData: one('collects-any'),
    encryptedInTransit: one('encrypted-in-transit'),
    families: one('family-policy'),
    accountDeletion: link && { value: link.value, span: link.span },
    accountCreation: chosen(about('account-creation'), /_NONE$/),
    deletion: one('deletion-on-request') ?? chosen(about('deletion-on-request'), /_NO(?:_|$)/),
  };
}

/** One of several responses is chosen: yes, unless it is one that says no. None chosen: not answered. */
function chosen(answers: readonly Answer[], no: RegExp): Filled | undefined {
  const picked = answers.filter(({ value }) => isYes(value));
  const [first] = picked;
  return first && { value: picked.some(({ response }) => !no.test(response)), span: first.span };
}

function labelOf(
  declared: Answer,
  usage: Usage,
  reading: Reading,
): Readonly<Record<string, Filled | undefined>> {
  const { plan } = reading;
  const { span } = declared;
  const questionOf = questionsOf(reading);
  const meaning = meaningsOf(reading, LABEL_TYPES, 'play')(declared.response);
  if (meaning === undefined)
    reportUnknown(reading, declared.response, 'a data type of Google Play', span, [LABEL_TYPES, 'play']);
  const handling = [...usage.values()].flat();
  const said = (term: string) =>
    handling.find(({ response, question }) => questionOf(response || (question[2] ?? '')) === term);
  const control = ['optional', 'required'].find((term) => isYes(said(term)?.value ?? ''));
  const collecting = ['collected', 'shared'].map(said);
  // A box that is not ticked beside one that is ticked says no; with none ticked, the question is not answered.
  const isAnswered = collecting.some((one) => isYes(one?.value ?? ''));
  const box = (one: Answer | undefined): Filled => ({
    value: isAnswered ? isYes(one?.value ?? '') : null,
    span: one?.span ?? span,
  });
  const purposes = purposesOf(usage.get('DATA_USAGE_COLLECTION_PURPOSE'), reading);
  const sharing = purposesOf(usage.get('DATA_USAGE_SHARING_PURPOSE'), reading);
  return {
    store: { value: 'google-play', span },
    type: { value: meaning?.term ?? null, span },
    data: { value: dataOf(plan, meaning?.row), span },
    collected: box(collecting[0]),
    shared: box(collecting[1]),
    ephemeral: yesNo(said('ephemeral')),
    necessity: control === undefined ? undefined : { value: control, span: said(control)?.span },
    purposes: purposes?.meant,
    uses: purposes?.named,
    sharingPurposes: sharing?.meant,
  };
}

/** The purposes ticked, as terms of the store and as what these mean; undefined where none is. */
function purposesOf(
  answers: readonly Answer[] | undefined,
  reading: Reading,
): { readonly named: Filled; readonly meant: Filled } | undefined {
  const picked = (answers ?? []).filter(({ value }) => isYes(value));
  const [first] = picked;
  if (first === undefined) return undefined;
  const meanings = meaningsOf(reading, LABEL_PURPOSES, 'play');
  const all = picked.map((one) => {
    const meaning = meanings(one.response);
    if (meaning === undefined)
      reportUnknown(reading, one.response, 'a purpose of Google Play', one.span, [LABEL_PURPOSES, 'play']);
    const meant = meaning?.row && narrowestAbove(reading.plan, 'purpose', meaning.row);
    return { named: meaning?.term ?? null, meant: meant ?? null };
  });
  const { span } = first;
  return {
    named: { value: all.map((one) => one.named), span },
    meant: { value: all.map((one) => one.meant), span },
  };
}
