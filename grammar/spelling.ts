/** How far two words are from each other, and which word was meant. Knows no words itself. */

/** The fewest letters changed, left out, added or swapped to get from one word to the other; `limit + 1` if more. */
export function distance(from: string, to: string, limit: number): number {
  if (Math.abs(from.length - to.length) > limit) return limit + 1;
  let before: number[] = [];
  let previous = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1];
      let best = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (row > 1 && column > 1 && swapped) best = Math.min(best, (before[column - 2] ?? 0) + 1);
      current.push(best);
    }
    before = previous;
    previous = current;
  }
  return Math.min(previous[to.length] ?? 0, limit + 1);
}

/** How many letters may be wrong in a word of this length for it still to be recognised. */
const tolerance = (length: number): number => (length < 3 ? 0 : length < 6 ? 1 : 2);

/** The candidate nearest to a word, if it is near enough to be meant; the first of equals. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let found: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const limit = tolerance(Math.min(word.length, candidate.length));
    const far = distance(word, candidate, limit);
    if (far <= limit && far < least) {
      found = candidate;
      least = far;
    }
  }
  return found;
}
