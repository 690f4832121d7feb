/**
 * Tokens -> declarations -> clauses, so that what is wrong in one never hurts another. Knows by which words they begin, not
 * how they go on.
 */
import { type Clause, cut } from './clauses.ts';
import { grammarCodes } from './codes.ts';
import { type Report, report } from './diagnostic.ts';
import { keywordOfWord } from './keywords.ts';
import { positionAt, type Source } from './source.ts';
import { nearest } from './spelling.ts';
import {
  beforeName,
  type DeclarationWord,
  isDeclarationWord,
  isName,
  isReserved,
  keywordTokens,
  newToken,
  type Sort,
  sortOf,
  type Token,
} from './tokens.ts';

/** A declaration cut into clauses; `undefined` where words belong to no declaration. The head comes first. */
export interface Piece {
  readonly word: DeclarationWord | undefined;
  /** The word itself is missing, and has been reported. */
  readonly guessed: boolean;
  readonly tokens: readonly Token[];
  readonly clauses: readonly Clause[];
}

// By declaration word: what may come after its name, a text aside.
const afterName: Readonly<Record<DeclarationWord, readonly Sort[]>> = {
  policy: ['version', 'in', 'applies'],
  use: [],
  adopt: [],
  source: ['link', 'in'],
  vocabulary: ['Dash'],
  extend: ['Dash'],
  set: ['of'],
  table: ['from'],
  record: ['Dash'],
  manifest: [],
  define: ['for'],
  rule: [
    ...(['cites', 'in', 'when', 'each', 'require', 'forbid', 'recommend', 'unless', 'say'] as const),
    ...(['advise', 'outside', 'is'] as const),
  ],
  exception: ['to'],
  waiver: [],
  test: ['given', 'as', 'expect'],
};

const ends = (sort: Sort): boolean => sort === 'end' || isDeclarationWord(sort);
const kinds: ReadonlySet<Sort> = new Set<Sort>(['vocabulary', 'set', 'table', 'record']);

/** The splitting under way; `tokens` change only where a misspelt word is read as the one that was meant. */
interface Split {
  readonly source: Source;
  readonly report: Report;
  readonly tokens: Token[];
  readonly starts: Start[];
  readonly respelt: number[];
  /** Words that were compared with all keywords. */
  compared: number;
}

/** Where a declaration begins. `guessed` when its word is missing. */
interface Start {
  readonly index: number;
  readonly word: DeclarationWord | undefined;
  readonly guessed: boolean;
}

/** The declarations of a file, and the offsets of the words in them that are read as other words. */
export interface Pieces {
  readonly pieces: readonly Piece[];
  readonly respelt: readonly number[];
}

/** Cuts the tokens of a file into declarations and these into clauses. Each token is in exactly one clause. */
export function split(source: Source, scanned: readonly Token[], to: Report): Pieces {
  const state: Split = { source, report: to, tokens: [...scanned], starts: [], respelt: [], compared: 0 };
  for (let index = 0; index < state.tokens.length; index += 1) {
    respell(state, index);
    const start = startAt(state, index);
    if (start) state.starts.push(start);
  }
  const pieces = state.starts.map((start, order) => {
    const tokens = state.tokens.slice(start.index, state.starts[order + 1]?.index);
    if (start.guessed) announce(state, start, tokens);
    const { word, guessed } = start;
    return { word, guessed, tokens, clauses: word ? cut(word, tokens) : [] };
  });
  return { pieces, respelt: state.respelt };
}

// Behind these `no` is the opposite of `yes`, and not the `no` of `no share`.
const beforeValue: ReadonlySet<Sort> = new Set<Sort>([
  'default',
  'is',
  'Comma',
  'of',
  'only',
  'include',
  'not',
]);

/** Whether the token here stands where a name is expected, going by what is before it. */
function expectsName({ tokens, starts }: Split, index: number): boolean {
  const before = sortOf(tokens[index - 1]);
  if (beforeName.has(before) && !(before === 'no' && beforeValue.has(sortOf(tokens[index - 2])))) return true;
  const last = starts.at(-1);
  if (!last || last.guessed || last.word === 'test' || last.word === 'waiver') return false;
  return (
    last.index === index - 1 || (last.word === 'extend' && last.index === index - 2 && kinds.has(before))
  );
}

function startAt(state: Split, index: number): Start | undefined {
  const word = sortOf(state.tokens[index]);
  const named = expectsName(state, index);
  const last = state.starts.at(-1);
  if (last?.word === 'extend' && last.index === index - 1 && kinds.has(word)) return undefined;
  if (isDeclarationWord(word) && (named ? surely : likely)(state.tokens, index, word))
    return { index, word, guessed: false };
  if (state.starts.length > 0 && (named || !orphaned(state, index))) return undefined;
  return { index, word: guess(state.tokens, index), guessed: true };
}

/** Where no name is expected: whether the word begins a declaration, even one whose name is left out. */
function likely(tokens: readonly Token[], index: number, word: DeclarationWord): boolean {
  const next = sortOf(tokens[index + 1]);
  if (next === 'end' || isName(next)) return true;
  if (tokens[index + 1]?.text?.block) return false;
  // A word of the language where the name should be: the parser says so.
  const misnamed = isReserved(next) && sortOf(tokens[index + 2]) === 'TextToken';
  return next === 'TextToken' || misnamed || afterName[word].includes(next);
}

/** Where a name is expected: whether the word can't be that name, by what follows it. */
function surely(tokens: readonly Token[], index: number, word: DeclarationWord): boolean {
  const next = sortOf(tokens[index + 1]);
  const then = sortOf(tokens[index + 2]);
  if (word === 'test') return next === 'TextToken' && afterName.test.includes(then);
  if (word === 'waiver') return next === 'of' && isName(then);
  return next === 'PlainName' && (then === 'TextToken' || ends(then) || afterName[word].includes(then));
}

/**
 * Whether what looks like the rest of a declaration begins a line, behind a blank line or no further in than the declaration
 * before it. Lines carry no meaning; they only help to see which word was left out.
 */
function orphaned({ source, tokens, starts }: Split, index: number): boolean {
  const token = tokens[index];
  const current = tokens[starts.at(-1)?.index ?? 0];
  const word = guess(tokens, index);
  if (!token || !current || word === undefined) return false;
  const gap = source.text.slice(tokens[index - 1]?.end ?? 0, token.startOffset);
  const lines = gap.split(/\r\n|\n|\r/);
  if (lines.length < 2) return false;
  if (lines.slice(1, -1).some((line) => line.trim() === '')) return true;
  // In a list, it is rather the dash of the next entry that was left out.
  if (likeEntry[word]?.includes(starts.at(-1)?.word ?? 'policy')) return false;
  return (lines.at(-1) ?? '').length < positionAt(source, current.startOffset).column;
}

// By what a declaration without its word looks like: the declarations whose entries look the same.
const likeEntry: { readonly [W in DeclarationWord]?: readonly DeclarationWord[] } = {
  vocabulary: ['vocabulary', 'set', 'extend'],
  record: ['table', 'record', 'extend'],
};

const titleSorts: ReadonlySet<Sort> = new Set<Sort>(['TextToken', 'english', 'chinese']);
const mostTranslations = 20;

/** What a declaration without its word most likely is. */
function guess(tokens: readonly Token[], index: number): DeclarationWord | undefined {
  const first = sortOf(tokens[index]);
  const after = (from: number): Sort => {
    let next = from;
    while (next < from + mostTranslations && titleSorts.has(sortOf(tokens[next]))) next += 1;
    const sort = sortOf(tokens[next]);
    if (sort === 'Dash') return sortOf(tokens[next + 2]) === 'Colon' ? 'record' : 'vocabulary';
    return required(tokens, next) ? 'must' : sort;
  };
  if (first === 'TextToken') return afterName.test.includes(after(index)) ? 'test' : undefined;
  if (first !== 'PlainName') return undefined;
  if (tokens[index]?.image.includes('/') && ends(sortOf(tokens[index + 1]))) return 'use';
  const then = after(index + 1);
  if (then === 'record' || then === 'vocabulary') return then;
  if (then === 'must' && sortOf(tokens[index + 1]) === 'TextToken') return 'rule';
  return (Object.keys(afterName) as DeclarationWord[]).find(
    (word) => guessable(word) && afterName[word].includes(then),
  );
}

// Tests have no name; `in` and `is` say too little.
const guessable = (word: DeclarationWord): boolean => word !== 'test' && word !== 'waiver';

/** Reports words that begin nothing, and puts the missing word before them, so that the rest can be read. */
function announce({ source, report: to }: Split, start: Start, tokens: Token[]): void {
  const [first] = tokens;
  if (!first) return;
  const span = { file: source.file, start: first.startOffset, end: first.end };
  report(to, grammarCodes, 'unknown-declaration', span, { found: first.image });
  if (start.word) tokens.unshift(newToken(keywordTokens[start.word], '', first.startOffset));
}

// Words of one or two letters are too near to everything.
const spellable = [...keywordOfWord.keys()].filter((word) => word.length > 2);
// A file with more unknown words is no policy.
const mostCompared = 2000;

/** Reads a plain word that can only be a misspelt keyword as that keyword. */
function respell(state: Split, index: number): void {
  const { tokens, source } = state;
  const token = tokens[index];
  if (!token || sortOf(token) !== 'PlainName' || expectsName(state, index)) return;
  if (required(tokens, index) || state.compared >= mostCompared) return;
  state.compared += 1;
  const words = sortOf(tokens[index - 1]) === 'at' ? ['most', 'least'] : spellable;
  const meant = nearest(token.image, words);
  const id = meant === undefined ? undefined : keywordOfWord.get(meant);
  if (!meant || !id || !goesOn(tokens, index, id)) return;
  const span = { file: source.file, start: token.startOffset, end: token.end };
  report(state.report, grammarCodes, 'misspelt-word', span, { found: token.image, meant });
  state.respelt.push(token.startOffset);
  tokens[index] = newToken(keywordTokens[id], token.image, token.startOffset);
}

/** Whether a requirement begins here: a field and `must` or `should`. */
const required = (tokens: readonly Token[], index: number): boolean =>
  ['must', 'should'].includes(sortOf(tokens[index + 1]));

const beforeCondition: ReadonlySet<Sort> = new Set<Sort>([
  ...(['require', 'forbid', 'recommend', 'when', 'unless', 'where', 'has'] as const),
]);

/** Whether what follows a word that begins a condition could be one. */
function goesOn(tokens: readonly Token[], index: number, id: Sort): boolean {
  if (!beforeCondition.has(id)) return true;
  const next = sortOf(tokens[index + 1]);
  if (isName(next)) return !required(tokens, index + 1);
  return ['Open', 'not', 'some', 'no', 'every', 'it'].includes(next);
}
