/**
 * Perfect hashes for sets of words, found at build time: the length picks one to three characters, these a slot, and one
 * comparison decides. Knows nothing of what the words mean.
 */
import { type Code, declare, listOf } from './code.ts';
import { jsonLiteral, typed } from './text.ts';

/** A function of generated code that gives a word's slot, -1 for what is no such word. */
export interface Interner {
  readonly name: string;
  /** One more than the largest slot. */
  readonly size: number;
  readonly slots: ReadonlyMap<string, number>;
  /** How the slot is found, as code for a `VocabularyTable`. */
  readonly table: string;
}

interface Hash {
  /** For each length: positions of characters and an offset, packed; -1 where no word has that length. */
  readonly lengths: readonly number[];
  /** How many characters are looked at. */
  readonly count: number;
  /** Bits that a position takes. */
  readonly bits: number;
  readonly factor: number;
  readonly mask: number;
  readonly slots: ReadonlyMap<string, number>;
}

/** The interner of some words; the same words have the same one. */
export function internerOf(code: Code, words: readonly string[]): Interner {
  const distinct = [...new Set(words)];
  const key = JSON.stringify(distinct);
  const known = code.interners.get(key);
  if (known) return known;
  const hash = findHash(distinct);
  const slots = hash?.slots ?? new Map(distinct.map((word, index) => [word, index]));
  const size = [...slots.values()].reduce((most, slot) => Math.max(most, slot + 1), 0);
  const found = hash ? hashCode(code, hash, size) : mapCode(code, slots);
  const made = { ...found, size, slots };
  code.interners.set(key, made);
  return made;
}

type Found = Pick<Interner, 'name' | 'table'>;

/** Positions of a length that tell its words apart, tried in turn. */
const MOST_CHOICES = 40;
const COUNTS = [1, 2, 3];
const LARGEST_MASK = 4095;
const LARGEST_FACTOR = 63;

function findHash(words: readonly string[]): Hash | undefined {
  const groups = new Map<number, string[]>();
  for (const word of words) groups.set(word.length, [...(groups.get(word.length) ?? []), word]);
  if (words.length === 0 || Math.max(...groups.keys()) > 127) return undefined;
  for (const count of COUNTS) {
    const choices = new Map(
      [...groups].map(([length, group]) => [length, positionsFor(length, group, count)]),
    );
    if ([...choices.values()].some((one) => one.length === 0)) continue;
    const found = tryMasks(groups, choices, count);
    if (found) return found;
  }
  return undefined;
}

function tryMasks(
  groups: ReadonlyMap<number, readonly string[]>,
  choices: ReadonlyMap<number, readonly (readonly number[])[]>,
  count: number,
): Hash | undefined {
  const largest = Math.max(...[...groups.values()].map((group) => group.length));
  for (let mask = 7; mask <= LARGEST_MASK; mask = mask * 2 + 1) {
    if (mask + 1 < largest) continue;
    for (let factor = 1; factor <= LARGEST_FACTOR; factor += 2) {
      const chosen = new Map<number, readonly number[]>();
      for (const [length, group] of groups) {
        const places = choices.get(length)?.find((one) => areApart(group, one, factor, mask));
        if (places === undefined) break;
        chosen.set(length, places);
      }
      const hash = chosen.size === groups.size ? pack(groups, chosen, { count, factor, mask }) : undefined;
      if (hash) return hash;
    }
  }
  return undefined;
}

/** Sets of `count` positions whose characters differ between any two words of a length; the last ones come first. */
function positionsFor(
  length: number,
  group: readonly string[],
  count: number,
): readonly (readonly number[])[] {
  const found: number[][] = [];
  const last = Math.max(0, length - 1);
  const visit = (from: number, chosen: readonly number[]): void => {
    if (found.length >= MOST_CHOICES) return;
    if (chosen.length === count || from < 0) {
      const padded = [...chosen, ...Array.from({ length: count - chosen.length }, () => chosen[0] ?? 0)];
      const seen = new Set(group.map((word) => padded.map((at) => word.charCodeAt(at)).join(' ')));
      if (seen.size === group.length) found.push(padded);
      return;
    }
    for (let at = from; at >= 0; at -= 1) visit(at - 1, [...chosen, at]);
  };
  visit(last, []);
  return found;
}

function keyOf(word: string, places: readonly number[], factor: number, mask: number): number {
  let weight = 1;
  let sum = 0;
  for (const at of places) {
    sum += word.charCodeAt(at) * weight;
    weight *= factor;
  }
  return sum & mask;
}

function areApart(
  group: readonly string[],
  places: readonly number[],
  factor: number,
  mask: number,
): boolean {
  const seen = new Set(group.map((word) => keyOf(word, places, factor, mask)));
  return seen.size === group.length;
}

/** Lays the groups into one table, the largest first, each at the first offset where it fits. */
function pack(
  groups: ReadonlyMap<number, readonly string[]>,
  chosen: ReadonlyMap<number, readonly number[]>,
  found: Pick<Hash, 'count' | 'factor' | 'mask'>,
): Hash | undefined {
  const bits = found.count === 3 ? 6 : 7;
  const taken = new Set<number>();
  const slots = new Map<string, number>();
  const lengths: number[] = Array.from({ length: Math.max(...groups.keys()) + 1 }, () => -1);
  const bySize = [...groups].sort((a, b) => b[1].length - a[1].length || a[0] - b[0]);
  for (const [length, group] of bySize) {
    const places = chosen.get(length) ?? [];
    if (places.some((at) => at >= 1 << bits)) return undefined;
    const keys = group.map((word) => keyOf(word, places, found.factor, found.mask));
    let offset = 0;
    while (keys.some((key) => taken.has(offset + key))) offset += 1;
    if (offset >= 1 << (31 - bits * found.count)) return undefined;
    for (const [index, key] of keys.entries()) {
      taken.add(offset + key);
      slots.set(group[index] ?? '', offset + key);
    }
    const packed = places.reduce((word, at, index) => word | (at << (index * bits)), 0);
    lengths[length] = packed | (offset << (bits * found.count));
  }
  return { ...found, bits, lengths, slots };
}

/** `word` may be anything: nothing but an equal string passes the comparison. */
function hashCode(code: Code, hash: Hash, size: number): Found {
  const { bits, count, factor, mask, lengths, slots } = hash;
  const text = jsonLiteral(lengths);
  const table = declare(code, 'lengths', (name) => `const ${name} = new Int32Array(JSON.parse(${text}));\n`);
  const lists = [[...slots.keys()], [...slots.values()]].map((list) => listOf(code, list)).join(', ');
  const placed = declare(code, 'slots', (name) => `const ${name} = inSlots(${size + mask}, ${lists});\n`);
  const sum = Array.from({ length: count }, (_, index) => {
    const at = `${index === 0 ? 'packed' : `(packed >> ${index * bits})`} & ${(1 << bits) - 1}`;
    return `word.charCodeAt(${at})${index === 0 || factor === 1 ? '' : ` * ${factor ** index}`}`;
  }).join(' + ');
  const name = declare(
    code,
    'intern',
    (own) => `function ${own}(word${typed(': unknown')})${typed(': number')} {
  if (typeof word !== "string") return -1;
  const length = word.length;
  const packed = length < ${lengths.length} ? ${table}[length]${typed('!')} : -1;
  if (packed < 0) return -1;
  const slot = (packed >> ${bits * count}) + ((${sum}) & ${mask});
  return ${placed}[slot] === word ? slot : -1;
}
`,
  );
  const numbers = `bits: ${bits}, count: ${count}, factor: ${factor}, mask: ${mask}`;
  return { name, table: `{ lengths: ${table}, words: ${placed}, ${numbers} }` };
}

/** For words that no few characters tell apart. */
function mapCode(code: Code, slots: ReadonlyMap<string, number>): Found {
  const map = declare(
    code,
    'slots',
    (name) =>
      `const ${name} = new Map${typed('<unknown, number>')}(JSON.parse(${jsonLiteral([...slots])}));\n`,
  );
  const name = declare(
    code,
    'intern',
    (own) => `function ${own}(word${typed(': unknown')})${typed(': number')} {
  return ${map}.get(word) ?? -1;
}
`,
  );
  return { name, table: `{ map: ${map} }` };
}
