/** Finite sets of JSON values that are counted and picked from without being written out. Knows no plan. */
import type { Draw } from './draw.ts';

/** A set of values by number, from 0 to `size` - 1. */
export interface Space {
  readonly size: bigint;
  /** A new value each time. */
  readonly at: (index: bigint) => unknown;
  /** The number of one value. Of sets put together each has its share, however large it is. */
  readonly draw: (draw: Draw) => bigint;
}

/** Stands for a field that is left out. */
export const ABSENT: unique symbol = Symbol('absent');

/** These values; none of them is a list or a record that anyone changes. */
export function values(of: readonly unknown[]): Space {
  return {
    size: BigInt(of.length),
    at: (index) => of[Number(index)],
    draw: (draw) => BigInt(draw.integer(0, of.length - 1)),
  };
}

/** What is in one of these; the second of two has three times the share of the first. */
export function either(first: Space, second: Space): Space {
  return {
    size: first.size + second.size,
    at: (index) => (index < first.size ? first.at(index) : second.at(index - first.size)),
    draw: (draw) => (draw.integer(0, 3) === 0 ? first.draw(draw) : first.size + second.draw(draw)),
  };
}

/** Lists of `least` to `most` items of a set; each length has the same share. */
export function lists(of: Space, least: number, most: number): Space {
  const lengths = Array.from({ length: most - least + 1 }, (_, at) => least + at);
  const sizes = lengths.map((length) => of.size ** BigInt(length));
  const before = (at: number): bigint => sizes.slice(0, at).reduce((sum, size) => sum + size, 0n);
  return {
    size: before(sizes.length),
    at: (index) => {
      const which = sizes.findIndex((_, at) => index < before(at + 1));
      let rest = index - before(which);
      return Array.from({ length: lengths[which] ?? 0 }, () => {
        const item = of.at(rest % of.size);
        rest /= of.size;
        return item;
      });
    },
    draw: (draw) => {
      const which = draw.integer(0, lengths.length - 1);
      let index = 0n;
      for (let left = lengths[which] ?? 0; left > 0; left--) index = index * of.size + of.draw(draw);
      return before(which) + index;
    },
  };
}

/** Records with one value of each of these under its key; ABSENT leaves the key out. */
export function records(fields: ReadonlyMap<string, Space>): Space {
  const all = [...fields];
  return {
    size: all.reduce((size, [, field]) => size * field.size, 1n),
    at: (index) => {
      const record: Record<string, unknown> = {};
      let rest = index;
      for (const [key, field] of all) {
        const value = field.at(rest % field.size);
        rest /= field.size;
        if (value !== ABSENT) record[key] = value;
      }
      return record;
    },
    draw: (draw) => {
      let index = 0n;
      for (const [, field] of [...all].reverse()) index = index * field.size + field.draw(draw);
      return index;
    },
  };
}

/** How much of a set was picked. */
export interface Picked {
  readonly indexes: readonly bigint[];
  readonly of: bigint;
}

/** All of a set where it is no larger than `most`, else that many of it (or fewer, where the same come again and again). */
export function pickFrom(space: Space, most: number, draw: Draw): Picked {
  if (space.size <= BigInt(most))
    return { of: space.size, indexes: Array.from({ length: Number(space.size) }, (_, at) => BigInt(at)) };
  const picked = new Set<bigint>();
  for (let tries = 0; tries < most * 3 && picked.size < most; tries++) picked.add(space.draw(draw));
  return { of: space.size, indexes: [...picked] };
}
