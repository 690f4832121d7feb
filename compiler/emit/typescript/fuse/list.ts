/** Generated code for a list in a record: its items are looked at one by one, and what they were met with is gathered. */
import type { ScalarType } from '../../../plan.ts';
import type { Place } from '../../../scope/place.ts';
import { patternOf } from '../code.ts';
import { typed } from '../text.ts';
import { bitsOf, rowAt } from './columns.ts';
import { lookAt } from './scalar.ts';
import { type Counted, fieldOf } from './visit.ts';
import { type FieldCode, setAll, WRONG, type Writing } from './writing.ts';

type ItemType = ScalarType | { readonly kind: 'record'; readonly record: string };

export function listCode(place: Place, of: ItemType, value: string, writing: Writing): FieldCode {
  const { cells } = fieldOf(writing.visit, place);
  const [empty, full] = cells ? [rowAt(cells.column, 0), rowAt(cells.column, 1)] : [0, 0];
  const filled = cells ? `${cells.variable} = ${value}.length === 0 ? ${empty} : ${full};\n` : '';
  const items =
    of.kind === 'record' ? recordsCode(place, value, writing) : scalarsCode(place, of, value, writing);
  return {
    before: '',
    valid: `Array.isArray(${value})`,
    good: filled + items,
    bad: setAll(place, 'null', writing.visit),
  };
}

/** Of a list with an item of the wrong type no more is known than of one that is null. */
function scalarsCode(place: Place, of: ScalarType, value: string, writing: Writing): string {
  const { visit } = writing;
  const { before, valid } = lookAt(of, 'item', 'slot', visit.shapes);
  const { items } = fieldOf(visit, place);
  const good: string[] = [];
  if (items?.rows && items.variables.length > 0) {
    const { variables, column, rows } = items;
    good.push(`const row = ${rows.pick('item', 'slot', variables.length, column.base)};\n`);
    for (const [at, { name }] of variables.entries())
      good.push(`${name} |= table${visit.level.index}[row${at === 0 ? '' : ` + ${at}`}]${typed('!')};\n`);
  }
  for (const { pattern, masks } of items?.patterns ?? []) {
    const met = masks.flatMap((mask, at) =>
      mask === 0 ? [] : [`${items?.variables[at]?.name} |= ${mask};\n`],
    );
    good.push(`if (${patternOf(visit.shapes.code, pattern)}.test(item)) {\n${met.join('')}}\n`);
  }
  return `for (let index = 0; index < ${value}.length; index += 1) {
const item${typed(': unknown')} = ${value}[index];
${before}${before === '' ? '' : '\n'}if (${valid}) {
${good.join('')}} else {
${WRONG}
${setAll(place, 'null', visit)}}
}
`;
}

function recordsCode(place: Place, value: string, writing: Writing): string {
  const { visit } = writing;
  const below = visit.level.lists.get(place.key);
  if (below === undefined) return '';
  const { records, counts } = fieldOf(visit, place);
  const { usedWords } = bitsOf(below);
  const isRoot = visit.level.index === 0;
  const hasRows = usedWords > 0;
  const into = Array.from({ length: usedWords }, () => 0);
  const found = usedWords === 0 ? '[]' : 'found';
  const each = counts.length === 0 ? found : 'each';
  return `${usedWords === 0 ? '' : `const ${found} = ${JSON.stringify(into)};\n`}${isRoot && hasRows ? `if (node !== null && node.rows !== null) node.rows[${below.index}] = [];\n` : ''}for (let index = 0; index < ${value}.length; index += 1) {
${counts.length === 0 ? '' : `const ${each} = ${JSON.stringify(into)};\n`}${isRoot ? 'if (node !== null) node.first = index;\n' : ''}const code = ${writing.visitor(below.index)}(${value}[index], unsure, node, ${each});
if (code < 0) return code;
${countsCode(counts, each, found, usedWords)}}
${records ? gatherCode(records, found, visit.level.index) : ''}`;
}

export function countsCode(counts: readonly Counted[], each: string, found: string, words: number): string {
  if (counts.length === 0) return '';
  const added = counts.map(({ variable, masks }) => {
    const met = masks.flatMap((mask, word) =>
      mask === 0 ? [] : [`(${each}[${word}]${typed('!')} & ${mask}) !== 0`],
    );
    return `if (${met.join(' || ') || 'false'}) ${variable} += 1;\n`;
  });
  const joined = Array.from(
    { length: words },
    (_, word) => `${found}[${word}] = ${found}[${word}]${typed('!')} | ${each}[${word}]${typed('!')};\n`,
  );
  return added.join('') + joined.join('');
}

/** For each bit that some record was met with, its row of masks. */
export function gatherCode(
  records: {
    readonly column: { readonly base: number };
    readonly variables: readonly { readonly name: string }[];
  },
  found: string,
  level: number,
): string {
  const { column, variables } = records;
  const lines = variables.map(
    ({ name }, at) => `${name} |= table${level}[row${at === 0 ? '' : ` + ${at}`}]${typed('!')};\n`,
  );
  return `for (let word = 0; word < ${found}.length; word += 1) {
for (let rest = ${found}[word]${typed('!')}; rest !== 0; rest &= rest - 1) {
const row = ${column.base} + (word * 31 + 31 - Math.clz32(rest & -rest)) * ${variables.length};
${lines.join('')}}
}
`;
}
