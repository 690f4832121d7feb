/** The report of changes that no test noticed, as text: the place, what was changed, and the words before and after. */
import type { Stream } from '../terminal.ts';
import { counted, labelled, visible } from '../text.ts';
import { placed } from './coverage-text.ts';
import type { Mutant } from './mutants.ts';

/** How many changes there were, by what became of them. */
export interface MutantTally {
  readonly compared: number;
  readonly noticed: number;
  readonly survived: number;
  readonly uncheckable: number;
  readonly same: number;
}

export function mutantTally(mutants: readonly Mutant[]): MutantTally {
  const count = (fate: Mutant['fate']) => mutants.filter((one) => one.fate === fate).length;
  const noticed = count('noticed');
  const survived = count('survived');
  const compared = noticed + survived;
  return { compared, noticed, survived, uncheckable: count('uncheckable'), same: count('same') };
}

/** The share that survived, in parts of a hundred. */
export function survivorShare({ survived, compared }: MutantTally): number {
  return compared === 0 ? 0 : (survived * 100) / compared;
}

/** What survived, each with its place; then one line with all of it. */
export function mutantsText(mutants: readonly Mutant[], out: Stream): string {
  const survivors = mutants.filter((one) => one.fate === 'survived');
  const tally = mutantTally(mutants);
  const paint = tally.survived === 0 ? out.paint.good : out.paint.bad;
  const share = survivorShare(tally).toFixed(1);
  const aside = [
    ...(tally.same > 0 ? [`${counted(tally.same, 'change')} left the meaning as it is`] : []),
    ...(tally.uncheckable > 0 ? [`${counted(tally.uncheckable, 'change')} gave no rule that compiles`] : []),
  ];
  return [
    '',
    ...(survivors.length === 0 ? [] : [out.paint.strong('Changes that no test noticed'), '']),
    ...survivors.flatMap((one) => [...survivorLines(one, out), '']),
    `${counted(tally.compared, 'change')} tried: ${tally.noticed} noticed, ${paint(`${tally.survived} not noticed (${share} %)`)}`,
    ...(aside.length === 0 ? [] : [out.paint.faint(`Not counted: ${aside.join('; ')}`)]),
    '',
  ].join('\n');
}

function survivorLines({ change, of, location }: Mutant, out: Stream): readonly string[] {
  return [
    `  ${out.paint.place(placed(location))}  ${visible(of)}`,
    ...labelled('    ', change.what, out.width),
    ...labelled('      written:  ', change.before, out.width),
    ...labelled('      changed:  ', change.after === '' ? '(left out)' : change.after, out.width),
  ];
}
