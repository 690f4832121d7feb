/** What must be, in the words of statutes: shall, may not, is prohibited, is required to; and duties without any such word. */
import { type Report, report } from '../diagnostic.ts';
import { type KeywordId, wordAfterMust, wordFor } from '../keywords.ts';
import { isName, isReserved, type Sort } from '../tokens.ts';
import { habitCodes } from './codes.ts';
import { type Phrase, phraseAt, phrasebook } from './matching.ts';
import {
  type Habit,
  isFirstOnLine,
  isNamed,
  type Part,
  type Place,
  restOfLine,
  sortAt,
  spanAt,
  standIns,
  wordAt,
  writtenAt,
} from './place.ts';

const verbs: ReadonlySet<Sort> = new Set<Sort>(['is', 'include', 'mention', 'match', 'stated', 'missing']);

/** Behind a field: how strong it is. */
const duties = phrasebook([
  [
    'shall | needs to | need to | has to | have to | will | is to | are to | is required to | are required to',
    'must',
  ],
  ['must be required to | is obliged to | are obliged to | is obligated to | are obligated to', 'must'],
  ['必须 | 应当 | 应', 'must', 'is said in English so far'],
  ['ought to | 宜', 'should'],
  ['shall never | may never | can never | cannot | cannot ever | must never | will never', 'must not'],
  ['may not | can not | is not allowed to | are not allowed to | is not permitted to', 'must not'],
  [
    'is not to | are not to | are not permitted to | is prohibited to | is forbidden to | 不得 | 不应',
    'must not',
  ],
  ['must always | shall always | must at all times', 'must'],
]);

/** Behind a value, about the record: it may not be at all. */
const bans = phrasebook([
  ['is prohibited | is banned | is illegal | is unlawful | is disallowed | is not allowed', 'is forbidden'],
  ['are prohibited | are banned | are forbidden | are not allowed | are not permitted', 'is forbidden'],
  [
    'is not permitted | is not lawful | is not admissible | must be forbidden | must be prohibited',
    'is forbidden',
  ],
  ['shall be prohibited | shall be forbidden | must not be allowed | shall not be allowed', 'is forbidden'],
  ['is strictly prohibited | is strictly forbidden | must not exist | is excluded | 禁止', 'is forbidden'],
]);

const permissions: ReadonlySet<string> = new Set(['may', 'can', 'might', '可以', '可']);

/** `… shall be …`, `… may not be …`, and `must only include` for `must include only`. */
export const readDuty: Habit = (place, to) => {
  if (isNamed(place) || !isName(sortAt(place, -1))) return undefined;
  const phrase = phraseAt(place, duties, (one) => isFollowedByVerb(place, one.words.length));
  if (phrase && !isAsTheLanguageSays(phrase)) {
    return other(place, phrase.words.length, phrase.as, to, phrase.why);
  }
  if (!permissions.has(wordAt(place, 0)) || !isFollowedByVerb(place, 1)) return undefined;
  if (wordAt(place, 1) === 'only') {
    if (sortAt(place, 2) === 'include') return other(place, 3, ['must', 'include', 'only'], to);
    return sortAt(place, 2) === 'is' ? other(place, 3, ['must', 'is'], to) : other(place, 2, ['must'], to);
  }
  report(to, habitCodes, 'permission-word', spanAt(place, 1), { found: writtenAt(place, 1) });
  return { length: 1, as: standIns(spanAt(place, 1), ['must']) };
};

// These begin like what the language says, and are longer.
const isAsTheLanguageSays = ({ words, as }: Phrase): boolean => words.join(' ') === as.join(' ');

const isFollowedByVerb = (place: Place, length: number): boolean =>
  verbs.has(sortAt(place, length)) ||
  (['not', 'only'].includes(sortAt(place, length)) && sortAt(place, length + 1) !== 'end') ||
  (sortAt(place, length) === 'PlainName' && !isNamed(place));

/** `is prohibited` behind the records that are meant. */
export const readBan: Habit = (place, to) => {
  const before = sortAt(place, -1);
  const behindValue =
    sortAt(place, -2) === 'each' ||
    isFirstOnLine(place) ||
    !isName(before) ||
    behindValueWord.has(sortAt(place, -2));
  if (!behindValue || isNamed(place)) return undefined;
  const phrase = phraseAt(place, bans);
  return phrase && other(place, phrase.words.length, phrase.as, to);
};

/** `each share must not be …`: the field is left out. What it demands cannot be read, so that nothing may be stands for it. */
export const readSubjectless: Habit = (place, to) => {
  const sort = sortAt(place, 0);
  if ((sort !== 'must' && sort !== 'should') || sortAt(place, -2) !== 'each') return undefined;
  const about = { word: writtenAt(place, 1), record: wordAt(place, -1) };
  report(to, habitCodes, 'subject-missing', spanAt(place, 1), about);
  const length = restOfLine(place);
  return { length, as: standIns(spanAt(place, length), ['is', 'forbidden']) };
};

const behindValueWord: ReadonlySet<Sort> = new Set<Sort>([
  'is',
  'in',
  'of',
  'Comma',
  'include',
  'exactly',
  'called',
]);

/** `retention is at most 30 days` as a line of a rule; `purposes stated`. */
export const readBareDuty: Habit = (place, to) => {
  const sort = sortAt(place, 0);
  if ((sort !== 'PlainName' && sort !== 'default') || isNamed(place)) return undefined;
  const verb = sortAt(place, 1);
  if (!verbs.has(verb) || sortAt(place, 2) === 'forbidden' || phraseAt(place, bans, undefined, 1))
    return undefined;
  if (phraseAt(place, duties, undefined, 1) || place.declaration === undefined) return undefined;
  const field = writtenAt(place, 1);
  const rule = place.declaration === 'rule';
  const about = { found: `${field} ${wordAt(place, 1)}`, meant: `${field} must ${demandOf(place)}`, rule };
  report(to, habitCodes, 'duty-missing', spanAt(place, 2), about);
  const name: Part = { name: field };
  if (!rule) return { length: 1, as: standIns(spanAt(place, 1), ['and', name]) };
  const lacksVerb = verb === 'stated' || verb === 'missing';
  return { length: 1, as: standIns(spanAt(place, 1), lacksVerb ? [name, 'must', 'is'] : [name, 'must']) };
};

/** What stands behind the field, as it is said behind `must`: the rest of the line. */
function demandOf(place: Place): string {
  const verb = sortAt(place, 1);
  const rest = writtenAt(place, restOfLine(place, 2), 2);
  const first =
    verb === 'stated' || verb === 'missing' ? `be ${verb}` : wordAfterMust(verb as KeywordId, 'en');
  return rest === '' ? first : `${first} ${rest}`;
}

/** Behind `must`: verbs of prose, and a verb that is lacking. */
const afterMust = phrasebook([
  ['never', 'not'],
  ['only include', 'include only'],
  ['only be | always be', 'is'],
  ['not exceed | not be over | not be above | not be longer than | not be greater than', 'is at most'],
  ['exceed', 'is more than'],
  ['contain | contains | comprise | cover | list | have | has | 包含 | 包括', 'include'],
  ['contain only | only contain | be limited to', 'include only'],
  ['equal', 'is exactly'],
  ['state | specify | exist | be present | be given | 说明 | 明示', 'is stated'],
  ['是 | 为', 'is'],
]);

const verbless: ReadonlySet<Sort> = new Set<Sort>([
  'stated',
  'missing',
  'at',
  'more',
  'less',
  'exactly',
  'one',
  'in',
  'NumberToken',
]);

/** `must stated`, `must never be`, `must not exceed`. */
export const readVerb: Habit = (place, to) => {
  const isBehindMust = (offset: number): boolean => ['must', 'should'].includes(sortAt(place, offset));
  if (!isBehindMust(-1) && !(sortAt(place, -1) === 'not' && isBehindMust(-2))) return undefined;
  const phrase = phraseAt(place, afterMust, (one) => fitsAfterMust(place, one));
  if (phrase) {
    const meant = phrase.as.map((id) => wordAfterMust(id, 'en'));
    report(to, habitCodes, 'other-words', spanAt(place, phrase.words.length), {
      found: writtenAt(place, phrase.words.length),
      meant: meant.join(' '),
      why: 'is not how the language says it behind `must`',
    });
    return { length: phrase.words.length, as: standIns(spanAt(place, phrase.words.length), phrase.as) };
  }
  if (!verbless.has(sortAt(place, 0))) return undefined;
  const found = writtenAt(place, 1);
  const before = wordAt(place, -1);
  const about = { found: `${before} ${found}`, meant: `${before} be ${found}`, why: 'lacks its verb' };
  report(to, habitCodes, 'other-words', spanAt(place, 1), about);
  return {
    length: 1,
    as: [...standIns(spanAt(place, 1), ['is']), ...place.tokens.slice(place.index, place.index + 1)],
  };
};

/** A word of prose that says all by itself must end the line; where something follows it was a name. */
function fitsAfterMust(place: Place, { as, words }: Phrase): boolean {
  const next = sortAt(place, words.length);
  if (as.at(-1) !== 'stated') return next !== 'end';
  return next === 'end' || isReserved(next) || isFirstOnLine(place, words.length);
}

/** Reports words that the language has others for, and reads them as those. */
export function other(place: Place, length: number, as: readonly KeywordId[], to: Report, why?: string) {
  const meant = as
    .map((id, at) =>
      ['must', 'not'].includes(as[at - 1] ?? '') ? wordAfterMust(id, 'en') : wordFor(id, 'en'),
    )
    .join(' ');
  const about = { found: writtenAt(place, length), meant, ...(why === undefined ? {} : { why }) };
  report(to, habitCodes, 'other-words', spanAt(place, length), about);
  return { length, as: standIns(spanAt(place, length), as) };
}
