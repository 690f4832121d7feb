/** Zod: the shape of a plan's records as its schemas; the rules by hand in `superRefine`, an issue for each. */
import { type ZodType, z } from 'zod';
import type { FieldType, Plan } from '../../compiler/plan.ts';
import { broken } from './rules.ts';
import { termsOf } from './setting.ts';

/** Whether a manifest has the shape and keeps the rules. */
export function zod(plan: Plan): (manifest: unknown) => boolean {
  const terms = termsOf(plan);
  const schema = recordSchema(plan, plan.root).superRefine((manifest, context) => {
    for (const message of broken(manifest as Record<string, unknown>, terms))
      context.addIssue({ code: 'custom', message });
  });
  return (manifest) => schema.safeParse(manifest).success;
}

function recordSchema(plan: Plan, name: string): ZodType {
  const fields = plan.records.find((one) => one.name === name)?.fields ?? [];
  const shape = fields.map((field) => {
    const schema = schemaOf(plan, field.type);
    return [field.key, field.presence === 'required' ? schema : schema.nullish()] as const;
  });
  return z.strictObject(Object.fromEntries(shape));
}

function schemaOf(plan: Plan, type: FieldType): ZodType {
  switch (type.kind) {
    case 'record':
      return recordSchema(plan, type.record);
    case 'list':
      return z.array(schemaOf(plan, type.of));
    case 'term':
      return z.enum(
        plan.vocabularies.find((one) => one.name === type.vocabulary)?.terms.map((one) => one.name) ?? [],
      );
    case 'yes-no':
      return z.boolean();
    case 'number':
      return z.number();
    case 'days':
      return z.number().min(0);
    default:
      return z.string();
  }
}
