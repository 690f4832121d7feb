/** Where generators take their choices from: fast-check (which can shrink them) or a fast seeded stream. Knows no plans. */
import fc from 'fast-check';
import type { Draw } from '../../cli/certify/draw.ts';

export type { Draw } from '../../cli/certify/draw.ts';

export function pick<T>(draw: Draw, items: readonly T[]): T {
  return items[draw.integer(0, items.length - 1)] as T;
}

/** True in about `percent` of a hundred draws; false is the simpler outcome. */
export function chance(draw: Draw, percent: number): boolean {
  return draw.integer(0, 99) >= 100 - percent;
}

/** Some of the items, each with even odds. */
export function someOf<T>(draw: Draw, items: readonly T[]): T[] {
  return items.filter(() => chance(draw, 50));
}

export function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

/** An arbitrary of whatever is made from draws. */
export function arbitraryFrom<T>(make: (draw: Draw) => T): fc.Arbitrary<T> {
  return fc.gen().map((g) => make({ integer: (min, max) => g(fc.integer, { min, max }) }));
}
