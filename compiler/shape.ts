/** Whether a manifest has the shape of the records: fields, types, words. Says nothing about rules. */
import type { ShapeProblem } from './findings.ts';
import type { Field, FieldType, Plan, RecordType } from './plan.ts';
import { EXTENSION_KEY } from './plan.ts';
import { hasScalarType, isRecord, own, pointerTo, type Words } from './values.ts';

interface Check {
  readonly records: ReadonlyMap<string, RecordType>;
  readonly words: Words;
  readonly problems: ShapeProblem[];
}

const extension = new RegExp(EXTENSION_KEY);

/** Every place where the shape is not kept, in the order of the records' fields, then of the keys. */
export function shapeProblems(plan: Plan, manifest: unknown, words: Words): ShapeProblem[] {
  const records = new Map(plan.records.map((one) => [one.name, one]));
  const check: Check = { records, words, problems: [] };
  checkRecord(plan.root, manifest, '', check);
  return check.problems;
}

function checkRecord(name: string, value: unknown, pointer: string, check: Check): void {
  const record = check.records.get(name);
  if (!isRecord(value) || record === undefined) {
    check.problems.push({ pointer, problem: 'wrong-type', expected: name });
    return;
  }
  for (const field of record.fields) checkField(field, own(value, field.key), pointer, check);
  const known = new Set(record.fields.map((field) => field.key));
  for (const key of Object.keys(value)) {
    if (known.has(key) || extension.test(key)) continue;
    check.problems.push({ pointer: pointerTo(pointer, key), problem: 'unknown-field', expected: name });
  }
}

function checkField(field: Field, value: unknown, pointer: string, check: Check): void {
  if (value === undefined || value === null) {
    if (field.presence !== 'required') return;
    check.problems.push({ pointer, problem: 'missing-field', expected: field.key });
    return;
  }
  checkValue(field.type, value, pointerTo(pointer, field.key), check);
}

function checkValue(type: FieldType, value: unknown, pointer: string, check: Check): void {
  if (type.kind === 'record') return checkRecord(type.record, value, pointer, check);
  if (type.kind === 'list') {
    if (!Array.isArray(value)) {
      check.problems.push({ pointer, problem: 'wrong-type', expected: 'list' });
      return;
    }
    for (const [index, item] of value.entries()) checkValue(type.of, item, pointerTo(pointer, index), check);
    return;
  }
  if (hasScalarType(type, value, check.words)) return;
  if (type.kind === 'term' && typeof value === 'string') {
    check.problems.push({ pointer, problem: 'unknown-term', expected: type.vocabulary });
  } else {
    check.problems.push({
      pointer,
      problem: 'wrong-type',
      expected: type.kind === 'term' ? type.vocabulary : type.kind,
    });
  }
}
