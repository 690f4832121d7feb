/** Judges any number of manifests, on several cores where asked, and gives them in the order of the input. */
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { TOP } from './host.ts';
import type { Input } from './inputs.ts';
import type { Answer, Order } from './judge-worker.ts';
import { type Judging, judgeInput } from './judging.ts';
import type { Judged } from './manifest.ts';

type Inputs = Iterable<Input> | AsyncIterable<Input>;

/** One after another; nothing is kept of those that were given. */
export async function* judgeAll(inputs: Inputs, judging: Judging, jobs: number): AsyncGenerator<Judged> {
  if (jobs > 1) {
    yield* judgeInThreads(inputs, judging, jobs);
    return;
  }
  for await (const input of inputs) yield await judgeInput(input, judging);
}

/** How many manifests each thread has in hand or waiting: enough to keep it busy, few enough to be held. */
const AHEAD = 8;

interface Threads {
  readonly workers: readonly Worker[];
  /** Judged, and not yet given: those before them are still being worked on. */
  readonly done: Map<number, Judged>;
  fault: unknown;
  /** Called when an answer or a fault has come. */
  wake: () => void;
}

async function* judgeInThreads(inputs: Inputs, judging: Judging, jobs: number): AsyncGenerator<Judged> {
  const threads = startThreads(judging, jobs);
  try {
    let sent = 0;
    let given = 0;
    for await (const input of inputs) {
      const order: Order = { index: sent, input };
      threads.workers[sent % jobs]?.postMessage(order);
      sent += 1;
      while (sent - given >= jobs * AHEAD) yield await next(given++, threads);
    }
    while (given < sent) yield await next(given++, threads);
  } finally {
    await Promise.all(threads.workers.map((one) => one.terminate()));
  }
}

function startThreads(judging: Judging, jobs: number): Threads {
  // From sources there are no threads: they start from the bundle.
  const script = join(TOP, 'dist/judge-worker.js');
  const workers = Array.from({ length: jobs }, () => new Worker(script, { workerData: judging }));
  const threads: Threads = { workers, done: new Map(), fault: undefined, wake: () => undefined };
  for (const worker of workers) {
    worker.on('message', ({ index, judged }: Answer) => {
      threads.done.set(index, judged);
      threads.wake();
    });
    worker.on('error', (error) => {
      threads.fault = error;
      threads.wake();
    });
  }
  return threads;
}

/** The judgement of one number, as soon as it is there. */
async function next(index: number, threads: Threads): Promise<Judged> {
  for (;;) {
    const judged = threads.done.get(index);
    if (judged !== undefined) {
      threads.done.delete(index);
      return judged;
    }
    if (threads.fault !== undefined) throw threads.fault;
    await new Promise<void>((resolve) => {
      threads.wake = resolve;
    });
  }
}
