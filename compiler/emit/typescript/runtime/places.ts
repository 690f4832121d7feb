/** Where in a JSON text the values stand that a judgement speaks of: the text is gone through once more. Knows no plan. */
import type { Position } from '../../../../grammar/source.ts';
import type { Judgement } from '../../../findings.ts';

/** A value that is asked for, and what is asked for in it. */
interface Wanted {
  /** Where it begins; -1 where it is not written. */
  at: number;
  readonly inside: Map<string, Wanted>;
}

/** The place of each pointer of a judgement, in a text that is JSON. What is not written has the place of what is around it. */
export function placesIn(text: string, judged: Judgement): Record<string, Position> {
  const { shape, findings, questions } = judged;
  const named = [...shape, ...findings, ...findings.flatMap(({ because }) => because), ...questions];
  const root: Wanted = { at: -1, inside: new Map() };
  const ways = new Map<string, readonly Wanted[]>();
  for (const { pointer } of named) if (!ways.has(pointer)) ways.set(pointer, wayTo(root, pointer));
  walk(text, afterBlank(text, 0), root);
  const offsets = [...ways].map(([pointer, way]): [string, number] => [
    pointer,
    way.reduce((at, one) => Math.max(at, one.at), 0),
  ]);
  return Object.fromEntries(positions(text, offsets));
}

/** What is asked for from the root to the end of a pointer (RFC 6901). */
function wayTo(root: Wanted, pointer: string): readonly Wanted[] {
  const way = [root];
  let holder = root;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    const inner: Wanted = holder.inside.get(key) ?? { at: -1, inside: new Map() };
    holder.inside.set(key, inner);
    way.push(inner);
    holder = inner;
  }
  return way;
}

/** Offsets as lines and columns, from 1; the column in UTF-16 units. Ends of line: LF, CRLF, CR. */
function positions(text: string, offsets: readonly (readonly [string, number])[]): [string, Position][] {
  const sorted = [...offsets].sort(([, left], [, right]) => left - right);
  const placed: [string, Position][] = [];
  let line = 1;
  let start = 0;
  let from = 0;
  for (const [pointer, offset] of sorted) {
    for (; from < offset; from += 1) {
      const unit = text.charCodeAt(from);
      if (unit !== 10 && (unit !== 13 || text.charCodeAt(from + 1) === 10)) continue;
      line += 1;
      start = from + 1;
    }
    placed.push([pointer, { line, column: offset - start + 1 }]);
  }
  return placed;
}

const afterBlank = (text: string, from: number): number => {
  let at = from;
  while (text.charCodeAt(at) <= 32) at += 1;
  return at;
};

/** Where a value ends; what is asked for in it is then noted. Of a key that stands twice the last counts, as for JSON.parse. */
function walk(text: string, from: number, wanted: Wanted | undefined): number {
  if (wanted === undefined) return endOf(text, from);
  forget(wanted);
  wanted.at = from;
  const open = text[from];
  if (wanted.inside.size === 0 || (open !== '{' && open !== '[')) return endOf(text, from);
  let at = afterBlank(text, from + 1);
  for (let index = 0; at < text.length && text[at] !== '}' && text[at] !== ']'; index += 1) {
    let key = String(index);
    if (open === '{') {
      const end = endOf(text, at);
      key = JSON.parse(text.slice(at, end));
      at = afterBlank(text, afterBlank(text, end) + 1);
    }
    at = afterBlank(text, walk(text, at, wanted.inside.get(key)));
    if (text[at] === ',') at = afterBlank(text, at + 1);
  }
  return at + 1;
}

function forget(wanted: Wanted): void {
  wanted.at = -1;
  for (const inner of wanted.inside.values()) forget(inner);
}

/** Where a value ends, however deep it is. */
function endOf(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; ) {
    const unit = text[at];
    if (unit === '"') at = quoteAfter(text, at) + 1;
    else if (unit === '{' || unit === '[') {
      depth += 1;
      at += 1;
    } else if (unit === '}' || unit === ']') {
      depth -= 1;
      at += 1;
    } else if (depth > 0) at += 1;
    else {
      while (at < text.length && !' \t\n\r,]}'.includes(text[at] ?? ' ')) at += 1;
      return at;
    }
    if (depth === 0) return at;
  }
  return text.length;
}

/** The quote that ends the text which begins with the one at `from`. */
function quoteAfter(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let before = at - 1;
    while (text[before] === '\\') before -= 1;
    if ((at - before) % 2 === 1) return at;
  }
  return text.length;
}
