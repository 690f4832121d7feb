/** The table of figures, as Markdown that also reads well in a terminal. */
import type { Figure } from './task.ts';

/** A figure with the task it comes from and the peak of that task's memory, in KB. */
export type Line = Figure & { readonly task: string; readonly peak: number };

const HEAD = ['what', 'measured', 'ratio', 'of', 'peak memory'] as const;

export function tableOf(lines: readonly Line[]): string {
  const rows = lines.map((line, at) => [
    line.what,
    `${rounded(line.value)} ${line.unit}`,
    ratioOf(line, lines),
    line.of ?? '',
    lines[at - 1]?.task === line.task ? '' : `${Math.round(line.peak / 1024)} MB`,
  ]);
  const widths = HEAD.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const written = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |\n`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |\n`;
  return `${written(HEAD)}${rule}${rows.map(written).join('')}`;
}

/** Empty where there is nothing to compare with, or the other line was not measured in this run. */
function ratioOf(line: Figure, lines: readonly Figure[]): string {
  const other = lines.find((one) => one.what === line.of && one.unit === line.unit);
  return other === undefined ? '' : `${rounded(line.value / other.value)} ×`;
}

function rounded(value: number): string {
  return value >= 100 ? String(Math.round(value)) : value.toPrecision(value >= 1 ? 3 : 2);
}
