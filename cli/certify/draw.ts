/** A stream of choices that a seed repeats. Knows nothing of what is chosen. */

/** Where choices come from. */
export interface Draw {
  /** An integer between two numbers, both included. */
  readonly integer: (least: number, most: number) => number;
}

/** Mulberry32: the same seed gives the same choices on every machine. */
export function seededDraw(seed: number): Draw {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  return { integer: (least, most) => least + (next() % (most - least + 1)) };
}
