/** The law of agreement in brief: evaluate, validator and schema (under two implementations) say the same. */
import { expect, test } from 'vitest';
import { runAgreement } from './agree/run.ts';

const seed = Number(process.env.SEED ?? Math.floor(Date.now() / 1000) % 1_000_000);

test(`every target agrees with evaluate on generated policies and manifests (seed ${seed})`, {
  timeout: 300_000,
}, () => {
  const result = runAgreement({ pairs: 6000, seed, manifests: 60 });
  expect(result.failure).toBeUndefined();
  // The pairs must be worth something: both answers occur, and few policies are past the bound.
  expect(result.complying).toBeGreaterThan(result.pairs / 50);
  expect(result.pairs - result.complying).toBeGreaterThan(result.pairs / 10);
  expect(result.tooLarge).toBeLessThan(result.policies / 20);
});
