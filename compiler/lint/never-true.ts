/** `never-true`: a condition whose parts exclude each other, so that the rule, exception or waiver is about nothing. */
import { report } from '../../grammar/diagnostic.ts';
import type { Span } from '../../grammar/source.ts';
import { and } from '../formula.ts';
import type { Formula } from '../plan.ts';
import { lintCodes } from './codes.ts';
import type { Lint } from './index.ts';
import { isNeverTrue } from './satisfiable.ts';

export const neverTrue: Lint = ({ names, meanings }, to) => {
  const termsOf = (vocabulary: string) => names.vocabularies.get(vocabulary)?.terms.keys() ?? [];
  const isNever = (formulas: readonly Formula[]) =>
    formulas.length > 0 && formulas.every((one) => isNeverTrue(one, termsOf));
  const told = (span: Span, of: string) => report(to, lintCodes, 'never-true', span, { of });
  for (const { entry, sites } of meanings.rules.values()) {
    const { each, when, name } = entry.declaration;
    if (isNever(sites.map((one) => one.concerns)))
      told(each?.where?.span ?? when[0]?.span ?? name.span, 'rule');
    for (const [at, clause] of entry.declaration.unless.entries()) {
      if (isNever(sites.map((one) => one.unless[at] ?? and()))) told(clause.condition.span, '`unless`');
    }
  }
  for (const { entry, conditions } of meanings.exceptions) {
    if (isNever(conditions)) told(entry.declaration.where.span, 'exception');
  }
  for (const { entry, conditions } of meanings.waivers) {
    const { where } = entry.declaration;
    if (where && isNever(conditions)) told(where.span, 'waiver');
  }
};
