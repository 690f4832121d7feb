/** `npm run fuzz -- --seconds 3600 --seed 7 --case 12`: spoils manifests for that long, and ends with 1 if a reader is at fault. */

import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { TOP } from '../../cli/host.ts';
import { libraryPlan } from '../support/library-plan.ts';
import { fuzz, ownManifests } from './run.ts';

const { values } = parseArgs({
  options: { seconds: { type: 'string' }, seed: { type: 'string' }, case: { type: 'string' } },
});
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const seconds = Number(values.seconds ?? 60);
const from = Number(values.case ?? 0);
if (![seed, seconds, from].every(Number.isFinite)) {
  console.error('--seconds, --seed and --case take numbers');
  process.exit(4);
}
console.log(`seed ${seed}, ${seconds} seconds`);
const { cases, formats, problems, slowest, heap } = await fuzz(
  ownManifests(join(TOP, 'test/manifests')),
  libraryPlan(),
  { seed, seconds, from },
);
const [before, after] = heap.map((bytes) => Math.round(bytes / 1024 / 1024));
console.log(
  `${cases} files, the slowest took ${Math.round(slowest)} ms; heap ${before} MB, at the end ${after} MB`,
);
for (const [format, count] of [...formats].sort()) console.log(`${String(count).padStart(8)} ${format}`);
for (const one of problems) console.error(one);
process.exitCode = problems.length > 0 || (after ?? 0) > (before ?? 0) + 64 ? 1 : 0;
