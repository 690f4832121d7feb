/**
 * Generated code for formulas, in their two classical readings: `surely` (true) and `possibly` (not false). The exact
 * meaning is that of `truth.ts`; surely(not φ) is not possibly(φ). Records are `f0`, `f1`, …; see `runtime/access.ts`.
 */
import type { Domain, FieldReference, Formula } from '../../plan.ts';
import { declare, identifiersIn, testOf } from './code.ts';
import { type Shapes, scalarTest } from './shape.ts';
import { type Reading, testCode } from './test.ts';
import { literal, typed } from './text.ts';

/** An expression for a reading of a formula where `depth` records are known; it binds as tightly as a call. */
export function formulaCode(formula: Formula, reading: Reading, depth: number, shapes: Shapes): string {
  switch (formula.kind) {
    case 'constant':
      return String(formula.value === 'true' || (formula.value === 'unknown' && reading === 'possibly'));
    case 'not':
      return negated(formulaCode(formula.of, reading === 'surely' ? 'possibly' : 'surely', depth, shapes));
    case 'and':
    case 'or': {
      const parts = formula.of.map((part) => formulaCode(part, reading, depth, shapes));
      return formula.kind === 'and' ? joined(parts, '&&') : joined(parts, '||');
    }
    case 'stated':
      return statedCode(formula.field, reading, depth, shapes);
    case 'test':
      return testCode(formula.test, formula.field.type, reading, shapes)(fieldCode(formula.field, depth));
    case 'some-item':
      return someItemCode(formula, reading, depth, shapes);
    case 'some':
    case 'every':
      return quantifierCode(formula, reading, depth, shapes);
    case 'count':
      return countCode(formula, reading, depth, shapes);
  }
}

function negated(code: string): string {
  if (code === 'true') return 'false';
  if (code === 'false') return 'true';
  return code.startsWith('!') ? code.slice(1) : `!${code}`;
}

/** Parts that all or some of hold, without those that cannot decide. */
function joined(parts: readonly string[], operator: '&&' | '||'): string {
  const [neutral, deciding] = operator === '&&' ? ['true', 'false'] : ['false', 'true'];
  const open = [...new Set(parts.filter((part) => part !== neutral))];
  if (open.includes(deciding)) return deciding;
  return open.length > 1 ? `(${open.join(` ${operator} `)})` : (open[0] ?? neutral);
}

/** What a field says: undefined where it is absent, null where it is not known. */
function fieldCode(field: Pick<FieldReference, 'frame' | 'path' | 'initial'>, depth: number): string {
  const [last, ...holders] = [...field.path].reverse();
  if (last === undefined || field.frame >= depth) return 'null';
  const holder = holderCode(field.frame, holders.reverse());
  if (field.initial === undefined) return `step(${holder}, ${literal(last)})`;
  return `stepOr(${holder}, ${literal(last)}, ${literal(field.initial)})`;
}

function holderCode(frame: number, path: readonly string[]): string {
  return path.reduce((holder, key) => `step(${holder}, ${literal(key)})`, `f${frame}`);
}

/** Whether a field is given and not blank. A default does not count. */
function statedCode(field: FieldReference, reading: Reading, depth: number, shapes: Shapes): string {
  const { frame, path, type } = field;
  const value = fieldCode({ frame, path }, depth);
  const test = (result: string) => `${testOf(shapes.code, result)}(${value})`;
  if (type.kind === 'text') {
    if (reading === 'surely') return `spokenText(${value})`;
    return test('value !== undefined && (typeof value !== "string" || spokenText(value))');
  }
  if (type.kind === 'list') {
    if (reading === 'surely') return test('Array.isArray(value) && value.length > 0');
    return test('value !== undefined && !(Array.isArray(value) && value.length === 0)');
  }
  if (reading === 'possibly') return test('value !== undefined');
  if (type.kind === 'record')
    return test('typeof value === "object" && value !== null && !Array.isArray(value)');
  return test(scalarTest(type, shapes));
}

function someItemCode(
  formula: Extract<Formula, { kind: 'some-item' }>,
  reading: Reading,
  depth: number,
  shapes: Shapes,
): string {
  const value = fieldCode(formula.field, depth);
  const item = testCode(formula.test, formula.field.type, reading, shapes)('item');
  const some = `anyItem(value, (${/^(?:true|false)$/.test(item) ? '_' : 'item'}) => ${item})`;
  const result =
    reading === 'surely' ? `Array.isArray(value) && ${some}` : `!Array.isArray(value) || ${some}`;
  return `${testOf(shapes.code, result)}(${value})`;
}

/** The records of a domain as an expression for a list; `open` stands for those of a list left open. */
export function domainCode(domain: Domain, open: 'none' | 'unknownRecord', depth: number): string {
  const [last, ...holders] = [...domain.path].reverse();
  if (last === undefined || domain.frame >= depth) return open;
  const holder = holderCode(domain.frame, holders.reverse());
  const records = domain.many ? 'listed' : 'alone';
  return `${records}(${holder}, ${literal(last)}, ${domain.absentIsNone}, ${open})`;
}

/** The records (`f0`, `f1`, …) that code speaks of. */
export function framesIn(code: string): number[] {
  const frames = [...identifiersIn(code)].filter((name) => /^f\d+$/.test(name));
  return frames.map((name) => Number(name.slice(1))).sort((a, b) => a - b);
}

/** A loop over records that binds frame `depth` where the body, some lines, speaks of it. */
export function loopCode(records: string, depth: number, body: string, indent: string): string {
  if (!framesIn(body).includes(depth)) return `${indent}for (const _ of ${records}) {\n${body}${indent}}\n`;
  const frame = `${indent}  const f${depth} = r${depth} ?? null;\n`;
  return `${indent}for (const r${depth} of ${records}) {\n${frame}${body}${indent}}\n`;
}

/** Declares a function of the records around a quantifier; gives a call of it. */
function declared(prefix: string, lines: string, depth: number, shapes: Shapes): string {
  const outer = framesIn(lines).filter((frame) => frame < depth);
  const parameters = outer.map((frame) => `f${frame}${typed(': unknown')}`).join(', ');
  const name = declare(
    shapes.code,
    prefix,
    (own) => `function ${own}(${parameters})${typed(': boolean')} {\n${lines}}\n`,
  );
  return `${name}(${outer.map((frame) => `f${frame}`).join(', ')})`;
}

/** Some record passes, or none fails: a record that only may be there can make a reading possible, never sure. */
function quantifierCode(
  formula: Extract<Formula, { kind: 'some' | 'every' }>,
  reading: Reading,
  depth: number,
  shapes: Shapes,
): string {
  const some = formula.kind === 'some';
  const open = some === (reading === 'possibly') ? 'unknownRecord' : 'none';
  const body = formulaCode(formula.body, reading, depth + 1, shapes);
  const decide = `    if (${some ? body : negated(body)}) return ${some};\n`;
  const loop = loopCode(domainCode(formula.domain, open, depth), depth, decide, '  ');
  return declared(formula.kind, `${loop}  return ${!some};\n`, depth, shapes);
}

/** Counts the records that surely pass or those that possibly do, and compares as `truth.ts` does. */
function countCode(
  formula: Extract<Formula, { kind: 'count' }>,
  reading: Reading,
  depth: number,
  shapes: Shapes,
): string {
  const { comparison, bound } = formula;
  // At most is sure when all that possibly pass are few enough; it is possible when those that surely pass are.
  const other: Reading = reading === 'surely' ? 'possibly' : 'surely';
  switch (comparison) {
    case 'at-most':
      return numberCode(formula, other, `<= ${JSON.stringify(bound)}`, depth, shapes);
    case 'less-than':
      return numberCode(formula, other, `<= ${JSON.stringify(bound - 1)}`, depth, shapes);
    case 'at-least':
      return numberCode(formula, reading, `>= ${JSON.stringify(bound)}`, depth, shapes);
    case 'more-than':
      return numberCode(formula, reading, `>= ${JSON.stringify(bound + 1)}`, depth, shapes);
    case 'exactly':
      return joined(
        [
          numberCode(formula, other, `<= ${JSON.stringify(bound)}`, depth, shapes),
          numberCode(formula, reading, `>= ${JSON.stringify(bound)}`, depth, shapes),
        ],
        '&&',
      );
  }
}

/** Compares the number of records that pass in a reading. In a list left open there may be any number. */
function numberCode(
  formula: Extract<Formula, { kind: 'count' }>,
  reading: Reading,
  comparison: string,
  depth: number,
  shapes: Shapes,
): string {
  const body = formulaCode(formula.body, reading, depth + 1, shapes);
  const open = reading === 'possibly' ? 'unknownRecord' : 'none';
  const loop = loopCode('records', depth, `    if (${body}) count += 1;\n`, '  ');
  const any = `  if (records === ${open} && count > 0) return Infinity ${comparison};\n`;
  const lines =
    `  const records = ${domainCode(formula.domain, open, depth)};\n  let count = 0;\n${loop}` +
    `${reading === 'possibly' ? any : ''}  return count ${comparison};\n`;
  return declared('count', lines, depth, shapes);
}
