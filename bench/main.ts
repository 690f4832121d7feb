/**
 * `npm run bench`: measures, each task in a process of its own, and prints one table. What counts is the ratio column: both
 * sides of a ratio come from the same run. `npm run bench -- NAME …` runs only these tasks.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { compileAll, compileLong, compileShort, compileWarm } from './compiling.ts';
import { ajvAlone, validateManifest, validatorAlone } from './manifest.ts';
import { lintMany } from './many.ts';
import { schemaOfAll, schemaOfNecessary, schemaOfPrinciples } from './schemas.ts';
import { type Line, tableOf } from './table.ts';
import type { Figure, Task } from './task.ts';
import { measureValidator } from './validator.ts';
import { wholeProcess } from './whole-process.ts';

/** In the order of the table. */
const TASKS = {
  'whole-process': wholeProcess,
  'compile-short': compileShort,
  'compile-long': compileLong,
  'compile-warm': compileWarm,
  'schema-principles': schemaOfPrinciples,
  'schema-necessary': schemaOfNecessary,
  'schema-all': schemaOfAll,
  'compile-all': compileAll,
  manifest: validateManifest,
  'validator-alone': validatorAlone,
  'ajv-alone': ajvAlone,
  'lint-many': lintMany,
} satisfies Record<string, Task>;

/** Has a table of its own: one row for each size. */
const VALIDATOR = 'validator';

type TaskName = keyof typeof TASKS;

const isTask = (name: string): name is TaskName => Object.hasOwn(TASKS, name);

/** In a process of its own: the figures of one task as JSON. */
async function runTask(name: TaskName): Promise<void> {
  const figures = await TASKS[name]();
  process.stdout.write(JSON.stringify({ figures, peak: process.resourceUsage().maxRSS }));
}

function measured(name: TaskName): Line[] {
  process.stderr.write(`measuring: ${name}\n`);
  const script = fileURLToPath(import.meta.url);
  const said = execFileSync(process.execPath, [script, '--task', name], { encoding: 'utf8' });
  const { figures, peak } = JSON.parse(said) as { figures: Figure[]; peak: number };
  return figures.map((figure) => ({ ...figure, task: name, peak }));
}

async function main(words: readonly string[]): Promise<void> {
  const [flag, task = ''] = words;
  if (flag === '--task' && isTask(task)) return runTask(task);
  const unknown = words.filter((word) => !isTask(word) && word !== VALIDATOR);
  if (unknown.length > 0) {
    process.stderr.write(
      `there is no task ${unknown.join(', ')}; there are ${[...Object.keys(TASKS), VALIDATOR].join(', ')}\n`,
    );
    process.exitCode = 4;
    return;
  }
  const chosen = words.length > 0 ? words.filter(isTask) : (Object.keys(TASKS) as TaskName[]);
  const lines = chosen.flatMap(measured);
  if (lines.length > 0) process.stdout.write(`${tableOf(lines)}\n`);
  if (words.length > 0 && !words.includes(VALIDATOR)) return;
  process.stderr.write(`measuring: ${VALIDATOR}\n`);
  await measureValidator((text) => process.stdout.write(text));
}

await main(process.argv.slice(2));
