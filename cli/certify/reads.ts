/** Which fields of a manifest a rule reads, and by which tests: a tree of records as they stand in each other. */
import type { Domain, Field, FieldReference, Formula, Plan, Rule, Test } from '../../compiler/plan.ts';

/** A record, and those of its fields that are read. */
export interface Reads {
  readonly record: string;
  readonly fields: Map<string, FieldReads>;
}

/** A field that is read. */
export interface FieldReads {
  readonly field: Field;
  readonly tests: Test[];
  /** Where it holds records. */
  readonly below: Reads | undefined;
  /** How many records of a list it takes to tell apart what the rule tells apart; some rules count. */
  most: number;
}

/** More records in one list make a rule no clearer, and the product larger. */
const MOST_RECORDS = 4;

/** What a rule reads, at all its places. */
export function readsOf(plan: Plan, rule: Rule): Reads {
  const root: Reads = { record: plan.root, fields: new Map() };
  for (const site of rule.sites) {
    const frames = [root];
    for (const step of site.path) {
      const below = fieldOf(plan, frames.at(-1), step.key)?.below;
      frames.push(below ?? { record: step.record, fields: new Map() });
    }
    for (const formula of [site.broken, ...site.waivers.map((one) => one.condition)])
      note(plan, formula, frames);
  }
  return root;
}

function note(plan: Plan, formula: Formula, frames: readonly Reads[]): void {
  switch (formula.kind) {
    case 'constant':
      return;
    case 'not':
      return note(plan, formula.of, frames);
    case 'and':
    case 'or':
      for (const part of formula.of) note(plan, part, frames);
      return;
    case 'stated':
      placeOf(plan, formula.field, frames);
      return;
    case 'test':
    case 'some-item':
      placeOf(plan, formula.field, frames)?.tests.push(formula.test);
      return;
    case 'some':
    case 'every':
    case 'count': {
      const place = placeOf(plan, formula.domain, frames);
      const below = place?.below ?? { record: formula.domain.record, fields: new Map() };
      if (place && formula.kind === 'count')
        place.most = Math.max(place.most, Math.min(MOST_RECORDS, formula.bound + 1));
      return note(plan, formula.body, [...frames, below]);
    }
  }
}

function placeOf(
  plan: Plan,
  { frame, path }: Pick<FieldReference | Domain, 'frame' | 'path'>,
  frames: readonly Reads[],
): FieldReads | undefined {
  let record = frames[frame];
  let place: FieldReads | undefined;
  for (const key of path) {
    place = fieldOf(plan, record, key);
    record = place?.below;
  }
  return place;
}

function fieldOf(plan: Plan, record: Reads | undefined, key: string): FieldReads | undefined {
  const known = record?.fields.get(key);
  if (known || record === undefined) return known;
  const field = plan.records.find((one) => one.name === record.record)?.fields.find((one) => one.key === key);
  if (field === undefined) return undefined;
  const type = field.type.kind === 'list' ? field.type.of : field.type;
  const below: Reads | undefined =
    type.kind === 'record' ? { record: type.record, fields: new Map() } : undefined;
  const made: FieldReads = { field, tests: [], below, most: 2 };
  record.fields.set(key, made);
  return made;
}
