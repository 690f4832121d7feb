/** Reads what people bring along from statutes, prose and word processors in the words of the language, and says so. */
import { grammarCodes } from './codes.ts';
import { type Report, report } from './diagnostic.ts';
import { readBan, readBareDuty, readDuty, readSubjectless, readVerb } from './habits/duties.ts';
import { readArticle, readChinese, readClause, readCondition, readNumber } from './habits/lines.ts';
import { readList } from './habits/lists.ts';
import { readBound, readDay, readLength, readSign } from './habits/numbers.ts';
import { type Habit, isFirstOnLine, type Place } from './habits/place.ts';
import { readLocator, readMentioned, readNameless, readText, readTitle } from './habits/texts.ts';
import type { Source } from './source.ts';
import {
  beforeName,
  type DeclarationWord,
  isDeclarationWord,
  type Sort,
  sortOf,
  type Token,
} from './tokens.ts';

/** In this order at each place; the first that knows what is written there reads it. */
const habits: readonly Habit[] = [
  readNameless,
  readNumber,
  readLocator,
  readTitle,
  readText,
  readMentioned,
  readDay,
  readLength,
  readBound,
  readSign,
  readDuty,
  readBan,
  readSubjectless,
  readVerb,
  readBareDuty,
  readList,
  readClause,
  readCondition,
  readArticle,
  readChinese,
];

// A file with more of these is not worth reading with such care.
const most = 200;

/** The tokens as they are understood, and the offsets of those that were written otherwise. */
export interface Understood {
  readonly tokens: readonly Token[];
  readonly faults: readonly number[];
}

// A word of the language that is the name of a field goes on like this.
const isField: ReadonlySet<Sort> = new Set<Sort>(['must', 'should', 'is', 'include', 'Colon', 'end']);

/** Reads all tokens of a file; none that has no meaning is left. A text without habits comes out as it went in. */
export function readHabits(source: Source, tokens: readonly Token[], to: Report): Understood {
  const before: Token[] = [];
  const faults: number[] = [];
  let declaration: DeclarationWord | undefined;
  let head = -1;
  const push = (place: Place, token: Token): void => {
    const sort = sortOf(token);
    const begins = isDeclarationWord(sort) && !beforeName.has(sortOf(before.at(-1))) && isFirstOnLine(place);
    if (begins && !isField.has(sortOf(tokens[place.index + 1]))) {
      declaration = sort;
      head = before.length;
    }
    before.push(token);
  };
  for (let index = 0; index < tokens.length; ) {
    const token = tokens[index];
    if (!token) break;
    const place: Place = { source, tokens, index, before, declaration, head };
    const read = faults.length < most ? readAt(place, to) : undefined;
    if (read) {
      faults.push(token.startOffset);
      for (const one of read.as) push(place, one);
      index += read.length;
      continue;
    }
    if (sortOf(token) === 'Stray') {
      faults.push(token.startOffset);
      const span = { file: source.file, start: token.startOffset, end: token.end };
      report(to, grammarCodes, 'unexpected-character', span, { found: token.image });
    } else push(place, token);
    index += 1;
  }
  return { tokens: before, faults };
}

function readAt(place: Place, to: Report) {
  for (const habit of habits) {
    const read = habit(place, to);
    if (read) return read;
  }
  return undefined;
}
