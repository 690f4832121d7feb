/** What can be wrong when a plan that checks is written for a target: the diagnostics of the back ends. */
import { defineCodes } from '../../grammar/diagnostic.ts';

export const emitCodes = defineCodes({
  'rule-too-large': {
    severity: 'error',
    message: ({ rule, causes }: { rule: string; causes: readonly string[] }) =>
      `\`${rule}\` compares ${causes.map((one) => `\`${one}\``).join(', ')} in more ways than a JSON Schema can spell out, so the schema could not say what the rule says`,
    help: () =>
      'compare fewer fields across records, or narrow what is compared with `where`; or write `outside the schema` in the rule: findings still come from it',
  },
});
