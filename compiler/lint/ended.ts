/** `waiver-expired`, `rule-ended`: what was written for a time that is over. */
import { report } from '../../grammar/diagnostic.ts';
import { isInForce } from '../lower.ts';
import type { RuleEntry } from '../resolve/names.ts';
import { lintCodes } from './codes.ts';
import type { Lint, Linted } from './index.ts';

/** What is waived no longer comes back as a violation, which should surprise nobody. */
export const waiverExpired: Lint = ({ names, entry, day }, to) => {
  for (const { declaration, file } of names.waivers) {
    const { until, rule } = declaration;
    if (!entry.adopts.has(file.source.file) || until.kind !== 'day' || rule.kind !== 'name') continue;
    if (until.value >= day) continue;
    report(to, lintCodes, 'waiver-expired', until.span, { rule: rule.text, until: until.value });
  }
};

/**
 * Speaks of the file itself alone. A rule that ended on purpose is left alone: another of the file begins afterwards in its place, or
 * a test judges as of a day on which it was in force.
 */
export const ruleEnded: Lint = (linted, to) => {
  const { names, entry, day } = linted;
  for (const rule of names.rules.values()) {
    const until = rule.declaration.inForce?.until;
    if (rule.file !== entry || until === undefined || until.value >= day || isHistory(rule, linted)) continue;
    report(to, lintCodes, 'rule-ended', until.span, { rule: rule.name, until: until.value });
  }
};

function isHistory(rule: RuleEntry, { names, entry }: Linted): boolean {
  const { inForce } = rule.declaration;
  const until = inForce?.until?.value ?? '';
  const isFollowed = [...names.rules.values()].some(
    (other) => other.file === entry && (other.declaration.inForce?.from?.value ?? '') > until,
  );
  const isTested = names.tests.some(
    ({ file, declaration: { asOf } }) =>
      file === entry && asOf !== undefined && isInForce(inForce, asOf.value),
  );
  return isFollowed || isTested;
}
