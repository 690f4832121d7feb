/** Manifests one small step away from a given one: something left out, not known, of another kind, another word. */
import type { FieldType, Plan } from '../../compiler/plan.ts';
import { isRecord } from '../../compiler/values.ts';
import { type Change, valuesIn, type Way } from './change.ts';
import { ABSENT } from './space.ts';

/** Every such step from a manifest. */
export function stepsFrom(plan: Plan, manifest: unknown): readonly Change[] {
  return [...valuesIn(manifest)].flatMap(({ way, value }) => {
    const type = typeAt(plan, way);
    const others = [ABSENT, null, ...ofAnotherKind(value), ...nearTo(plan, type, value)];
    return others.map((to): Change => ({ way, to })).filter((one) => way.length > 0 || one.to !== ABSENT);
  });
}

function ofAnotherKind(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return [[], [...value, ...value.slice(0, 1)], [...value, null], {}];
  if (isRecord(value)) return [{}, [], { ...value, unheard: 1 }, { ...value, 'x-note': { of: ['mine'] } }];
  if (typeof value === 'string') return ['', ' ', 'unheard-of', `${value}\n`, 1];
  if (typeof value === 'number') return [value + 1, value - 1, -value - 0.5, String(value)];
  return typeof value === 'boolean' ? [!value, String(value)] : [0, ''];
}

/** The words above and below a word, and one beside it. */
function nearTo(plan: Plan, type: FieldType | undefined, value: unknown): readonly unknown[] {
  if (type?.kind !== 'term') return [];
  const terms = plan.vocabularies.find((one) => one.name === type.vocabulary)?.terms ?? [];
  const own = terms.find((one) => one.name === value);
  const above = terms.filter((one) => own !== undefined && one.name === own.parent);
  const below = terms.filter((one) => own !== undefined && one.parent === own.name);
  const beside = terms.filter((one) => one !== own && one.parent === own?.parent);
  return [...above, ...below.slice(0, 2), ...beside.slice(0, 1)].map((one) => one.name);
}

function typeAt(plan: Plan, way: Way): FieldType | undefined {
  const root: FieldType = { kind: 'record', record: plan.root };
  return way.reduce<FieldType | undefined>((type, step) => {
    if (type?.kind === 'list') return type.of;
    if (type?.kind !== 'record') return undefined;
    const record = plan.records.find((one) => one.name === type.record);
    return record?.fields.find((one) => one.key === step)?.type;
  }, root);
}
