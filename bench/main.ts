/**
 * `npm run bench`: measures, each task in a process of its own, and prints one table. What counts is the ratio column: both
 * sides of a ratio come from the same run. `npm run bench -- NAME …` runs only these tasks; `--write` puts all into
 * docs/benchmarks.md.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { aimsTable } from './aims.ts';
import {
  build10,
  build100,
  build1000,
  build10000,
  compileAll,
  compileLong,
  compileShort,
  compileWarm,
} from './compiling.ts';
import { contest, type Standing } from './contest.ts';
import { ajvAlone, validateManifest, validatorAlone } from './manifest.ts';
import { lintMany } from './many.ts';
import { writePage } from './page.ts';
import { schemaOfAll, schemaOfNecessary, schemaOfPrinciples } from './schemas.ts';
import { type Line, tableOf } from './table.ts';
import { contestTable, growthTable, validatorTable } from './tables.ts';
import type { Figure, Task } from './task.ts';
import { measureValidator, type ValidatorFigures } from './validator.ts';
import { wholeProcess } from './whole-process.ts';

/** In the order of the table. */
const TASKS = {
  'whole-process': wholeProcess,
  'compile-short': compileShort,
  'compile-long': compileLong,
  'compile-warm': compileWarm,
  'build-10': build10,
  'build-100': build100,
  'build-1000': build1000,
  'build-10000': build10000,
  'schema-principles': schemaOfPrinciples,
  'schema-necessary': schemaOfNecessary,
  'schema-all': schemaOfAll,
  'compile-all': compileAll,
  manifest: validateManifest,
  'validator-alone': validatorAlone,
  'ajv-alone': ajvAlone,
  'lint-many': lintMany,
} satisfies Record<string, Task>;

/** Have tables of their own. */
const TABLES = ['validator', 'contest'] as const;

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
  if (flag === '--write' && words.length === 1) return writeAll();
  const known = [...Object.keys(TASKS), ...TABLES];
  const unknown = words.filter((word) => !known.includes(word));
  if (unknown.length > 0) {
    process.stderr.write(
      `there is no task ${unknown.join(', ')}; there are ${known.join(', ')}, or --write\n`,
    );
    process.exitCode = 4;
    return;
  }
  const isChosen = (name: string) => words.length === 0 || words.includes(name);
  const lines = (Object.keys(TASKS) as TaskName[]).filter(isChosen).flatMap(measured);
  if (lines.length > 0) process.stdout.write(`${tableOf(lines)}\n`);
  if (isChosen('contest')) process.stdout.write(`${contestTable(await contestNow())}\n`);
  if (!isChosen('validator')) return;
  const validator = await validatorNow();
  const tables = [validatorTable(validator), growthTable(validator), aimsTable(validator, lines)];
  process.stdout.write(`${tables.join('\n')}\n`);
}

/** Measures everything, and puts it into docs/benchmarks.md. */
async function writeAll(): Promise<void> {
  const lines = (Object.keys(TASKS) as TaskName[]).flatMap(measured);
  const validator = await validatorNow();
  writePage({
    aims: aimsTable(validator, lines),
    validator: validatorTable(validator),
    growth: growthTable(validator),
    contest: contestTable(await contestNow()),
    tasks: tableOf(lines),
  });
}

function contestNow(): Promise<readonly Standing[]> {
  process.stderr.write('measuring: contest\n');
  return contest();
}

function validatorNow(): Promise<ValidatorFigures> {
  process.stderr.write('measuring: validator\n');
  return measureValidator();
}

await main(process.argv.slice(2));
