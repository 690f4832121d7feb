/** What word processors and prose put around clauses: numbers before lines, articles, `if`, `for each`, words in Chinese. */
import { report } from '../diagnostic.ts';
import { keywordOfWord } from '../keywords.ts';
import { isName } from '../tokens.ts';
import { habitCodes } from './codes.ts';
import { other } from './duties.ts';
import { phraseAt, phrasebook } from './matching.ts';
import {
  type Habit,
  isFirstOnLine,
  isNamed,
  type Place,
  sortAt,
  spanAt,
  standIns,
  tokenAt,
  wordAt,
  writtenAt,
} from './place.ts';

/** `1.`, `2)`, `（一）`, `一、` before a line. */
export const readNumber: Habit = (place, to) => {
  if (!isFirstOnLine(place)) return undefined;
  const length = numberLength(place);
  if (length === 0 || isFirstOnLine(place, length)) return undefined;
  const listed = ['vocabulary', 'extend', 'set', 'table', 'record'].includes(place.declaration ?? '');
  const entry = listed && sortAt(place, length) === 'PlainName';
  const span = spanAt(place, length);
  report(to, habitCodes, 'numbered-line', span, { found: writtenAt(place, length), entry });
  return { length, as: entry ? standIns(span, ['-']) : [] };
};

function numberLength(place: Place): number {
  const counts = (at: number): boolean =>
    sortAt(place, at) === 'NumberToken' ||
    /^[一二三四五六七八九十]+$/.test(wordAt(place, at)) ||
    /^[a-hivx]$/.test(wordAt(place, at));
  const ends = (at: number): boolean => /^[.．、，)）]$/.test(wordAt(place, at));
  if (sortAt(place, 0) === 'Open' && counts(1) && sortAt(place, 2) === 'Close') return 3;
  return counts(0) && ends(1) && tokenAt(place, 0)?.end === tokenAt(place, 1)?.startOffset ? 2 : 0;
}

const articles: ReadonlySet<string> = new Set(['the', 'a', 'an', 'its', 'their', 'said']);

/** `the data`, `is a partner`. */
export const readArticle: Habit = (place, to) => {
  const found = wordAt(place, 0);
  if (!articles.has(found) || sortAt(place, 1) !== 'PlainName' || sortAt(place, -1) === 'outside')
    return undefined;
  const follows = ['must', 'should'].includes(sortAt(place, 2));
  if (
    isNamed(place)
      ? follows || ['Colon', 'Dash'].includes(sortAt(place, -1)) || place.head === place.before.length - 1
      : !follows
  )
    return undefined;
  const why = 'names stand without an article';
  report(to, habitCodes, 'words-to-leave-out', spanAt(place, 1), { found: writtenAt(place, 1), why });
  return { length: 1, as: [] };
};

const clauses = phrasebook([
  ['for each | for every | for any | for all', 'each'],
  ['every | any | all', 'each'],
  ['no', 'forbid some'],
  ['except where | except when | except if | except in | unless where | unless when | unless if', 'unless'],
  ['provided that | provided | on condition that', 'where', 'could open a condition as well as an exception'],
  ['only if | only when | only where', 'where'],
]);

/** `for every collection`, `except where`, `no share where …` at the beginning of a clause. */
export const readClause: Habit = (place, to) => {
  const inRule =
    place.declaration === 'rule' || place.declaration === 'exception' || place.declaration === 'waiver';
  if (!inRule || isNamed(place)) return undefined;
  const phrase = phraseAt(
    place,
    clauses,
    ({ as, words }) => as.at(-1) === 'where' || as.at(-1) === 'unless' || isName(sortAt(place, words.length)),
  );
  return phrase && other(place, phrase.words.length, phrase.as, to, phrase.why);
};

/** `if`, and `with`, `having` behind the record. */
export const readCondition: Habit = (place, to) => {
  if (place.declaration === undefined || isNamed(place)) return undefined;
  const behindRecord =
    ['each', 'some', 'no', 'every'].includes(sortAt(place, -2)) && isName(sortAt(place, -1));
  const word = wordAt(place, 0);
  if (
    behindRecord &&
    ['if', 'when', 'with', 'having', 'whose', 'which', 'that', 'for', 'of'].includes(word)
  ) {
    if (word === 'when' || sortAt(place, 0) === 'of') return undefined;
    if (!isName(sortAt(place, 1))) return undefined;
    return other(place, 1, ['where'], to);
  }
  if (word !== 'if' || sortAt(place, 1) === 'must') return undefined;
  const why = 'is not a word of the language; conditions on the app are';
  const isLate = place.before.slice(place.head).some((one) => one.tokenType.name === 'must');
  return isLate ? undefined : other(place, 1, ['when'], to, why);
};

/** The words of the language in Chinese, which it does not know yet. */
const chinese = phrasebook([
  ['规则', 'rule'],
  ['政策 | 策略', 'policy'],
  ['使用 | 引用', 'use'],
  ['采用', 'adopt'],
  ['来源', 'source'],
  ['例外', 'exception'],
  ['测试', 'test'],
  ['定义', 'define'],
  ['依据 | 引用法条', 'cites'],
  ['每项 | 每个 | 每一 | 各', 'each'],
  ['其中', 'where'],
  ['当 | 如果 | 如', 'when'],
  ['除非', 'unless'],
  ['应该', 'should'],
  ['要求', 'require'],
  ['禁止', 'forbid'],
  ['建议', 'advise'],
  ['提示', 'say'],
  ['且 | 并且 | 和 | 及', 'and'],
  ['或 | 或者', 'or'],
  ['是 | 为', 'is'],
  ['不是 | 不为 | 非', 'is not'],
  ['属于', 'is in'],
  ['包含 | 包括', 'include'],
  ['存在', 'some'],
  ['不存在', 'no'],
  ['已说明 | 已明示', 'is stated'],
  ['生效', 'in force'],
  ['版本', 'version'],
  ['天 | 日', 'days'],
  ['至多 | 最多 | 不超过', 'is at most'],
  ['至少', 'is at least'],
]);

/** `规则`, `每项`, `依据` where the words of the language are expected. */
export const readChinese: Habit = (place, to) => {
  if (sortAt(place, 0) !== 'PlainName') return undefined;
  const phrase = phraseAt(place, chinese);
  if (!phrase || keywordOfWord.has(wordAt(place, 0))) return undefined;
  if (isNamed(place) || ['must', 'should'].includes(sortAt(place, 1))) return undefined;
  return other(place, 1, phrase.as, to, 'is said in English so far');
};
