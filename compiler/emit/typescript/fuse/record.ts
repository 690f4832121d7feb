/**
 * Generated code for the records of one level: one pass over a record's keys that checks the shape and picks masks, then the
 * masks together say which conjuncts it is a case of. Knows no rules.
 */
import type { Field, FieldType } from '../../../plan.ts';
import type { Place } from '../../../scope/place.ts';
import { type Code, declare, patternOf } from '../code.ts';
import { internerOf } from '../intern.ts';
import { jsonLiteral, literal, typed } from '../text.ts';
import { rowAt } from './columns.ts';
import { listCode } from './list.ts';
import { lookAt } from './scalar.ts';
import { fieldOf, picksOf } from './visit.ts';
import { casesCode, type FieldCode, fieldsAt, setAll, WRONG, type Writing } from './writing.ts';

/** The name of a list of keys, and null after them. */
export function keysOf(keys: readonly string[], code: Code): string {
  return declare(code, 'keys', (name) => `const ${name} = ${literal([...keys, null])};\n`);
}

/** A loop over the keys of the record in a variable, which stands at the end of a path of records that stand alone. */
export function keysCode(record: string, path: readonly string[], writing: Writing): string {
  const { visit, closed } = writing;
  const { code } = visit.shapes;
  const fields = fieldsAt(visit, path);
  const id = visit.next();
  const keys = fields.map(({ field }) => field.key);
  const order = keysOf(keys, code);
  const interner = internerOf(code, keys);
  const places = declare(code, 'order', (name) => {
    const slots = Array.from({ length: interner.size }, () => -1);
    for (const [index, key] of keys.entries()) slots[interner.slots.get(key) ?? 0] = index;
    return `const ${name} = new Int32Array(JSON.parse(${jsonLiteral(slots)}));\n`;
  });
  const unknown = closed ? `if (!isExtension(key${id})) { ${WRONG} }\n      ` : '';
  const needed = fields.filter(({ field }) => field.presence === 'required').length;
  const cases = casesCode(fields.map(({ field, place }) => caseCode(field, place, id, writing)));
  const enough = needed === 0 ? '' : `if (needed${id} !== ${needed}) { ${WRONG} }\n`;
  const first = declare(code, 'first', (name) => `const ${name} = inOrder(${keys.length + 1});\n`);
  const second = declare(code, 'second', (name) => `const ${name} = inOrder(${keys.length + 1});\n`);
  return `let last${id} = 0;
${needed === 0 ? '' : `let needed${id} = 0;\n`}for (const key${id} in ${record}) {
  if (!isOwn.call(${record}, key${id})) return -4;
  const value${id} = ${record}[key${id}];
  let at = ${first}[last${id}]${typed('!')};
  if (${order}[at] !== key${id}) {
    at = ${second}[last${id}]${typed('!')};
    if (${order}[at] !== key${id}) {
      const slot = ${interner.name}(key${id});
      if (slot < 0) {
        ${unknown}continue;
      }
      at = ${places}[slot]${typed('!')};
    }
    ${second}[last${id}] = ${first}[last${id}]${typed('!')};
    ${first}[last${id}] = at;
  }
  last${id} = at + 1;
  switch (at) {
${cases}  }
}
${enough}`;
}

/** What is done for the value of a field. */
function caseCode(field: Field, place: Place, id: number, writing: Writing): string {
  const value = `value${id}`;
  const { before, valid, good, bad } = fieldCode(place, value, writing);
  const counted = field.presence === 'required' ? `needed${id} += 1;\n` : '';
  const wrong = bad === '' ? WRONG : `${WRONG}\n${bad}`;
  const told = `${before}${before === '' ? '' : '\n'}if (${valid}) {\n${counted}${good}}`;
  if (field.presence === 'required') return `${told} else {\n${wrong}\n}\n`;
  const nulls = setAll(place, 'null', writing.visit);
  const otherwise = `else if (${value} === null) {\n${nulls}} else if (${value} !== undefined) {\n${wrong}\n}\n`;
  return `${told} ${otherwise}`;
}

function fieldCode(place: Place, value: string, writing: Writing): FieldCode {
  const { type } = place;
  if (type.kind === 'record') return recordCode(place, value, writing);
  if (type.kind === 'list') return listCode(place, type.of, value, writing);
  return scalarCode(place, type, value, writing);
}

function scalarCode(
  place: Place,
  type: Exclude<FieldType, { kind: 'list' | 'record' }>,
  value: string,
  writing: Writing,
): FieldCode {
  const { visit } = writing;
  const { before, valid } = lookAt(type, value, 'slot', visit.shapes);
  const { cells, blank, patterns } = fieldOf(visit, place);
  const good: string[] = [];
  if (cells) {
    const stride = cells.column.words.length;
    good.push(`${cells.variable} = ${cells.rows.pick(value, 'slot', stride, cells.column.base)};\n`);
  }
  if (blank) good.push(`if (isSpoken(${value})) ${blank.variable} = ${blank.found};\n`);
  for (const { variable } of patterns) good.push(`${variable} = ${value};\n`);
  return { before, valid, good: good.join(''), bad: setAll(place, 'null', writing.visit) };
}

/** A record that stands alone: its fields are looked at where it stands. */
function recordCode(place: Place, value: string, writing: Writing): FieldCode {
  const record = `record${writing.visit.next()}`;
  const type = typed(' as Readonly<Record<string, unknown>>');
  const there = fieldOf(writing.visit, place).cells;
  const filled = there ? `${there.variable} = ${rowAt(there.column, 0)};\n` : '';
  const fields = fieldsAt(writing.visit, place.path).map((one) => setAll(one.place, 'absent', writing.visit));
  return {
    before: '',
    valid: `typeof ${value} === "object" && ${value} !== null && !Array.isArray(${value})`,
    good: `const ${record} = ${value}${type};
${filled}${fields.join('')}${keysCode(record, place.path, writing)}`,
    bad: setAll(place, 'null', writing.visit),
  };
}

/** The variables of a level, as they are where a record says nothing. */
export function variablesCode(writing: Writing): string {
  const { visit } = writing;
  const lines: string[] = [];
  const visitFields = (path: readonly string[], gone: boolean): void => {
    for (const { place } of fieldsAt(visit, path)) {
      const one = fieldOf(visit, place);
      const way = gone ? 'gone' : 'absent';
      for (const pick of picksOf(one)) lines.push(`let ${pick.variable} = ${pick[way]};\n`);
      for (const { variable } of one.patterns)
        lines.push(`let ${variable}${typed(': string | undefined')};\n`);
      for (const { name } of [...(one.items?.variables ?? []), ...(one.records?.variables ?? [])])
        lines.push(`let ${name} = 0;\n`);
      for (const { variable } of one.counts) lines.push(`let ${variable} = 0;\n`);
      if (place.type.kind === 'record') visitFields(place.path, true);
    }
  };
  visitFields([], false);
  return lines.join('');
}

/** The masks together, a variable for each word. */
export function wordsCode(writing: Writing, full: (word: number) => number): string {
  const { visit } = writing;
  const parts: string[][] = Array.from({ length: visit.bits.words }, () => []);
  const late: string[] = [];
  const table = `table${visit.level.index}`;
  for (const field of visit.fields.values()) {
    for (const pick of picksOf(field)) {
      for (const [at, word] of pick.column.words.entries())
        parts[word]?.push(masked(table, pick.variable, at));
    }
    for (const { variables } of [field.items, field.records].filter((one) => one !== undefined)) {
      for (const { name, word, turned } of variables) parts[word]?.push(`((${name} ^ ${turned}) | unsure)`);
    }
    for (const { variable, least, column } of field.counts) {
      const from = `(${variable} >= ${least} ? ${rowAt(column, 1)} : ${rowAt(column, 0)})`;
      for (const [at, word] of column.words.entries())
        parts[word]?.push(`(${masked(table, from, at)} | unsure)`);
    }
    for (const { pattern, variable, found, missing } of field.patterns) {
      const test = `${variable} !== undefined && ${patternOf(visit.shapes.code, pattern)}.test(${variable})`;
      for (let word = 0; word < visit.bits.words; word += 1) {
        const [yes, no] = [found[word] ?? 0, missing[word] ?? 0];
        if (yes === no) continue;
        const asks = full(word) & ~(yes & no);
        late.push(`if ((word${word} & ${asks}) !== 0) word${word} &= (${test} ? ${yes} : ${no}) | unsure;\n`);
      }
    }
  }
  const isLate = (word: number): boolean => late.some((line) => line.includes(`word${word} &`));
  const lines = parts.map((part, word) => {
    const all = [String(full(word)), ...part].join(' & ');
    return `${isLate(word) ? 'let' : 'const'} word${word} = ${all};\n`;
  });
  return lines.join('') + late.join('');
}

function masked(table: string, from: string, at: number): string {
  return `${table}[${from}${at === 0 ? '' : ` + ${at}`}]${typed('!')}`;
}
