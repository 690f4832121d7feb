/** A plan with the records and all platforms of the library, and no rule: what readers fill. */
import { fileHost, libraryNames, TOP } from '../../cli/host.ts';
import { compile } from '../../compiler/compile.ts';
import type { Plan } from '../../compiler/plan.ts';

/** Compiled anew each time, so that no test sees another's. Works from a bundle too. */
export function libraryPlan(): Plan {
  const platforms = libraryNames().filter((name) => name.startsWith('std/platform/'));
  const uses = ['std/app', ...platforms].map((name) => `use ${name}\n`).join('');
  const text = `policy all-platforms "All platforms"\n${uses}`;
  const { plan, diagnostics } = compile({ file: 'all.proviso', text }, fileHost(TOP), { asOf: '2026-01-31' });
  if (plan === undefined) throw new Error(diagnostics[0]?.message);
  return plan;
}
