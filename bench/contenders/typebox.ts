/** TypeBox: the shape of a plan's records as its types, compiled; the rules by hand, since it has none across fields. */
import { type TSchema, Type } from '@sinclair/typebox';
import { TypeCompiler } from '@sinclair/typebox/compiler';
import type { FieldType, Plan } from '../../compiler/plan.ts';
import { broken } from './rules.ts';
import { termsOf } from './setting.ts';

/** Whether a manifest has the shape and keeps the rules. */
export function typeBox(plan: Plan): (manifest: unknown) => boolean {
  const terms = termsOf(plan);
  const check = TypeCompiler.Compile(recordType(plan, plan.root));
  return (manifest) =>
    check.Check(manifest) && broken(manifest as Record<string, unknown>, terms).length === 0;
}

function recordType(plan: Plan, name: string): TSchema {
  const fields = plan.records.find((one) => one.name === name)?.fields ?? [];
  const properties = fields.map((field) => {
    const type = typeOf(plan, field.type);
    const open = Type.Union([type, Type.Null()]);
    return [field.key, field.presence === 'required' ? type : Type.Optional(open)] as const;
  });
  return Type.Object(Object.fromEntries(properties), { additionalProperties: false });
}

function typeOf(plan: Plan, type: FieldType): TSchema {
  switch (type.kind) {
    case 'record':
      return recordType(plan, type.record);
    case 'list':
      return Type.Array(typeOf(plan, type.of));
    case 'term': {
      const terms = plan.vocabularies.find((one) => one.name === type.vocabulary)?.terms ?? [];
      return Type.Union(terms.map((one) => Type.Literal(one.name)));
    }
    case 'yes-no':
      return Type.Boolean();
    case 'number':
      return Type.Number();
    case 'days':
      return Type.Number({ minimum: 0 });
    default:
      return Type.String();
  }
}
