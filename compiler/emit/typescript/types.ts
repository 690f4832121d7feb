/** The types of a plan's vocabularies and records, as TypeScript. Knows nothing of rules. */
import type { FieldType, Plan, RecordType, Texts, Vocabulary } from '../../plan.ts';
import { DECLARATION, type TypeNames } from './names.ts';
import { comment, literal, propertyName } from './text.ts';

/** The exported types: vocabularies as unions of their terms, records as closed interfaces. */
export function manifestTypes(plan: Plan, names: TypeNames): string {
  return [
    ...plan.vocabularies.map((one) => vocabularyType(one, names)),
    ...plan.records.map((one) => recordType(one, names)),
    ...declarationType(plan, names),
  ].join('\n');
}

/** One name for the type of a manifest in the files of every policy: `const declared = { … } satisfies Declaration`. */
function declarationType(plan: Plan, names: TypeNames): readonly string[] {
  const top = names.records.get(plan.root);
  if (top === DECLARATION) return [];
  return [`${comment(['What a manifest says.'])}export type ${DECLARATION} = ${top ?? 'unknown'};\n`];
}

function titles(title: Texts): string[] {
  return [title.en, title.zh].filter((text) => text !== undefined);
}

function vocabularyType(vocabulary: Vocabulary, names: TypeNames): string {
  const terms = vocabulary.terms.map(
    (term) => `${comment(titles(term.title), '  ')}  | ${literal(term.name)}`,
  );
  const union = terms.length === 0 ? ' never' : `\n${terms.join('\n')}`;
  const heading = comment([vocabulary.name, ...titles(vocabulary.title)]);
  return `${heading}export type ${names.vocabularies.get(vocabulary.name)} =${union};\n`;
}

function recordType(record: RecordType, names: TypeNames): string {
  const fields = record.fields.map((field) => {
    const type = fieldType(field.type, names);
    const optional = field.presence !== 'required';
    const initial = field.initial === undefined ? [] : [`If absent: ${JSON.stringify(field.initial)}`];
    return (
      comment([...titles(field.title), ...initial], '  ') +
      `  readonly ${propertyName(field.key)}${optional ? '?' : ''}: ${type}${optional ? ' | null' : ''};\n`
    );
  });
  const heading = comment([record.name, ...titles(record.title)]);
  const extension = `  /** What is not of this policy. */\n  readonly [extension: \`x-\${string}\`]: unknown;\n`;
  return `${heading}export interface ${names.records.get(record.name)} {\n${fields.join('')}${extension}}\n`;
}

function fieldType(type: FieldType, names: TypeNames): string {
  switch (type.kind) {
    case 'text':
    case 'link':
    case 'date':
      return 'string';
    case 'yes-no':
      return 'boolean';
    case 'number':
    case 'days':
      return 'number';
    case 'term':
      return names.vocabularies.get(type.vocabulary) ?? 'never';
    case 'record':
      return names.records.get(type.record) ?? 'never';
    case 'list':
      return `readonly ${fieldType(type.of, names)}[]`;
  }
}
