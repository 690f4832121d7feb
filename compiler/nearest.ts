/** Did-you-mean: the known word nearest to one that is not known. Knows only words. */
import { distance } from '../grammar/spelling.ts';

/** The nearest of the known words, if one is near enough to be meant; of equally near ones the first. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  const limit = word.length < 2 ? 0 : Math.max(1, Math.floor(word.length / 3));
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of known) {
    if (Math.abs(candidate.length - word.length) >= bestDistance) continue;
    const far = distance(word.toLowerCase(), candidate.toLowerCase(), bestDistance - 1);
    if (far < bestDistance) {
      best = candidate;
      bestDistance = far;
    }
  }
  return best ?? lastPart(word, known);
}

/** `precise` for `location.precise`: someone who left out the way to a term. */
function lastPart(word: string, known: Iterable<string>): string | undefined {
  const ends: string[] = [];
  for (const candidate of known) if (candidate.endsWith(`.${word}`)) ends.push(candidate);
  return ends.length === 1 ? ends[0] : undefined;
}

/** The one known word that another is surely a slip of: one letter off, or other capitals, and no second word as near. */
export function surelyMeant(word: string, known: Iterable<string>): string | undefined {
  if (word.length < SURE_LENGTH) return undefined;
  const near = [...known].filter((one) => distance(word.toLowerCase(), one.toLowerCase(), 1) <= 1);
  return near.length === 1 ? near[0] : undefined;
}

/** Shorter words are one letter off from too much. */
const SURE_LENGTH = 4;

/** ` — did you mean …?`, or nothing: for use as the help of a diagnostic. */
export function didYouMean(word: string, known: Iterable<string>): string | undefined {
  const found = nearest(word, known);
  return found === undefined ? undefined : `did you mean \`${found}\`?`;
}
