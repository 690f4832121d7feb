/**
 * Generated code that reads the records of one level from the bytes of a JSON text, as `record.ts` reads them from objects.
 * It only ever finds that there is nothing to find: whatever is not plain, or not clean, ends it. Knows no rules.
 */
import type { ScalarType } from '../../../plan.ts';
import type { Place } from '../../../scope/place.ts';
import { declare, listOf, patternOf } from '../code.ts';
import { type Interner, internerOf } from '../intern.ts';
import { scalarTest } from '../shape.ts';
import { jsonLiteral, typed } from '../text.ts';
import { bitsOf, rowAt } from './columns.ts';
import { countsCode, gatherCode } from './list.ts';
import { fieldOf } from './visit.ts';
import { casesCode, fieldsAt, setAll, type Writing } from './writing.ts';

const STOP = 'return -1;';
const SPACE = `if (bytes[at]${typed('!')} <= 32) at = afterSpace(bytes, at);`;

/** Reads the record that begins at `at`, at the end of a path of records that stand alone. */
export function objectBytes(path: readonly string[], writing: Writing): string {
  const { visit } = writing;
  const fields = fieldsAt(visit, path);
  const id = visit.next();
  const keys = fields.map(({ field }) => field.key);
  const needed = fields.filter(({ field }) => field.presence === 'required').length;
  const bodies = fields.map(({ field, place }) => {
    const isNeeded = field.presence === 'required';
    const count = isNeeded ? `needed${id} += 1;\n` : '';
    const code = valueBytes(place, writing);
    const value = isNeeded
      ? code
      : `if (bytes[at] === 110) {\nat = wordEnd(view, at, 1819047278, at + 4);\nif (at < 0) ${STOP}\n${setAll(place, 'null', visit)}} else {\n${code}}\n`;
    return `${count}${value}`;
  });
  const finder = keyFinder(keys, writing);
  const masks = Array.from({ length: Math.ceil(keys.length / 31) }, (_, index) => index);
  const seen = masks.map((mask) => `let seen${id}_${mask} = 0;\n`).join('');
  const twice =
    masks.length === 1
      ? `if ((seen${id}_0 & (1 << key)) !== 0) ${STOP}\nseen${id}_0 |= 1 << key;\n`
      : masks
          .map((mask) => {
            const own = `key - ${mask * 31}`;
            return `if (key >= ${mask * 31} && key < ${mask * 31 + 31}) {\nif ((seen${id}_${mask} & (1 << (${own}))) !== 0) ${STOP}\nseen${id}_${mask} |= 1 << (${own});\n}\n`;
          })
          .join('');
  return `if (bytes[at] !== 123) ${STOP}
at += 1;
${SPACE}
${needed === 0 ? '' : `let needed${id} = 0;\n`}if (bytes[at] === 125) at += 1;
else {
let next = 0;
${seen}for (;;) {
const key = ${finder.find};
if (key < 0) ${STOP}
${twice}at += ${finder.sizes}[key]${typed('!')};
next = key + 1;
${SPACE}
if (bytes[at] !== 58) ${STOP}
at += 1;
${SPACE}
switch (key) {
${casesCode(bodies)}}
${SPACE}
if (bytes[at] === 44) {
at += 1;
${SPACE}
} else if (bytes[at] === 125) {
at += 1;
break;
} else ${STOP}
}
}
${needed === 0 ? '' : `if (needed${id} !== ${needed}) ${STOP}\n`}`;
}

/** The arrays of `wordBytes`, each in a variable of its own: so it costs nothing to get at them. */
function arraysOf(bytes: string, writing: Writing): { words: string; firsts: string; sizes: string } {
  const { code } = writing.visit.shapes;
  const array = (part: string): string =>
    declare(code, part, (name) => `const ${name} = ${bytes}.${part};\n`);
  return { words: array('words'), firsts: array('firsts'), sizes: array('sizes') };
}

/** Finds a key by trying the one that comes next, then by its hash. */
function keyFinder(
  keys: readonly string[],
  writing: Writing,
): { readonly find: string; readonly sizes: string } {
  const { code } = writing.visit.shapes;
  const positions = jsonLiteral(keys.map((_, index) => index));
  const bytes = declare(
    code,
    'keyBytes',
    (name) =>
      `const ${name} = wordBytes(${keys.length}, JSON.parse(${jsonLiteral(keys)}), JSON.parse(${positions}));\n`,
  );
  const { words, firsts, sizes } = arraysOf(bytes, writing);
  const find = declare(
    code,
    'keyAt',
    (
      name,
    ) => `function ${name}(bytes${typed(': Uint8Array')}, view${typed(': DataView')}, at${typed(': number')}, next${typed(': number')})${typed(': number')} {
for (let key = next; key < ${keys.length}; key += 1) {
if (isWordAt(view, at, ${words}, ${firsts}[key]${typed('!')}, ${sizes}[key]${typed('!')})) return key;
}
for (let key = 0; key < next && key < ${keys.length}; key += 1) {
if (isWordAt(view, at, ${words}, ${firsts}[key]${typed('!')}, ${sizes}[key]${typed('!')})) return key;
}
return bytes[at] === 34 ? -1 : -2;
}
`,
  );
  return { find: `${find}(bytes, view, at, next)`, sizes };
}

/** Reads the value at `at`. */
function valueBytes(place: Place, writing: Writing): string {
  const { type } = place;
  if (type.kind === 'list') return listBytes(place, writing);
  if (type.kind === 'record') {
    const there = fieldOf(writing.visit, place).cells;
    const filled = there ? `${there.variable} = ${rowAt(there.column, 0)};\n` : '';
    const inside = fieldsAt(writing.visit, place.path).map((one) =>
      setAll(one.place, 'absent', writing.visit),
    );
    return filled + inside.join('') + objectBytes(place.path, writing);
  }
  const { cells, blank, patterns } = fieldOf(writing.visit, place);

  const picks = cells
    ? `${cells.variable} = ${cells.rows.pick('value', 'slot', cells.column.words.length, cells.column.base)};\n`
    : '';
  const isRead = (cells !== undefined && picks.includes('value')) || patterns.length > 0;
  const spoken = blank ? `if (isSpokenAt(bytes, at + 1, end)) ${blank.variable} = ${blank.found};\n` : '';
  const kept = patterns.map(({ variable }) => `${variable} = value;\n`).join('');
  return scalarBytes(type, isRead, `${spoken}${picks}${kept}`, writing);
}

/** Reads a scalar: `slotN` of a term, `valueN` of any other if it is asked for, `endN` where a text ends; then `then`. */
function scalarBytes(type: ScalarType, isRead: boolean, then: string, writing: Writing): string {
  const { shapes } = writing.visit;

  switch (type.kind) {
    case 'term':
      return termBytes(type.vocabulary, then, writing);
    case 'yes-no':
      return `const value = bytes[at] === 116;
at = value ? wordEnd(view, at, 1702195828, at + 4) : bytes[at] === 102 ? wordEnd(view, at + 1, 1702063201, at + 5) : -1;
if (at < 0) ${STOP}
${then}`;
    case 'number':
    case 'days':
      return `const end = numberEnd(bytes, at);
if (end < 0) ${STOP}
const value = numberOf(bytes, at, end);
if (!(value - value === 0${type.kind === 'days' ? ` && value >= 0` : ''})) ${STOP}
at = end;
${then}`;
    default: {
      const checked = type.kind === 'text' ? '' : `if (!(${scalarTest(type, shapes)})) ${STOP}\n`;
      const text = isRead || checked !== '' ? `const value = textOf(bytes, at + 1, end);\n` : '';
      return `if (bytes[at] !== 34) ${STOP}
const end = textEnd(bytes, at + 1);
if (end < 0) ${STOP}
${text}${checked}${then}at = end + 1;
`;
    }
  }
}

function termBytes(vocabulary: string, then: string, writing: Writing): string {
  const { code, words } = writing.visit.shapes;
  const terms = [...(words.get(vocabulary) ?? [])];
  const interner = internerOf(code, terms);
  const reader = termReader(terms, interner, writing);
  if (reader) {
    return `const slot = ${reader.name}(bytes, view, at);
if (slot < 0) ${STOP}
at += ${reader.sizes}[slot]${typed('!')};
${then}`;
  }
  return `const end = bytes[at] === 34 ? textEnd(bytes, at + 1) : -1;
if (end < 0) ${STOP}
const slot = ${interner.name}(textOf(bytes, at + 1, end));
if (slot < 0) ${STOP}
at = end + 1;
${then}`;
}

/** Words whose characters stand for themselves in JSON, a byte each. */
export const PLAIN = /^[\x20-\x21\x23-\x5b\x5d-\x7e]{2,}$/;

/** A function that gives the slot of the term at a place, by the same hash as of a text. */
function termReader(
  terms: readonly string[],
  interner: Interner,
  writing: Writing,
): { readonly name: string; readonly sizes: string } | undefined {
  const { hash } = interner;
  if (hash === undefined || !terms.every((term) => PLAIN.test(term))) return undefined;
  const { code } = writing.visit.shapes;
  const lists = `${listOf(code, [...interner.slots.keys()])}, ${listOf(code, [...interner.slots.values()])}`;
  const bytes = declare(
    code,
    'termBytes',
    (name) => `const ${name} = wordBytes(${interner.size + hash.mask}, ${lists});\n`,
  );
  const { words, firsts, sizes } = arraysOf(bytes, writing);
  const longest = Math.max(...terms.map((term) => term.length));
  const name = declare(
    code,
    'termAt',
    (
      own,
    ) => `function ${own}(bytes${typed(': Uint8Array')}, view${typed(': DataView')}, at${typed(': number')})${typed(': number')} {
if (bytes[at] !== 34) return -1;
const from = at + 1;
let end = from;
while (bytes[end] !== 34) {
end += 1;
if (end - from > ${longest}) return -1;
}
const length = end - from;
const packed = ${hash.table}[length]${typed('!')};
if (packed < 0) return -1;
const slot = (packed >> ${hash.bits * hash.count}) + ((${hash.sum((at) => `bytes[from + (${at})]${typed('!')}`)}) & ${hash.mask});
if (${sizes}[slot] !== length + 2) return -1;
return isWordAt(view, at, ${words}, ${firsts}[slot]${typed('!')}, length + 2) ? slot : -1;
}
`,
  );
  return { name, sizes };
}

function listBytes(place: Place, writing: Writing): string {
  const { visit } = writing;
  const { cells, items, records, counts } = fieldOf(visit, place);
  if (place.type.kind !== 'list') return '';
  const { of } = place.type;
  const [empty, full] = cells ? [rowAt(cells.column, 0), rowAt(cells.column, 1)] : [0, 0];
  const below = visit.level.lists.get(place.key);
  let before = '';
  let item = '';
  let after = '';
  if (of.kind === 'record' && below) {
    const { usedWords } = bitsOf(below);
    const into = JSON.stringify(Array.from({ length: usedWords }, () => 0));
    const found = usedWords === 0 ? '[]' : 'found';
    const each = counts.length === 0 ? found : 'each';
    before = usedWords === 0 ? '' : `const ${found} = ${into};\n`;
    item = `${counts.length === 0 ? '' : `const ${each} = ${into};\n`}at = read${below.index}(bytes, view, at, ${each});
if (at < 0) ${STOP}
${countsCode(counts, each, found, usedWords)}`;
    after = records ? gatherCode(records, found, visit.level.index) : '';
  } else if (of.kind !== 'record') {
    const lines: string[] = [];
    const pick = items?.rows?.pick('value', 'slot', items.variables.length, items.column.base);
    if (pick !== undefined && items && items.variables.length > 0) {
      lines.push(`const row = ${pick};\n`);
      for (const [at, { name }] of items.variables.entries())
        lines.push(`${name} |= table${visit.level.index}[row${at === 0 ? '' : ` + ${at}`}]${typed('!')};\n`);
    }
    for (const { pattern, masks } of items?.patterns ?? []) {
      const met = masks.flatMap((mask, at) =>
        mask === 0 ? [] : [`${items?.variables[at]?.name} |= ${mask};\n`],
      );
      lines.push(`if (${patternOf(visit.shapes.code, pattern)}.test(value)) {\n${met.join('')}}\n`);
    }
    item = scalarBytes(of, lines.join('').includes('value'), lines.join(''), writing);
  }
  return `if (bytes[at] !== 91) ${STOP}
at += 1;
${SPACE}
${before}if (bytes[at] === 93) {
at += 1;
${cells ? `${cells.variable} = ${empty};\n` : ''}} else {
${cells ? `${cells.variable} = ${full};\n` : ''}for (;;) {
${item}${SPACE}
if (bytes[at] === 44) {
at += 1;
${SPACE}
} else if (bytes[at] === 93) {
at += 1;
break;
} else ${STOP}
}
}
${after}`;
}
