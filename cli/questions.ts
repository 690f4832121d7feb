/** What a manifest leaves open, as the questions that people answer: one for each fact, whatever the format. Renders nothing. */
import type { Question } from '../compiler/findings.ts';
import { textIn } from '../compiler/messages.ts';
import type { FieldType, Plan } from '../compiler/plan.ts';
import type { Language } from '../grammar/ast.ts';
import { keysOf, pointerTo, typeAt, valueAt } from '../readers/reading.ts';
import { isMistake, placeOfProblem } from '../readers/shape-remarks.ts';
import { type Described, describe } from './describe.ts';
import { fieldsRead } from './fields-asked.ts';
import type { Judged } from './manifest.ts';
import { locationOf } from './places.ts';
import { WORDS, type Words } from './words.ts';

/** By what questions are put into words. */
export interface Asking {
  readonly plan: Plan;
  readonly language: Language;
}

/** The same fact, of one record or of several, that the same rules wait for. This is what is counted. */
export interface OpenQuestion {
  /** What is asked for, and how to answer it. */
  readonly title: string;
  /** The records it is asked of, in words; none where it is asked of the app. */
  readonly owners: readonly string[];
  /** Where the answers would stand. Never none. */
  readonly pointers: readonly string[];
  readonly rules: readonly string[];
  /** Compliance waits for it, and not only recommendations. */
  readonly isBinding: boolean;
  /** What answers it on the command line, where values do: `--set app.markets=…`. */
  readonly set: string | undefined;
}

interface Asked {
  readonly question: Question;
  readonly described: Described;
  /** The value that is too coarse, where there is one. */
  readonly coarse: string | undefined;
  readonly line: number | undefined;
  /** It is asked of what other files of the app may ask for. */
  readonly rest: Rest | undefined;
}

interface Rest {
  readonly pointer: string;
  readonly platform: string;
}

/** The questions of a manifest: those that compliance waits for, then those that only recommendations wait for. */
export function openQuestionsOf(judged: Judged, asking: Asking): readonly OpenQuestion[] {
  const words = WORDS[asking.language];
  const must = new Set(asking.plan.rules.filter((rule) => rule.force === 'must').map((rule) => rule.id));
  const groups = new Map<string, Asked[]>();
  const told = mistakenIn(judged);
  for (const question of judged.judgement?.questions ?? []) {
    if (told.has(question.pointer)) continue;
    const one = ask(question, judged, asking, words);
    const key = one.rest?.pointer ?? JSON.stringify([one.described.kind, one.question.rules]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const questions = [...groups.values()].flatMap((group) => openQuestion(group, must, asking, words));
  return [...questions.filter((one) => one.isBinding), ...questions.filter((one) => !one.isBinding)];
}

/** Places of which a remark on the form says already what is wrong there: to ask as well would say one thing twice. */
function mistakenIn({ judgement, manifest: { read } }: Judged): ReadonlySet<string> {
  if (judgement === undefined || read === undefined) return new Set();
  return new Set(judgement.shape.filter((one) => isMistake(one, read)).map(placeOfProblem));
}

function ask(question: Question, judged: Judged, { plan, language }: Asking, words: Words): Asked {
  const { manifest } = judged;
  const tree = manifest.read?.tree;
  const value = valueAt(tree, question.pointer);
  const described = describe(plan, tree, question.pointer, language, words);
  const line =
    manifest.read && question.pointer !== '' ? locationOf(question.pointer, manifest).line : undefined;
  const coarse = typeof value === 'string' ? value : undefined;
  return { question, described, coarse, line, rest: restAt(question.pointer, judged) };
}

function restAt(pointer: string, { manifest }: Judged): Rest | undefined {
  for (const [at, platform] of manifest.read?.rests ?? [])
    if (pointer === at || pointer.startsWith(`${at}/`)) return { pointer: at, platform };
  return undefined;
}

/** What other files may ask for is one question, whatever is asked of it. */
function restQuestion(
  group: readonly Asked[],
  { pointer, platform }: Rest,
  must: ReadonlySet<string>,
  words: Words,
): OpenQuestion {
  const rules = [...new Set(group.flatMap((one) => one.question.rules))];
  const named = platform.replace(/\..*/, '');
  return {
    title: words.others[named] ?? named,
    owners: [],
    pointers: [pointer],
    rules,
    isBinding: rules.some((rule) => must.has(rule)),
    set: `--whole ${named}`,
  };
}

function openQuestion(
  group: readonly Asked[],
  must: ReadonlySet<string>,
  { plan, language }: Asking,
  words: Words,
): readonly OpenQuestion[] {
  const [first] = group;
  if (first === undefined) return [];
  if (first.rest) return [restQuestion(group, first.rest, must, words)];
  const { rules, pointer } = first.question;
  const alone = group.length === 1;
  const fields = fieldsOfMissing(first.question, { plan, language });
  const own = settable(pointer, plan);
  const sets = own === undefined ? fields.map((one) => one.set) : [own];
  return [
    {
      title: [
        titleOf(group, words),
        ...(fields.length === 0 ? [] : [fields.map(({ title }) => title).join(words.comma)]),
      ].join(words.colon),
      owners: group.filter((one) => one.described.owner !== '').map((one) => ownerText(one, alone, words)),
      pointers: group.map((one) => one.question.pointer),
      rules,
      isBinding: rules.some((rule) => must.has(rule)),
      set: sets.length === 0 ? undefined : sets.join(' '),
    },
  ];
}

function titleOf(group: readonly Asked[], words: Words): string {
  const [first] = group;
  if (first === undefined) return '';
  const { described, coarse } = first;
  const hint = coarse !== undefined ? words.moreExactly(coarse) : described.isList ? words.orNone : undefined;
  return hint === undefined || group.length > 1 ? described.title : `${described.title} (${hint})`;
}

function ownerText({ described, line, coarse }: Asked, alone: boolean, words: Words): string {
  const facts = [line === undefined ? undefined : words.line(line), alone ? undefined : coarse];
  return [described.owner, ...facts.filter((one) => one !== undefined)].join(words.comma);
}

/** How many fields of a record that is missing are named. */
const MOST_FIELDS = 3;

/** Of a record that stands alone and is missing as a whole, such as `app`: the fields in it that the rules wait for. */
function fieldsOfMissing(
  { pointer, rules }: Question,
  { plan, language }: Asking,
): readonly { readonly title: string; readonly set: string }[] {
  if (typeOf(pointer, plan)?.kind !== 'record' || pointer === '') return [];
  const keys = keysOf(pointer);
  const start = `${keys.map((key) => (/^\d+$/.test(key) ? '*' : key)).join('/')}/`;
  const below = [...fieldsRead(rules, plan)].filter(
    (one) => one.startsWith(start) && !one.includes('*', start.length),
  );
  return below.slice(0, MOST_FIELDS).flatMap((path) => {
    const field = path.slice(start.length).split('/').reduce(pointerTo, pointer);
    const set = settable(field, plan);
    const { title } = describe(plan, undefined, field, language, WORDS[language]);
    return set === undefined ? [] : [{ title, set }];
  });
}

function typeOf(pointer: string, plan: Plan): FieldType | undefined {
  let type: FieldType | undefined = { kind: 'record', record: plan.root };
  for (const key of keysOf(pointer)) type = type?.kind === 'list' ? type.of : typeAt(plan, type, key);
  return type;
}

/** The field, as `--set` takes it: a single value or a list of them, never a record. */
function settable(pointer: string, plan: Plan): string | undefined {
  const type = typeOf(pointer, plan);
  const isRecord = type?.kind === 'record' || (type?.kind === 'list' && type.of.kind === 'record');
  return type === undefined || isRecord ? undefined : `--set ${keysOf(pointer).join('.')}=…`;
}

/** The titles of the rules that wait for an answer. */
export function ruleTitles({ rules }: OpenQuestion, { plan, language }: Asking): readonly string[] {
  return rules.map((id) => {
    const rule = plan.rules.find((one) => one.id === id);
    return (rule && textIn(rule.title, language)) || id;
  });
}
