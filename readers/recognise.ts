/** What a recogniser takes and says, and those for a declaration and for what is no manifest. Reads nothing. */
import type { Plan } from '../compiler/plan.ts';
import { skipped } from './json-limits.ts';
import type { Outline } from './outline.ts';
import { fieldsOf } from './reading.ts';

/**
 * `sure`: nothing else looks so, and a search of a folder takes it. Else it is read as this format only where it is named.
 * `seen`: it is known for what it is, and not read; `instead` says what to give.
 */
export type Recognised =
  | { readonly sure: boolean }
  | { readonly seen: string; readonly instead?: string | undefined };

/** Says whether a text is of its format, from what it holds. Nothing: it is not. */
export type Recogniser = (outline: Outline, plan: Plan) => Recognised | undefined;

/** A declaration is surely one if all that stands at its top are fields of it. */
export const recogniseDeclarationJson: Recogniser = (outline, plan) =>
  outline.notation === 'json' ? { sure: isDeclaration(outline, plan) } : undefined;

/** All that is left is taken for YAML. */
export const recogniseDeclarationYaml: Recogniser = (outline, plan) =>
  outline.notation === 'other' ? { sure: isDeclaration(outline, plan) } : undefined;

function isDeclaration({ keys }: Outline, plan: Plan): boolean {
  const fields = fieldsOf(plan, plan.root);
  const given = [...keys.keys()].filter((key) => !key.startsWith('x-'));
  return given.length > 0 && given.every((key) => fields.has(key));
}

/** What is often given for a manifest and is none, by how the text begins, comments apart. */
const OTHERS: readonly { readonly looks: RegExp; readonly seen: string; readonly instead: string }[] = [
  {
    looks:
      /^(?:import\b[^:\n]{0,500}['"]|export\s+(?:default|const|function)\b|module\.exports\b|(?:const|let|var)\s+[\w${[]|['"]use strict['"])/,
    seen: 'a program, which has to be run to say what it says',
    instead: 'give the JSON that it makes',
  },
  {
    looks: /^(?:\{\{[#^!/]|<%)/,
    seen: 'a template, which a build fills in',
    instead: 'give the file that the build makes of it',
  },
];

/** A link in a repository is stored as a text: the path that it leads to. */
const LINK = {
  looks: /^(?:\.{0,2}\/)?(?:[\w.@+-]+\/)+[\w.@+-]+$/,
  seen: 'the text of a symbolic link, which names another file',
  instead: 'give the file that it names',
};

/** A module of a program, which types may stand before. */
const MODULE = /^(?:import|export|const|let|var|type|interface|declare|function|enum|['"]use strict)\b/;

/** A program that exports something and writes fields of a declaration: it is read, as far as it can be without running it. */
export const recogniseDeclarationTypeScript: Recogniser = ({ text, notation }, plan) => {
  if (notation !== 'other' || !/\bexport\s*(?:default|const|=|\{)/.test(text)) return undefined;
  if (!MODULE.test(withoutComments(text))) return undefined;
  const fields = [...fieldsOf(plan, plan.root).keys()]
    .map((key) => key.replace(/[.*+?^$()[\]{}|\\/-]/g, '\\$&'))
    .join('|');
  if (
    fields === '' ||
    !new RegExp(`(?:^|[\\s{,(])(?:["']?(?:${fields})["']?\\s*:|(?:${fields})\\s*[,}])`).test(text)
  )
    return undefined;
  return { sure: /(?:\bsatisfies\s|\bas\s|:)\s*Declaration\b/.test(text) };
};

/** The text after the comments before it, and after a line that names the program to run it. */
function withoutComments(text: string): string {
  let at = text.startsWith('#!') ? text.indexOf('\n') : 0;
  for (; at >= 0 && at < text.length; at++) {
    const end = text[at] === '/' ? skipped(text, at) : at;
    if (end > at) at = end;
    else if (!/\s/.test(text[at] ?? '')) break;
  }
  return text.slice(Math.max(0, at), Math.max(0, at) + 1000);
}

/** Names what is no manifest. */
export const recogniseOthers: Recogniser = ({ text, notation, root }) => {
  const start = withoutComments(text);
  if (text.length < 1000 && LINK.looks.test(text.trim())) return { seen: LINK.seen, instead: LINK.instead };
  const other = notation === 'json' ? undefined : OTHERS.find(({ looks }) => looks.test(start));
  if (other) return { seen: other.seen, instead: other.instead };
  if (notation === 'json-list') return { seen: 'a list' };
  if (notation === 'xml' && root) {
    const shown = root.length > 60 ? `${root.slice(0, 59)}…` : root;
    return { seen: `an XML file with the root element \`${shown}\`` };
  }
  return undefined;
};
