/**
 * A scoped sentence about a record as the ways in which it can be true: a disjunction of conjunctions of literals about that
 * record. Gives up where there are too many. Knows no rules.
 */
import { and, negate, or, quantified } from '../../../scope/connect.ts';
import { filled, type Place, type Places, placeOf } from '../../../scope/place.ts';
import {
  among,
  hasItem,
  matches,
  type Quantified,
  SELF,
  type Sentence,
  type Sentences,
} from '../../../scope/sentence.ts';
import { keyOf, type Literal, type Way } from './level.ts';

/** Past this the code for a rule would be longer than it is worth. */
const MOST_WAYS = 300;

export interface Reading {
  readonly all: Sentences;
  readonly places: Places;
  readonly known: Map<string, readonly Way[] | undefined>;
}

/** The ways in which a sentence about a record (`SELF`) of this kind is true; undefined where there are too many. */
export function waysOf(sentence: Sentence, record: string, reading: Reading): readonly Way[] | undefined {
  const key = `${record} ${sentence.id}`;
  if (reading.known.has(key)) return reading.known.get(key);
  const found = find(sentence, record, reading);
  const ways = found && found.length <= MOST_WAYS ? found : undefined;
  reading.known.set(key, ways);
  return ways;
}

function find(sentence: Sentence, record: string, reading: Reading): readonly Way[] | undefined {
  switch (sentence.kind) {
    case 'constant':
      return sentence.value ? [new Map()] : [];
    case 'or':
      return either(sentence.of, record, reading);
    case 'and':
      return together(sentence.of, record, reading);
    case 'among':
      return one(`cells ${sentence.place.key}`, { ...sentence, kind: 'cells' });
    case 'matches':
      return one(`matches ${sentence.place.key} ${sentence.pattern}`, sentence);
    case 'has-item': {
      const { test, place, holds } = sentence;
      if (!holds && test.kind === 'among') return one(`none ${place.key}`, { ...sentence, kind: 'item' });
      const asked = test.kind === 'among' ? test.cells.toString(36) : `matches ${test.pattern}`;
      return one(`item ${place.key} ${asked}`, { ...sentence, kind: 'item' });
    }
    default:
      return sentence.place.type.kind === 'record'
        ? waysOf(alone(sentence, record, reading), record, reading)
        : listed(sentence, reading);
  }
}

const one = (about: string, literal: Literal): readonly Way[] => [new Map([[about, literal]])];

function either(parts: readonly Sentence[], record: string, reading: Reading): readonly Way[] | undefined {
  const found = new Map<string, Way>();
  for (const part of parts) {
    const ways = waysOf(part, record, reading);
    if (ways === undefined || found.size > MOST_WAYS) return undefined;
    for (const way of ways) found.set(keyOf(way), way);
  }
  return [...found.values()];
}

function together(parts: readonly Sentence[], record: string, reading: Reading): readonly Way[] | undefined {
  let product: readonly Way[] = [new Map()];
  for (const part of parts) {
    const ways = waysOf(part, record, reading);
    if (ways === undefined || ways.length * product.length > MOST_WAYS * 20) return undefined;
    const next = new Map<string, Way>();
    for (const left of product) {
      for (const right of ways) {
        const way = join(left, right);
        if (way) next.set(keyOf(way), way);
      }
    }
    if (next.size > MOST_WAYS) return undefined;
    product = [...next.values()];
  }
  return product;
}

/** Both at once; undefined where they exclude each other. */
function join(left: Way, right: Way): Way | undefined {
  const way = new Map(left);
  for (const [about, literal] of right) {
    const before = way.get(about);
    if (before?.kind === 'cells' && literal.kind === 'cells') {
      const cells = before.cells & literal.cells;
      if (cells === 0n) return undefined;
      way.set(about, { ...literal, cells });
    } else if (before && isNone(before) && isNone(literal)) {
      way.set(about, neither(before, literal));
    } else if (before && before.kind !== 'cells' && literal.kind !== 'cells') {
      if (before.holds !== literal.holds) return undefined;
    } else {
      way.set(about, literal);
    }
  }
  return way;
}

const isNone = (one: Literal): boolean => one.kind !== 'cells' && !one.holds;

/** No item, or no record, of the one kind nor of the other. */
function neither(left: Literal, right: Literal): Literal {
  if (left.kind === 'item' && right.kind === 'item') {
    if (left.test.kind !== 'among' || right.test.kind !== 'among') return right;
    return { ...left, test: { kind: 'among', cells: left.test.cells | right.test.cells } };
  }
  if (left.kind === 'occurs' && right.kind === 'occurs') {
    const ways = new Map([...left.ways, ...right.ways].map((way) => [keyOf(way), way]));
    return { ...left, ways: [...ways.values()] };
  }
  return right;
}

function listed(sentence: Quantified, reading: Reading): readonly Way[] | undefined {
  const { kind, place, body, bound } = sentence;
  const inner = place.type.kind === 'list' && place.type.of.kind === 'record' ? place.type.of.record : '';
  const ways = waysOf(kind === 'every' ? negate(reading.all, body) : body, inner, reading);
  if (ways === undefined) return undefined;
  const holds = kind === 'some' || kind === 'at-least';
  const least = kind === 'at-least' ? bound : kind === 'at-most' ? bound + 1 : 1;
  if (ways.length === 0) return holds ? [] : [new Map()];
  const about =
    !holds && least === 1
      ? `none ${place.key}`
      : `occurs ${place.key} ${least} ${ways.map(keyOf).sort().join('\n\n\n')}`;
  return one(about, { kind: 'occurs', place, ways, least, holds });
}

/** What is said of a record that stands alone, said of the record that holds it. */
function alone(sentence: Quantified, record: string, reading: Reading): Sentence {
  const { all } = reading;
  const body = moved(sentence.body, sentence.place, record, reading);
  const there = among(all, SELF, sentence.place, filled(sentence.place));
  return sentence.kind === 'every' ? or(all, negate(all, there), body) : and(all, there, body);
}

function moved(sentence: Sentence, holder: Place, record: string, reading: Reading): Sentence {
  const { all, places } = reading;
  const at = (place: Place): Place => placeOf(places, record, [...holder.path, ...place.path]);
  switch (sentence.kind) {
    case 'constant':
      return sentence;
    case 'and':
      return and(all, ...sentence.of.map((part) => moved(part, holder, record, reading)));
    case 'or':
      return or(all, ...sentence.of.map((part) => moved(part, holder, record, reading)));
    case 'among':
      return among(all, SELF, at(sentence.place), sentence.cells);
    case 'matches':
      return matches(all, SELF, at(sentence.place), sentence.pattern, sentence.holds);
    case 'has-item':
      return hasItem(all, SELF, at(sentence.place), sentence.test, sentence.holds);
    default: {
      const range = { frame: SELF, place: at(sentence.place), binds: SELF };
      return quantified(all, sentence.kind, range, sentence.body, sentence.bound);
    }
  }
}
