/** A binary property list -> its values, which have no place. Bounded whatever the bytes say. Knows no keys. */
import { emptyRecord, LIMITS } from './reading.ts';
import type { Values } from './values.ts';

/** The bytes, what its trailer says of them, and how much was read. */
interface Bytes {
  readonly view: DataView;
  readonly offsetSize: number;
  readonly referenceSize: number;
  readonly objects: number;
  readonly table: number;
  /** Each use of an object counts: objects that share parts could else be small and mean a great deal. */
  used: number;
}

/** The values, or what is wrong. */
export function parseBinaryPlist(bytes: Uint8Array): Values | { readonly problem: string } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.byteLength < 40) return { problem: 'it ends in the middle' };
  const trailer = view.byteLength - 32;
  const from: Bytes = {
    view,
    offsetSize: view.getUint8(trailer + 6),
    referenceSize: view.getUint8(trailer + 7),
    objects: large(view, trailer + 8),
    table: large(view, trailer + 24),
    used: 0,
  };
  if (from.objects > LIMITS.values) return { problem: `it holds more than ${LIMITS.values} values` };
  try {
    return { value: read(from, large(view, trailer + 16), 0), places: new Map(), keys: new Map() };
  } catch (error) {
    // Whatever lies outside of the bytes.
    if (error instanceof RangeError) return { problem: 'it names a place outside of itself' };
    if (isProblem(error)) return error;
    throw error;
  }
}

interface Problem {
  readonly problem: string;
}

function isProblem(error: unknown): error is Problem {
  return typeof error === 'object' && error !== null && Object.hasOwn(error, 'problem');
}

function fail(problem: string): never {
  const wrong: Problem = { problem };
  throw wrong;
}

function large(view: DataView, at: number): number {
  return Number(view.getBigUint64(at));
}

/** A whole number of some bytes, the highest first. */
function unsigned({ view }: Bytes, at: number, size: number): number {
  if (size < 1 || size > 8) fail(`a number has ${size} bytes`);
  let number = 0;
  for (let index = 0; index < size; index++) number = number * 256 + view.getUint8(at + index);
  return number;
}

function read(from: Bytes, reference: number, depth: number): unknown {
  from.used += 1;
  if (from.used > LIMITS.values) fail(`it holds more than ${LIMITS.values} values`);
  if (depth > LIMITS.depth) fail(`it nests more than ${LIMITS.depth} levels`);
  if (reference >= from.objects) fail('it names an object that it has not');
  const at = unsigned(from, from.table + reference * from.offsetSize, from.offsetSize);
  const sign = from.view.getUint8(at);
  const low = sign & 15;
  switch (sign >> 4) {
    case 0:
      return low === 8 ? false : low === 9 ? true : null;
    case 1:
      // Longer ones are kept only for identifiers, which no rule asks about.
      return low > 3 ? null : unsigned(from, at + 1, 2 ** low);
    case 2:
      return low === 2 ? from.view.getFloat32(at + 1) : low === 3 ? from.view.getFloat64(at + 1) : null;
    case 5:
    case 6:
      return text(from, at, low, sign >> 4 === 6);
    case 10:
      return list(from, at, low, depth);
    case 13:
      return record(from, at, low, depth);
    default:
      // Dates, data and identifiers.
      return null;
  }
}

/** How many parts something has, and where the first stands. */
function lengthOf(from: Bytes, at: number, low: number): readonly [number, number] {
  if (low !== 15) return [low, at + 1];
  const size = 2 ** (from.view.getUint8(at + 1) & 15);
  return [unsigned(from, at + 2, size), at + 2 + size];
}

function text(from: Bytes, at: number, low: number, wide: boolean): string {
  const [length, start] = lengthOf(from, at, low);
  const size = wide ? length * 2 : length;
  if (start + size > from.view.byteLength) throw new RangeError();
  // A text used many times counts by its length.
  from.used += size / 64;
  const bytes = new Uint8Array(from.view.buffer, from.view.byteOffset + start, size);
  return new TextDecoder(wide ? 'utf-16be' : 'utf-8').decode(bytes);
}

function list(from: Bytes, at: number, low: number, depth: number): unknown[] {
  const [length, start] = lengthOf(from, at, low);
  const items: unknown[] = [];
  for (let index = 0; index < length; index++)
    items.push(read(from, referenceAt(from, start, index), depth + 1));
  return items;
}

function record(from: Bytes, at: number, low: number, depth: number): unknown {
  const [length, start] = lengthOf(from, at, low);
  const made = emptyRecord();
  for (let index = 0; index < length; index++) {
    const key = read(from, referenceAt(from, start, index), depth + 1);
    if (typeof key !== 'string') fail('a key is not a text');
    made[String(key)] = read(from, referenceAt(from, start, length + index), depth + 1);
  }
  return made;
}

function referenceAt(from: Bytes, start: number, index: number): number {
  return unsigned(from, start + index * from.referenceSize, from.referenceSize);
}
