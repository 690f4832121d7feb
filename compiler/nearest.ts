/** Did-you-mean: the known word nearest to one that is not known. Knows only words. */

/** The nearest of the known words, if one is near enough to be meant; of equally near ones the first. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  const limit = word.length < 2 ? 0 : Math.max(1, Math.floor(word.length / 3));
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of known) {
    if (Math.abs(candidate.length - word.length) >= bestDistance) continue;
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase(), bestDistance);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
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

/** Letters to insert, drop, change or swap; `limit` or more where it is at least that. */
export function editDistance(a: string, b: string, limit = Infinity): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row++) {
    const next = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      next[column] = Math.min(
        (last[column] ?? 0) + 1,
        (next[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (before[column - 2] ?? 0) + 1 : Infinity,
      );
    }
    if (Math.min(...next) >= limit) return limit;
    before = last;
    last = next;
  }
  return last[b.length] ?? 0;
}

/** ` — did you mean …?`, or nothing: for use as the help of a diagnostic. */
export function didYouMean(word: string, known: Iterable<string>): string | undefined {
  const found = nearest(word, known);
  return found === undefined ? undefined : `did you mean \`${found}\`?`;
}
