/** What a text looks like from outside: which notation, and which names stand at its top. Parses nothing, so it is quick. */
import { skipped } from './json-limits.ts';
import { scanTags } from './xml-tags.ts';

/** The outside of a text. Which format it is, the recognisers say. */
export interface Outline {
  readonly text: string;
  readonly notation: 'empty' | 'xml' | 'json' | 'json-list' | 'other';
  /** XML: the root element, or the one that a document type names. */
  readonly root: string | undefined;
  /**
   * JSON: the keys at the top (in a list, those of its first record), each with the keys right below it. YAML: lines that could
   * be keys at the top. A property list: all its keys, at whatever depth.
   */
  readonly keys: ReadonlyMap<string, readonly string[]>;
}

/** Looks at a text from outside. */
export function outlineOf(text: string): Outline {
  const start = text.trimStart();
  const outline = (
    notation: Outline['notation'],
    keys: Outline['keys'] = new Map(),
    root?: string,
  ): Outline => ({
    text,
    notation,
    root,
    keys,
  });
  if (start === '') return outline('empty');
  if (start.startsWith('<')) {
    const root = rootOf(start);
    return outline('xml', root === 'plist' ? plistKeys(start) : new Map(), root);
  }
  const body = withoutComments(start);
  // YAML has braces too, but only JSON has to have a quote or the end after the first of them; JSON5 a word and a colon.
  if (/^\{(?:["'}]|[\w$]+\s*:)/.test(body) && !/^\{\s*[\w$]+: /.test(start))
    return outline('json', jsonKeys(start));
  if (body.startsWith('[')) return outline('json-list', jsonKeys(start));
  return outline('other', yamlKeys(start));
}

/** The first signs, without the comments of JSON and the spaces before and between them. */
function withoutComments(text: string): string {
  let seen = '';
  for (let at = 0; at < text.length && seen.length < 200; at++) {
    const end = text[at] === '/' ? skipped(text, at) : at;
    if (end > at) at = end;
    else if (!/\s/.test(text[at] ?? '')) seen += text[at];
    else if (/[\w$]$/.test(seen)) seen += ' ';
  }
  return seen;
}

function rootOf(text: string): string | undefined {
  const { tags, doctype } = scanTags(text, 0);
  const named =
    doctype === undefined ? undefined : /^<!doctype\s+([^\s>[]+)/i.exec(text.slice(doctype, doctype + 200));
  return tags[0]?.name || named?.[1];
}

function plistKeys(text: string): Outline['keys'] {
  const keys = new Map<string, readonly string[]>();
  for (const [, key = ''] of text.matchAll(/<key>([^<]{1,200})<\/key>/g)) keys.set(key.trim(), []);
  return keys;
}

/** How many signs of a JSON text are looked at for its keys. */
const JSON_SIGNS = 300_000;

function jsonKeys(whole: string): Outline['keys'] {
  const text = whole.slice(0, JSON_SIGNS);
  const keys = new Map<string, string[]>();
  const top = text.startsWith('[') ? 2 : 1;
  let depth = 0;
  let last = '';
  let above: string[] | undefined;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? '';
    if (sign === '{' || sign === '[') depth++;
    else if (sign === '}' || sign === ']') depth--;
    else if (sign === ':' && depth === top && last !== '') {
      above = keys.get(last) ?? [];
      keys.set(last, above);
    } else if (sign === ':' && depth === top + 1 && last !== '') above?.push(last);
    const end = skipped(text, at);
    if (sign === '"' || sign === "'") last = text.slice(at + 1, end);
    else if (/[\w$]/.test(sign)) {
      last = /^[\w$]+/.exec(text.slice(at, at + 200))?.[0] ?? '';
      at += last.length - 1;
      continue;
    } else if (sign === ',' || sign === '{') last = '';
    at = end;
  }
  return keys;
}

function yamlKeys(text: string): Outline['keys'] {
  const keys = new Map<string, readonly string[]>();
  for (const [, key = ''] of text
    .slice(0, JSON_SIGNS)
    .matchAll(/^["']?([\w$-][\w$. -]{0,80})["']?[ \t]*:(?=\s|$)/gm))
    keys.set(key, []);
  return keys;
}
