/** Generated code for tests of one scalar value, in the readings `surely` and `possibly`. Knows no records. */
import type { Comparison, FieldType, ScalarType, Test } from '../../plan.ts';
import { patternOf, setOf, testOf } from './code.ts';
import { type Shapes, scalarTest } from './shape.ts';

/** `surely`: true. `possibly`: true or unknown. */
export type Reading = 'surely' | 'possibly';

/** Code that tests a value (given as code) that a field of this type, or an item of its list, holds. */
export function testCode(
  test: Test,
  type: FieldType,
  reading: Reading,
  shapes: Shapes,
): (value: string) => string {
  const scalar = type.kind === 'list' ? type.of : type;
  // No test can tell anything of a record: to the reference semantics it is never of a comparable type.
  if (scalar.kind === 'record') return () => String(reading === 'possibly');
  if (test.kind === 'term' && scalar.kind === 'term')
    return termCode(test, scalar.vocabulary, reading, shapes);
  const name = testOf(shapes.code, resultOf(test, scalar, reading, shapes));
  return (value) => `${name}(${value})`;
}

/** Words of one vocabulary: those that pass, or those that surely do not, whichever set is smaller to write. */
function termCode(
  test: Extract<Test, { kind: 'term' }>,
  vocabulary: string,
  reading: Reading,
  shapes: Shapes,
): (value: string) => string {
  const words = [...(shapes.words.get(vocabulary) ?? [])];
  const passing = new Set(reading === 'surely' ? test.yes : [...test.yes, ...test.maybe]);
  const inside = words.filter((word) => passing.has(word));
  const outside = words.filter((word) => !passing.has(word));
  if (reading === 'surely') {
    if (inside.length === 0) return () => 'false';
    return (value) => `${setOf(shapes.code, inside)}.has(${value})`;
  }
  if (outside.length === 0) return () => 'true';
  if (outside.length <= inside.length) return (value) => `!${setOf(shapes.code, outside)}.has(${value})`;
  const known = setOf(shapes.code, words);
  const may = setOf(shapes.code, inside);
  return (value) => `${testOf(shapes.code, `!${known}.has(value) || ${may}.has(value)`)}(${value})`;
}

/** An expression in `value`: of the type and passing, or not of the type or passing. */
function resultOf(test: Test, scalar: ScalarType, reading: Reading, shapes: Shapes): string {
  if (test.kind === 'yes-no' && scalar.kind === 'yes-no') {
    return reading === 'surely' ? `value === ${test.is}` : `value !== ${!test.is}`;
  }
  const typed = scalarTest(scalar, shapes);
  const passes = passingCode(test, scalar, reading, shapes);
  return reading === 'surely' ? `${typed} && ${passes}` : `!(${typed}) || ${passes}`;
}

function passingCode(test: Test, scalar: ScalarType, reading: Reading, shapes: Shapes): string {
  const text = ['text', 'link', 'date'].includes(scalar.kind) ? 'value' : 'String(value)';
  const number = ['number', 'days'].includes(scalar.kind) ? 'value' : 'Number(value)';
  switch (test.kind) {
    case 'term':
      return `${setOf(shapes.code, reading === 'surely' ? test.yes : [...test.yes, ...test.maybe])}.has(${text})`;
    case 'yes-no':
      return `value === ${test.is}`;
    case 'number':
      return comparisonCode(number, test.comparison, test.bound);
    case 'text':
      return `${patternOf(shapes.code, test.pattern)}.test(${text})`;
    case 'text-is':
      return `${setOf(shapes.code, test.oneOf)}.has(${text})`;
  }
}

const OPERATORS = {
  'at-most': '<=',
  'at-least': '>=',
  'more-than': '>',
  'less-than': '<',
  exactly: '===',
} satisfies Record<Comparison, string>;

function comparisonCode(value: string, comparison: Comparison, bound: number): string {
  return `${value} ${OPERATORS[comparison]} ${JSON.stringify(bound)}`;
}
