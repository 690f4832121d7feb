/**
 * Miniscoping: an equivalent sentence in which the body of each quantifier speaks of its own record only. Works from the
 * innermost quantifier out, moving what is about outer records out of it. Knows nothing of JSON Schema.
 */
import { connect, negate, quantified, type Range } from './scope/connect.ts';
import { among, constant, hasItem, matches, SELF, type Sentence, type Sentences } from './scope/sentence.ts';
import { type Budget, type Case, split } from './scope/split.ts';

/** What is past the limits: the sentence about several records at once. */
export interface TooLarge {
  readonly kind: 'too-large';
  readonly sentence: Sentence;
  /** The frame whose record the others are compared with. */
  readonly frame: number;
}

export interface Limits {
  /** Steps of work for one sentence. */
  readonly work: number;
  /** Steps of work for one quantifier, by one side. */
  readonly split: number;
  /** Cases of one quantifier. */
  readonly cases: number;
  /** Different parts of the whole: each becomes some tens of characters of a schema. */
  readonly parts: number;
}

/** Far beyond what a rule that people can read needs: a table of 39 rows and 150 terms takes some dozens of cases. */
export const LIMITS: Limits = { work: 4_000_000, split: 1_000_000, cases: 2_000, parts: 20_000 };

interface Scoping {
  readonly all: Sentences;
  readonly limits: Limits;
  readonly budget: Budget;
  readonly done: Map<Sentence, Sentence>;
  /** The quantifier with the most cases: the one to name when the whole comes out too large. */
  widest: (TooLarge & { readonly cases: number }) | undefined;
}

/** The scoped form of a sentence that is closed but for frame 0, about which it then speaks as `SELF`. */
export function scope(all: Sentences, sentence: Sentence, limits: Limits = LIMITS): Sentence | TooLarge {
  const scoping: Scoping = { all, limits, budget: { left: limits.work }, done: new Map(), widest: undefined };
  const scoped = scopeOne(sentence, scoping);
  if (scoped.kind === 'too-large') return scoped;
  return scoping.widest && partsOf(scoped) > limits.parts ? scoping.widest : asSelf(scoped, 0, scoping);
}

function partsOf(sentence: Sentence, seen: Set<Sentence> = new Set()): number {
  if (seen.has(sentence)) return 0;
  seen.add(sentence);
  const inside = 'of' in sentence ? sentence.of : 'body' in sentence ? [sentence.body] : [];
  return inside.reduce((count, one) => count + partsOf(one, seen), 1);
}

function scopeOne(sentence: Sentence, scoping: Scoping): Sentence | TooLarge {
  if (!('of' in sentence) && !('body' in sentence)) return sentence;
  const before = scoping.done.get(sentence);
  if (before) return before;
  const made = 'of' in sentence ? scopeParts(sentence, scoping) : scopeQuantified(sentence, scoping);
  if (made.kind !== 'too-large') scoping.done.set(sentence, made);
  return made;
}

function scopeParts(
  sentence: Extract<Sentence, { kind: 'and' | 'or' }>,
  scoping: Scoping,
): Sentence | TooLarge {
  return combine(sentence.kind, sentence.of, (part) => scopeOne(part, scoping), scoping);
}

function combine<T>(
  kind: 'and' | 'or',
  parts: readonly T[],
  make: (part: T) => Sentence | TooLarge,
  scoping: Scoping,
): Sentence | TooLarge {
  const made: Sentence[] = [];
  for (const part of parts) {
    const one = make(part);
    if (one.kind === 'too-large') return one;
    made.push(one);
  }
  return connect(scoping.all, kind, made);
}

function scopeQuantified(
  sentence: Extract<Sentence, { kind: 'some' | 'every' | 'at-least' | 'at-most' }>,
  scoping: Scoping,
): Sentence | TooLarge {
  const body = scopeOne(sentence.body, scoping);
  if (body.kind === 'too-large') return body;
  switch (sentence.kind) {
    case 'every':
      return scopeEvery(sentence, body, scoping);
    case 'some':
      return negated(scopeEvery(sentence, negate(scoping.all, body), scoping), scoping);
    case 'at-least':
      return scopeCount(sentence, body, sentence.bound, scoping);
    case 'at-most':
      return negated(scopeCount(sentence, body, sentence.bound + 1, scoping), scoping);
  }
}

function negated(sentence: Sentence | TooLarge, scoping: Scoping): Sentence | TooLarge {
  return sentence.kind === 'too-large' ? sentence : negate(scoping.all, sentence);
}

const ownBit = (range: Range): number => 1 << range.binds;
const speaksOfOwn = (body: Sentence, range: Range): boolean => (body.frames & ownBit(range)) !== 0;
const speaksOfOthers = (body: Sentence, range: Range): boolean => (body.frames & ~ownBit(range)) !== 0;

/** A quantifier whose body is about its own record. */
function close(
  kind: 'every' | 'at-least',
  range: Range,
  body: Sentence,
  bound: number,
  scoping: Scoping,
): Sentence {
  const own = asSelf(body, range.binds, scoping);
  return quantified(scoping.all, kind, { ...range, binds: SELF }, own, bound);
}

function scopeEvery(range: Range, body: Sentence, scoping: Scoping): Sentence | TooLarge {
  const { all } = scoping;
  if (!speaksOfOthers(body, range)) return close('every', range, body, 0, scoping);
  if (!speaksOfOwn(body, range)) {
    return connect(all, 'or', [body, close('every', range, constant(all, false), 0, scoping)]);
  }
  if (body.kind === 'and') return scopeEveryOfAll(range, body.of, scoping);
  if (body.kind === 'or') {
    const outer = body.of.filter((part) => !speaksOfOwn(part, range));
    const inner = body.of.filter((part) => speaksOfOwn(part, range));
    if (outer.length > 0) {
      const rest = scopeEvery(range, connect(all, 'or', inner), scoping);
      return rest.kind === 'too-large' ? rest : connect(all, 'or', [...outer, rest]);
    }
  }
  return scopeEveryByCases(range, body, scoping);
}

/** Every record is A and B: every record is A, and every record is B. What is about the record alone stays in one. */
function scopeEveryOfAll(range: Range, parts: readonly Sentence[], scoping: Scoping): Sentence | TooLarge {
  const own = parts.filter((part) => !speaksOfOthers(part, range));
  const mixed = parts.filter((part) => speaksOfOthers(part, range));
  const together = connect(scoping.all, 'and', own);
  return combine('and', [together, ...mixed], (part) => scopeEvery(range, part, scoping), scoping);
}

/** By what the record can be, or by what the others can be: whichever has fewer cases. */
function scopeEveryByCases(range: Range, body: Sentence, scoping: Scoping): Sentence | TooLarge {
  for (const work of growingWork(scoping.limits.split)) {
    const inner = attempt(body, ownBit(range), scoping.limits.cases, work, scoping);
    // Where there are cases already, the other side is only of use if it has fewer.
    const most = inner ? inner.length - 1 : scoping.limits.cases;
    const outer = attempt(body, ~ownBit(range), most, work, scoping);
    const chosen = outer ?? inner;
    if (chosen === undefined) continue;
    noteWidth(range, body, chosen.length, scoping);
    return outer ? byOuterCases(range, outer, scoping) : byInnerCases(range, chosen, scoping);
  }
  return { kind: 'too-large', sentence: body, frame: range.binds };
}

/** One side can be a thousand times the work of the other, and nothing tells which: both are given a little, then more. */
function growingWork(most: number): readonly number[] {
  const steps: number[] = [];
  for (let work = 4_000; work < most; work *= 8) steps.push(work);
  return [...steps, most];
}

function noteWidth(range: Range, body: Sentence, cases: number, scoping: Scoping): void {
  if (cases <= (scoping.widest?.cases ?? 0)) return;
  scoping.widest = { kind: 'too-large', sentence: body, frame: range.binds, cases };
}

/** The cases of one side; undefined when there are too many. */
function attempt(
  body: Sentence,
  side: number,
  most: number,
  work: number,
  scoping: Scoping,
): readonly Case[] | undefined {
  const allowed = Math.min(work, scoping.budget.left);
  const budget = { left: allowed };
  const cases = split(scoping.all, body, side, most, budget);
  scoping.budget.left -= allowed - budget.left;
  return cases;
}

/** In each case of the record, what is left must hold of the others, or no record is of that case. */
function byInnerCases(range: Range, cases: readonly Case[], scoping: Scoping): Sentence {
  const { all } = scoping;
  const parts = cases.map(({ when, rest }) =>
    connect(all, 'or', [rest, close('every', range, negate(all, when), 0, scoping)]),
  );
  return connect(all, 'and', parts);
}

/** In each case of the others, what is left must hold of every record. */
function byOuterCases(range: Range, cases: readonly Case[], scoping: Scoping): Sentence {
  const { all } = scoping;
  const parts = cases.map(({ when, rest }) =>
    connect(all, 'or', [negate(all, when), close('every', range, rest, 0, scoping)]),
  );
  return connect(all, 'and', parts);
}

/** A count can only be split by what the others can be. */
function scopeCount(range: Range, body: Sentence, least: number, scoping: Scoping): Sentence | TooLarge {
  const { all, limits } = scoping;
  if (!speaksOfOthers(body, range)) return close('at-least', range, body, least, scoping);
  // A bound is at least 1 here, so where the body does not hold there are too few.
  if (!speaksOfOwn(body, range)) {
    return connect(all, 'and', [body, close('at-least', range, constant(all, true), least, scoping)]);
  }
  const outer = attempt(body, ~ownBit(range), limits.cases, limits.split, scoping);
  if (outer === undefined) return { kind: 'too-large', sentence: body, frame: range.binds };
  noteWidth(range, body, outer.length, scoping);
  const parts = outer.map(({ when, rest }) =>
    connect(all, 'and', [when, close('at-least', range, rest, least, scoping)]),
  );
  return connect(all, 'or', parts);
}

/** The same said of `SELF` in place of a frame. What quantifiers bind is untouched: it is `SELF` already. */
function asSelf(sentence: Sentence, frame: number, scoping: Scoping): Sentence {
  const { all } = scoping;
  const done = new Map<Sentence, Sentence>();
  const visit = (one: Sentence): Sentence => {
    if ((one.frames & (1 << frame)) === 0) return one;
    const before = done.get(one);
    if (before) return before;
    const made = rename(one);
    done.set(one, made);
    return made;
  };
  const rename = (one: Sentence): Sentence => {
    switch (one.kind) {
      case 'constant':
        return one;
      case 'among':
        return among(all, SELF, one.place, one.cells);
      case 'matches':
        return matches(all, SELF, one.place, one.pattern, one.holds);
      case 'has-item':
        return hasItem(all, SELF, one.place, one.test, one.holds);
      case 'and':
      case 'or':
        return connect(all, one.kind, one.of.map(visit));
      default:
        return quantified(all, one.kind, { ...one, frame: SELF }, one.body, one.bound);
    }
  };
  return visit(sentence);
}
