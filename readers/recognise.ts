/** What a recogniser takes and says, and those for a declaration and for what is no manifest. Reads nothing. */
import type { Plan } from '../compiler/plan.ts';
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

/** What is often given for a manifest and is none, by how the text looks. */
const OTHERS: readonly { readonly looks: RegExp; readonly seen: string; readonly instead: string }[] = [
  {
    looks: /^(?:\.{0,2}\/)?(?:[\w.@ +-]+\/)+[\w.@ +-]+\s*$/,
    seen: 'the text of a symbolic link, which names another file',
    instead: 'give the file that it names',
  },
  {
    looks:
      /^(?:#![^\n]*\n\s*)?(?:(?:\/\/[^\n]*|\/\*[\s\S]{0,4000}?\*\/)\s*)*(?:import\b[^:\n]*['"]|export\s+(?:default|const|function)\b|module\.exports\b|(?:const|let|var)\s+[\w${[]|['"]use strict['"])/,
    seen: 'a program, which has to be run to say what it says',
    instead: 'give the JSON that it makes',
  },
  {
    looks: /^\s*(?:\{\{[#^!/]|<%)/,
    seen: 'a template, which a build fills in',
    instead: 'give the file that the build makes of it',
  },
];

/** Names what is no manifest. */
export const recogniseOthers: Recogniser = ({ text, notation, root }) => {
  const start = text.trimStart().slice(0, 8000);
  const other = notation === 'json' ? undefined : OTHERS.find(({ looks }) => looks.test(start));
  if (other) return { seen: other.seen, instead: other.instead };
  if (notation === 'json-list') return { seen: 'a list' };
  if (notation === 'xml' && root) return { seen: `an XML file with the root element \`${root}\`` };
  return undefined;
};
