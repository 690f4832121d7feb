/** Compiles policies for the measurements: those of the library, and generated ones of any length. */

import { fileHost } from '../cli/host.ts';
import { type Compilation, compile } from '../compiler/compile.ts';
import type { Plan } from '../compiler/plan.ts';

/** The day that all measurements are for. */
export const DAY = '2026-06-01';

export function compileText(text: string): Compilation {
  return compile({ file: 'bench.proviso', text }, fileHost('.'), { asOf: DAY });
}

/** The plan of a policy; whatever is wrong with it is a fault of the measurement. */
export function planFrom(text: string): Plan {
  const { plan, diagnostics } = compileText(text);
  if (plan === undefined) throw new Error(diagnostics[0]?.message ?? 'there is no plan');
  return plan;
}

/** A policy of a number of lines, ten to a rule, of the forms that packs use. */
export function longPolicy(lines: number): string {
  const head = ['policy bench.long "A long policy"', '', 'use std/app', 'use std/cn/sources', ''];
  const rules = Array.from({ length: Math.ceil((lines - head.length) / 10) }, (_, at) => ruleOf(at));
  return `${[...head, ...rules.flat()].slice(0, lines).join('\n')}\n`;
}

/** A policy of a number of rules of the same form, without what is only for people, so that 10,000 are one file. */
export function manyRules(count: number): string {
  const head = ['policy bench.many "Many rules"', 'use std/app', 'use std/cn/sources', ''];
  const rules = Array.from({ length: count }, (_, at) =>
    ruleOf(at).filter((line) => !/^#|^ {2}(?:say|advise) /.test(line)),
  );
  return `${[...head, ...rules.flat()].join('\n')}\n`;
}

const SUBJECTS = ['contact.phone', 'location.precise', 'credit.score', 'identity.name', 'health'];
const RECIPIENTS = ['partner', 'ad-network', 'data-broker', 'affiliate'];

function ruleOf(at: number): string[] {
  const data = SUBJECTS[at % SUBJECTS.length];
  const recipient = RECIPIENTS[at % RECIPIENTS.length];
  return [
    `# What rule ${at} rests on, in a few words.`,
    `rule sharing-${at} "Sharing of ${data} starts switched off (${at})" zh "默认不提供（${at}）"`,
    `  cites PIPL "Article ${(at % 70) + 1}"`,
    `  each share where recipient is ${recipient} and collection.data is ${data}`,
    '  default must be opt-in',
    `  unless purposes include only legal-obligation, safety`,
    `  unless collection.retention is at most ${at % 365} days and treatment is aggregated`,
    '  say "{collection.data} goes to {name} unless the user finds the switch."',
    '  advise "Start with sharing off, and ask for it on its own."',
    '',
  ];
}
