/** `rule-not-enforced`: an exception to a rule, or a waiver of one, that the policy does not enforce, and which changes nothing. */
import type { Name } from '../../grammar/ast.ts';
import { report } from '../../grammar/diagnostic.ts';
import { ruleOf } from '../check/check.ts';
import type { RuleEntry } from '../resolve/names.ts';
import { lintCodes } from './codes.ts';
import type { Lint } from './index.ts';

/** A file without any rule in it is made to be adopted beside the rules that it speaks of. */
export const ruleNotEnforced: Lint = ({ names, meanings, entry }, to) => {
  const isEnforced = (rule: RuleEntry) => entry.adopts.has(rule.file.source.file);
  if (![...names.rules.values()].some(isEnforced)) return;
  const told = (what: string, rule: RuleEntry, name: Name) => {
    if (isEnforced(rule)) return;
    const file = entry.brings.find(({ file: one }) => one.adopts.has(rule.file.source.file))?.use.path;
    const adopt = file?.kind === 'name' ? file.text : rule.file.source.file.replace(/\.proviso$/, '');
    report(to, lintCodes, 'rule-not-enforced', name.span, { what, rule: rule.name, adopt });
  };
  for (const exception of names.exceptions.values()) {
    const rule = ruleOf(exception);
    const { to: name } = exception.declaration;
    if (exception.file === entry && rule && name.kind === 'name') told('exception', rule, name);
  }
  for (const { entry: waiver, rule } of meanings.waivers) {
    const { rule: name } = waiver.declaration;
    if (waiver.file === entry && name.kind === 'name') told('waiver', rule, name);
  }
};
