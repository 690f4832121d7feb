/** The report of changes that no test noticed, as text: the place, what was changed, and the words before and after. */
import type { Stream } from '../terminal.ts';
import { counted, labelled, visible } from '../text.ts';
import { placed } from './coverage-text.ts';
import { type MutantReport, survivorShare, type ToldChange } from './mutants-report.ts';

/** What survived, each with its place; then one line with all of it. `failed` tests could notice nothing. */
export function mutantsText(report: MutantReport, failed: number, out: Stream): string {
  const survivors = report.changes.filter((one) => one.fate === 'survived');
  const paint = report.survived === 0 ? out.paint.good : out.paint.bad;
  const share = survivorShare(report).toFixed(1);
  const aside = [
    ...(report.same > 0 ? [`${counted(report.same, 'change')} left the meaning as it is`] : []),
    ...(report.uncheckable > 0
      ? [`${counted(report.uncheckable, 'change')} gave no rule that compiles`]
      : []),
  ];
  return [
    '',
    ...(survivors.length === 0 ? [] : [out.paint.strong('Changes that no test noticed'), '']),
    ...survivors.flatMap((one) => [...survivorLines(one, out), '']),
    `${counted(report.compared, 'change')} tried: ${report.noticed} noticed, ${paint(`${report.survived} not noticed (${share} %)`)}`,
    ...(failed === 0
      ? []
      : [out.paint.bad(`${counted(failed, 'test')} that failed without any change could notice nothing`)]),
    ...(aside.length === 0 ? [] : [out.paint.faint(`Not counted: ${aside.join('; ')}`)]),
    '',
  ].join('\n');
}

function survivorLines(change: ToldChange, out: Stream): readonly string[] {
  const [before, after] = shortened(change.before, change.after);
  return [
    `  ${out.paint.place(placed(change.location))}  ${visible(change.of)}`,
    ...labelled('    ', change.what, out.width),
    ...labelled('      written:  ', before, out.width),
    ...labelled('      changed:  ', after === '' ? '(left out)' : after, out.width),
  ];
}

/** Phrases of more characters than this are shown around what differs. */
const LONG = 160;
const AROUND = 50;

/** Two phrases; where they are long, without what they have in common at both ends, but for some words. */
export function shortened(before: string, after: string): readonly [string, string] {
  if (Math.max(before.length, after.length) <= LONG || after === '') return [before, after];
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let end = 0;
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const from = before.lastIndexOf(' ', Math.max(0, start - AROUND)) + 1;
  const show = (text: string): string => {
    const behind = text.indexOf(' ', text.length - Math.max(0, end - AROUND));
    const to = behind < 0 ? text.length : behind;
    return `${from > 0 ? '… ' : ''}${text.slice(from, to)}${to < text.length ? ' …' : ''}`;
  };
  return [show(before), show(after)];
}
