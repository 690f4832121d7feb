/** What may have been meant by a word that is no term: a term by its title, a name of the library, the terms there are. */
import { useLine } from '../elsewhere.ts';
import { didYouMean } from '../nearest.ts';
import type { VocabularyEntry } from './names.ts';

// More than this would hide what is looked for.
const mostListed = 12;
const mostNear = 6;

/** What to do about a word that is no term of a vocabulary; `others` are names that could have stood there too. */
export function termHint(
  word: string,
  vocabulary: VocabularyEntry,
  others: readonly string[],
): string | undefined {
  const titled = termTitled(word, vocabulary);
  if (titled !== undefined) return `did you mean \`${titled}\`?`;
  const { elsewhere, lost } = vocabulary.file;
  const known = (name: string): boolean => vocabulary.terms.has(name) || others.includes(name);
  const found = (
    lost.any
      ? []
      : [...elsewhere(word, { termOf: vocabulary.name }), ...elsewhere(word, { setOf: vocabulary.name })]
  ).filter((one) => !known(one.name));
  const asked = saidOtherwise(word);
  return useLine(word, found) ?? didYouMean(word, [...vocabulary.terms.keys(), ...others]) ?? asked;
}

/** The only term whose title, in any language, is these words. */
export function termTitled(words: string, vocabulary: VocabularyEntry): string | undefined {
  const wanted = words.toLowerCase();
  const found = [...vocabulary.terms.values()].filter((term) =>
    Object.values(term.title).some((title) => title?.toLowerCase() === wanted),
  );
  return found.length === 1 ? found[0]?.name : undefined;
}

const given: ReadonlySet<string> = new Set([
  'state',
  'specified',
  'given',
  'declared',
  'provided',
  'disclosed',
  'present',
  'indicated',
  'known',
  'filled-in',
  'required',
]);
const notGiven: ReadonlySet<string> = new Set([
  'empty',
  'absent',
  'blank',
  'null',
  'unknown',
  'unspecified',
  'none',
]);

/** Words that others have for `stated` and `missing`. */
export function saidOtherwise(word: string): string | undefined {
  if (given.has(word)) return 'to ask whether something is given, write `stated`';
  return notGiven.has(word) ? 'to ask whether something is not given, write `missing`' : undefined;
}

/** The terms there are: all of a small vocabulary, else those with this word in their names or titles. */
export function termsLike(word: string, vocabulary: VocabularyEntry): string {
  const { name } = vocabulary;
  const all = [...vocabulary.terms.values()];
  const listed = (names: readonly string[]): string => names.map((one) => `\`${one}\``).join(', ');
  if (all.length <= mostListed) return `write one of its terms: ${listed(all.map((one) => one.name))}`;
  const part = word.toLowerCase().slice(0, Math.max(4, word.length - 3));
  const like = all.filter((term) =>
    [term.name, ...Object.values(term.title)].some((text) => text?.toLowerCase().includes(part)),
  );
  const near = like.slice(0, mostNear).map((one) => one.name);
  const whole = `\`proviso explain ${name}\` lists all ${all.length}`;
  return near.length === 0
    ? `write one of its terms: ${whole}`
    : `write one of its terms, such as ${listed(near)}; ${whole}`;
}
