/** Turns of phrase as data: the words that are written, and the words that the language has for them. */
import type { KeywordId } from '../keywords.ts';
import { type Place, wordAt } from './place.ts';

/** The longest first; `why` completes a message that begins with the words written. */
export interface Phrase {
  readonly words: readonly string[];
  readonly as: readonly KeywordId[];
  readonly why?: string;
}

/** Phrases by their first word, the longest first. */
export type Phrasebook = ReadonlyMap<string, readonly Phrase[]>;

/** Makes a phrasebook of lines: several ways to write it, what the language says, and why if need be. */
export function phrasebook(
  lines: readonly (readonly [ways: string, as: string, why?: string])[],
): Phrasebook {
  const book = new Map<string, Phrase[]>();
  for (const [ways, as, why] of lines) {
    for (const way of ways.split(' | ')) {
      const words = way.split(' ');
      const phrase = {
        words,
        as: as.split(' ').filter((one) => one !== '') as KeywordId[],
        ...(why === undefined ? {} : { why }),
      };
      const key = words[0] ?? '';
      book.set(key, [...(book.get(key) ?? []), phrase]);
    }
  }
  for (const all of book.values()) all.sort((one, other) => other.words.length - one.words.length);
  return book;
}

/** The longest phrase that is written from an offset on and fits. */
export function phraseAt(
  place: Place,
  book: Phrasebook,
  fits: (phrase: Phrase) => boolean = () => true,
  from = 0,
): Phrase | undefined {
  return book
    .get(wordAt(place, from))
    ?.find((one) => one.words.every((word, index) => wordAt(place, from + index) === word) && fits(one));
}
