/** Reads spoilt manifests for a time, and says what a reader must not do: throw, take long, point outside of the text, grow. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluate } from '../../compiler/evaluate.ts';
import type { Plan } from '../../compiler/plan.ts';
import { hasErrors } from '../../grammar/diagnostic.ts';
import type { Span } from '../../grammar/source.ts';
import { decode } from '../../readers/decode.ts';
import { readBinary, readManifest } from '../../readers/index.ts';
import { mergeReads } from '../../readers/merge.ts';
import type { ManifestRead } from '../../readers/reading.ts';
import { newDraw, spoilt } from './mutate.ts';

/** How long one file may take. The largest are 2 MB; a machine that does other work at once is allowed for. */
const SLOW = 20_000;

/** What came of a run. */
export interface Outcome {
  readonly cases: number;
  /** How many files were read by each format. */
  readonly formats: ReadonlyMap<string, number>;
  /** The number of a case, and what was wrong with it. */
  readonly problems: readonly string[];
  readonly slowest: number;
  /** Bytes of the heap in use after the first tenth, and at the end; 0 where they can't be told. */
  readonly heap: readonly [number, number];
}

/** The project's own manifests, below a folder. */
export function ownManifests(folder: string): readonly Buffer[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const files = names.filter((name) => /\.\w+$/.test(name) && !name.endsWith('.read.txt'));
  return files.map((name) => readFileSync(join(folder, name)));
}

/** Reads spoilt files until the time is over. Case after case is made from the seed and its number alone. */
export async function fuzz(
  files: readonly Buffer[],
  plan: Plan,
  { seed, seconds, from = 0 }: { readonly seed: number; readonly seconds: number; readonly from?: number },
): Promise<Outcome> {
  const formats = new Map<string, number>();
  const problems: string[] = [];
  const started = performance.now();
  const ends = started + seconds * 1000;
  let slowest = 0;
  let heap: number | undefined;
  let last: ManifestRead | undefined;
  let index = from;
  for (; performance.now() < ends && problems.length < 10; index++) {
    const bytes = spoilt(files, newDraw(seed, index));
    const start = performance.now();
    try {
      const read = await readBytes(bytes, plan);
      problems.push(...wrongIn(read, bytes).map((one) => `case ${index}: ${one}`));
      if (read.tree !== undefined) {
        const both = last ? mergeReads(plan, [last, read]) : read;
        evaluate(plan, both.tree, { language: 'en' });
        last = read;
      }
      const key = read.tree === undefined ? 'refused' : read.format;
      formats.set(key, (formats.get(key) ?? 0) + 1);
    } catch (error) {
      problems.push(`case ${index}: threw ${(error as Error).stack ?? String(error)}`);
    }
    const took = performance.now() - start;
    slowest = Math.max(slowest, took);
    if (took > SLOW) problems.push(`case ${index}: took ${Math.round(took)} ms for ${bytes.length} bytes`);
    if (heap === undefined && performance.now() - started > seconds * 100) heap = heapUsed();
  }
  if (Object.keys(Object.prototype).length > 0) problems.push('a key of a file became one of all objects');
  return { cases: index - from, formats, problems, slowest, heap: [heap ?? 0, heapUsed()] };
}

/** What is in use once all that is not needed is thrown away; 0 where node was not started so that this can be asked for. */
function heapUsed(): number {
  const { gc } = globalThis as { readonly gc?: () => void };
  if (gc === undefined) return 0;
  gc();
  return process.memoryUsage().heapUsed;
}

async function readBytes(bytes: Buffer, plan: Plan): Promise<ManifestRead & { readonly length: number }> {
  const { source, diagnostics, isBinaryPlist } = decode('file', bytes);
  const none = { format: 'none', tree: undefined, places: new Map(), keys: new Map(), partial: false };
  if (diagnostics.length > 0) return { ...none, diagnostics, length: source.text.length };
  const read = isBinaryPlist
    ? await readBinary(source, bytes, { plan })
    : await readManifest(source, { plan });
  return { ...read, length: source.text.length };
}

function wrongIn(read: ManifestRead & { readonly length: number }, bytes: Buffer): readonly string[] {
  const wrong: string[] = [];
  const isInside = ({ start, end }: Span): boolean =>
    Number.isInteger(start) && start >= 0 && start <= end && end <= Math.max(1, read.length + 1);
  for (const one of read.diagnostics) {
    if (!isInside(one.span)) wrong.push(`${one.code} points to ${one.span.start}-${one.span.end}`);
    if (one.message.length > 600) wrong.push(`${one.code} says ${one.message.length} signs`);
  }
  for (const [pointer, span] of [...read.places, ...read.keys])
    if (!isInside(span)) wrong.push(`${pointer} stands at ${span.start}-${span.end}`);
  if ((read.tree === undefined) !== hasErrors(read.diagnostics)) {
    wrong.push(read.tree === undefined ? 'is refused without a reason' : 'is read in spite of an error');
  }
  return wrong.slice(0, 3).map((one) => `${one} (${bytes.length} bytes)`);
}
