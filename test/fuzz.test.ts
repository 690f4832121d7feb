/** Readers take whatever they are given: a short run of `npm run fuzz`, the same each time but for SEED. */
import { expect, test } from 'vitest';
import { fuzz, ownManifests } from './fuzz/run.ts';
import { projectPath } from './support/host.ts';
import { libraryPlan } from './support/library-plan.ts';

const SECONDS = 60;

test('no reader throws, hangs or points outside of the text', async () => {
  const seed = Number(process.env.SEED ?? 1);
  console.log(`seed ${seed}: npm run fuzz -- --seed ${seed}`);
  const files = ownManifests(projectPath('test/manifests'));
  const { cases, formats, problems } = await fuzz(files, libraryPlan(), { seed, seconds: SECONDS });
  expect(problems).toEqual([]);
  // Most are refused; what is left shows that the others get beyond the beginning.
  expect(cases).toBeGreaterThan(50);
  expect([...formats.keys()].length).toBeGreaterThan(4);
}, 300_000);
