/** The tokens of one declaration -> its clauses. Knows by which words clauses begin, not how they go on. */
import { beforeName, type DeclarationWord, isName, type Sort, sortOf, type Token } from './tokens.ts';

/** The parts that a declaration is cut into; each is one production of the parser. */
export type ClauseName =
  | 'head'
  | 'version'
  | 'link'
  | 'applies'
  | 'cites'
  | 'inForce'
  | 'when'
  | 'each'
  | 'must'
  | 'demand'
  | 'forbidden'
  | 'unless'
  | 'say'
  | 'advise'
  | 'outside'
  | 'where'
  | 'until'
  | 'approved'
  | 'because'
  | 'given'
  | 'asOf'
  | 'expect'
  | 'entry';

/** A clause and its tokens. */
export interface Clause {
  readonly name: ClauseName;
  readonly tokens: readonly Token[];
}

/** A place in the tokens of a declaration: the sorts around it (`sort(0)` here), and the clause it would end. */
interface Place {
  readonly sort: (offset: number) => Sort;
  readonly current: ClauseName;
  /** A name is expected here, so that a word that could be one is one. */
  readonly named: boolean;
  /** The condition of the declaration has begun. */
  readonly narrowed: boolean;
}

type Begins = (place: Place) => ClauseName | undefined;

/** Cuts a declaration. The first clause is its head; all tokens are in one clause or another. */
export function cut(word: DeclarationWord, tokens: readonly Token[]): readonly Clause[] {
  const clauses: Clause[] = [];
  let current: ClauseName = 'head';
  let from = 0;
  let narrowed = false;
  for (let index = headLength(word, tokens); index < tokens.length; index += 1) {
    const sort = (offset: number): Sort => sortOf(tokens[index + offset]);
    const named = beforeName.has(sort(-1));
    const next = begins[word]({ sort, current, named, narrowed });
    if (!next) continue;
    clauses.push({ name: current, tokens: tokens.slice(from, index) });
    current = next;
    narrowed ||= next === 'where';
    from = index;
  }
  clauses.push({ name: current, tokens: tokens.slice(from) });
  return clauses;
}

/** How many tokens are the word and the name, whatever words these are. */
function headLength(word: DeclarationWord, tokens: readonly Token[]): number {
  const name = word === 'waiver' || (word === 'extend' && saidKind(tokens)) ? 2 : 1;
  return isName(sortOf(tokens[name])) ? name + 1 : name;
}

/** What can be extended. */
export type ExtendKind = 'vocabulary' | 'set' | 'table' | 'record';

const kinds: ReadonlySet<Sort> = new Set<Sort>(['vocabulary', 'set', 'table', 'record']);

/** What an `extend` is said to extend, if it is said. */
export function saidKind(tokens: readonly Token[]): ExtendKind | undefined {
  const kind = sortOf(tokens[1]);
  return kinds.has(kind) && isName(sortOf(tokens[2])) ? (kind as ExtendKind) : undefined;
}

/** What an `extend` extends: as it is said; where it is not, a vocabulary, unless its entries show what was left out. */
export function extendKind(tokens: readonly Token[]): ExtendKind {
  const said = saidKind(tokens);
  if (said) return said;
  const dash = tokens.findIndex((token) => sortOf(token) === 'Dash');
  if (dash < 0 || sortOf(tokens[dash + 2]) !== 'Colon') return 'vocabulary';
  const value = sortOf(tokens[dash + 3]);
  const rows = value === 'NumberToken' || value === 'nothing' || sortOf(tokens[dash + 4]) === 'Comma';
  return rows ? 'table' : 'record';
}

const nothing: Begins = () => undefined;
const entries: Begins = ({ sort }) => (sort(0) === 'Dash' ? 'entry' : undefined);
const cites: Begins = ({ sort, current }) =>
  sort(0) === 'cites' && current !== 'unless' ? 'cites' : undefined;
const inForce: Begins = ({ sort, named }) => (sort(0) === 'in' && !named ? 'inForce' : undefined);

/** A clause whose word may be a name too: it is the clause where no name can be, or when the right word follows. */
const worded =
  (id: Sort, clause: ClauseName, ...follow: readonly Sort[]): Begins =>
  ({ sort, named }) =>
    sort(0) === id && (!named || follow.includes(sort(1))) ? clause : undefined;

const first =
  (...all: readonly Begins[]): Begins =>
  (place) => {
    for (const one of all) {
      const clause = one(place);
      if (clause) return clause;
    }
    return undefined;
  };

const where: Begins = ({ sort, narrowed }) => (sort(0) === 'where' && !narrowed ? 'where' : undefined);

const ruleClauses: { readonly [S in Sort]?: ClauseName } = {
  when: 'when',
  each: 'each',
  unless: 'unless',
  say: 'say',
  advise: 'advise',
  require: 'demand',
  forbid: 'demand',
  recommend: 'demand',
};

const ofRule: Begins = ({ sort }) => {
  if (isName(sort(0)) && (sort(1) === 'must' || sort(1) === 'should')) return 'must';
  if (sort(0) === 'is' && sort(1) === 'forbidden') return 'forbidden';
  return ruleClauses[sort(0)];
};

const begins: Readonly<Record<DeclarationWord, Begins>> = {
  policy: first(worded('version', 'version', 'TextToken'), inForce, worded('applies', 'applies', 'when')),
  use: nothing,
  adopt: nothing,
  source: first(worded('link', 'link', 'TextToken'), inForce),
  vocabulary: entries,
  extend: entries,
  set: first(entries, cites),
  table: first(entries, cites),
  record: entries,
  manifest: nothing,
  define: nothing,
  rule: first(ofRule, cites, inForce, worded('outside', 'outside', 'the')),
  exception: first(cites, inForce, where),
  waiver: first(
    where,
    worded('until', 'until', 'DayToken'),
    worded('approved', 'approved', 'by'),
    worded('because', 'because', 'TextToken'),
  ),
  test: first(
    worded('given', 'given', 'TextToken', 'manifest'),
    worded('as', 'asOf', 'of'),
    worded('expect', 'expect', 'violation', 'undetermined', 'waived', 'nothing', 'compliance'),
  ),
};
