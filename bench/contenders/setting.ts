/** What all contenders judge by: one policy of fourteen rules, short enough to be written out by hand in other tools. */
import { fileHost, TOP } from '../../cli/host.ts';
import { compile } from '../../compiler/compile.ts';
import type { Plan } from '../../compiler/plan.ts';

/** The rules, in the forms that those of the library have: demands, conditions, exceptions, a table, a look across records. */
export const SUBSET = `policy bench.subset "What all contenders judge by"
use std/app
use std/platform/android
use std/cn/necessary

rule purposes-told "Purposes are told"
  each collection
  purposes must not include unstated

rule origin-told "Where it comes from is told"
  each collection
  obtained-from must be stated

rule function-told "The function is told"
  each collection
  function must be stated

rule own-act "The user acts"
  each collection
  consent must be explicit-action

rule apart "It stands alone"
  each collection
  bundled must be no

rule after-consent "It starts after consent"
  each collection
  starts must be after-consent

rule necessary-only "What must be handed over is necessary"
  each collection where necessity is required
  data must be in necessary for app.services

rule share-named "Who receives it is named"
  each share
  name must be stated

rule share-off "Sharing starts off"
  each share
  default must be opt-in
  unless purposes include only legal-obligation

rule share-own-act "The user acts on sharing"
  each share
  consent must be explicit-action

rule permission-told "Why it is asked for is told"
  each permission
  rationale must be stated
  unless data is system

rule permission-declared "What a permission opens is declared"
  each permission
  require some collection where data is permission.data

rule notice-prominent "Nobody can miss the notice"
  each notice
  prominent must be yes

rule can-withdraw "Who agreed can withdraw"
  each rights
  withdraw must be stated
`;

/** The plan of the fourteen rules. */
export function subsetPlan(): Plan {
  const { plan, diagnostics } = compile({ file: 'subset.proviso', text: SUBSET }, fileHost(TOP), {
    asOf: '2026-01-31',
  });
  if (plan === undefined) throw new Error(`the policy does not check: ${JSON.stringify(diagnostics[0])}`);
  return plan;
}

/** Sets of terms that the rules speak of, each with what stands below, as someone would write them out. */
export interface Terms {
  readonly unstated: ReadonlySet<unknown>;
  readonly act: ReadonlySet<unknown>;
  readonly after: ReadonlySet<unknown>;
  readonly required: ReadonlySet<unknown>;
  readonly off: ReadonlySet<unknown>;
  readonly legal: ReadonlySet<unknown>;
  readonly system: ReadonlySet<unknown>;
  /** The data necessary for a service. */
  readonly necessary: ReadonlyMap<unknown, ReadonlySet<unknown>>;
  /** For a kind of data, itself and what it is a kind of. */
  readonly above: ReadonlyMap<unknown, ReadonlySet<unknown>>;
}

/** The terms of a plan. */
export function termsOf(plan: Plan): Terms {
  const names = (vocabulary: string) =>
    plan.vocabularies.find((one) => one.name === vocabulary)?.terms.map((one) => one.name) ?? [];
  const isBelow = (name: string, top: string) => name === top || name.startsWith(`${top}.`);
  const below = (vocabulary: string, ...tops: readonly string[]): ReadonlySet<unknown> =>
    new Set(names(vocabulary).filter((name) => tops.some((top) => isBelow(name, top))));
  const rows = Object.entries(plan.tables.find((one) => one.name === 'necessary')?.rows ?? {});
  return {
    unstated: below('purpose', 'unstated'),
    act: below('consent-mode', 'explicit-action'),
    after: below('moment', 'after-consent'),
    required: below('necessity', 'required'),
    off: below('default-state', 'opt-in'),
    legal: below('purpose', 'legal-obligation'),
    system: below('data', 'system'),
    necessary: new Map(rows.map(([service, row]) => [service, below('data', ...(row as readonly string[]))])),
    above: new Map(
      names('data').map((name) => [name, new Set(names('data').filter((top) => isBelow(name, top)))]),
    ),
  };
}
