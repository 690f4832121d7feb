/** The names of types in an emitted file, from names in any script. Knows nothing of what the types hold. */
import type { Plan } from '../../plan.ts';
import { publicTypeNames } from './runtime.generated.ts';

/** The type of each record and each vocabulary, by its name in the plan. */
export interface TypeNames {
  readonly records: ReadonlyMap<string, string>;
  readonly vocabularies: ReadonlyMap<string, string>;
}

/** Types that the code of an emitted file has for itself. */
const INNER = 'Trace';

/** Types of the language itself that the emitted file speaks of. */
const BUILT_IN =
  'Array ArrayLike Boolean Date Error Exclude Extract Function Infinity Iterable Iterator JSON Map Math NaN Number ' +
  'Object Omit Partial Pick Promise PropertyKey Readonly ReadonlyArray ReadonlyMap ReadonlySet Record RegExp Required ' +
  'Set String Symbol';

/** The type of what stands at the top of a manifest, whatever the record there is called. */
export const DECLARATION = 'Declaration';

/** Each record and vocabulary gets a type of its own name; records choose first, the one at the top before the others. */
export function typeNames(plan: Plan): TypeNames {
  const taken = new Set<string>([...publicTypeNames, INNER, ...BUILT_IN.split(' ')]);
  const choose = (name: string, suffix: string): [string, string] => {
    const chosen = freeName(pascal(name), suffix, taken);
    taken.add(chosen);
    return [name, chosen];
  };
  const top = plan.records.some((one) => one.name === plan.root) ? [choose(plan.root, 'Record')] : [];
  taken.add(DECLARATION);
  const others = plan.records.filter((one) => one.name !== plan.root);
  const records = new Map([...top, ...others.map((one) => choose(one.name, 'Record'))]);
  const vocabularies = new Map(plan.vocabularies.map((one) => choose(one.name, 'Term')));
  return { records, vocabularies };
}

function freeName(wanted: string, suffix: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted;
  let candidate = wanted + suffix;
  for (let count = 2; taken.has(candidate); count += 1) candidate = wanted + suffix + count;
  return candidate;
}

function pascal(name: string): string {
  const words = name.split(/[^\p{ID_Continue}]+/u).filter((word) => word !== '');
  const joined = words.map(capitalised).join('');
  return /^\p{ID_Start}/u.test(joined) ? joined : `_${joined}`;
}

function capitalised(word: string): string {
  const [first = '', ...rest] = word;
  return first.toUpperCase() + rest.join('');
}
