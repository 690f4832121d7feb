/** JSON values in which what occurs more than once is written once. Knows nothing of what the values mean. */

/** A value, with `{"#": n}` for the n-th part; each part stands before those that it occurs in. */
export interface Parted {
  readonly parts: readonly unknown[];
  readonly value: unknown;
}

/** Shorter than this a part is not worth a reference. */
const LEAST_LENGTH = 24;

export function inParts(value: unknown): Parted {
  const uses = new Map<string, number>();
  countUses(value, uses);
  const parts: unknown[] = [];
  const places = new Map<string, number>();
  const write = (one: unknown): unknown => {
    if (typeof one !== 'object' || one === null) return one;
    const text = JSON.stringify(one);
    const known = places.get(text);
    if (known !== undefined) return { '#': known };
    const inside = writeInside(one, write);
    if (text.length < LEAST_LENGTH || (uses.get(text) ?? 0) < 2) return inside;
    places.set(text, parts.length);
    parts.push(inside);
    return { '#': parts.length - 1 };
  };
  const written = write(value);
  return { parts, value: written };
}

function writeInside(one: object, write: (inner: unknown) => unknown): unknown {
  if (Array.isArray(one)) return one.map(write);
  return Object.fromEntries(Object.entries(one).map(([key, inner]) => [key, write(inner)]));
}

/** Goes into each part once: what is in it occurs no more often than it does. */
function countUses(one: unknown, uses: Map<string, number>): void {
  if (typeof one !== 'object' || one === null) return;
  const text = JSON.stringify(one);
  const before = uses.get(text) ?? 0;
  uses.set(text, before + 1);
  if (before === 0) for (const inner of Object.values(one)) countUses(inner, uses);
}
