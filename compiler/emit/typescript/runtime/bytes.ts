/**
 * What the generated reading of bytes calls. All of it takes only what is plain: -1 is no verdict, it says that the text goes
 * the long way through JSON.parse. Knows no plan.
 */
import { NOT_BLANK } from '../../../plan.ts';

/** These stand in the emitted file, right after what is carried: so an engine takes them for constants. See `Reading`. */
declare const bytes: Uint8Array;
declare const view: DataView;

/** Where the white space that begins at a place ends. */
export function afterSpace(from: number): number {
  let at = from;
  while (at < bytes.length) {
    const byte = bytes[at];
    if (byte !== 32 && byte !== 10 && byte !== 13 && byte !== 9) break;
    at += 1;
  }
  return at;
}

/** The place of the first quote from a place on and before another; -1 where there is none. */
export function quoteAt(from: number, end: number): number {
  let at = from;
  const last = bytes.length - 4;
  while (at < end && at <= last) {
    const four = view.getInt32(at, true) ^ 0x22222222;
    const zeros = (four - 0x01010101) & ~four & 0x80808080;
    if (zeros !== 0) {
      at += (31 - Math.clz32(zeros & -zeros)) >> 3;
      return at < end ? at : -1;
    }
    at += 4;
  }
  while (at < end && at < bytes.length) {
    if (bytes[at] === 34) return at;
    at += 1;
  }
  return -1;
}

/** The place of the quote that ends a text; -1 for one with escapes, control characters, or no valid UTF-8. */
export function textEnd(from: number): number {
  let at = from;
  const last = bytes.length - 4;
  while (at < bytes.length) {
    while (at <= last && !isUnusual(view.getInt32(at, true))) at += 4;
    const byte = bytes[at] ?? 0;
    if (byte === 34) return at;
    if (byte < 32 || byte === 92) return -1;
    if (byte < 128) at += 1;
    else {
      const size = sizeOfCharacter(at, byte);
      if (size < 0) return -1;
      at += size;
    }
  }
  return -1;
}

/** Whether one of four bytes is a quote, a backslash, a control character, or not ASCII. */
function isUnusual(four: number): boolean {
  const quote = four ^ 0x22222222;
  const slash = four ^ 0x5c5c5c5c;
  const quotes = (quote - 0x01010101) & ~quote;
  const slashes = (slash - 0x01010101) & ~slash;
  const controls = (four - 0x20202020) & ~four;
  return ((quotes | slashes | controls | four) & 0x80808080) !== 0;
}

/** How many bytes a character takes whose first byte is not ASCII; -1 where they are not its shortest form (RFC 3629). */
function sizeOfCharacter(at: number, first: number): number {
  if (at + 4 > bytes.length || first < 0xc2 || first > 0xf4) return -1;
  const second = bytes[at + 1] ?? 0;
  if (second >> 6 !== 2) return -1;
  if (first < 0xe0) return 2;
  if ((bytes[at + 2] ?? 0) >> 6 !== 2) return -1;
  if (first < 0xf0) {
    if ((first === 0xe0 && second < 0xa0) || (first === 0xed && second > 0x9f)) return -1;
    // What half a character in a text is encoded as.
    return first === 0xef && second === 0xbf && bytes[at + 2] === 0xbd ? -1 : 3;
  }
  if ((bytes[at + 3] ?? 0) >> 6 !== 2) return -1;
  if ((first === 0xf0 && second < 0x90) || (first === 0xf4 && second > 0x8f)) return -1;
  return 4;
}

/** The text of bytes that `textEnd` went over. */
export function textOf(from: number, end: number): string {
  let text = '';
  let at = from;
  while (at < end) {
    const first = bytes[at] ?? 0;
    const [second = 0, third = 0, fourth = 0] = [bytes[at + 1], bytes[at + 2], bytes[at + 3]].map(
      (one) => (one ?? 0) & 63,
    );
    if (first < 0x80) text += String.fromCharCode(first);
    else if (first < 0xe0) text += String.fromCharCode(((first & 31) << 6) | second);
    else if (first < 0xf0) text += String.fromCharCode(((first & 15) << 12) | (second << 6) | third);
    else text += String.fromCodePoint(((first & 7) << 18) | (second << 12) | (third << 6) | fourth);
    at += first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  }
  return text;
}

const notBlank = new RegExp(NOT_BLANK);

/** Whether a text says something: most show it by their first byte, 0xe4 to 0xed beginning no kind of space. */
export function isSpokenAt(from: number, end: number): boolean {
  const first = bytes[from] ?? 0;
  if ((first > 34 && first < 127) || (first > 0xe3 && first < 0xee)) return true;
  return notBlank.test(textOf(from, end));
}

/** Whether a word stands at a place, between quotes. `words` are its bytes, four by four; the last four end with it. */
export function isWordAt(at: number, words: Int32Array, first: number, size: number): boolean {
  if (at + size > bytes.length) return false;
  const last = size - 4;
  let word = first;
  for (let done = 0; done < last; done += 4) {
    if (view.getInt32(at + done, true) !== words[word]) return false;
    word += 1;
  }
  return view.getInt32(at + last, true) === words[word];
}

/** The bytes of words, as `isWordAt` wants them: by slot the place of the first and the size, quotes included. */
export interface WordBytes {
  readonly words: Int32Array;
  readonly firsts: Int32Array;
  readonly sizes: Int32Array;
}

/** For words of ASCII with at least two characters. */
export function wordBytes(size: number, texts: readonly string[], slots: readonly number[]): WordBytes {
  const words: number[] = [];
  const firsts = new Int32Array(size);
  const sizes = new Int32Array(size);
  for (const [index, text] of texts.entries()) {
    const quoted = `"${text}"`;
    const four = (at: number): number =>
      quoted.charCodeAt(at) |
      (quoted.charCodeAt(at + 1) << 8) |
      (quoted.charCodeAt(at + 2) << 16) |
      (quoted.charCodeAt(at + 3) << 24);
    const slot = slots[index] ?? 0;
    firsts[slot] = words.length;
    sizes[slot] = quoted.length;
    for (let at = 0; at < quoted.length - 4; at += 4) words.push(four(at));
    words.push(four(quoted.length - 4));
  }
  return { words: new Int32Array(words), firsts, sizes };
}

/** Where a number ends; -1 for what is none. */
export function numberEnd(from: number): number {
  let at = from;
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0;
    if ((byte < 48 || byte > 57) && byte !== 45 && byte !== 46 && byte !== 43 && byte !== 101 && byte !== 69)
      break;
    at += 1;
  }
  return at === from ? -1 : at;
}

const numberShape = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/;

/** The number between two places; not a number for what JSON does not write so. */
export function numberOf(from: number, end: number): number {
  let value = 0;
  let at = from;
  while (at < end && at - from < 15) {
    const digit = (bytes[at] ?? 0) - 48;
    if (digit < 0 || digit > 9) break;
    value = value * 10 + digit;
    at += 1;
  }
  if (at === end && (bytes[from] !== 48 || end - from === 1)) return value;
  const text = textOf(from, end);
  return numberShape.test(text) ? Number(text) : Number.NaN;
}

/** Where `null`, `true` or `false` ends that begins with the byte at a place; -1 for what is none of them. */
export function wordEnd(at: number, rest: number, end: number): number {
  return view.getInt32(at, true) === rest ? end : -1;
}
