/** Shows what a manifest leaves open, as questions: one for each missing fact, with the rules that wait for it. */
import type { Question } from '../compiler/findings.ts';
import { textIn } from '../compiler/messages.ts';
import { valueAt } from '../readers/reading.ts';
import { type Described, describe } from './describe.ts';
import type { Judged } from './manifest.ts';
import { locationOf } from './places.ts';
import type { Look } from './render-findings.ts';
import { labelled } from './text.ts';
import { WORDS, type Words } from './words.ts';

/** How many records, and how many rules, are named under a question. */
const MOST_RECORDS = 6;
const MOST_RULES = 3;

interface Asked {
  readonly question: Question;
  readonly described: Described;
  /** The value that is too coarse, where there is one. */
  readonly coarse: string | undefined;
  readonly line: number | undefined;
}

/** A block for the questions that compliance waits for, and one for those that only recommendations wait for. */
export function questionBlocks(judged: Judged, look: Look, words: Words): readonly (readonly string[])[] {
  const must = new Set(look.plan.rules.filter((rule) => rule.force === 'must').map((rule) => rule.id));
  const asked = (judged.judgement?.questions ?? []).map((one) => ask(one, judged, look, words));
  const binding = asked.filter(({ question }) => question.rules.some((rule) => must.has(rule)));
  const rest = asked.filter((one) => !binding.includes(one));
  return [
    ...blocks(binding, words.openQuestions(binding.length), look, words),
    ...blocks(rest, words.openRecommendations(rest.length), look, words),
  ];
}

function ask(question: Question, judged: Judged, look: Pick<Look, 'plan' | 'language'>, words: Words): Asked {
  const { manifest } = judged;
  const tree = manifest.read?.tree;
  const value = valueAt(tree, question.pointer);
  const described = describe(look.plan, tree, question.pointer, look.language, words);
  const line =
    manifest.read && question.pointer !== '' ? locationOf(question.pointer, manifest).line : undefined;
  return { question, described, coarse: typeof value === 'string' ? value : undefined, line };
}

function blocks(
  asked: readonly Asked[],
  title: string,
  look: Look,
  words: Words,
): readonly (readonly string[])[] {
  if (asked.length === 0) return [];
  const lines = groupsOf(asked).flatMap((group) => groupLines(group, look, words));
  return [[look.stream.paint.open(title), ...lines]];
}

/** The same fact, of several records, that the same rules wait for. */
function groupsOf(asked: readonly Asked[]): readonly (readonly Asked[])[] {
  const groups = new Map<string, Asked[]>();
  for (const one of asked) {
    const key = JSON.stringify([one.described.kind, one.question.rules]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

/** Each open question on a line of its own, for formats that list them. */
export function questionTexts(judged: Judged, look: Pick<Look, 'plan' | 'language'>): readonly string[] {
  const words = WORDS[look.language];
  const asked = (judged.judgement?.questions ?? []).map((one) => ask(one, judged, look, words));
  return groupsOf(asked).map((group) => {
    const alone = group.length === 1;
    const owners = group
      .filter((one) => one.described.owner !== '')
      .map((one) => ownerText(one, alone, words));
    return briefText(titleOf(group, words), owners, MOST_RECORDS, words);
  });
}

/** What is asked for, and how to answer it. */
function titleOf(group: readonly Asked[], words: Words): string {
  const [first] = group;
  if (first === undefined) return '';
  const { described, coarse } = first;
  const hint = coarse !== undefined ? words.moreExactly(coarse) : described.isList ? words.orNone : undefined;
  return hint === undefined || group.length > 1 ? described.title : `${described.title} (${hint})`;
}

function groupLines(group: readonly Asked[], look: Look, words: Words): readonly string[] {
  const [first] = group;
  if (first === undefined) return [];
  const { width, paint } = look.stream;
  const { question } = first;
  const alone = group.length === 1;
  const title = titleOf(group, words);
  const owners = group.filter((one) => one.described.owner !== '').map((one) => ownerText(one, alone, words));
  if (look.brief) return labelled('  ? ', briefText(title, owners, 1, words), width);
  const concerned = firstOf(owners, MOST_RECORDS, words);
  const titles = question.rules.map((id) => ruleTitle(id, look));
  const rules = firstOf(titles, MOST_RULES, words);
  return [
    ...labelled('  ? ', title, width),
    ...(concerned.length > 0
      ? labelled(`      ${words.concerns}${words.colon}`, concerned.join(words.semicolon), width)
      : []),
    ...labelled(`      ${words.decides}${words.colon}`, rules.join(words.semicolon), width).map(paint.faint),
  ];
}

function briefText(title: string, owners: readonly string[], most: number, words: Words): string {
  return owners.length === 0 ? title : `${title} — ${firstOf(owners, most, words).join(words.comma)}`;
}

function firstOf(texts: readonly string[], most: number, words: Words): readonly string[] {
  const more = texts.length - most;
  return more > 0 ? [...texts.slice(0, most), words.more(more)] : texts;
}

function ownerText({ described, line, coarse }: Asked, alone: boolean, words: Words): string {
  const facts = [line === undefined ? undefined : words.line(line), alone ? undefined : coarse];
  return [described.owner, ...facts.filter((one) => one !== undefined)].join(words.comma);
}

function ruleTitle(id: string, { plan, language }: Look): string {
  const rule = plan.rules.find((one) => one.id === id);
  return (rule && textIn(rule.title, language)) || id;
}
