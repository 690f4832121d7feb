/** What is worth a remark in a policy that is right: the diagnostics of a second look. */
import { defineCodes } from '../../grammar/diagnostic.ts';

const counted = (count: number): string => (count === 1 ? 'the only rule' : `each of the ${count} rules`);

export const lintCodes = defineCodes({
  'no-rule-enforced': {
    severity: 'warning',
    message: ({ policy }: { policy: string; used: string | undefined }) =>
      `the policy \`${policy}\` enforces no rule, so nothing would be found in any app`,
    help: ({ used }) =>
      used === undefined
        ? 'write a rule, or enforce those of a law, as with `adopt std/cn/pipl`'
        : `\`use\` brings in names and enforces nothing: write \`adopt ${used}\``,
  },
  'no-rule-in-force': {
    severity: 'warning',
    message: ({ policy, rules, day, begins }: { policy: string; rules: number; day: string } & Turn) =>
      begins === undefined
        ? `${counted(rules)} of the policy \`${policy}\` is out of force on ${day}, so nothing would be found in any app`
        : `${counted(rules)} of the policy \`${policy}\` comes into force after ${day}, so nothing would be found in any app`,
    help: ({ begins, ended }) =>
      begins === undefined
        ? `the last of them ended on ${ended}: name the day that counts, or adopt the rules of today`
        : `the first of them begins on ${begins}: name the day that counts`,
  },
});

interface Turn {
  /** The first day on which one of them is in force, where that is to come. */
  readonly begins: string | undefined;
  /** The last day on which one of them was. */
  readonly ended: string | undefined;
}
