/** What is aimed at, beside what was measured. Data, and how each figure is taken from the measurements. */
import type { Line } from './table.ts';
import type { ValidatorFigures } from './validator.ts';

interface Aim {
  readonly figure: string;
  readonly aim: string;
  readonly of: (validator: ValidatorFigures, lines: readonly Line[]) => readonly number[];
}

const at = ({ ratios }: ValidatorFigures, kind: string, way: string): readonly number[] =>
  ratios.filter((one) => one.kind === kind).map(({ of }) => of.get(way) ?? Number.NaN);
const value = (lines: readonly Line[], what: string): number =>
  lines.find((one) => one.what === what)?.value ?? Number.NaN;

const AIMS: readonly Aim[] = [
  {
    figure: 'validate / JSON.parse at 5, 50, 500 collections',
    aim: '0.15, 0.12, 0.11',
    of: (validator) => at(validator, 'clean', 'validate'),
  },
  {
    figure: 'Ajv on our schema / validate, at 50',
    aim: '60',
    of: (validator) => [
      (at(validator, 'clean', 'Ajv')[1] ?? Number.NaN) /
        (at(validator, 'clean', 'validate')[1] ?? Number.NaN),
    ],
  },
  {
    figure: 'bytes to verdict / JSON.parse at 5, 50, 500',
    aim: '0.5',
    of: (validator) => at(validator, 'clean', 'from bytes'),
  },
  {
    figure: 'one in ten wrong / clean, at 5, 50, 500',
    aim: '1.1',
    of: (validator) => {
      const clean = at(validator, 'clean', 'validate');
      return at(validator, 'one in ten wrong', 'validate').map(
        (one, index) => one / (clean[index] ?? Number.NaN),
      );
    },
  },
  {
    figure: '2,000 rules / 20 rules',
    aim: '4',
    of: ({ growth }) => [(growth.at(-1)?.validate ?? Number.NaN) / (growth[0]?.validate ?? Number.NaN)],
  },
  { figure: 'import and first verdict above bare node, ms', aim: '10', of: ({ startUp }) => [startUp] },
  {
    figure: '`proviso lint` of one manifest, whole process / `node -e 0`',
    aim: '2.5',
    of: (_, lines) => [value(lines, 'proviso lint, one declaration') / value(lines, 'node -e 0')],
  },
  {
    figure: 'Ajv on our schema / JSON.parse at 50',
    aim: '3',
    of: (validator) => [at(validator, 'clean', 'Ajv')[1] ?? Number.NaN],
  },
  {
    figure: 'build of 10,000 rules / 1,000 rules',
    aim: '11',
    of: (_, lines) => [value(lines, 'build 10000 rules') / value(lines, 'build 1000 rules')],
  },
];

/** The aims as a Markdown table; a figure that this run did not measure is left blank. */
export function aimsTable(validator: ValidatorFigures, lines: readonly Line[]): string {
  const rows = AIMS.map(({ figure, aim, of }) => {
    const measured = of(validator, lines).map((one) =>
      Number.isNaN(one) ? '' : one.toFixed(one < 10 ? 2 : 1),
    );
    return `| ${figure} | ${aim} | ${measured.join(', ')} |\n`;
  });
  return `| figure | aim | measured |\n| --- | --- | --- |\n${rows.join('')}`;
}
