/** The shape of the records as JSON Schema: fields, types, words. Knows no rules. */
import type { Language } from '../../../grammar/ast.ts';
import type { Field, FieldType, Plan, RecordType, ScalarType, Texts, Vocabulary } from '../../plan.ts';
import { DATE, EXTENSION_KEY, LINK } from '../../plan.ts';
import { type Keywords, NOTHING, type Schema } from './schema.ts';
import { referenceTo } from './share.ts';
import { textIn } from './words.ts';

export interface ShapeOptions {
  readonly language: Language;
  /** Titles of records, fields and terms, and defaults: what an editor shows. They make the schema several times larger. */
  readonly described: boolean;
}

/** The `$defs` of every record and vocabulary that the top record leads to, and of the types they use. */
export function shapeDefinitions(plan: Plan, options: ShapeOptions): Record<string, Schema> {
  const definitions: Record<string, Schema> = {};
  const pending = [plan.root];
  for (const name of pending) {
    const record = plan.records.find((one) => one.name === name);
    const key = definitionName('record', name);
    if (record === undefined || key in definitions) continue;
    definitions[key] = recordSchema(record, options);
    for (const field of record.fields) {
      const type = field.type.kind === 'list' ? field.type.of : field.type;
      if (type.kind === 'record') pending.push(type.record);
      else addScalar(plan, type, options, definitions);
    }
  }
  return definitions;
}

/** The name of an entry of `$defs`. Names of the language hold no colon, so this is read back in one way only. */
export function definitionName(kind: string, ...names: readonly string[]): string {
  return `${kind}.${names.map((name) => name.replaceAll('/', ':')).join('::')}`;
}

function addScalar(plan: Plan, type: ScalarType, options: ShapeOptions, to: Record<string, Schema>): void {
  if (type.kind !== 'term') {
    const named = NAMED_TYPES[type.kind];
    if (named) to[definitionName('type', type.kind)] = named;
    return;
  }
  const vocabulary = plan.vocabularies.find((one) => one.name === type.vocabulary);
  to[definitionName('terms', type.vocabulary)] = vocabulary ? termsSchema(vocabulary, options) : NOTHING;
}

/** The largest number that is not infinite: JSON can write a larger one, and readers make it infinite. */
const LARGEST = Number.MAX_VALUE;

/** Some readers of patterns let `$` stand before a last line break, so that is refused beside the pattern. */
const NAMED_TYPES: Readonly<Partial<Record<ScalarType['kind'], Keywords>>> = {
  link: { type: 'string', pattern: LINK, not: { type: 'string', pattern: '\\n' } },
  date: { type: 'string', pattern: DATE, maxLength: 10 },
  number: { type: 'number', minimum: -LARGEST, maximum: LARGEST },
  days: { type: 'number', minimum: 0, maximum: LARGEST },
};

function termsSchema(vocabulary: Vocabulary, options: ShapeOptions): Schema {
  if (vocabulary.terms.length === 0) return NOTHING;
  const names = vocabulary.terms.map((one) => one.name);
  if (!options.described) return { type: 'string', enum: names };
  const terms = vocabulary.terms.map((one) => ({ const: one.name, ...titled(one.title, options) }));
  return { ...titled(vocabulary.title, options), type: 'string', oneOf: terms };
}

function titled(title: Texts, options: ShapeOptions): Keywords {
  const text = options.described ? textIn(title, options.language) : '';
  return text === '' ? {} : { title: text };
}

function recordSchema(record: RecordType, options: ShapeOptions): Schema {
  const required = record.fields.filter((one) => one.presence === 'required').map((one) => one.key);
  const properties = record.fields.map((field) => [field.key, fieldSchema(field, options)]);
  return {
    ...titled(record.title, options),
    type: 'object',
    properties: Object.fromEntries(properties),
    ...(required.length === 0 ? {} : { required }),
    patternProperties: { [EXTENSION_KEY]: true },
    additionalProperties: false,
  };
}

/** A field that need not be given may also be null. */
function fieldSchema(field: Field, options: ShapeOptions): Schema {
  const schema = typeSchema(field.type);
  const said = {
    ...titled(field.title, options),
    ...(options.described && field.initial !== undefined ? { default: field.initial } : {}),
  };
  return { ...said, ...(field.presence === 'required' ? schema : orNull(schema, options)) };
}

/** Editors complete through `anyOf`; of that, Ajv tries each branch and makes an error for each that fails. */
function orNull(schema: Keywords, options: ShapeOptions): Keywords {
  if ('type' in schema) return { ...schema, type: [schema.type, 'null'] };
  if (options.described) return { anyOf: [schema, { type: 'null' }] };
  return { if: { type: 'null' }, else: schema };
}

function typeSchema(type: FieldType): Keywords {
  switch (type.kind) {
    case 'text':
      return { type: 'string' };
    case 'yes-no':
      return { type: 'boolean' };
    case 'list':
      return { type: 'array', items: typeSchema(type.of) };
    case 'record':
      return referenceTo(definitionName('record', type.record));
    case 'term':
      return referenceTo(definitionName('terms', type.vocabulary));
    default:
      return referenceTo(definitionName('type', type.kind));
  }
}
