/** Numbers, lengths of time and days as they are written in prose, and signs of arithmetic. */
import { report } from '../diagnostic.ts';
import type { KeywordId } from '../keywords.ts';
import type { Sort } from '../tokens.ts';
import { habitCodes } from './codes.ts';
import { other } from './duties.ts';
import { phraseAt, phrasebook } from './matching.ts';
import { type Habit, type Place, sortAt, spanAt, standIns, wordAt, writtenAt } from './place.ts';

const small =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

/** The number that a word says: `thirty`, `twenty-one`, `三十`. */
export function numberSaid(word: string): number | undefined {
  const plain = small.indexOf(word);
  if (plain >= 0) return plain;
  const [ten = '', one] = word.split('-');
  const unit = one === undefined ? 0 : small.indexOf(one);
  if (tens.includes(ten) && unit >= 0 && unit < 10) return (tens.indexOf(ten) + 2) * 10 + unit;
  if (word === 'hundred') return 100;
  return chineseNumber(word);
}

const figures = '〇一二三四五六七八九';

function chineseNumber(word: string): number | undefined {
  const parts =
    /^(?:([一二三四五六七八九])百)?零?(?:([一二三四五六七八九])?(十))?([一二三四五六七八九])?$/.exec(word);
  if (!parts || word === '') return undefined;
  const [, hundreds = '', ten = '', hasTen, ones = ''] = parts;
  const value = (figure: string): number => Math.max(0, figures.indexOf(figure));
  return (
    (hundreds ? value(hundreds) * 100 : 0) +
    (hasTen ? (ten ? value(ten) : 1) * 10 : 0) +
    (ones ? value(ones) : 0)
  );
}

/** The days of each unit, and what is to be known of it. */
const units: Readonly<Record<string, readonly [days: number, why: string]>> = {
  ...named('天 日', 1, ', and the unit is `days`'),
  ...named('week weeks 周 星期', 7, ': lengths of time are said in days'),
  ...named('month months 月 个月', 30, ': months have 28 to 31 days, so two readers would count differently'),
  ...named(
    'quarter quarters 季度',
    90,
    ': quarters have 90 to 92 days, so two readers would count differently',
  ),
  ...named('year years 年', 365, ': years have 365 or 366 days, so two readers would count differently'),
  ...named('hour hours 小时', 1 / 24, ': lengths of time are said in days'),
};

function named(words: string, days: number, why: string) {
  return Object.fromEntries(words.split(' ').map((word) => [word, [days, why] as const]));
}

const workdays: ReadonlySet<string> = new Set([
  'business',
  'working',
  'calendar',
  'consecutive',
  '工作日',
  '自然日',
]);

const beforeNumber: ReadonlySet<Sort> = new Set<Sort>([
  'most',
  'least',
  'than',
  'exactly',
  'is',
  'must',
  'not',
  'Colon',
]);

const afterBound: ReadonlySet<Sort> = new Set<Sort>(['most', 'least', 'than', 'exactly']);

/** How many tokens say a length of time or a number in words, and how many days or what number that is. */
interface Said {
  readonly length: number;
  readonly value: number;
  readonly unit: string | undefined;
}

function saidAt(place: Place, from = 0): Said | undefined {
  const word = wordAt(place, from);
  const isFigure = sortAt(place, from) === 'NumberToken';
  const article = word === 'a' || word === 'an';
  const value = isFigure ? Number(word) : article ? 1 : numberSaid(word);
  if (value === undefined) return joined(word);
  const unit = wordAt(place, from + 1);
  if (workdays.has(unit)) {
    const length = /^\p{Script=Han}/u.test(unit) ? 2 : 3;
    return length === 2 || ['days', 'day'].includes(wordAt(place, from + 2))
      ? { length, value, unit }
      : undefined;
  }
  if (Object.hasOwn(units, unit) || unit === 'days' || unit === 'day') return { length: 2, value, unit };
  return article ? undefined : { length: 1, value, unit: undefined };
}

const isDays = (unit: string): boolean => unit === 'days' || unit === 'day';

/** Number and unit in one word, as in Chinese: `三十日`. */
function joined(word: string): Said | undefined {
  const [, figures = '', unit = ''] = /^(\p{Script=Han}+?)(天|日|个月|年|周|小时)$/u.exec(word) ?? [];
  const value = figures === '' ? undefined : numberSaid(figures);
  return value === undefined ? undefined : { length: 1, value, unit };
}

/** `1 month`, `thirty days`, `a year`, `30 business days`. */
export const readLength: Habit = (place, to) => {
  const said = saidAt(place);
  if (!said) return undefined;
  const { length, value, unit } = said;
  const isFigure = sortAt(place, 0) === 'NumberToken';
  if (['must', 'should', 'for'].includes(sortAt(place, length))) return undefined;
  if (isFigure ? unit === undefined || isDays(unit) : !beforeNumber.has(sortAt(place, -1))) return undefined;
  if (unit === undefined && !afterBound.has(sortAt(place, -1))) return undefined;
  const [days, why] = lengthOf(value, unit);
  const meant = unit === undefined ? `${days}` : days === 1 ? '1 day' : `${days} days`;
  const span = spanAt(place, length);
  const found = writtenAt(place, length);
  if (why === undefined)
    report(to, habitCodes, 'other-words', span, {
      found,
      meant,
      why: 'is a number in words, and numbers stand in figures',
    });
  else report(to, habitCodes, 'only-days', span, { found, why, meant });
  const number = { number: String(days) };
  return { length, as: standIns(span, unit === undefined ? [number] : [number, 'days']) };
};

function lengthOf(value: number, unit: string | undefined): readonly [days: number, why: string | undefined] {
  if (unit === undefined || isDays(unit)) return [value, undefined];
  if (unit === 'calendar' || unit === 'consecutive' || unit === '自然日')
    return [value, ', and all days count'];
  if (workdays.has(unit))
    return [Math.ceil(value / 5) * 7, ': the language counts all days, not working days'];
  const [days, why] = units[unit] ?? [1, ''];
  return [Math.round(value * days * 1e4) / 1e4, why];
}

const isNumberAt = (place: Place, from: number): boolean => saidAt(place, from) !== undefined;

/** Behind `is` or `must`, before a number. */
const bounds = phrasebook([
  [
    'no more than | no longer than | not longer than | no later than | no greater than | no older than | no higher than',
    'at most',
  ],
  [
    'not greater than | not higher than | not older than | not later than | not over | not above | not exceeding',
    'at most',
  ],
  [
    'up to | maximum | max | at maximum | a maximum of | maximum of | at the most | within | 不超过 | 至多 | 最多',
    'at most',
  ],
  [
    'less than or equal to | fewer than or equal to | lower than or equal to | smaller than or equal to',
    'at most',
  ],
  [
    'no less than | no fewer than | no shorter than | no lower than | no younger than | not fewer than',
    'at least',
  ],
  ['not shorter than | not lower than | not younger than | not under | not below | at the least', 'at least'],
  ['minimum | min | at minimum | a minimum of | minimum of | 不少于 | 至少 | 最少', 'at least'],
  ['more than or equal to | greater than or equal to | higher than or equal to', 'at least'],
  [
    'longer than | greater than | higher than | older than | later than | over | above | exceeding | beyond | 超过',
    'more than',
  ],
  [
    'shorter than | fewer than | lower than | younger than | smaller than | under | below | 少于',
    'less than',
  ],
  ['equal to | precisely', 'exactly'],
]);

/** `no longer than 30 days`, `under 14`, `up to 3`; a number with no such word. */
export const readBound: Habit = (place, to) => {
  const isBehindIs = (offset: number): boolean => ['is', 'must', 'should'].includes(sortAt(place, offset));
  if (!isBehindIs(-1) && !(sortAt(place, -1) === 'not' && isBehindIs(-2))) return undefined;
  const lacksIs = sortAt(place, -1) !== 'is' && sortAt(place, -2) !== 'is';
  const phrase = phraseAt(place, bounds, (one) => isNumberAt(place, one.words.length));
  if (phrase) return other(place, phrase.words.length, lacksIs ? ['is', ...phrase.as] : phrase.as, to);
  const said = saidAt(place);
  if (said === undefined || lacksIs || (sortAt(place, 0) !== 'NumberToken' && said.unit === undefined))
    return undefined;
  if (sortAt(place, said.length) === 'for') return undefined;
  const { length } = said;
  const found = writtenAt(place, length);
  const which = sortAt(place, length) === 'or' ? orders[wordAt(place, length + 1)] : undefined;
  const number = { number: String(lengthOf(said.value, said.unit)[0]) };
  const amount = said.unit === undefined ? [number] : [number, 'days' as const];
  if (which) {
    const span = spanAt(place, length + 2);
    const about = { found: writtenAt(place, length + 2), meant: `${which.join(' ')} ${found}` };
    report(to, habitCodes, 'other-words', span, about);
    return { length: length + 2, as: standIns(span, [...which, ...amount]) };
  }
  report(to, habitCodes, 'bound-missing', spanAt(place, length), { found });
  return { length, as: standIns(spanAt(place, length), ['exactly', ...amount]) };
};

const atMost = ['at', 'most'] as const;
const atLeast = ['at', 'least'] as const;
const orders: Readonly<Record<string, readonly KeywordId[]>> = {
  less: atMost,
  fewer: atMost,
  shorter: atMost,
  under: atMost,
  more: atLeast,
  longer: atLeast,
  older: atLeast,
  over: atLeast,
};

const signs: Readonly<Record<string, readonly KeywordId[]>> = {
  '<=': ['is', 'at', 'most'],
  '=<': ['is', 'at', 'most'],
  '≤': ['is', 'at', 'most'],
  '⩽': ['is', 'at', 'most'],
  '>=': ['is', 'at', 'least'],
  '=>': ['is', 'at', 'least'],
  '≥': ['is', 'at', 'least'],
  '⩾': ['is', 'at', 'least'],
  '<': ['is', 'less', 'than'],
  '＜': ['is', 'less', 'than'],
  '>': ['is', 'more', 'than'],
  '＞': ['is', 'more', 'than'],
  '=': ['is'],
  '==': ['is'],
  '===': ['is'],
  '＝': ['is'],
  '!=': ['is', 'not'],
  '!==': ['is', 'not'],
  '<>': ['is', 'not'],
  '≠': ['is', 'not'],
  '&': ['and'],
  '&&': ['and'],
  '|': ['or'],
  '||': ['or'],
  '!': ['not'],
};

/** `<=`, `=`, `%`. */
export const readSign: Habit = (place, to) => {
  const found = wordAt(place, 0);
  const span = spanAt(place, 1);
  if (/^[%％‰]/.test(found) && sortAt(place, -1) === 'NumberToken') {
    report(to, habitCodes, 'sign-for-words', span, { found, meant: '' });
    return { length: 1, as: [] };
  }
  const said = Object.hasOwn(signs, found) ? (signs[found] ?? []) : [];
  if (said.length === 0) return undefined;
  const hasVerb = ['is', 'not'].includes(sortAt(place, -1)) && said[0] === 'is' && !isMust(place);
  const bare = hasVerb ? said.slice(1) : said;
  const isNumber = isNumberAt(place, 1) && said.length === 1 && said[0] === 'is';
  const as: readonly KeywordId[] = isNumber ? [...bare, 'exactly'] : bare;
  const spoken = as.map((id) => (id === 'is' && isMust(place) ? 'be' : id)).join(' ');
  report(to, habitCodes, 'sign-for-words', span, { found, meant: spoken });
  return { length: 1, as: standIns(span, as) };
};

const isMust = (place: Place): boolean =>
  ['must', 'should'].includes(sortAt(place, -1)) ||
  (sortAt(place, -1) === 'not' && sortAt(place, -2) !== 'is');

const months = 'january february march april may june july august september october november december'.split(
  ' ',
);

function monthOf(word: string): number {
  return (
    months.findIndex((one) => one === word || (word.length >= 3 && one.slice(0, word.length) === word)) + 1
  );
}

/** `1 January 2026`, `January 1, 2026`, `2026年1月1日`. */
export const readDay: Habit = (place, to) => {
  if (!['from', 'until', 'of'].includes(sortAt(place, -1))) return undefined;
  const found = dayAt(place);
  if (!found) return undefined;
  const { length, year, month, day } = found;
  const two = (value: number): string => String(value).padStart(2, '0');
  const meant = `${year}-${two(month)}-${two(day)}`;
  const span = spanAt(place, length);
  const about = {
    found: writtenAt(place, length),
    meant,
    why: 'is not how a day is written',
  };
  report(to, habitCodes, 'other-words', span, about);
  return { length, as: standIns(span, [{ day: meant }]) };
};

function dayAt(place: Place) {
  const first = wordAt(place, 0);
  const chinese = /^年(\d{1,2})月(\d{1,2})日起?$/.exec(wordAt(place, 1));
  if (/^\d{4}$/.test(first) && chinese)
    return { length: 2, year: Number(first), month: Number(chinese[1]), day: Number(chinese[2]) };
  const ordinal = /^(?:st|nd|rd|th)$/.test(wordAt(place, 1)) ? 1 : 0;
  const isDay = /^\d{1,2}$/.test(first);
  const comma = sortAt(place, 2) === 'Comma' ? 1 : 0;
  const month = monthOf(isDay ? wordAt(place, 1 + ordinal) : first);
  const day = Number(isDay ? first : wordAt(place, 1));
  const at = isDay ? 2 + ordinal : 2 + comma;
  const year = wordAt(place, at);
  if (month === 0 || !Number.isInteger(day) || day < 1 || day > 31 || !/^\d{4}$/.test(year)) return undefined;
  return { length: at + 1, year: Number(year), month, day };
}
