/** The words of a finding: templates filled in, in the language asked for. Knows no verdicts but by name. */
import type { Language } from '../grammar/ast.ts';
import type { Reason, Verdict } from './findings.ts';
import type { FieldReference, FieldType, Plan, Rule, Site, Template, Texts } from './plan.ts';
import { comparable, type Frame, read, type Words } from './values.ts';

/** What is needed to speak: the language, the plan for the titles of terms, its words. */
export interface Speech {
  readonly language: Language;
  readonly plan: Plan;
  readonly words: Words;
}

const PHRASES = {
  en: {
    notStated: 'not stated',
    yes: 'yes',
    no: 'no',
    comma: ', ',
    open: 'cannot be decided until the manifest says: ',
    finer: (value: string) => ` more exactly than "${value}"`,
  },
  zh: {
    notStated: '未说明',
    yes: '是',
    no: '否',
    comma: '、',
    open: '清单尚未说明，无法判定：',
    finer: (value: string) => `（“${value}”过于笼统）`,
  },
} satisfies Record<Language, unknown>;

/** A text in a language, else in English, else in any. */
export function textIn(texts: Texts, language: Language): string {
  return texts[language] ?? texts.en ?? texts.zh ?? '';
}

/** What a finding says: the rule's own words where it is broken, the facts that are missing where it is open. */
export function messageFor(
  rule: Rule,
  site: Site,
  frames: readonly Frame[],
  verdict: Verdict,
  because: readonly Reason[],
  speech: Speech,
): string {
  if (verdict === 'undetermined') return openMessage(because, speech.language);
  return (site.say && fill(site.say, frames, speech)) ?? textIn(rule.title, speech.language);
}

/** What to do about a broken rule, if the rule says. */
export function adviceFor(site: Site, frames: readonly Frame[], speech: Speech): string | undefined {
  return site.advise && fill(site.advise, frames, speech);
}

function openMessage(because: readonly Reason[], language: Language): string {
  const phrases = PHRASES[language];
  const facts = because.map(({ pointer, value }) => {
    const place = pointer === '' ? '/' : pointer;
    if (value === null) return place;
    return place + phrases.finer(typeof value === 'string' ? value : outlined(value));
  });
  return phrases.open + facts.join(phrases.comma);
}

/** A value as JSON, without what lists and records in it hold: a value of any depth can be named. */
function outlined(value: unknown): string {
  const shown = (_key: string, part: unknown): unknown => {
    if (typeof part === 'bigint') return String(part);
    return typeof part === 'object' && part !== null && part !== value ? '…' : part;
  };
  return JSON.stringify(value, shown) ?? '';
}

function fill(template: Template, frames: readonly Frame[], speech: Speech): string | undefined {
  const parts = template[speech.language] ?? template.en ?? template.zh;
  return parts?.map((part) => (typeof part === 'string' ? part : spoken(part, frames, speech))).join('');
}

function spoken(field: FieldReference, frames: readonly Frame[], speech: Speech): string {
  const value = comparable(read(frames, field));
  const phrases = PHRASES[speech.language];
  if (!Array.isArray(value)) return spokenValue(value, field.type, speech);
  const items = value.map((item: unknown) => spokenValue(item, field.type, speech));
  return items.length === 0 ? phrases.notStated : items.join(phrases.comma);
}

function spokenValue(value: unknown, type: FieldType, speech: Speech): string {
  const phrases = PHRASES[speech.language];
  const scalar = type.kind === 'list' ? type.of : type;
  if (typeof value === 'boolean') return value ? phrases.yes : phrases.no;
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return phrases.notStated;
  if (scalar.kind !== 'term') return value;
  const vocabulary = speech.plan.vocabularies.find((one) => one.name === scalar.vocabulary);
  const term = vocabulary?.terms.find((one) => one.name === value);
  return (term && textIn(term.title, speech.language)) || value;
}
