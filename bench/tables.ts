/** The tables of the validator and of the contest, as Markdown. Measures nothing. */
import type { Standing } from './contest.ts';
import type { ValidatorFigures } from './validator.ts';

const shown = (ratio: number | undefined): string =>
  ratio === undefined || Number.isNaN(ratio) ? '' : ratio.toFixed(ratio < 10 ? 2 : ratio < 100 ? 1 : 0);

function markdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('');
}

const WAYS = ['validate', 'complies', 'from bytes', 'with places', 'naive, shape alone', 'Ajv'] as const;

/** The emitted validator on std/cn/principles, as multiples of JSON.parse. */
export function validatorTable({ ratios }: ValidatorFigures): string {
  return markdown(
    ['std/cn/principles', 'collections', ...WAYS],
    ratios.map(({ kind, size, of }) => [kind, String(size), ...WAYS.map((way) => shown(of.get(way)))]),
  );
}

/** How it grows with the rules. */
export function growthTable({ growth }: ValidatorFigures): string {
  return markdown(
    ['rules', 'emitted kB', 'validate', 'from bytes'],
    growth.map((one) => [String(one.rules), one.size.toFixed(0), shown(one.validate), shown(one.bytes)]),
  );
}

/** All contenders on the same fourteen rules, as multiples of JSON.parse. */
export function contestTable(standings: readonly Standing[]): string {
  return markdown(
    ['contender', 'what it judges by', '5', '50', '500', 'one in ten wrong: 5', '50', '500'],
    standings.map(({ name, how, clean, wrong }) => [name, how, ...clean.map(shown), ...wrong.map(shown)]),
  );
}
