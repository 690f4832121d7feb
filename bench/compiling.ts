/** Times the compiler on policies of 1,000 and 10,000 lines, first go as in a fresh process and warmed up. */
import { emitJsonSchema } from '../compiler/emit/json-schema.ts';
import { emitTypeScript } from '../compiler/emit/typescript.ts';
import { compileText, longPolicy, manyRules } from './compiled.ts';
import { type Figure, interleaved, type Task } from './task.ts';

const ROUNDS = 5;

function timeOnce(text: string): number {
  const start = performance.now();
  const { plan, diagnostics } = compileText(text);
  if (plan === undefined) throw new Error(diagnostics[0]?.message ?? 'there is no plan');
  return performance.now() - start;
}

const first =
  (lines: number, of?: string): Task =>
  () => [
    {
      what: `parse and check ${lines} lines, first go`,
      value: timeOnce(longPolicy(lines)),
      unit: 'ms',
      ...(of === undefined ? {} : { of }),
    },
  ];

const SHORT = 'parse and check 1000 lines, first go';
export const compileShort: Task = first(1_000);
export const compileLong: Task = first(10_000, SHORT);

/** Every law and every store of the library: no lines of its own, all those that it adopts. */
export const compileAll: Task = () => [
  {
    what: 'parse and check std/all, first go',
    value: timeOnce('policy bench.all "All"\nadopt std/all\n'),
    unit: 'ms',
  },
];

/** From text to the files of a build, as the rules grow; the first go, in a process of its own. */
const built =
  (rules: number, of?: number): Task =>
  () => {
    const start = performance.now();
    const { plan } = compileText(manyRules(rules));
    if (plan === undefined) throw new Error('there is no plan');
    emitJsonSchema(plan);
    emitTypeScript(plan);
    return [
      {
        what: `build ${rules} rules`,
        value: performance.now() - start,
        unit: 'ms',
        ...(of === undefined ? {} : { of: `build ${of} rules` }),
      },
    ];
  };

export const build10: Task = built(10);
export const build100: Task = built(100, 10);
export const build1000: Task = built(1_000, 100);
export const build10000: Task = built(10_000, 1_000);

export const compileWarm: Task = () => {
  const texts = { short: longPolicy(1_000), long: longPolicy(10_000) };
  const times = interleaved(ROUNDS, {
    short: () => timeOnce(texts.short),
    long: () => timeOnce(texts.long),
  });
  const what = 'parse and check 1000 lines, warm';
  const figures: readonly Figure[] = [
    { what, value: times.short, unit: 'ms' },
    { what: 'parse and check 10000 lines, warm', value: times.long, unit: 'ms', of: what },
  ];
  return figures;
};
