/**
 * The functions that go through a manifest once: whether it has the shape, and whether there is anything to find. Beside them,
 * as data, which rules and records to look at when there is. Knows how levels are put together, not what is in them.
 */
import type { Plan } from '../../../plan.ts';
import type { Shapes } from '../shape.ts';
import { literal, typed } from '../text.ts';
import { ALL, type Bits, bitsOf, fullWord, masksOf } from './columns.ts';
import { type Fused, pathStandsAlone } from './fuse.ts';
import { type Cause, keyOf, type Level, type Way } from './level.ts';
import { keysCode, variablesCode, wordsCode } from './record.ts';
import { newVisit, type Visit } from './visit.ts';

/** Code and data for the levels of a plan. */
export interface Scan {
  readonly declarations: readonly { readonly name: string; readonly text: string }[];
  /** For each level and bit, the causes: what `Suspicion` is read from. */
  readonly suspicions: readonly (readonly (readonly Suspicion[])[])[];
}

/** Rule, site, how far its path is known, and the list whose records are to be told apart by masks, if any. */
export type Suspicion = readonly [
  rule: number,
  site: number,
  depth: number,
  ...lead: readonly (readonly number[] | number)[],
];

export function scanOf(plan: Plan, fused: Fused, shapes: Shapes): Scan {
  const { closed } = shapes;
  const { levels, classical } = fused;
  const declarations: { name: string; text: string }[] = [];
  // From the lowest level up, as functions call those below them.
  for (const level of [...levels].reverse()) {
    const visit = newVisit(level, shapes, classical.places);
    const text = level.index === 0 ? rootCode(visit, plan, closed) : levelCode(visit, plan, closed);
    const { values } = visit.table;
    if (values.length > 0) {
      const name = `table${level.index}`;
      declarations.push({ name, text: `const ${name} = unpacked(${literal(packed(values))});\n` });
    }
    declarations.push({ name: nameOf(level.index), text });
  }
  return { declarations, suspicions: levels.map((level) => suspicionsOf(level, levels, plan)) };
}

const nameOf = (level: number): string => (level === 0 ? 'scan' : `visit${level}`);

/** Numbers in base 36; one that repeats is written once, with how often. */
export function packed(values: readonly number[]): string {
  const parts: string[] = [];
  for (let at = 0; at < values.length; ) {
    let end = at;
    while (end < values.length && values[end] === values[at]) end += 1;
    const value = (values[at] ?? 0).toString(36);
    parts.push(end - at > 1 ? `${value}*${(end - at).toString(36)}` : value);
    at = end;
  }
  return parts.join(' ');
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

function levelCode(visit: Visit, plan: Plan, closed: boolean): string {
  const { bits, level } = visit;
  const words = wordNames(bits);
  const direct = masksOf(bits, (one) => one.causes.size > 0);
  const sure = masksOf(bits, (one) => isSure(one.causes.values(), plan));
  const used = masksOf(bits, (one) => one.used);
  const stops = words.flatMap((word, at) =>
    direct[at] === 0
      ? []
      : [`if ((${word} & ${direct[at]}) !== 0) return ${stopCode(word, sure[at] ?? 0)};\n`],
  );
  const given = words
    .slice(0, bits.usedWords)
    .map((word, at) => `into[${at}] = into[${at}]${typed('!')} | (${word} & ${used[at]});\n`);
  const traced = words.length === 0 ? '' : `node.words.push(${words.join(', ')});\n`;
  const into = bits.usedWords === 0 ? '_into' : 'into';
  const flood = bits.usedWords === 0 ? '' : `into.fill(${ALL});\n`;
  const node = words.length === 0 && level.lists.size === 0 ? '_node' : 'node';
  const noted =
    words.length === 0
      ? ''
      : `if (node !== null) {\n${traced}}${stops.length > 0 ? ` else {\n${stops.join('')}}` : ''}\n`;
  const all = words.map(() => ALL).join(', ');
  return `function ${nameOf(level.index)}(record${typed(': unknown')}, unsure${typed(': number')}, ${node}${typed(': Trace | null')}, ${into}${typed(': number[]')})${typed(': number')} {
if (typeof record !== "object" || record === null || Array.isArray(record)) {
if (unsure === 0) return -1;
${flood}${words.length === 0 ? '' : `if (node !== null) node.words.push(${all});\n`}return 0;
}
if (isOdd(record)) return -4;
const fields = record${typed(' as Readonly<Record<string, unknown>>')};
${bodyCode(visit, closed)}${noted}${given.join('')}return 0;
}
`;
}

const stopCode = (word: string, sure: number): string =>
  sure === 0 ? '-3' : `(${word} & ${sure}) !== 0 ? -2 : -3`;

function rootCode(visit: Visit, plan: Plan, closed: boolean): string {
  const { bits } = visit;
  const words = wordNames(bits);
  const sure = masksOf(bits, (one) => isSure(one.causes.values(), plan));
  const stops = words.map((word, at) => `if (${word} !== 0) return ${stopCode(word, sure[at] ?? 0)};\n`);
  const noted =
    words.length === 0
      ? ''
      : `if (node !== null) {\nnode.words.push(${words.join(', ')});\n} else {\n${stops.join('')}}\n`;
  const node = words.length === 0 && visit.level.lists.size === 0 ? '_node' : 'node';
  return `function scan(record${typed(': unknown')}, unsure${typed(': number')}, ${node}${typed(': Trace | null')})${typed(': number')} {
if (typeof record !== "object" || record === null || Array.isArray(record)) return -1;
if (isOdd(record)) return -4;
const fields = record${typed(' as Readonly<Record<string, unknown>>')};
${bodyCode(visit, closed)}${noted}return 0;
}
`;
}

function suspicionsOf(level: Level, levels: readonly Level[], plan: Plan): readonly (readonly Suspicion[])[] {
  return bitsOf(level).conjuncts.map(({ causes, way }) =>
    [...causes.values()].map((cause): Suspicion => {
      const site = plan.rules[cause.rule]?.sites[cause.site];
      if (site === undefined || !pathStandsAlone(site)) return [cause.rule, cause.site, 0];
      const depth = depthOf(level, levels, site.path);
      const lead = level.index === 0 ? leadOf(level, way, site.path) : [];
      return [cause.rule, cause.site, depth, ...lead];
    }),
  );
}

type Path = readonly { readonly key: string; readonly many: boolean }[];

/** How many of the lists on the way to a level are lists on a site's path. */
function depthOf(level: Level, levels: readonly Level[], path: Path): number {
  const chain: Level[] = [];
  for (let at: Level | undefined = level; at?.place; at = ownerOf(at, levels)) chain.unshift(at);
  let steps = 0;
  let depth = 0;
  for (const { place } of chain) {
    const keys = place?.path ?? [];
    if (!leadsAlong(keys, path.slice(steps))) break;
    steps += keys.length;
    depth += 1;
  }
  return depth;
}

function ownerOf(level: Level, levels: readonly Level[]): Level | undefined {
  return levels.find((one) => [...one.lists.values()].includes(level));
}

/** Whether keys are the first steps of a path, only the last of them to a list. */
function leadsAlong(keys: readonly string[], path: Path): boolean {
  return keys.every((key, at) => path[at]?.key === key && path[at]?.many === (at === keys.length - 1));
}

/** The list that a site's path goes to first, and masks for those of its records that the way is about. */
function leadOf(level: Level, way: Way, path: Path): readonly (number | readonly number[])[] {
  for (const one of way.values()) {
    if (one.kind !== 'occurs' || !one.holds || one.least !== 1 || !leadsAlong(one.place.path, path)) continue;
    const below = level.lists.get(one.place.key);
    const keys = new Set(one.ways.map(keyOf));
    if (below) return [below.index, masksOf(bitsOf(below), ({ key }) => keys.has(key))];
  }
  return [];
}
