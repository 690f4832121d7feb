/**
 * The functions that go through a manifest once: whether it has the shape, and whether there is anything to find. Beside them,
 * as data, which rules and records to look at when there is. Knows how levels are put together, not what is in them.
 */
import type { Plan } from '../../../plan.ts';
import type { Shapes } from '../shape.ts';
import { jsonLiteral, typed } from '../text.ts';
import { bytesOf } from './bytes.ts';
import { ALL, type Bits, bitsOf, fullWord, masksOf } from './columns.ts';
import { type Fused, leadsToRecords } from './fuse.ts';
import { type Cause, keyOf, type Level, type Way } from './level.ts';
import { keysCode, variablesCode, wordsCode } from './record.ts';
import { newVisit, type Visit } from './visit.ts';

/** Code and data for the levels of a plan. */
export interface Scan {
  readonly declarations: readonly { readonly name: string; readonly text: string }[];
  /** Code for a function that reads the bytes of a text; none where some key is not plain. */
  readonly reader: string | undefined;
  /** For each level and bit, the causes: what `Suspicion` is read from. */
  readonly suspicions: readonly (readonly (readonly Suspicion[])[])[];
}

/**
 * Rule and site; then, if only some records of the first list on the site's path are suspect, that list: those with bits in
 * the masks, or without masks the one in which the conjunct was met.
 */
export type Suspicion = readonly [rule: number, site: number, list?: number, masks?: readonly number[]];

export function scanOf(plan: Plan, fused: Fused, shapes: Shapes): Scan {
  const { closed } = shapes;
  const { levels, classical } = fused;
  const declarations: { name: string; text: string }[] = [];
  const keys = plan.records.flatMap((record) => record.fields.map((field) => field.key));
  const isPlain = fused.apart.size === 0 && keys.every((key) => PLAIN.test(key));
  const visits = levels.map((level) => newVisit(level, shapes, classical.places));
  // From the lowest level up, as functions call those below them.
  for (const visit of [...visits].reverse()) {
    const { level } = visit;
    const text =
      level.index === 0
        ? rootCode(visit, plan, closed)
        : levelCode(visit, plan, closed, [...(levels[0]?.lists.values() ?? [])].includes(level));
    const { values } = visit.table;
    if (values.length > 0) {
      const name = `table${level.index}`;
      declarations.push({
        name,
        text: `const ${name} = unpacked(${values.length}, JSON.parse(${jsonLiteral(runsOf(values))}));\n`,
      });
    }
    declarations.push({ name: nameOf(level.index), text });
  }
  return {
    declarations,
    reader: isPlain ? readerCode(visits, shapes) : undefined,
    suspicions: levels.map((level) => suspicionsOf(level, levels, plan)),
  };
}

/** Keys whose characters stand for themselves in JSON, a byte each. */
const PLAIN = /^[\x20-\x21\x23-\x5b\x5d-\x7e]{2,}$/;

const nameOf = (level: number): string => (level === 0 ? 'scan' : `visit${level}`);

/** Each number with how often it stands one after another. */
function runsOf(values: readonly number[]): number[] {
  const runs: number[] = [];
  for (let at = 0; at < values.length; ) {
    let end = at;
    while (end < values.length && values[end] === values[at]) end += 1;
    runs.push(values[at] ?? 0, end - at);
    at = end;
  }
  return runs;
}

function bodyCode(visit: Visit, closed: boolean): string {
  const writing = { visit, closed, visitor: nameOf };
  return (
    variablesCode(writing) +
    keysCode('fields', [], writing) +
    wordsCode(writing, (word) => fullWord(visit.bits, word))
  );
}

const wordNames = (bits: Bits): string[] => Array.from({ length: bits.words }, (_, word) => `word${word}`);

/** Whether what breaks these rules is surely not tolerated: a rule that must be kept, without a waiver. */
function isSure(causes: Iterable<Cause>, plan: Plan): boolean {
  return [...causes].some(({ rule, site }) => {
    const one = plan.rules[rule];
    return one?.force === 'must' && one.sites[site]?.waivers.length === 0;
  });
}

function levelCode(visit: Visit, plan: Plan, closed: boolean, isFirst: boolean): string {
  const { bits, level } = visit;
  const words = wordNames(bits);
  const direct = masksOf(bits, (one) => one.causes.size > 0);
  const sure = masksOf(bits, (one) => isSure(one.causes.values(), plan));
  const used = masksOf(bits, (one) => one.used);
  const given = words
    .slice(0, bits.usedWords)
    .map((word, at) => `into[${at}] = into[${at}]${typed('!')} | (${word} & ${used[at]});\n`);
  const into = bits.usedWords === 0 ? '_into' : 'into';
  const flood = bits.usedWords === 0 ? '' : `into.fill(${ALL});\n`;
  const { traced, flooded } = traceCode(visit, direct, sure, isFirst);
  const node = traced === '' && level.lists.size === 0 ? '_node' : 'node';
  return `function ${nameOf(level.index)}(record${typed(': unknown')}, unsure${typed(': number')}, ${node}${typed(': Trace | null')}, ${into}${typed(': number[]')})${typed(': number')} {
if (typeof record !== "object" || record === null || Array.isArray(record)) {
if (unsure === 0) return -1;
${flood}${flooded === '' ? '' : `if (node !== null) {\n${flooded}}\n`}return 0;
}
const fields = record${typed(' as Readonly<Record<string, unknown>>')};
${bodyCode(visit, closed)}${traced}${given.join('')}return 0;
}
`;
}

/** What is noted of a record once it matters what was found: the bits that say so, and all of them in a list of the manifest. */
function traceCode(
  { bits, level }: Visit,
  direct: readonly number[],
  sure: readonly number[],
  isFirst: boolean,
): { readonly traced: string; readonly flooded: string } {
  const words = wordNames(bits);
  const hits = words.map((word, at) =>
    direct[at] === 0
      ? ''
      : `if ((${word} & ${direct[at]}) !== 0) {
if (node === null) return ${stopCode(word, sure[at] ?? 0)};
node.hits.push(${level.index}, node.first, ${at}, ${word} & ${direct[at]});
}
`,
  );
  const floods = words.map((_, at) =>
    direct[at] === 0 ? '' : `node.hits.push(${level.index}, node.first, ${at}, ${direct[at]});\n`,
  );
  const hasRows = isFirst && bits.usedWords > 0;
  const row = (values: readonly string[], isTraced: string): string =>
    hasRows
      ? `if (${isTraced}node.rows !== null) node.rows[${level.index}]?.push(${values.join(', ')});\n`
      : '';
  return {
    traced: hits.join('') + row(words, 'node !== null && '),
    flooded:
      floods.join('') +
      row(
        words.map(() => String(ALL)),
        '',
      ),
  };
}

const stopCode = (word: string, sure: number): string =>
  sure === 0 ? '-3' : `(${word} & ${sure}) !== 0 ? -2 : -3`;

function rootCode(visit: Visit, plan: Plan, closed: boolean): string {
  const { bits } = visit;
  const words = wordNames(bits);
  const sure = masksOf(bits, (one) => isSure(one.causes.values(), plan));
  const { traced } = traceCode(
    visit,
    masksOf(bits, () => true),
    sure,
    false,
  );
  const noted = words.length === 0 ? '' : `if (node !== null) node.first = -1;\n${traced}`;
  const node = words.length === 0 && visit.level.lists.size === 0 ? '_node' : 'node';
  return `function scan(record${typed(': unknown')}, unsure${typed(': number')}, ${node}${typed(': Trace | null')})${typed(': number')} {
if (typeof record !== "object" || record === null || Array.isArray(record)) return -1;
const fields = record${typed(' as Readonly<Record<string, unknown>>')};
${bodyCode(visit, closed)}${noted}return 0;
}
`;
}

/** The code that makes what the reading of bytes works with. */
function readerCode(visits: readonly Visit[], shapes: Shapes): string {
  const { tables, vocabularies, keys, patterns } = bytesOf(visits, shapes);
  const masks = visits.map((visit) =>
    visit.table.values.length > 0 ? `table${visit.level.index}` : 'new Int32Array(0)',
  );
  return `readingOf(JSON.parse(${jsonLiteral(tables)}), {
vocabularies: [${vocabularies.join(', ')}],
keys: [${keys.join(', ')}],
masks: [${masks.join(', ')}],
patterns: [${patterns.join(', ')}],
})`;
}

function suspicionsOf(level: Level, levels: readonly Level[], plan: Plan): readonly (readonly Suspicion[])[] {
  return bitsOf(level).conjuncts.map(({ causes, way }) =>
    [...causes.values()].map((cause): Suspicion => {
      const site = plan.rules[cause.rule]?.sites[cause.site];
      const first = site?.path[0];
      if (site === undefined || first === undefined || !leadsToRecords(site)) return [cause.rule, cause.site];
      const list = listAt(levels[0], first.key);
      if (level.index === 0) return [cause.rule, cause.site, ...leadOf(list, way)];
      return isWithin(level, list) ? [cause.rule, cause.site, list?.index ?? 0] : [cause.rule, cause.site];
    }),
  );
}

function listAt(root: Level | undefined, key: string): Level | undefined {
  return [...(root?.lists.values() ?? [])].find(
    ({ place }) => place?.path.length === 1 && place.path[0] === key,
  );
}

/** Whether the records of a level stand in those of a list, or are they. */
function isWithin(level: Level, list: Level | undefined): boolean {
  return (
    list !== undefined && (list === level || [...list.lists.values()].some((one) => isWithin(level, one)))
  );
}

/** Masks for the records of a list that a way of the manifest is about. */
function leadOf(list: Level | undefined, way: Way): readonly [number, readonly number[]] | [] {
  const keys = new Set<string>();
  for (const one of way.values()) {
    if (one.kind !== 'occurs' || !one.holds || one.least !== 1 || one.place.key !== list?.place?.key)
      continue;
    for (const inner of one.ways) keys.add(keyOf(inner));
  }
  return list === undefined || keys.size === 0
    ? []
    : [list.index, masksOf(bitsOf(list), ({ key }) => keys.has(key))];
}
