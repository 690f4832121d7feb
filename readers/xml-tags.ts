/** Where the tags of an XML text stand. Finds places only: whether the text is well-formed, the XML parser says. */

/** A start tag: offsets of it, its name, and of the value of each attribute by its name as written. */
export interface StartTag {
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly attributes: ReadonlyMap<string, readonly [number, number]>;
}

/** The start tags in the order of the text; `deep` is where they nest deeper than the limit, `doctype` where one stands. */
export interface Tags {
  readonly tags: readonly StartTag[];
  readonly deep: number | undefined;
  readonly doctype: number | undefined;
}

/** What is skipped as a whole: how it begins and how it ends. */
const SKIPPED = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const;

/**
 * Scans a text once, from one `<` to the next. Stops at the depth limit and at a document type, unless it stands before all
 * tags and is the one allowed.
 */
export function scanTags(text: string, depthLimit: number, allowed?: RegExp): Tags {
  const tags: StartTag[] = [];
  let depth = 0;
  let at = text.indexOf('<');
  while (at >= 0) {
    const skipped = SKIPPED.find(([begin]) => text.startsWith(begin, at));
    let end: number;
    if (skipped) {
      const close = text.indexOf(skipped[1], at + skipped[0].length);
      end = close < 0 ? text.length : close + skipped[1].length;
    } else if (/^<!doctype/i.test(text.slice(at, at + 9))) {
      const type = tags.length === 0 ? allowed?.exec(text.slice(at, at + 1000)) : undefined;
      if (!type) return { tags, deep: undefined, doctype: at };
      end = at + type[0].length;
    } else {
      end = tagEnd(text, at);
      if (text[at + 1] === '/') depth--;
      else {
        tags.push(startTag(text, at, end));
        if (text[end - 2] !== '/') depth++;
      }
    }
    if (depth > depthLimit) return { tags, deep: at, doctype: undefined };
    at = text.indexOf('<', end);
  }
  return { tags, deep: undefined, doctype: undefined };
}

/** The offset after a tag: the first `>` that is not in quotes. */
function tagEnd(text: string, start: number): number {
  const sign = /[>"']/g;
  sign.lastIndex = start;
  for (let match = sign.exec(text); match; match = sign.exec(text)) {
    if (match[0] === '>') return sign.lastIndex;
    const close = text.indexOf(match[0], sign.lastIndex);
    if (close < 0) break;
    sign.lastIndex = close + 1;
  }
  return text.length;
}

function startTag(text: string, start: number, end: number): StartTag {
  const inside = text.slice(start, end);
  const [, name = ''] = /^<([^\s/><&"'=]*)/.exec(inside) ?? [];
  const attributes = new Map<string, readonly [number, number]>();
  for (const match of inside.matchAll(/\s([^\s=<>"'/]+)\s*=\s*("[^"]*"|'[^']*')/g)) {
    const [whole, key = '', quoted = ''] = match;
    const valueEnd = start + match.index + whole.length - 1;
    attributes.set(key, [valueEnd - quoted.length + 2, valueEnd]);
  }
  return { start, end, name, attributes };
}
