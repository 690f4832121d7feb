/** How deep the brackets of a TypeScript text nest, before it is parsed: the parser recurses. Parses nothing. */
import { skipped } from './json-limits.ts';
import { LIMITS } from './reading.ts';

/** The offset of the first bracket past the limit. Quotes inside of patterns are taken for texts, which makes it only less deep. */
export function pastTypeScriptLimit(text: string): number | undefined {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? '';
    if ('([{'.includes(sign)) depth++;
    else if (')]}'.includes(sign)) depth--;
    else at = sign === '`' ? templateEnd(text, at) : skipped(text, at);
    if (depth > LIMITS.depth) return at;
  }
  return undefined;
}

/** The last sign of a template, as if nothing could be filled in: what can is short, or the parser's to refuse. */
function templateEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '`') return at;
  }
  return text.length;
}
