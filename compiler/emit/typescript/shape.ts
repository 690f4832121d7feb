/** Generated code for the shape of a manifest: yes or no; what is wrong, the reference semantics say. */
import type { Field, FieldType, Plan, RecordType, ScalarType } from '../../plan.ts';
import { DATE, LINK } from '../../plan.ts';
import { type Code, declare, patternOf, setOf, testOf } from './code.ts';
import { comment, literal, typed } from './text.ts';

/** Where the shapes of records and the words of vocabularies are declared. */
export interface Shapes {
  readonly code: Code;
  readonly plan: Plan;
  /** The words of a vocabulary, none if it is not there. */
  readonly words: ReadonlyMap<string, ReadonlySet<string>>;
  /** Whether a record may have no keys but its fields and extensions. */
  readonly closed: boolean;
}

/** The name of the function for the shape of the whole manifest. */
export function manifestShape(shapes: Shapes): string {
  shapes.plan.records.forEach((record, index) => {
    const text = recordShape(record, index, shapes);
    shapes.code.declarations.push({ name: `shape${index}`, text });
  });
  return recordTest(shapes.plan.root, shapes);
}

function recordTest(name: string, shapes: Shapes): string {
  const index = shapes.plan.records.findIndex((one) => one.name === name);
  return index < 0 ? testOf(shapes.code, 'false') : `shape${index}`;
}

function recordShape(record: RecordType, index: number, shapes: Shapes): string {
  const { code } = shapes;
  const keys = literal(record.fields.map((field) => field.key));
  const known = declare(code, 'keys', (name) => `const ${name} = new Set${typed('<string>')}(${keys});\n`);
  const checks = record.fields.map((field) => fieldCheck(field, shapes));
  const heading = comment([`Whether a value has the shape of ${record.name}.`]);
  const isOne = shapes.closed
    ? `closedRecord(value, ${known})`
    : 'typeof value === "object" && value !== null && !Array.isArray(value)';
  return `${heading}function shape${index}(value${typed(': unknown')})${typed(': boolean')} {
  if (!(${isOne})) return false;
${checks.join('')}  return true;
}
`;
}

function fieldCheck(field: Field, shapes: Shapes): string {
  const read = `step(value, ${literal(field.key)})`;
  const test = typeTest(field.type, shapes);
  if (field.presence === 'required') return `  if (!${test}(${read})) return false;\n`;
  return `  if (!absentOr(${read}, ${test})) return false;\n`;
}

/** The name of a function that tells whether a value is of a type, with all that is in it. */
function typeTest(type: FieldType, shapes: Shapes): string {
  if (type.kind === 'record') return recordTest(type.record, shapes);
  if (type.kind !== 'list') return testOf(shapes.code, scalarTest(type, shapes));
  const item = typeTest(type.of, shapes);
  return testOf(shapes.code, `listOf(value, ${item})`);
}

/** Whether `value` has a scalar type, as an expression that narrows it to a string, number or boolean (a term: no). */
export function scalarTest(type: ScalarType, shapes: Shapes): string {
  switch (type.kind) {
    case 'text':
      return 'typeof value === "string"';
    case 'link':
      return `typeof value === "string" && ${patternOf(shapes.code, LINK)}.test(value)`;
    case 'date':
      return `typeof value === "string" && ${patternOf(shapes.code, DATE)}.test(value)`;
    case 'yes-no':
      return 'typeof value === "boolean"';
    case 'number':
      return 'typeof value === "number" && Number.isFinite(value)';
    case 'days':
      return 'typeof value === "number" && Number.isFinite(value) && value >= 0';
    case 'term':
      return `${setOf(shapes.code, shapes.words.get(type.vocabulary) ?? [])}.has(value)`;
  }
}
