/** Texts without their quotation marks: articles, titles, messages; and titles in the place of a name. */
import { type Report, report } from '../diagnostic.ts';
import { type DeclarationWord, isName, type Sort } from '../tokens.ts';
import { habitCodes } from './codes.ts';
import {
  type Habit,
  isFirstOnLine,
  type Place,
  type Read,
  restOfLine,
  sortAt,
  spanAt,
  standIns,
  tokenAt,
  wordAt,
  writtenAt,
} from './place.ts';

const articleWord =
  /^(?:art|article|articles|sec|section|sections|recital|recitals|annex|chapter|paragraph|para|clause|rule|part|title|schedule|appendix|point|第.+|附件.*|附录.*)$/u;

const afterLocator: ReadonlySet<Sort> = new Set<Sort>([
  'from',
  'until',
  'Comma',
  'cites',
  'each',
  'when',
  'in',
]);

/** `cites GDPR article 17`, `cites CSL 第四十一条`. */
export const readLocator: Habit = (place, to) => {
  if (sortAt(place, -2) !== 'cites' && sortAt(place, -2) !== 'Comma') return undefined;
  if (!isName(sortAt(place, -1)) || !isCiting(place)) return undefined;
  const starts =
    articleWord.test(wordAt(place, 0)) ||
    wordAt(place, 0).startsWith('§') ||
    sortAt(place, 0) === 'NumberToken';
  if (!starts || isFirstOnLine(place)) return undefined;
  let length = 1;
  const most = restOfLine(place);
  while (length < most && !afterLocator.has(sortAt(place, length))) length += 1;
  const said = capital(writtenAt(place, length));
  return quoted(place, length, 'the article of a law', said, `${tokenAt(place, -1)?.image ?? ''} `, to);
};

/** Whether the list that this stands in began with `cites`. */
function isCiting(place: Place): boolean {
  for (let back = -1; back > -200; back -= 1) {
    const sort = sortAt(place, back);
    if (sort === 'cites') return true;
    if (!isName(sort) && sort !== 'Comma' && sort !== 'TextToken' && sort !== 'DayToken') return false;
  }
  return false;
}

const titled: { readonly [W in DeclarationWord]?: readonly Sort[] } = {
  policy: [],
  source: ['link', 'in'],
  vocabulary: [],
  set: ['of'],
  table: ['from'],
  record: [],
  define: ['for'],
  rule: [],
  exception: ['to'],
};

/** `policy shop Privacy rules of the shop`: a title behind the name, on its line. */
export const readTitle: Habit = (place, to) => {
  const ends = place.declaration && titled[place.declaration];
  const behindName = place.head === place.before.length - 2 && isName(sortAt(place, -1));
  const behindTerm =
    (place.declaration === 'vocabulary' || place.declaration === 'extend') &&
    sortAt(place, -2) === 'Dash' &&
    isName(sortAt(place, -1));
  if (!(behindName && ends) && !behindTerm) return undefined;
  if (isFirstOnLine(place) || sortAt(place, 0) !== 'PlainName') return undefined;
  if (['must', 'should', 'Colon'].includes(sortAt(place, 1))) return undefined;
  const length = titleLength(place, ends ?? []);
  return quoted(place, length, 'a title', writtenAt(place, length), '', to);
};

/** To the end of the line, or to a translation, an `also` or what else comes behind the title there. */
function titleLength(place: Place, ends: readonly Sort[], from = 0): number {
  const most = restOfLine(place, from);
  for (let length = 1; length < most; length += 1) {
    const sort = sortAt(place, from + length);
    const next = sortAt(place, from + length + 1);
    if (['english', 'chinese', 'also', 'link'].includes(sort) && ['TextToken', 'PlainName'].includes(next))
      return length;
    if (ends.includes(sort) && isName(next) && from + length >= most - 4) return length;
  }
  return most;
}

/** Behind these words of a declaration comes a text. */
const texts: { readonly [S in Sort]?: readonly (DeclarationWord | 'any')[] } = {
  say: ['any'],
  advise: ['any'],
  because: ['waiver'],
  by: ['waiver'],
  version: ['policy'],
  link: ['source'],
};

/** `say Data goes abroad`, `version 2.1`, `approved by Counsel`. */
export const readText: Habit = (place, to) => {
  const where = texts[sortAt(place, -1)];
  if (!where || place.declaration === undefined || sortAt(place, 0) === 'TextToken') return undefined;
  if (!where.includes('any') && !where.includes(place.declaration)) return undefined;
  if (isFirstOnLine(place)) return undefined;
  const length = titleLength(place, []);
  return quoted(place, length, 'a text', writtenAt(place, length), `${wordAt(place, -1)} `, to);
};

/** `mentions camera, photo`. */
export const readMentioned: Habit = (place, to) => {
  if (sortAt(place, -1) !== 'mention' || sortAt(place, 0) !== 'PlainName') return undefined;
  let length = 1;
  while (sortAt(place, length) === 'Comma' && sortAt(place, length + 1) === 'PlainName') length += 2;
  const words = Array.from({ length: (length + 1) / 2 }, (_, index) => writtenAt(place, 1, index * 2));
  const span = spanAt(place, length);
  const meant = words.map((word) => `"${word}"`).join(', ');
  const about = { found: writtenAt(place, length), what: 'looked for in a text', meant };
  report(to, habitCodes, 'text-without-quotes', span, about);
  const as = words.flatMap((text, index) => [...(index === 0 ? [] : [',' as const]), { text }]);
  return { length, as: standIns(span, as) };
};

function quoted(place: Place, length: number, what: string, text: string, before: string, to: Report): Read {
  const span = spanAt(place, length);
  const clean = text.replace(/["“”]/g, '').trim();
  const about = { found: writtenAt(place, length), what, meant: `${before}"${clean}"` };
  report(to, habitCodes, 'text-without-quotes', span, about);
  return { length, as: standIns(span, [{ text: clean }]) };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const nameable: ReadonlySet<Sort> = new Set<Sort>([
  'policy',
  'source',
  'vocabulary',
  'set',
  'table',
  'record',
  'rule',
  'exception',
  'define',
]);

/** `rule "Purposes are told"`, `rule every collection tells its purpose`: the name before the title is left out. */
export const readNameless: Habit = (place, to) => {
  const word = sortAt(place, 0);
  if (!nameable.has(word) || !isFirstOnLine(place) || isFirstOnLine(place, 1)) return undefined;
  const next = sortAt(place, 1);
  const isTitle = next === 'TextToken' && !tokenAt(place, 1)?.text?.block;
  if (!isTitle && !isSentence(place)) return undefined;
  const length = isTitle ? 1 : titleLength(place, titled[word as DeclarationWord] ?? [], 1);
  const title = isTitle ? (tokenAt(place, 1)?.text?.value ?? '') : writtenAt(place, length, 1).trim();
  const name = nameFrom(title, word);
  const about = { declaration: word, meant: `${word} ${name} "${title}"` };
  report(to, habitCodes, 'name-left-out', spanAt(place, length + 1), about);
  const title_ = standIns(spanAt(place, length, 1), [{ text: title }]);
  const [first] = place.tokens.slice(place.index, place.index + 1);
  return {
    length: length + 1,
    as: [...(first ? [first] : []), ...standIns(spanAt(place, 1), [{ name }]), ...title_],
  };
};

/** A line of prose in the place of a name: it begins with a word that cannot be one, or goes on to `must`. */
function isSentence(place: Place): boolean {
  const next = sortAt(place, 1);
  const then = sortAt(place, 2);
  if (restOfLine(place, 1) < 3) return false;
  if (['every', 'each', 'no', 'some', 'all', 'any', 'only'].includes(next)) return then !== 'TextToken';
  return sortAt(place, 0) === 'rule' && isName(next) && ['must', 'should', 'is'].includes(then);
}

/** A short name made of the first words of a title. */
function nameFrom(title: string, word: string): string {
  const words = title.toLowerCase().match(/[\p{L}\p{M}\p{Nd}]+/gu) ?? [];
  const said = words
    .filter((one) => !['a', 'an', 'the', 'of', 'its', 'every', 'each'].includes(one))
    .slice(0, 4);
  const name = said.join('-');
  return /^\p{L}/u.test(name) ? name : `the-${word}`;
}
