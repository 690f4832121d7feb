/** Builds sentences from sentences, leaving out what cannot matter: quantifiers, negation, `and`, `or`. */
import { filled, type Place } from './place.ts';
import {
  type Atom,
  among,
  bitOf,
  type Connective,
  constant,
  hasItem,
  keep,
  matches,
  type Quantified,
  type Sentence,
  type Sentences,
} from './sentence.ts';

/** The records that a quantifier speaks of. */
export interface Range {
  readonly frame: number;
  readonly place: Place;
  readonly binds: number;
}

/** Says what it can without a quantifier: over a body that is constant, or a record that stands alone. */
export function quantified(
  all: Sentences,
  kind: Quantified['kind'],
  range: Range,
  body: Sentence,
  bound = 0,
): Sentence {
  const simpler = withoutCount(all, kind, range, body, bound);
  if (simpler) return simpler;
  if (body.kind === 'constant' && (kind === 'some' || kind === 'every')) {
    if (body.value === (kind === 'every')) return constant(all, body.value);
    const inhabited = filled(range.place);
    return among(all, range.frame, range.place, kind === 'some' ? inhabited : ~inhabited);
  }
  const { frame, place, binds } = range;
  const key = `${kind} ${bound} ${frame} ${binds} ${place.key} ${body.id}`;
  const frames = (body.frames & ~bitOf(binds)) | bitOf(frame);
  return keep(all, key, { kind, frames, frame, place, binds, bound, body });
}

function withoutCount(
  all: Sentences,
  kind: Quantified['kind'],
  range: Range,
  body: Sentence,
  bound: number,
): Sentence | undefined {
  if (kind === 'at-most') {
    if (bound < 0) return constant(all, false);
    if (bound === 0) return quantified(all, 'every', range, negate(all, body));
    return negateWhenSettled(all, range, body, bound);
  }
  if (kind !== 'at-least') return undefined;
  if (bound <= 0) return constant(all, true);
  if (bound === 1) return quantified(all, 'some', range, body);
  const alone = range.place.type.kind === 'record';
  return alone || (body.kind === 'constant' && !body.value) ? constant(all, false) : undefined;
}

function negateWhenSettled(
  all: Sentences,
  range: Range,
  body: Sentence,
  bound: number,
): Sentence | undefined {
  const more = withoutCount(all, 'at-least', range, body, bound + 1);
  return more && negate(all, more);
}

/** The classical negation, pushed inwards. */
export function negate(all: Sentences, sentence: Sentence): Sentence {
  const known = all.negations.get(sentence);
  if (known) return known;
  const negation = makeNegation(all, sentence);
  all.negations.set(sentence, negation);
  all.negations.set(negation, sentence);
  return negation;
}

function makeNegation(all: Sentences, one: Sentence): Sentence {
  switch (one.kind) {
    case 'constant':
      return constant(all, !one.value);
    case 'among':
      return among(all, one.frame, one.place, one.place.all & ~one.cells);
    case 'matches':
      return matches(all, one.frame, one.place, one.pattern, !one.holds);
    case 'has-item':
      return hasItem(all, one.frame, one.place, one.test, !one.holds);
    case 'and':
    case 'or': {
      const parts = one.of.map((part) => negate(all, part));
      return connect(all, one.kind === 'and' ? 'or' : 'and', parts);
    }
    case 'some':
      return quantified(all, 'every', one, negate(all, one.body));
    case 'every':
      return quantified(all, 'some', one, negate(all, one.body));
    case 'at-least':
      return quantified(all, 'at-most', one, one.body, one.bound - 1);
    case 'at-most':
      return quantified(all, 'at-least', one, one.body, one.bound + 1);
  }
}

export const and = (all: Sentences, ...parts: readonly Sentence[]): Sentence => connect(all, 'and', parts);
export const or = (all: Sentences, ...parts: readonly Sentence[]): Sentence => connect(all, 'or', parts);

/** Parts joined by one connective, sorted out: one set of cells for each field, other atoms, parts of the other kind. */
interface Gathered {
  readonly fields: Map<string, Extract<Sentence, { kind: 'among' }>>;
  readonly atoms: Map<number, Atom>;
  readonly nested: Map<number, Extract<Sentence, { kind: Connective }>>;
}

const fieldKey = (one: { readonly frame: number; readonly place: { readonly key: string } }): string =>
  `${one.frame} ${one.place.key}`;

/**
 * `and`, `or`. One field's sets become one set; a part of the other kind loses what its neighbours decide
 * (`a and (not a or b)` is `a and b`).
 */
export function connect(all: Sentences, kind: Connective, parts: readonly Sentence[]): Sentence {
  let pending = parts;
  for (;;) {
    const gathered = gather(all, kind, pending);
    if (gathered === undefined) return constant(all, kind === 'or');
    const nested = [...gathered.nested.values()];
    const reduced = nested.map((one) => reduce(all, kind, one, gathered));
    const flat = [...gathered.fields.values(), ...gathered.atoms.values(), ...reduced];
    if (reduced.every((one, index) => one === nested[index])) return joined(all, kind, flat);
    pending = flat;
  }
}

function joined(all: Sentences, kind: Connective, parts: readonly Sentence[]): Sentence {
  const [only] = parts;
  if (only === undefined) return constant(all, kind === 'and');
  if (parts.length === 1) return only;
  const of = [...parts].sort((left, right) => left.id - right.id);
  const frames = of.reduce((bits, part) => bits | part.frames, 0);
  return keep(all, `${kind} ${of.map((part) => part.id).join(' ')}`, { kind, frames, of });
}

/** Undefined when the parts settle the whole: one is false under `and`, true under `or`, or two exclude each other. */
function gather(all: Sentences, kind: Connective, parts: readonly Sentence[]): Gathered | undefined {
  const into: Gathered = { fields: new Map(), atoms: new Map(), nested: new Map() };
  for (const part of parts) {
    if (!gatherPart(all, kind, part, into)) return undefined;
  }
  for (const atom of into.atoms.values()) {
    if (into.atoms.has(negate(all, atom).id) || !settleField(kind, atom, into)) return undefined;
  }
  return into;
}

function gatherPart(all: Sentences, kind: Connective, part: Sentence, into: Gathered): boolean {
  switch (part.kind) {
    case 'constant':
      return part.value === (kind === 'and');
    case 'among':
      return gatherField(all, kind, part, into);
    case 'and':
    case 'or':
      if (part.kind === kind) return part.of.every((one) => gatherPart(all, kind, one, into));
      into.nested.set(part.id, part);
      return true;
    default:
      into.atoms.set(part.id, part);
      return true;
  }
}

function gatherField(
  all: Sentences,
  kind: Connective,
  part: Extract<Sentence, { kind: 'among' }>,
  into: Gathered,
): boolean {
  const before = into.fields.get(fieldKey(part));
  const cells =
    before === undefined
      ? part.cells
      : kind === 'and'
        ? before.cells & part.cells
        : before.cells | part.cells;
  const merged = among(all, part.frame, part.place, cells);
  if (merged.kind !== 'among') return false;
  into.fields.set(fieldKey(part), merged);
  return true;
}

/** What an atom that holds says of its own field: a text is given, a list has items. Of no use for its negation. */
function impliedBy(kind: Connective, atom: Atom): bigint | undefined {
  const positive = kind === 'and';
  switch (atom.kind) {
    case 'among':
      return undefined;
    case 'matches':
      return atom.holds === positive ? atom.place.given : undefined;
    case 'has-item':
      return atom.holds === positive ? filled(atom.place) : undefined;
    case 'some':
    case 'at-least':
      return positive ? filled(atom.place) : undefined;
    case 'every':
    case 'at-most':
      return positive ? undefined : filled(atom.place);
  }
}

/** Drops the set of a field that an atom makes needless; false when the two settle the whole. */
function settleField(kind: Connective, atom: Atom, into: Gathered): boolean {
  const implied = impliedBy(kind, atom);
  const field = into.fields.get(fieldKey(atom));
  if (implied === undefined || field === undefined) return true;
  const open = kind === 'and' ? field.cells : ~field.cells;
  if ((implied & open) === 0n) return false;
  if ((implied & ~open) === 0n) into.fields.delete(fieldKey(atom));
  return true;
}

/** A part of the other kind, where its neighbours are taken to be true (under `and`) or false (under `or`). */
function reduce(
  all: Sentences,
  kind: Connective,
  part: Extract<Sentence, { kind: Connective }>,
  beside: Gathered,
): Sentence {
  const rest: Sentence[] = [];
  for (const one of part.of) {
    const value = valueBeside(all, kind, one, beside);
    if (value === (kind === 'and')) return constant(all, value);
    if (value === undefined) rest.push(one);
  }
  return rest.length === part.of.length ? part : connect(all, part.kind, rest);
}

function valueBeside(all: Sentences, kind: Connective, one: Sentence, beside: Gathered): boolean | undefined {
  if (one.kind === 'constant' || one.kind === 'and' || one.kind === 'or') return undefined;
  if (one.kind === 'among') {
    const field = beside.fields.get(fieldKey(one));
    if (field === undefined) return undefined;
    const open = kind === 'and' ? field.cells : one.place.all & ~field.cells;
    if ((open & ~one.cells) === 0n) return true;
    return (open & one.cells) === 0n ? false : undefined;
  }
  if (beside.atoms.has(one.id)) return kind === 'and';
  return beside.atoms.has(negate(all, one).id) ? kind === 'or' : undefined;
}
