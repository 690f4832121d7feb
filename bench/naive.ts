/** The validator that one would write by hand without a thought for speed: the shape alone, sets and loops. */
import type { FieldType, Plan } from '../compiler/plan.ts';

/** Whether a manifest has the shape of a plan's records. */
export function naiveShape(plan: Plan): (manifest: unknown) => boolean {
  const words = new Map(
    plan.vocabularies.map((one) => [one.name, new Set(one.terms.map((term) => term.name))]),
  );
  const records = new Map(
    plan.records.map((one) => [one.name, new Map(one.fields.map((field) => [field.key, field]))]),
  );
  const hasType = (type: FieldType, value: unknown): boolean => {
    switch (type.kind) {
      case 'record':
        return isRecord(type.record, value);
      case 'list': {
        const { of } = type;
        return Array.isArray(value) && value.every((item) => hasType(of, item));
      }
      case 'term':
        return typeof value === 'string' && words.get(type.vocabulary)?.has(value) === true;
      case 'yes-no':
        return typeof value === 'boolean';
      case 'number':
      case 'days':
        return typeof value === 'number' && Number.isFinite(value) && (type.kind === 'number' || value >= 0);
      default:
        return typeof value === 'string';
    }
  };
  const isRecord = (name: string, value: unknown): boolean => {
    const fields = records.get(name);
    if (typeof value !== 'object' || value === null || fields === undefined) return false;
    for (const [key, field] of fields) {
      const given: unknown = Reflect.get(value, key);
      if (given === undefined || given === null) {
        if (field.presence === 'required') return false;
      } else if (!hasType(field.type, given)) return false;
    }
    return Object.keys(value).every((key) => fields.has(key) || key.startsWith('x-'));
  };
  return (manifest) => isRecord(plan.root, manifest);
}
