/** The terms of a vocabulary, with their titles, as `explain` prints them: those of its own file, then what others add. */
import type { Declaration, File, Term } from '../grammar/ast.ts';
import type { Source } from '../grammar/source.ts';
import type { Terminal } from './terminal.ts';
import { visible } from './text.ts';

/** Prints a vocabulary; false where the texts declare none of that name. */
export function tellVocabulary(
  name: string,
  texts: readonly { readonly source: Source; readonly file: File }[],
  { out }: Pick<Terminal, 'out'>,
): boolean {
  const parts = texts
    .map(({ source, file }) => {
      const found = file.declarations.filter((one) => isOf(one, name));
      const owns = found.some((one) => one.kind === 'vocabulary');
      return { file: source.file.replace(/\.proviso$/, ''), owns, terms: found.flatMap(termsOf) };
    })
    .filter((one) => one.terms.length > 0)
    .sort((one, other) => Number(other.owns) - Number(one.owns));
  if (!parts[0]?.owns) return false;
  const width = Math.max(...parts.flatMap(({ terms }) => terms.map((one) => nameOf(one).length)));
  for (const { file, owns, terms } of parts) {
    out.write(owns ? `${out.paint.strong(visible(name))}\n` : `\nadded by \`use ${visible(file)}\`:\n`);
    for (const term of terms) {
      const title = term.title?.text.value ?? '';
      out.write(`  ${visible(nameOf(term)).padEnd(width)}  ${visible(title)}\n`);
    }
  }
  return true;
}

const nameOf = ({ name }: Term): string => (name.kind === 'name' ? name.text : '');

function isOf(declaration: Declaration, name: string): boolean {
  const isVocabulary =
    declaration.kind === 'vocabulary' || (declaration.kind === 'extend' && declaration.what === 'vocabulary');
  return isVocabulary && declaration.name.kind === 'name' && declaration.name.text === name;
}

function termsOf(declaration: Declaration): readonly Term[] {
  if (declaration.kind === 'vocabulary') return declaration.terms;
  if (declaration.kind !== 'extend') return [];
  return declaration.entries.filter((one): one is Term => one.kind === 'term');
}
