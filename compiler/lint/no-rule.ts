/** `no-rule-enforced`, `no-rule-in-force`: a policy by which nothing would be found in any app. */
import { report } from '../../grammar/diagnostic.ts';
import { lintCodes } from './codes.ts';
import { unenforcedOf, usedInVain } from './enforcement.ts';
import type { Lint } from './index.ts';

/**
 * Speaks of the file that is compiled alone: one that others bring in may well hold nothing but names. One that holds exceptions is
 * made to be adopted beside the rules that they are exceptions to.
 */
export const noRule: Lint = ({ names, entry, day }, to) => {
  const policy = [...names.policies.values()].find((one) => one.file === entry);
  const why = unenforcedOf(names, entry, day);
  if (policy === undefined || why === undefined) return;
  const { declaration } = policy;
  if (why.kind === 'no-rule') {
    if (entry.tree.declarations.some((one) => one.kind === 'exception')) return;
    const span = usedInVain(names, entry)?.span ?? declaration.name.span;
    return report(to, lintCodes, 'no-rule-enforced', span, { policy: policy.name, used: why.used });
  }
  const { rules, begins, ended } = why;
  const span = declaration.inForce?.span ?? declaration.name.span;
  report(to, lintCodes, 'no-rule-in-force', span, { policy: policy.name, rules, day, begins, ended });
};
