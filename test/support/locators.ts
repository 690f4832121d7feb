/** Where in a law something stands, and whether two such places are one or the one lies within the other. */

/** `Article 13(1)(a)` as its steps: a word for the kind of place, then ever finer numbers. */
type Place = readonly string[];

/** Words in front of a number that all mean an article. */
const ARTICLE = new Set(['article', 'art', '']);

/**
 * The places a locator names. `,`, `;` and `and` part them; a part without a kind of its own has that of the one before.
 * `Articles 15-17` is three places; a range of finer numbers, `(1)-(3)`, is the place above them.
 */
export function placesIn(locator: string): readonly Place[] {
  let kind = 'article';
  return locator.split(/\s*(?:[,;，；、]|\band\b)\s*/).flatMap((part) => {
    const word = /^(?:§+|[\p{L}][\p{L} .-]*?)(?=\s*[\d(IVX]|$)/u.exec(part)?.[0] ?? '';
    const named = word.toLowerCase().replace(/[.\s]+$/, '');
    const single = named.length > 3 ? named.replace(/s$/, '') : named;
    if (single !== '') kind = ARTICLE.has(single) ? 'article' : single;
    const numbers = part.slice(word.length).trim();
    return spread(numbers).map((one) => [kind, ...one]);
  });
}

/** The numbers of a place, and of each place in a range. */
function spread(numbers: string): readonly Place[] {
  const range = /^(\d+)\s*(?:-|–|to)\s*(\d+)$/.exec(numbers);
  if (range) {
    const [first, last] = [Number(range[1]), Number(range[2])];
    return Array.from({ length: Math.max(0, last - first) + 1 }, (_, step) => [String(first + step)]);
  }
  const open = /^(.*?)\(?[\w]+\)?\s*(?:-|–|to)\s*\(/.exec(numbers);
  return [stepsOf(open?.[1] ?? numbers)];
}

const stepsOf = (numbers: string): Place =>
  numbers.match(/[\p{L}\d]+/gu)?.map((one) => one.toLowerCase()) ?? [];

/** Whether one of the places of a locator is, holds, or lies within one of the other's. None at all is the whole law. */
export function meet(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined) return true;
  return placesIn(one).some((a) => placesIn(other).some((b) => isWithin(a, b) || isWithin(b, a)));
}

const isWithin = (inner: Place, outer: Place): boolean => outer.every((step, index) => step === inner[index]);
