/** What became of all changes, as plain data: counted, and without those that were none. Renders nothing. */
import type { ChangeKind } from '../../compiler/mutate/change.ts';
import type { Location } from '../../grammar/source.ts';
import type { Fate, Mutant } from './mutants.ts';

/** One change, as reports tell it. */
export interface ToldChange {
  readonly fate: Exclude<Fate, 'same'>;
  readonly kind: ChangeKind;
  readonly of: string;
  readonly rules: readonly string[];
  readonly location: Location;
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

/** How many changes there were, by what became of them, and each that was one. */
export interface MutantReport {
  /** `noticed` and `survived` together. */
  readonly compared: number;
  readonly noticed: number;
  readonly survived: number;
  readonly uncheckable: number;
  readonly same: number;
  /** By file, and in the order of the text. */
  readonly changes: readonly ToldChange[];
}

export function mutantReport(mutants: readonly Mutant[]): MutantReport {
  const changes = mutants.flatMap(({ change, of, rules, location, fate }): ToldChange[] => {
    const { kind, what, before, after } = change;
    return fate === 'same' ? [] : [{ fate, kind, of, rules, location, what, before, after }];
  });
  return reportFrom(changes, mutants.length - changes.length);
}

/** The reports of several parts of the work as one. */
export function joined(reports: readonly MutantReport[]): MutantReport {
  return reportFrom(
    reports.flatMap((one) => one.changes),
    reports.reduce((sum, one) => sum + one.same, 0),
  );
}

function reportFrom(changes: readonly ToldChange[], same: number): MutantReport {
  const count = (fate: ToldChange['fate']) => changes.filter((one) => one.fate === fate).length;
  const noticed = count('noticed');
  const survived = count('survived');
  const uncheckable = count('uncheckable');
  return {
    compared: noticed + survived,
    noticed,
    survived,
    uncheckable,
    same,
    changes: [...changes].sort((a, b) => inText(a.location, b.location)),
  };
}

function inText(a: Location, b: Location): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}

/** The share that survived, in parts of a hundred. */
export function survivorShare({ survived, compared }: MutantReport): number {
  return compared === 0 ? 0 : (survived * 100) / compared;
}
