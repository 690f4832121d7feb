/** Generated code for rules: whether there is nothing to find, and whether what is found is waived. No messages. */
import type { Formula, Rule, Site } from '../../plan.ts';
import { failing } from '../../plan.ts';
import { domainCode, formulaCode, framesIn, loopCode } from './formula.ts';
import type { Shapes } from './shape.ts';
import { comment, typed } from './text.ts';

/** The functions of a rule. */
export interface RuleFunctions {
  /** Nothing is found: satisfied at every record without a waiver. */
  readonly silent: string;
  /** Satisfied or waived at every record; the same function where nothing can be waived. */
  readonly satisfied: string;
}

export function ruleFunctions(rule: Rule, index: number, shapes: Shapes): RuleFunctions {
  const silent = `rule${index}`;
  ruleFunction(silent, `${rule.id}: nothing to find.`, rule.sites, (site) => site.broken, shapes);
  if (rule.sites.every((site) => site.waivers.length === 0)) return { silent, satisfied: silent };
  const satisfied = `waived${index}`;
  ruleFunction(satisfied, `${rule.id}: nothing to find but what is waived.`, rule.sites, failing, shapes);
  return { silent, satisfied };
}

function ruleFunction(
  name: string,
  says: string,
  sites: readonly Site[],
  wrong: (site: Site) => Formula,
  shapes: Shapes,
): void {
  const body = sites.map((site) => siteCode(site, wrong(site), 0, shapes)).join('');
  const parameter = framesIn(body).includes(0) ? 'f0' : '_';
  const text = `${comment([says])}function ${name}(${parameter}${typed(': unknown')})${typed(': boolean')} {\n${body}  return true;\n}\n`;
  shapes.code.declarations.push({ name, text });
}

/** Goes to every record of a site; a list left open is one record of which nothing is known. */
function siteCode(site: Site, wrong: Formula, depth: number, shapes: Shapes): string {
  const indent = '  '.repeat(depth + 1);
  const step = site.path[depth];
  if (step === undefined) {
    const possibly = formulaCode(wrong, 'possibly', depth + 1, shapes);
    return possibly === 'false' ? '' : `${indent}if (${possibly}) return false;\n`;
  }
  const inner = siteCode(site, wrong, depth + 1, shapes);
  if (inner === '') return '';
  const records = domainCode({ ...step, frame: depth, path: [step.key] }, 'unknownRecord', depth + 1);
  return loopCode(records, depth + 1, inner, indent);
}
