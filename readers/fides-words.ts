/** Words of the fides taxonomy -> terms of the plan's own vocabularies, which say `also fides`. */
import type { Span } from '../grammar/source.ts';
import { narrowestAbove, reportUnknown } from './mapping.ts';
import type { Reading } from './reading.ts';

/**
 * The narrowest term above all that a word can mean. A finer word than the vocabularies know is taken for the nearest above
 * it, since in fides a parent covers its children; a word with nothing above it is remarked on and not known.
 */
export function fidesTerm(
  vocabulary: string,
  word: unknown,
  what: string,
  span: Span | undefined,
  reading: Reading,
): string | null {
  if (typeof word !== 'string' || /^<.*>$/.test(word)) return null;
  const terms = reading.plan.vocabularies.find((one) => one.name === vocabulary)?.terms ?? [];
  for (let name = word; name !== ''; name = name.slice(0, Math.max(0, name.lastIndexOf('.')))) {
    const meant = terms.filter((one) => one.also.fides?.includes(name)).map((one) => one.name);
    // The root of the taxonomy stands for all data, as far as it is about people: no term is as wide.
    if (meant.length > 0 && (name === word || name.includes('.'))) {
      return narrowestAbove(reading.plan, vocabulary, meant);
    }
  }
  reportUnknown(reading, word, what, span);
  return null;
}
