/** The page docs/benchmarks.md: what is measured goes between its markers, and what people wrote around them stays. */
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { TOP } from '../cli/host.ts';

/** Where the page is. */
export const PAGE = join(TOP, 'docs/benchmarks.md');

/** The parts that a run writes, in the order of the page. */
export const PARTS = ['aims', 'validator', 'growth', 'contest', 'tasks'] as const;

/** Text for each part. */
export type Parts = Readonly<Record<(typeof PARTS)[number], string>>;

/** The page with the parts in place of those of an earlier run. */
export function withParts(page: string, parts: Parts): string {
  return PARTS.reduce((text, name) => {
    const between = new RegExp(`(<!-- ${name} -->\\n)[\\s\\S]*?(<!-- /${name} -->)`);
    if (!between.test(text)) throw new Error(`docs/benchmarks.md has no place for ${name}`);
    return text.replace(
      between,
      (_, start: string, end: string) => `${start}\n${parts[name].trimEnd()}\n\n${end}`,
    );
  }, page);
}

/** Writes the page anew. */
export function writePage(parts: Parts): void {
  const day = new Date().toISOString().slice(0, 10);
  const machine = `Measured on ${day} with Node ${process.versions.node} on ${availableParallelism()} cores.`;
  writeFileSync(
    PAGE,
    withParts(readFileSync(PAGE, 'utf8'), { ...parts, aims: `${machine}\n\n${parts.aims}` }),
  );
}
