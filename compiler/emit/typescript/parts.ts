/** JSON values in which what occurs more than once is written once. Knows nothing of what the values mean. */

/**
 * A value and its parts, all written alike. A text, yes, no and null stand for themselves; a number is the place of a part. A list
 * is `[0, …]`, its items; a record is `[n, …]`, its values, whose keys are the n-th of `keys`, counted from 1. A part that is
 * a number is `{"is": …}`.
 */
export interface Parted {
  readonly keys: readonly (readonly string[])[];
  readonly parts: readonly unknown[];
  readonly value: unknown;
}

/** Shorter than this a part is not worth its place. */
const LEAST_LENGTH = 6;

/** `value` is plain JSON: what is undefined in it is left out. */
export function inParts(value: unknown): Parted {
  const uses = new Map<string, { count: number; readonly part: unknown }>();
  countUses(value, uses);
  // Those used most get the shortest numbers.
  const shared = [...uses]
    .filter(
      ([text, { count, part }]) => typeof part === 'number' || (count > 1 && text.length >= LEAST_LENGTH),
    )
    .sort(([, left], [, right]) => right.count - left.count);
  const places = new Map(shared.map(([text], place) => [text, place]));
  const forms = new Map<string, number>();
  const inside = (one: object): unknown[] => {
    if (Array.isArray(one)) return [0, ...one.map(write)];
    const entries = Object.entries(one).filter(([, inner]) => inner !== undefined);
    const names = JSON.stringify(entries.map(([key]) => key));
    const form = forms.get(names) ?? forms.size + 1;
    forms.set(names, form);
    return [form, ...entries.map(([, inner]) => write(inner))];
  };
  const write = (one: unknown): unknown =>
    places.get(JSON.stringify(one)) ?? (typeof one === 'object' && one !== null ? inside(one) : one);
  const parts = shared.map(([, { part }]) => {
    if (typeof part === 'number') return { is: part };
    return typeof part === 'object' && part !== null ? inside(part) : part;
  });
  const written = write(value);
  return { keys: [...forms.keys()].map((names) => JSON.parse(names)), parts, value: written };
}

/** Goes into each part once: what is in it occurs no more often than it does. */
function countUses(one: unknown, uses: Map<string, { count: number; readonly part: unknown }>): void {
  if (one === undefined) return;
  const text = JSON.stringify(one);
  const known = uses.get(text);
  if (known) known.count += 1;
  else {
    uses.set(text, { count: 1, part: one });
    if (typeof one === 'object' && one !== null)
      for (const inner of Object.values(one)) countUses(inner, uses);
  }
}
