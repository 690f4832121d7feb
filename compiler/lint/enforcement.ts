/** Whether a policy has any rule to judge by on a day, and why it has none. Knows no manifest. */
import type { Day, InForce, Name } from '../../grammar/ast.ts';
import type { LoadedFile } from '../load.ts';
import { isInForce } from '../lower.ts';
import type { Names, RuleEntry } from '../resolve/names.ts';

/** Why nothing can be judged. Plain data. */
export type Unenforced =
  | {
      readonly kind: 'no-rule';
      /** A file that is only used, though it has rules. */
      readonly used: string | undefined;
    }
  | {
      readonly kind: 'not-in-force';
      readonly rules: number;
      readonly day: string;
      /** The first day to come on which one of the rules is in force. */
      readonly begins: string | undefined;
      /** The last day on which one of them was. */
      readonly ended: string | undefined;
    };

/** Undefined where at least one rule is enforced and in force. */
export function unenforcedOf(names: Names, entry: LoadedFile, day: string): Unenforced | undefined {
  const rules = [...names.rules.values()].filter((one) => entry.adopts.has(one.file.source.file));
  if (rules.length === 0) return { kind: 'no-rule', used: usedInVain(names, entry)?.text };
  const spans = rules.map(datesOf);
  if (spans.some((dates) => dates.every((one) => isInForce(one, day)))) return undefined;
  const begins = spans
    .flatMap((dates) => latest(dates.map((one) => one?.from)) ?? [])
    .filter((one) => one > day);
  const ends = spans
    .flatMap((dates) => earliest(dates.map((one) => one?.until)) ?? [])
    .filter((one) => one < day);
  return {
    kind: 'not-in-force',
    rules: rules.length,
    day,
    begins: begins.sort()[0],
    ended: ends.sort().at(-1),
  };
}

/** The name of a file of which an entry takes the names alone, though it enforces rules. */
export function usedInVain(names: Names, entry: LoadedFile): Name | undefined {
  const withRules = new Set([...names.rules.values()].map((one) => one.file.source.file));
  const vain = entry.brings.find(
    ({ use, file }) => !use.adopt && [...file.adopts].some((one) => withRules.has(one)),
  );
  return vain?.use.path.kind === 'name' ? vain.use.path : undefined;
}

function datesOf({ declaration, policy }: RuleEntry): readonly (InForce | undefined)[] {
  return [declaration.inForce, policy.declaration.inForce];
}

const valuesOf = (days: readonly (Day | undefined)[]): readonly string[] =>
  days.flatMap((one) => one?.value ?? []);

const latest = (days: readonly (Day | undefined)[]): string | undefined => [...valuesOf(days)].sort().at(-1);

const earliest = (days: readonly (Day | undefined)[]): string | undefined => [...valuesOf(days)].sort()[0];
