/** Makes silence explicit: in a format that can't say everything, a field without a value is not known. Knows no format. */
import type { FieldType, Plan } from '../compiler/plan.ts';
import { emptyRecord, fieldsOf } from './reading.ts';

/** What a reader puts where the format surely says that a field is not given, as against not saying anything. */
export const NOT_GIVEN = undefined;

/** The tree with null in each field of each record that has no value, so that no rule takes silence for an answer. */
export function fillUnknown(plan: Plan, tree: unknown): unknown {
  return fill(plan, { kind: 'record', record: plan.root }, tree);
}

/** A record of which nothing is known. */
export function unknownRecord(plan: Plan, record: string): Record<string, unknown> {
  const filled = emptyRecord();
  for (const key of fieldsOf(plan, record).keys()) filled[key] = null;
  return filled;
}

function fill(plan: Plan, type: FieldType, value: unknown): unknown {
  if (type.kind === 'list' && Array.isArray(value)) return value.map((item) => fill(plan, type.of, item));
  if (type.kind !== 'record' || typeof value !== 'object' || value === null) return value;
  const given = value as Readonly<Record<string, unknown>>;
  const filled = emptyRecord();
  for (const [key, field] of fieldsOf(plan, type.record)) {
    if (!Object.hasOwn(given, key)) filled[key] = null;
    else if (given[key] !== NOT_GIVEN) filled[key] = fill(plan, field.type, given[key]);
  }
  const others = Object.keys(given).filter((key) => given[key] !== NOT_GIVEN && !Object.hasOwn(filled, key));
  for (const key of others) filled[key] = given[key];
  return filled;
}
