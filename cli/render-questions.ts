/** Shows the open questions of a manifest as text, with the rules that wait for each and how to answer it. */
import type { Judged } from './manifest.ts';
import { type Asking, type OpenQuestion, openQuestionsOf, ruleTitles } from './questions.ts';
import type { Look } from './render-findings.ts';
import { labelled } from './text.ts';
import { WORDS, type Words } from './words.ts';

/** How many records, and how many rules, are named under a question. */
const MOST_RECORDS = 6;
const MOST_RULES = 3;

/** A block for the questions that compliance waits for, and one for those that only recommendations wait for. */
export function questionBlocks(judged: Judged, look: Look, words: Words): readonly (readonly string[])[] {
  const questions = openQuestionsOf(judged, look);
  const binding = questions.filter((one) => one.isBinding);
  const rest = questions.filter((one) => !one.isBinding);
  return [
    ...block(binding, words.openQuestions(binding.length), look, words),
    ...block(rest, words.openRecommendations(rest.length), look, words),
  ];
}

function block(
  questions: readonly OpenQuestion[],
  title: string,
  look: Look,
  words: Words,
): readonly (readonly string[])[] {
  if (questions.length === 0) return [];
  return [[look.stream.paint.open(title), ...questions.flatMap((one) => questionLines(one, look, words))]];
}

/** Each open question on a line of its own, for formats that list them. */
export function questionTexts(judged: Judged, asking: Asking): readonly string[] {
  return openQuestionsOf(judged, asking).map((one) => questionText(one, WORDS[asking.language]));
}

/** A question on one line: what is asked, of which records, and how to answer it. */
export function questionText(question: OpenQuestion, words: Words): string {
  const text = briefText(question, MOST_RECORDS, words);
  return question.set === undefined ? text : `${text} — ${question.set}`;
}

function questionLines(question: OpenQuestion, look: Look, words: Words): readonly string[] {
  const { width, paint } = look.stream;
  if (look.brief) return labelled('  ? ', briefText(question, 1, words), width);
  const concerned = firstOf(question.owners, MOST_RECORDS, words);
  const rules = firstOf(ruleTitles(question, look), MOST_RULES, words);
  const { set } = question;
  return [
    ...labelled('  ? ', question.title, width),
    ...(concerned.length > 0
      ? labelled(`      ${words.concerns}${words.colon}`, concerned.join(words.semicolon), width)
      : []),
    ...(set === undefined ? [] : labelled(`      ${words.answer}${words.colon}`, set, width)),
    ...labelled(`      ${words.decides}${words.colon}`, rules.join(words.semicolon), width).map(paint.faint),
  ];
}

function briefText({ title, owners }: OpenQuestion, most: number, words: Words): string {
  return owners.length === 0 ? title : `${title} — ${firstOf(owners, most, words).join(words.comma)}`;
}

function firstOf(texts: readonly string[], most: number, words: Words): readonly string[] {
  const more = texts.length - most;
  return more > 0 ? [...texts.slice(0, most), words.more(more)] : texts;
}
