/** Times the emitting of JSON Schemas and measures their size. */
import { emitJsonSchema } from '../compiler/emit/json-schema.ts';
import type { Plan } from '../compiler/plan.ts';
import { planFrom } from './compiled.ts';
import { type Figure, median, type Task } from './task.ts';

const ROUNDS = 5;

const PRINCIPLES = `policy bench.principles "Principles"
adopt std/cn/principles
`;

/** The 39 types of app by all terms of data, as the only rule. */
const NECESSARY = `policy bench.necessary "Necessary information"
use std/app
use std/cn/sources
use std/cn/necessary
rule within-service "What a user must hand over is needed for a service the app declares"
  cites NecessaryScope "Article 5"
  each collection where necessity is required
  data must be in necessary for app.services
`;

function schemaTask(name: string, text: string, rounds = ROUNDS): Task {
  return () => {
    const plan = planFrom(text);
    const times = Array.from({ length: rounds }, () => timeEmit(plan));
    const size = JSON.stringify(emitJsonSchema(plan).schema).length / 1024;
    const { rules, ...shape } = plan;
    const bare = JSON.stringify(emitJsonSchema({ ...shape, rules: [] }).schema).length / 1024;
    const unruled = `size of the schema without rules, ${name}`;
    const figures: readonly Figure[] = [
      { what: `emit the schema, ${name} (${rules.length} rules)`, value: median(times), unit: 'ms' },
      { what: unruled, value: bare, unit: 'KB' },
      { what: `size of the schema, ${name}`, value: size, unit: 'KB', of: unruled },
    ];
    return figures;
  };
}

function timeEmit(plan: Plan): number {
  const start = performance.now();
  const { problems } = emitJsonSchema(plan);
  if (problems.length > 0) throw new Error(`${problems[0]?.rule} is too large`);
  return performance.now() - start;
}

export const schemaOfPrinciples: Task = schemaTask('std/cn/principles', PRINCIPLES);
/** Every law and every store: long enough to measure once. */
export const schemaOfAll: Task = schemaTask('std/all', 'policy bench.all "All"\nadopt std/all\n', 1);
export const schemaOfNecessary: Task = schemaTask('39 types of app', NECESSARY);
