/** The tool json-rules-engine: a rule of the engine for each of the fourteen, run on each record, as its documentation shows it. */
import { Engine } from 'json-rules-engine';
import type { Plan } from '../../compiler/plan.ts';
import { naiveShape } from '../naive.ts';
import { type Terms, termsOf } from './setting.ts';

type Entry = Readonly<Record<string, unknown>>;
type Way = readonly [operator: string, value: unknown];

/** For each record the fields and what each must pass; one of several ways is enough. */
const CONDITIONS: Readonly<Record<string, readonly (readonly [fact: string, ...ways: readonly Way[]])[]>> = {
  collection: [
    ['purposes', ['none in', 'unstated']],
    ['obtainedFrom', ['stated', true]],
    ['function', ['stated', true]],
    ['consent', ['in set', 'act']],
    ['bundled', ['equal', false]],
    ['starts', ['in set', 'after']],
    ['necessary', ['equal', true]],
  ],
  share: [
    ['name', ['stated', true]],
    ['startsOff', ['equal', true]],
    ['consent', ['in set', 'act']],
  ],
  permission: [
    ['told', ['equal', true]],
    ['declared', ['equal', true]],
  ],
  notice: [['prominent', ['equal', true]]],
  rights: [['withdraw', ['stated', true]]],
};

/** Whether a manifest has the shape (by hand) and keeps the rules. */
export function rulesEngine(plan: Plan): (manifest: unknown) => Promise<boolean> {
  const terms = termsOf(plan);
  const shape = naiveShape(plan);
  const engines = new Map(Object.keys(CONDITIONS).map((name) => [name, engineFor(name, terms)]));
  const keeps = async (name: string, facts: Entry): Promise<boolean> => {
    const { failureResults } = (await engines.get(name)?.run({ ...facts })) ?? { failureResults: [] };
    return failureResults.length === 0;
  };
  return async (manifest) => {
    if (!shape(manifest)) return false;
    const results = await Promise.all(
      recordsOf(manifest as Entry, terms).map(([name, facts]) => keeps(name, facts)),
    );
    return results.every(Boolean);
  };
}

function engineFor(name: string, terms: Terms): Engine {
  const engine = new Engine([], { allowUndefinedFacts: true });
  const sets = terms as unknown as Readonly<Record<string, ReadonlySet<unknown>>>;
  engine.addOperator('stated', (fact: unknown) => typeof fact === 'string' && fact.trim() !== '');
  engine.addOperator('in set', (fact: unknown, set: string) => sets[set]?.has(fact) === true);
  engine.addOperator(
    'none in',
    (fact: unknown, set: string) => Array.isArray(fact) && fact.every((one) => sets[set]?.has(one) !== true),
  );
  for (const [fact, ...ways] of CONDITIONS[name] ?? []) {
    const any = ways.map(([operator, value]) => ({ fact, operator, value }));
    engine.addRule({ conditions: { any }, event: { type: fact } });
  }
  return engine;
}

/** Every record with its facts; what looks across records is worked out before, as the engine has no way to. */
function recordsOf(manifest: Entry, terms: Terms): readonly (readonly [string, Entry])[] {
  const collections = manifest.collections as readonly Entry[];
  const services = (manifest.app as Entry).services as readonly unknown[];
  const declared = new Set(collections.flatMap((one) => [...(terms.above.get(one.data) ?? [])]));
  const isNeeded = (data: unknown) => services.some((one) => terms.necessary.get(one)?.has(data));
  return [
    ...collections.flatMap((one): (readonly [string, Entry])[] => [
      ['collection', { ...one, necessary: !terms.required.has(one.necessity) || isNeeded(one.data) }],
      ...(one.shares as readonly Entry[]).map((share): readonly [string, Entry] => {
        const isLegal = (share.purposes as readonly unknown[]).every((purpose) => terms.legal.has(purpose));
        return ['share', { ...share, startsOff: terms.off.has(share.default) || isLegal }];
      }),
    ]),
    ...(manifest.permissions as readonly Entry[]).map((one): readonly [string, Entry] => {
      const isTold = typeof one.rationale === 'string' && one.rationale.trim() !== '';
      return ['permission', { told: isTold || terms.system.has(one.data), declared: declared.has(one.data) }];
    }),
    ['notice', manifest.notice as Entry],
    ['rights', manifest.rights as Entry],
  ];
}
