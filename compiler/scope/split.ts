/**
 * Splits a sentence by one side: for each way that the records of that side can be, what is left to be said about the
 * others. The cofactors of a decision diagram, each met once; fields split into the values treated alike, not bit by bit.
 */
import { connect, negate } from './connect.ts';
import { type Atom, among, constant, type Sentence, type Sentences } from './sentence.ts';

/** Where `when` holds (it speaks of the split side only), the sentence says `rest` (which speaks of the others only). */
export interface Case {
  readonly when: Sentence;
  readonly rest: Sentence;
}

/** Work that may still be done; a split that would need more is given up. */
export interface Budget {
  left: number;
}

/**
 * The cases of a sentence by the frames in `side` (bits): just one `when` holds for any record, and no two `rest` are equal.
 * Undefined when the budget is spent or there are more than `most` cases.
 */
export function split(
  all: Sentences,
  sentence: Sentence,
  side: number,
  most: number,
  budget: Budget,
): Case[] | undefined {
  const found = casesOf(sentence, { all, side, most, budget, known: new Map() });
  return found && [...found].map(([rest, when]) => ({ rest, when }));
}

interface Splitting {
  readonly all: Sentences;
  readonly side: number;
  readonly most: number;
  readonly budget: Budget;
  readonly known: Map<Sentence, ReadonlyMap<Sentence, Sentence>>;
}

/** What is left -> when. */
type Cases = ReadonlyMap<Sentence, Sentence>;

function casesOf(sentence: Sentence, splitting: Splitting): Cases | undefined {
  const { all, side, most, known } = splitting;
  if ((sentence.frames & side) === 0) return new Map([[sentence, constant(all, true)]]);
  const before = known.get(sentence);
  if (before) return before;
  const atom = busiestAtom(sentence, splitting);
  const branches = new Map<Sentence, Sentence>();
  for (const choice of choicesOf(atom.sets, atom.first, all)) {
    const cofactor = assume(sentence, choice, splitting);
    if (splitting.budget.left < 0) return undefined;
    branches.set(cofactor, connect(all, 'or', [choice, branches.get(cofactor) ?? constant(all, false)]));
  }
  const cases = new Map<Sentence, Sentence>();
  for (const [cofactor, choice] of branches) {
    const below = casesOf(cofactor, splitting);
    if (below === undefined) return undefined;
    for (const [rest, when] of below) {
      const here = connect(all, 'and', [choice, when]);
      cases.set(rest, connect(all, 'or', [here, cases.get(rest) ?? constant(all, false)]));
    }
    if (cases.size > most) return undefined;
  }
  known.set(sentence, cases);
  return cases;
}

/** What an atom is about: the same for a set of a field's cells and any other, for an atom and its negation. */
function subjectOf(all: Sentences, atom: Atom): string {
  if (atom.kind === 'among') return `${atom.frame} ${atom.place.key}`;
  return String(Math.min(atom.id, negate(all, atom).id));
}

interface Use {
  readonly first: Atom;
  readonly sets: Set<bigint>;
  times: number;
}

/** The subject met most often: deciding it leaves least. */
function busiestAtom(sentence: Sentence, splitting: Splitting): Use {
  const uses = new Map<string, Use>();
  const seen = new Set<Sentence>();
  const visit = (one: Sentence): void => {
    if ((one.frames & splitting.side) === 0) return;
    splitting.budget.left -= 1;
    if ('of' in one) {
      if (seen.has(one)) return;
      seen.add(one);
      for (const part of one.of) visit(part);
      return;
    }
    if (one.kind === 'constant') return;
    const subject = subjectOf(splitting.all, one);
    const use = uses.get(subject) ?? { first: one, sets: new Set(), times: 0 };
    use.times += 1;
    if (one.kind === 'among') use.sets.add(one.cells);
    uses.set(subject, use);
  };
  visit(sentence);
  return [...uses.values()].reduce((busiest, use) => (use.times > busiest.times ? use : busiest));
}

/** The ways a subject can be, as far as the sets in use can tell: classes of a field's cells, or an atom and its negation. */
function choicesOf(sets: ReadonlySet<bigint>, atom: Atom, all: Sentences): Sentence[] {
  if (atom.kind !== 'among') return [atom, negate(all, atom)];
  const classes = [atom.place.all];
  for (const set of sets) divide(classes, set);
  return classes.map((cells) => among(all, atom.frame, atom.place, cells));
}

/** Divides classes into what is in a set and what is not. Most sets fall into one class: the first, where the rest is kept. */
function divide(classes: bigint[], set: bigint): void {
  let left = set;
  for (let index = 0; left !== 0n && index < classes.length; index += 1) {
    const cells = classes[index] ?? 0n;
    const inside = cells & left;
    if (inside === 0n) continue;
    left &= ~inside;
    if (inside === cells) continue;
    classes[index] = cells & ~inside;
    classes.push(inside);
  }
}

/** The sentence where a choice is known to hold. */
function assume(sentence: Sentence, choice: Sentence, splitting: Splitting): Sentence {
  const { all, budget } = splitting;
  if (choice.kind === 'constant' || 'of' in choice) return sentence;
  const opposite = choice.kind === 'among' ? undefined : negate(all, choice);
  const done = new Map<Sentence, Sentence>();
  const visit = (one: Sentence): Sentence => {
    if ((one.frames & choice.frames) === 0) return one;
    budget.left -= 1;
    if ('of' in one) {
      const before = done.get(one);
      if (before) return before;
      const made = budget.left < 0 ? one : joined(all, one, visit);
      done.set(one, made);
      return made;
    }
    if (one.kind === 'among' && choice.kind === 'among') {
      if (one.frame !== choice.frame || one.place.key !== choice.place.key) return one;
      return constant(all, (one.cells & choice.cells) !== 0n);
    }
    return one === choice || one === opposite ? constant(all, one === choice) : one;
  };
  return visit(sentence);
}

/** The connective with its parts made anew: stops at the first that settles it, and keeps it where none changes. */
function joined(
  all: Sentences,
  one: Extract<Sentence, { kind: 'and' | 'or' }>,
  make: (part: Sentence) => Sentence,
): Sentence {
  const parts: Sentence[] = [];
  let changed = false;
  for (const part of one.of) {
    const made = make(part);
    if (made.kind === 'constant' && made.value === (one.kind === 'or')) return made;
    changed ||= made !== part;
    parts.push(made);
  }
  return changed ? connect(all, one.kind, parts) : one;
}
