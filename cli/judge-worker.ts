/** A thread that judges what it is sent, one after another. Started by `many.ts`. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Input } from './inputs.ts';
import { type Judging, judgeInput } from './judging.ts';
import type { Judged } from './manifest.ts';

/** What a thread is sent, and what it answers. */
export interface Order {
  readonly index: number;
  readonly input: Input;
}
export interface Answer {
  readonly index: number;
  readonly judged: Judged;
}

const judging = workerData as Judging;

parentPort?.on('message', async ({ index, input }: Order) => {
  const answer: Answer = { index, judged: await judgeInput(input, judging) };
  parentPort?.postMessage(answer);
});
