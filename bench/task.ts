/** What one measurement is, and how figures of it are taken. Knows nothing of what is measured. */

/** One line of the table. `value` is in `unit`; it is shown as a multiple of the line called `of`, where there is one. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: 'ms' | 'µs' | 'KB';
  /** The line of the same table, in the same unit, that this one is compared with. */
  readonly of?: string;
}

/** Runs in a process of its own, so that the peak of its memory is its own. */
export type Task = () => readonly Figure[] | Promise<readonly Figure[]>;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** The median time of several ways to do something, in ms, a turn of each in every round. */
export function interleaved<Name extends string>(
  rounds: number,
  ways: Readonly<Record<Name, () => unknown>>,
): Readonly<Record<Name, number>> {
  const names = Object.keys(ways) as Name[];
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) {
      const start = performance.now();
      ways[name]();
      times.get(name)?.push(performance.now() - start);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times.get(name) ?? [])])) as Record<
    Name,
    number
  >;
}
