/** Text -> tree: the way through scan, split, parser and build. Reports what cannot be understood, and never throws. */
import type { IRecognitionException } from 'chevrotain';
import type { Declaration, File } from './ast.ts';
import { build, type Parsed } from './build.ts';
import { type Clause, type ExtendKind, extendKind, saidKind } from './clauses.ts';
import { grammarCodes } from './codes.ts';
import { reportMissing, reportTwice } from './completeness.ts';
import type { Part } from './cst.ts';
import { tooDeep } from './depth.ts';
import { newReport, type Report, report } from './diagnostic.ts';
import { explain } from './explain.ts';
import { readHabits } from './habits.ts';
import { ProvisoParser } from './parser.ts';
import { type Scanned, scanTokens } from './scan.ts';
import type { Source, Span } from './source.ts';
import { type Piece, split } from './split.ts';
import { type DeclarationWord, type Sort, sortOf, type Token } from './tokens.ts';

/** The most characters that a file may have. */
export const largest = 4 * 1024 * 1024;

/** The most diagnostics about how one file is written; whoever has more has another problem. */
export const mostDiagnostics = 200;

// One instance, as its making is what costs; each use sets all of its state anew. The checks of the grammar itself are a
// test's business.
const parser = new ProvisoParser(true);

/** A scanned word or sign, as plain data: what it is, as written, and where. */
export interface ScannedToken {
  readonly sort: Sort;
  readonly text: string;
  readonly span: Span;
}

/** The words and signs of a text. */
export function scan(source: Source, to: Report): readonly ScannedToken[] {
  if (reportTooLarge(source, to)) return [];
  return capped(to, source, (all) => understand(source, all)).tokens.map((token) => ({
    sort: sortOf(token),
    text: token.image,
    span: { file: source.file, start: token.startOffset, end: token.end },
  }));
}

/** The words and signs of a text in the words of the language, and its comments. */
function understand(source: Source, to: Report): Scanned {
  const scanned = scanTokens(source, to);
  const { tokens, faults } = readHabits(source, scanned.tokens, to);
  return { ...scanned, tokens, faults: [...scanned.faults, ...faults] };
}

/** The tree of a text. What could not be understood is reported, and `missing` in the tree. */
export function parse(source: Source, to: Report): File {
  const span = { file: source.file, start: 0, end: source.text.length };
  const empty: File = {
    kind: 'file',
    span,
    file: source.file,
    language: 'en',
    declarations: [],
    comments: [],
  };
  if (reportTooLarge(source, to)) return empty;
  return capped(to, source, (all) => {
    const scanned = understand(source, all);
    const { pieces, respelt } = split(source, scanned.tokens, all);
    const faults = [...scanned.faults, ...respelt].sort((one, other) => one - other);
    const declarations = pieces.flatMap((piece) => parsePiece(source, piece, faults, all));
    return { ...empty, declarations, comments: scanned.comments };
  });
}

function reportTooLarge(source: Source, to: Report): boolean {
  const { length } = source.text;
  if (length <= largest) return false;
  report(
    to,
    grammarCodes,
    'policy-too-large',
    { file: source.file, start: 0, end: 0 },
    { length, limit: largest },
  );
  return true;
}

/** Lets a phase report, and passes on what it reports in the order of the text, up to a number that can be read. */
function capped<T>(to: Report, source: Source, phase: (all: Report) => T): T {
  const all = newReport();
  const made = phase(all);
  const sorted = all.diagnostics.toSorted((one, other) => one.span.start - other.span.start);
  for (const one of sorted.slice(0, mostDiagnostics)) to.diagnostics.push(one);
  const next = sorted[mostDiagnostics];
  if (next) {
    const span = { file: source.file, start: next.span.start, end: next.span.start };
    report(to, grammarCodes, 'too-many-errors', span, { limit: mostDiagnostics });
  }
  return made;
}

function parsePiece(
  source: Source,
  piece: Piece,
  faults: readonly number[],
  to: Report,
): readonly Declaration[] {
  const { word, tokens } = piece;
  const [first] = tokens;
  const last = tokens.at(-1);
  if (!word || !first || !last) return [];
  const extended = extendKind(tokens);
  const own = newReport();
  if (word === 'extend') reportKind(source, tokens, extended, own);
  const clauses = piece.clauses.map((clause) => ({
    name: clause.name,
    part: parseClause(source, production(word, clause, extended), clause.tokens, faults, own),
  }));
  const span = { file: source.file, start: first.startOffset, end: last.end };
  reportTwice(word, piece.clauses, source, own);
  const faulty = own.diagnostics.length > 0 || piece.guessed || faultWithin(faults, span);
  const parsed: Parsed = { word, span, clauses, extends: extended, faulty };
  const made = build(parsed);
  if (!faulty) reportMissing(made, first, source, own);
  to.diagnostics.push(...own.diagnostics);
  return [made];
}

/** Reports an `extend` whose entries show that it does not say what it extends. */
function reportKind(source: Source, tokens: readonly Token[], kind: ExtendKind, to: Report): void {
  const [, second] = tokens;
  if (!second || kind === 'vocabulary' || saidKind(tokens)) return;
  const span = { file: source.file, start: second.startOffset, end: second.end };
  const nameless = sortOf(second) === kind;
  const what = nameless ? 'a name' : `\`${kind}\` and a name`;
  const after = nameless ? second.image : 'extend';
  report(to, grammarCodes, 'expected', span, { what, found: tokens[nameless ? 2 : 1]?.image ?? '', after });
}

const entryProductions = { vocabulary: 'term', set: 'member', table: 'row', record: 'field' } as const;

/** The production of the parser that a clause wants. */
function production(word: DeclarationWord, { name }: Clause, extended: Parsed['extends']) {
  if (name === 'entry')
    return entryProductions[word in entryProductions ? (word as Parsed['extends']) : extended];
  if (name !== 'head') return `${name}Clause` as const;
  return word === 'adopt' ? 'useHead' : (`${word}Head` as const);
}

/** Parses one clause. Only its first error is told: what follows it is most often its echo. */
function parseClause(
  source: Source,
  name: ReturnType<typeof production>,
  tokens: readonly Token[],
  faults: readonly number[],
  to: Report,
): Part {
  const { file } = source;
  const deep = tooDeep(tokens);
  const taken = deep === undefined ? tokens : tokens.slice(0, deep.index);
  parser.input = [...taken];
  const node = parser[name]();
  const errors: readonly IRecognitionException[] = parser.errors;
  const last = taken.at(-1);
  const place = last?.end ?? 0;
  const start = tokens[0]?.startOffset ?? place;
  const span: Span = { file, start, end: tokens.at(-1)?.end ?? place };
  if (deep) {
    const at = { file, start: deep.token.startOffset, end: deep.token.end };
    report(to, grammarCodes, 'too-deep', at, { limit: deep.limit });
  } else if (errors[0] && !faultWithin(faults, span)) explain(source, errors[0], tokens, to);
  return { file, place, node };
}

/** Whether something in a span has been reported before, so that nothing about it is worth telling twice. */
function faultWithin(faults: readonly number[], span: Span): boolean {
  let low = 0;
  let high = faults.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((faults[middle] ?? 0) < span.start) low = middle + 1;
    else high = middle;
  }
  const next = faults[low];
  return next !== undefined && next <= span.end;
}
