/** From the names of a platform to terms, by what the policy's own vocabularies and tables say. Knows no platform. */
import type { FieldType, Plan, ScalarType } from '../compiler/plan.ts';
import { fieldsOf } from './reading.ts';

/** What a permission is about. Null: not known. */
export interface PermissionMeaning {
  /** The term of the vocabulary that the field `asks` of a permission is drawn from. */
  readonly asks: string | null;
  /** The term of the data it opens; null where the table has no row, or several terms, for it. */
  readonly data: string | null;
}

/** From a platform's name of a permission to its meaning. */
export type PermissionMap = ReadonlyMap<string, PermissionMeaning>;

/** The data term that stands for what is not about a person; a row with no terms means it. */
const NO_PERSONAL_DATA = 'system';

/** The permissions a plan knows by their name in a scheme (`android`). Empty where it has no such vocabulary. */
export function permissionsOf(plan: Plan, scheme: string): PermissionMap {
  const type = fieldsOf(plan, 'permission').get('asks')?.type;
  const name = type?.kind === 'term' ? type.vocabulary : undefined;
  const vocabulary = plan.vocabularies.find((one) => one.name === name);
  const rows = plan.tables.find((one) => one.name === 'permission-data')?.rows ?? {};
  const map = new Map<string, PermissionMeaning>();
  for (const term of vocabulary?.terms ?? []) {
    const row = Object.hasOwn(rows, term.name) ? rows[term.name] : undefined;
    for (const word of term.also[scheme] ?? []) map.set(word, { asks: term.name, data: dataOf(row) });
  }
  return map;
}

function dataOf(row: readonly string[] | number | undefined): string | null {
  if (row === undefined || typeof row === 'number') return null;
  if (row.length === 0) return NO_PERSONAL_DATA;
  return row.length === 1 ? (row[0] ?? null) : null;
}

/** The value, if the field can hold it; null where its vocabulary has no such word. A list field gets a list of it. */
export function fitting(plan: Plan, type: FieldType, value: unknown): unknown {
  if (value === null || value === undefined || type.kind === 'record') return value;
  if (type.kind !== 'list') return fits(plan, type, value) ? value : null;
  return type.of.kind !== 'record' && fits(plan, type.of, value) ? [value] : null;
}

function fits(plan: Plan, type: ScalarType, value: unknown): boolean {
  if (type.kind !== 'term') return true;
  const vocabulary = plan.vocabularies.find((one) => one.name === type.vocabulary);
  return vocabulary?.terms.some((term) => term.name === value) ?? false;
}
