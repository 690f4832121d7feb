/** The kinds of word and sign that a policy is made of, from the table of keywords. Knows nothing of grammar. */
import { createToken, type IToken, Lexer, type TokenType } from 'chevrotain';
import { type KeywordId, keywordIds, keywordRow } from './keywords.ts';

/** A word in a place where a name is expected: a plain name, or a keyword that is not reserved. */
export const AnyName = createToken({ name: 'AnyName', pattern: Lexer.NA });

const sign = (name: string): TokenType => createToken({ name, pattern: Lexer.NA });

/** A word that is no keyword. */
export const PlainName = createToken({ name: 'PlainName', pattern: Lexer.NA, categories: [AnyName] });
export const TextToken = sign('TextToken');
export const NumberToken = sign('NumberToken');
export const DayToken = sign('DayToken');
export const Comma = sign('Comma');
export const Colon = sign('Colon');
export const Dash = sign('Dash');
export const Open = sign('Open');
export const Close = sign('Close');
/** What has no meaning by itself. No clause holds one: what cannot be read in some way is reported and left out. */
export const Stray = sign('Stray');

/** The token of each keyword; the name of a token is the word by which the code knows the keyword. */
export const keywordTokens = Object.fromEntries(
  keywordIds.map((id) => [
    id,
    createToken({
      name: id,
      pattern: Lexer.NA,
      ...(keywordRow(id).reserved ? {} : { categories: [AnyName] }),
    }),
  ]),
) as Readonly<Record<KeywordId, TokenType>>;

/** All kinds of token, as the parser wants them. */
export const vocabulary: TokenType[] = [
  AnyName,
  PlainName,
  TextToken,
  NumberToken,
  DayToken,
  Comma,
  Colon,
  Dash,
  Open,
  Close,
  ...Object.values(keywordTokens),
];

/** What a token is, in the words of the code: a keyword, or the kind of sign. */
export type Sort =
  | KeywordId
  | 'PlainName'
  | 'TextToken'
  | 'NumberToken'
  | 'DayToken'
  | 'Comma'
  | 'Colon'
  | 'Dash'
  | 'Open'
  | 'Close'
  | 'Stray'
  | 'end';

/** A token as the parser takes it; `end` is exclusive. A text carries its value. */
export interface Token extends IToken {
  readonly end: number;
  readonly text?: { readonly value: string; readonly block: boolean };
}

/** What a token is; `end` when there is none. */
export const sortOf = (token: IToken | undefined): Sort => (token?.tokenType.name as Sort) ?? 'end';

/** Whether a word of this sort can be a name. */
export const isName = (sort: Sort): boolean =>
  sort === 'PlainName' || (sort in keywordTokens && !keywordRow(sort as KeywordId).reserved);

/** Whether a word of this sort is a word of the language that cannot be a name. */
export const isReserved = (sort: Sort): boolean => sort in keywordTokens && !isName(sort);

/** A token of a kind over a stretch of a text. */
export function newToken(type: TokenType, image: string, start: number, text?: Token['text']): Token {
  const end = start + image.length;
  return {
    image,
    startOffset: start,
    endOffset: end - 1,
    tokenType: type,
    tokenTypeIdx: type.tokenTypeIdx ?? 0,
    end,
    ...(text ? { text } : {}),
  };
}

/** The word that a declaration begins with. */
export type DeclarationWord =
  | 'policy'
  | 'use'
  | 'adopt'
  | 'source'
  | 'vocabulary'
  | 'extend'
  | 'set'
  | 'table'
  | 'record'
  | 'manifest'
  | 'define'
  | 'rule'
  | 'exception'
  | 'waiver'
  | 'test';

/** Behind these a name, or a value, comes next. */
export const beforeName: ReadonlySet<Sort> = new Set<Sort>([
  ...(['Comma', 'Colon', 'Dash', 'Open'] as const),
  ...(['is', 'in', 'of', 'each', 'for', 'to', 'from', 'some', 'no', 'every', 'any', 'all'] as const),
  ...(['only', 'called', 'has', 'where', 'and', 'or', 'not', 'when', 'unless', 'require'] as const),
  ...(['forbid', 'recommend', 'include', 'exactly', 'except', 'cites', 'also', 'default'] as const),
  ...(['than', 'most', 'least', 'as', 'must', 'should', 'given', 'undetermined', 'waived'] as const),
]);

const declarationWords: ReadonlySet<Sort> = new Set<Sort>([
  ...(['policy', 'use', 'adopt', 'source', 'vocabulary', 'extend', 'set', 'table', 'record'] as const),
  ...(['manifest', 'define', 'rule', 'exception', 'waiver', 'test'] as const),
]);

/** Whether a declaration can begin with a word of this sort. */
export const isDeclarationWord = (sort: Sort): sort is DeclarationWord => declarationWords.has(sort);
