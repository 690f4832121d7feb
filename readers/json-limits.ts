/** How deep a JSON text nests and how many values it holds, before it is parsed: the parser recurses and keeps all it reads. */
import { LIMITS } from './reading.ts';

/** Where a limit is passed. */
export interface Past {
  readonly code: 'manifest-too-deep' | 'manifest-too-many-values';
  readonly offset: number;
}

/** The first place past a limit, in JSON or JSON5. */
export function pastJsonLimit(text: string): Past | undefined {
  let depth = 0;
  let values = 1;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (sign === ']' || sign === '}') depth--;
    else if (sign === ',') values++;
    else if (sign === '[' || sign === '{') {
      depth++;
      values++;
    } else at = skipped(text, at);
    if (depth > LIMITS.depth) return { code: 'manifest-too-deep', offset: at };
    if (values > LIMITS.values) return { code: 'manifest-too-many-values', offset: at };
  }
  return undefined;
}

/** The last character of the text or comment that begins at an offset; the offset itself where none does. */
export function skipped(text: string, at: number): number {
  const sign = text[at];
  if (sign === '"' || sign === "'") return textEnd(text, at, sign);
  if (sign !== '/') return at;
  const [end, length] =
    text[at + 1] === '/'
      ? [lineEnd(text, at), 0]
      : text[at + 1] === '*'
        ? [text.indexOf('*/', at + 2), 1]
        : [at, 0];
  return end < 0 ? text.length : end + length;
}

function textEnd(text: string, start: number, quote: string): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === quote) return at;
  }
  return text.length;
}

function lineEnd(text: string, start: number): number {
  const sign = /[\n\r\u2028\u2029]/g;
  sign.lastIndex = start;
  return sign.exec(text)?.index ?? -1;
}
