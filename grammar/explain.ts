/** What the parser stumbled over -> one diagnostic in the words of a reader. Knows the parser's errors, builds nothing. */
import type { IRecognitionException } from 'chevrotain';
import { grammarCodes } from './codes.ts';
import { type Report, report } from './diagnostic.ts';
import { type KeywordId, wordFor, wordsOf } from './keywords.ts';
import type { Source, Span } from './source.ts';
import { nearest } from './spelling.ts';
import { isReserved, keywordTokens, sortOf, type Token } from './tokens.ts';

const signWords: Readonly<Record<string, string>> = {
  AnyName: 'a name',
  PlainName: 'a name',
  TextToken: 'a text in quotes',
  NumberToken: 'a number',
  DayToken: 'a day like `2021-05-01`',
  Comma: 'a comma',
  Colon: 'a colon',
  Dash: 'a dash',
  Open: 'an opening bracket',
  Close: 'a closing bracket',
};

/** Reports an error of the parser in a clause, of which `tokens` are all. */
export function explain(
  source: Source,
  error: IRecognitionException,
  tokens: readonly Token[],
  to: Report,
): void {
  // A clause may end wherever the parser says so; that is nothing that could be written.
  const fits = (JSON.parse(error.message) as readonly string[]).filter((name) => name !== 'EOF');
  const index = tokens.indexOf(error.token as Token);
  const found = tokens[index];
  const before = found ? tokens[index - 1] : tokens.at(-1);
  const span = found ? spanOf(source, found) : placeAfter(source, before);
  const meant =
    found && sortOf(found) === 'PlainName' ? nearest(found.image, fits.flatMap(wordsFitting)) : undefined;
  if (found && meant) report(to, grammarCodes, 'misspelt-word', span, { found: found.image, meant });
  else if (fits.length === 0) unexpected(source, found, before, to);
  else if (fits.includes('Close')) unclosed(source, tokens, span, to);
  else {
    const what = either(fits);
    // Before a title it was meant as a name; elsewhere a name has been left out before it.
    const isTitled = sortOf(tokens[index + 1]) === 'TextToken';
    const reserved = what === 'a name' && isReserved(sortOf(found)) && isTitled;
    const parameters = { what, found: found?.image ?? '', after: before?.image ?? '', reserved };
    report(to, grammarCodes, 'expected', span, parameters);
  }
}

const spanOf = (source: Source, token: Token): Span => ({
  file: source.file,
  start: token.startOffset,
  end: token.end,
});

function placeAfter(source: Source, before: Token | undefined): Span {
  const place = before?.end ?? 0;
  return { file: source.file, start: place, end: place };
}

function unexpected(source: Source, found: Token | undefined, before: Token | undefined, to: Report): void {
  if (!found) return;
  const parameters = { found: found.image, after: before?.image ?? '' };
  report(to, grammarCodes, 'unexpected-words', spanOf(source, found), parameters);
}

/** Reports at the bracket that is open, since where it should be closed is the writer's secret. */
function unclosed(source: Source, tokens: readonly Token[], place: Span, to: Report): void {
  const open: Token[] = [];
  for (const token of tokens) {
    if (token.startOffset >= place.start) break;
    if (sortOf(token) === 'Open') open.push(token);
    if (sortOf(token) === 'Close') open.pop();
  }
  const last = open.at(-1);
  report(to, grammarCodes, 'unclosed-bracket', last ? spanOf(source, last) : place, {});
}

const isKeyword = (name: string): name is KeywordId => Object.hasOwn(keywordTokens, name);

/** The words that a kind of token can be written with; those of a name or a sign are none. */
const wordsFitting = (name: string): readonly string[] => (isKeyword(name) ? wordsOf(name, 'en') : []);

/** What fits, in words: `a name, a text in quotes or a number`. */
function either(fits: readonly string[]): string {
  const signs = fits.filter((name) => !isKeyword(name)).map((name) => signWords[name] ?? name);
  const words = fits.filter(isKeyword).map((id) => `\`${wordFor(id, 'en')}\``);
  const all = [...new Set([...signs, ...words])];
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} or ${all.at(-1)}`;
}
