/**
 * The two classical readings of a three-valued formula: surely (its value is true) and possibly (it is not false), exactly
 * as `truth.ts` has it on manifests of the right shape. Knows nothing of sites, schemas or how sentences are simplified.
 */
import type { Comparison, Domain, FieldReference, Formula, Plan, Site, Test } from './plan.ts';
import { failing, NOT_BLANK } from './plan.ts';
import { and, negate, or, quantified } from './scope/connect.ts';
import {
  ABSENT,
  cellsWhere,
  filled,
  GONE,
  NULL,
  type Place,
  type Places,
  placeOf,
  placesOf,
  valueBit,
} from './scope/place.ts';
import {
  among,
  constant,
  hasItem,
  type ItemTest,
  matches,
  newSentences,
  type Sentence,
  type Sentences,
} from './scope/sentence.ts';
import { FALSE, TRUE, type Truth, testValue } from './truth.ts';

/** A record in hand, by its kind. One not known stands for what may be in a list that is left open. */
export interface FrameKind {
  readonly record: string;
  readonly known: boolean;
}

export interface Classical {
  readonly sentences: Sentences;
  readonly places: Places;
  /** What was read before: a body is asked for in both modes, and for records known and not known. */
  readonly read: Map<Formula, Map<string, Sentence>>;
  /** The frames that each formula names, as bits. */
  readonly named: Map<Formula, number>;
}

export function newClassical(plan: Plan): Classical {
  return { sentences: newSentences(), places: placesOf(plan), read: new Map(), named: new Map() };
}

/** `surely`: the value is true. `possibly`: it is not false. */
export type Mode = 'surely' | 'possibly';

const other = (mode: Mode): Mode => (mode === 'surely' ? 'possibly' : 'surely');

/** Whether a truth counts as holding. */
const holdsIn = (mode: Mode) => (value: Truth) => (mode === 'surely' ? value === TRUE : value !== FALSE);

/** The sentence that is true exactly where the formula surely, or possibly, holds. */
export function classical(
  formula: Formula,
  mode: Mode,
  frames: readonly FrameKind[],
  to: Classical,
): Sentence {
  const known = to.read.get(formula) ?? new Map<string, Sentence>();
  to.read.set(formula, known);
  // Only the records it speaks of make a difference: else each level of nesting would double the work.
  const named = framesNamed(formula, to);
  const kinds = frames.map((one, index) => ((named & (1 << index)) !== 0 && one.known ? one.record : ''));
  const key = [mode, ...kinds].join('\n');
  const sentence = known.get(key) ?? readFormula(formula, mode, frames, to);
  known.set(key, sentence);
  return sentence;
}

function readFormula(formula: Formula, mode: Mode, frames: readonly FrameKind[], to: Classical): Sentence {
  const all = to.sentences;
  switch (formula.kind) {
    case 'constant':
      return constant(all, mode === 'surely' ? formula.value === 'true' : formula.value !== 'false');
    case 'not':
      return negate(all, classical(formula.of, other(mode), frames, to));
    case 'and':
      return and(all, ...formula.of.map((part) => classical(part, mode, frames, to)));
    case 'or':
      return or(all, ...formula.of.map((part) => classical(part, mode, frames, to)));
    case 'stated':
      return classicalStated(formula.field, mode, frames, to);
    case 'test':
      return classicalTest(formula.field, formula.test, mode, frames, to);
    case 'some-item':
      return classicalItem(formula.field, formula.test, mode, frames, to);
    case 'some':
      return classicalSome(formula.domain, formula.body, mode, frames, to);
    case 'every': {
      const counterexample: Formula = { kind: 'not', of: formula.body };
      return negate(all, classicalSome(formula.domain, counterexample, other(mode), frames, to));
    }
    case 'count':
      return classicalCount(formula, mode, frames, to);
  }
}

/** What a manifest must be like for a site of a rule to be satisfied at every record it has or may have. */
export function satisfied(site: Site, root: string, to: Classical): Sentence {
  const closed = site.path.reduceRight<Formula>(
    (body, step, depth) => ({ kind: 'every', domain: { ...step, frame: depth, path: [step.key] }, body }),
    { kind: 'not', of: failing(site) },
  );
  return classical(closed, 'surely', [{ record: root, known: true }], to);
}

/** The frames of the fields and lists in a formula, those that its own quantifiers bind included. */
function framesNamed(formula: Formula, to: Classical): number {
  const before = to.named.get(formula);
  if (before !== undefined) return before;
  const bits = namedIn(formula, to);
  to.named.set(formula, bits);
  return bits;
}

function namedIn(formula: Formula, to: Classical): number {
  switch (formula.kind) {
    case 'constant':
      return 0;
    case 'not':
      return framesNamed(formula.of, to);
    case 'and':
    case 'or':
      return formula.of.reduce((bits, part) => bits | framesNamed(part, to), 0);
    case 'stated':
    case 'test':
    case 'some-item':
      return 1 << formula.field.frame;
    case 'some':
    case 'every':
    case 'count':
      return (1 << formula.domain.frame) | framesNamed(formula.body, to);
  }
}

/** How many records a site speaks of at once: the manifest, those on the way, and what its quantifiers bind. */
export function framesOf(site: Site): number {
  return 1 + site.path.length + bindingsOf(failing(site));
}

function bindingsOf(formula: Formula): number {
  switch (formula.kind) {
    case 'not':
      return bindingsOf(formula.of);
    case 'and':
    case 'or':
      return formula.of.reduce((most, part) => Math.max(most, bindingsOf(part)), 0);
    case 'some':
    case 'every':
    case 'count':
      return 1 + bindingsOf(formula.body);
    default:
      return 0;
  }
}

/** The place of a field, or undefined where nothing is known of the record that it starts from. */
function placeFor(
  field: Pick<FieldReference, 'frame' | 'path'>,
  frames: readonly FrameKind[],
  to: Classical,
): Place | undefined {
  const frame = frames[field.frame];
  return frame?.known ? placeOf(to.places, frame.record, field.path) : undefined;
}

function classicalStated(
  field: FieldReference,
  mode: Mode,
  frames: readonly FrameKind[],
  to: Classical,
): Sentence {
  const place = placeFor(field, frames, to);
  if (place === undefined) return constant(to.sentences, mode === 'possibly');
  const notKnown = mode === 'possibly' ? NULL : 0n;
  if (field.type.kind === 'text') {
    const written = matches(to.sentences, field.frame, place, NOT_BLANK, true);
    return or(to.sentences, written, among(to.sentences, field.frame, place, notKnown));
  }
  const value = field.type.kind === 'list' ? filled(place) : place.given;
  return among(to.sentences, field.frame, place, value | notKnown);
}

function classicalTest(
  field: FieldReference,
  test: Test,
  mode: Mode,
  frames: readonly FrameKind[],
  to: Classical,
): Sentence {
  const place = placeFor(field, frames, to);
  if (place === undefined) return constant(to.sentences, mode === 'possibly');
  const missing = missingCells(field, test, mode, to);
  if (test.kind === 'text') {
    const found = matches(to.sentences, field.frame, place, test.pattern, true);
    return or(to.sentences, found, among(to.sentences, field.frame, place, missing));
  }
  const value = cellsWhere(to.places, place, test, holdsIn(mode));
  return among(to.sentences, field.frame, place, value | missing);
}

/** The ways of not being there at which a test counts as passed: a default is tested, else nothing is known. */
function missingCells(field: FieldReference, test: Test, mode: Mode, to: Classical): bigint {
  const notKnown = mode === 'possibly' ? NULL | GONE : 0n;
  const absent = testValue(test, field.initial, field.type, to.places.words);
  return holdsIn(mode)(absent) ? notKnown | ABSENT : notKnown;
}

function classicalItem(
  field: FieldReference,
  test: Test,
  mode: Mode,
  frames: readonly FrameKind[],
  to: Classical,
): Sentence {
  const place = placeFor(field, frames, to);
  if (place?.items === undefined) return constant(to.sentences, mode === 'possibly');
  const passes: ItemTest =
    test.kind === 'text'
      ? { kind: 'matches', pattern: test.pattern }
      : { kind: 'among', cells: cellsWhere(to.places, place.items, test, holdsIn(mode)) };
  const found = hasItem(to.sentences, field.frame, place, passes, true);
  if (mode === 'surely') return found;
  // An absent list whose default is the empty one has no such item; any other may have.
  const notKnown = Array.isArray(field.initial) ? NULL | GONE : NULL | GONE | ABSENT;
  return or(to.sentences, found, among(to.sentences, field.frame, place, notKnown));
}

/** The cells of a domain at which its records are not known. */
function openCells(domain: Domain, place: Place): bigint {
  const known = place.cells.reduce(
    (set, _, index) => set | valueBit(index),
    domain.absentIsNone ? ABSENT : 0n,
  );
  return place.all & ~known;
}

interface Inside {
  /** The body at a record that is there. */
  readonly body: Sentence;
  /** That records may be left out, and the body may hold for one of which nothing is known. */
  readonly open: Sentence;
}

/** The possible reading of a body is asked for both, the sure one only of records that are there. */
function inside(
  domain: Domain,
  body: Formula,
  mode: Mode,
  frames: readonly FrameKind[],
  to: Classical,
): Inside {
  const place = placeFor(domain, frames, to);
  const next = (known: boolean) => [...frames, { record: domain.record, known }];
  const open =
    mode === 'surely'
      ? constant(to.sentences, false)
      : and(
          to.sentences,
          place
            ? among(to.sentences, domain.frame, place, openCells(domain, place))
            : constant(to.sentences, true),
          classical(body, 'possibly', next(false), to),
        );
  return { body: classical(body, mode, next(place !== undefined), to), open };
}

function classicalSome(
  domain: Domain,
  formula: Formula,
  mode: Mode,
  frames: readonly FrameKind[],
  to: Classical,
): Sentence {
  const { body, open } = inside(domain, formula, mode, frames, to);
  const place = placeFor(domain, frames, to);
  if (place === undefined) return open;
  const range = { frame: domain.frame, place, binds: frames.length };
  return or(to.sentences, quantified(to.sentences, 'some', range, body), open);
}

function classicalCount(
  formula: Extract<Formula, { kind: 'count' }>,
  mode: Mode,
  frames: readonly FrameKind[],
  to: Classical,
): Sentence {
  const { most, least } = limits(formula.comparison, formula.bound);
  return and(
    to.sentences,
    least === undefined ? constant(to.sentences, true) : atLeast(formula, least, mode, frames, to),
    most === undefined
      ? constant(to.sentences, true)
      : negate(to.sentences, atLeast(formula, most + 1, other(mode), frames, to)),
  );
}

/** Whole numbers: a count is at most 2.5 when it is at most 2. */
function limits(comparison: Comparison, bound: number): { readonly least?: number; readonly most?: number } {
  switch (comparison) {
    case 'at-most':
      return { most: Math.floor(bound) };
    case 'at-least':
      return { least: Math.ceil(bound) };
    case 'less-than':
      return { most: Math.floor(bound - 1) };
    case 'more-than':
      return { least: Math.ceil(bound + 1) };
    case 'exactly':
      return { least: Math.ceil(bound), most: Math.floor(bound) };
  }
}

function atLeast(
  formula: Extract<Formula, { kind: 'count' }>,
  least: number,
  mode: Mode,
  frames: readonly FrameKind[],
  to: Classical,
): Sentence {
  const { body, open } = inside(formula.domain, formula.body, mode, frames, to);
  const place = placeFor(formula.domain, frames, to);
  const range = place && { frame: formula.domain.frame, place, binds: frames.length };
  const counted = range
    ? quantified(to.sentences, 'at-least', range, body, least)
    : constant(to.sentences, least <= 0);
  return or(to.sentences, counted, open);
}
