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
  'waiver-expired': {
    severity: 'warning',
    message: ({ rule, until }: { rule: string; until: string }) =>
      `this waiver of \`${rule}\` ended on ${until}: what it tolerated is a violation again`,
    help: () => 'take the waiver out once the app is mended, or have it approved for longer',
  },
  'rule-ended': {
    severity: 'warning',
    message: ({ rule, until }: { rule: string; until: string }) =>
      `the rule \`${rule}\` ended on ${until}, and finds nothing since`,
    help: () =>
      'take it out, or move the day; one that is kept for earlier days has a test `as of` a day on which it counted',
  },
  'never-true': {
    severity: 'warning',
    message: ({ of }: { of: string }) =>
      `these conditions exclude each other, so this ${of} is about nothing that an app could declare`,
    help: () => 'join them with `or`, or leave one of them out',
  },
  'rule-not-enforced': {
    severity: 'warning',
    message: ({ what, rule }: { what: string; rule: string; adopt: string }) =>
      `this ${what} is about the rule \`${rule}\`, which the policy does not enforce, so it changes nothing`,
    help: ({ adopt }) => `enforce the rule with \`adopt ${adopt}\`, or leave this out`,
  },
});

interface Turn {
  /** The first day on which one of them is in force, where that is to come. */
  readonly begins: string | undefined;
  /** The last day on which one of them was. */
  readonly ended: string | undefined;
}
