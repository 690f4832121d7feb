/** A scoped sentence about a record as a JSON Schema for that record. Assumes the shape; knows no rules and no names. */
import { connect, negate, quantified } from '../../scope/connect.ts';
import { ABSENT, GONE, NULL, type Place, type Places, placeOf } from '../../scope/place.ts';
import {
  type Atom,
  among,
  hasItem,
  matches,
  SELF,
  type Sentence,
  type Sentences,
} from '../../scope/sentence.ts';
import { type Guarded, guarded } from './guard.ts';
import { type Demand, propertySchema } from './property.ts';
import { type Keywords, type Schema, type Weights, weigh } from './schema.ts';

export interface Writing {
  readonly all: Sentences;
  readonly places: Places;
  /** Sentences written before: equal sentences have the same schema object. */
  readonly written: Map<Sentence, Schema>;
  readonly weights: Weights;
}

/** The schema that a record of the right shape passes exactly when the sentence is true of it (as `SELF`). */
export function objectSchema(sentence: Sentence, writing: Writing): Schema {
  const before = writing.written.get(sentence);
  if (before !== undefined) return before;
  const made = writeSentence(sentence, writing);
  writing.written.set(sentence, made);
  return made;
}

function writeSentence(sentence: Sentence, writing: Writing): Schema {
  if (sentence.kind === 'constant') return sentence.value;
  if (sentence.kind === 'or') return alternatives(sentence.of, writing);
  const parts = sentence.kind === 'and' ? sentence.of : [sentence];
  const atoms: Atom[] = [];
  const nested: Sentence[] = [];
  for (const part of parts) {
    if ('of' in part) nested.push(part);
    else if (part.kind !== 'constant') atoms.push(part);
  }
  const choices = guarded(nested, writing.all).map((one) => guardedSchema(one, writing));
  return together(atoms.length === 0 ? {} : keysSchema(atoms, writing), choices);
}

function guardedSchema(demand: Guarded, writing: Writing): Schema {
  if (!('guard' in demand)) return objectSchema(demand, writing);
  const inside = demand.inside.map((one) => guardedSchema(one, writing));
  return onlyIf(objectSchema(demand.guard, writing), together({}, inside));
}

function together(keys: Keywords, choices: readonly Schema[]): Schema {
  const [only] = choices;
  if (choices.length === 1 && typeof only === 'object') return { ...keys, ...only };
  return choices.length === 0 ? keys : { ...keys, allOf: choices };
}

/**
 * Any of these, as "if none of the others then this": a validator keeps no errors of what stands under `if`, and making them is
 * most of its work. What is said of every record of a list comes last, so that an error names the record.
 */
function alternatives(parts: readonly Sentence[], writing: Writing): Schema {
  const last = lastOf(parts, writing);
  const others = parts.filter((part) => part !== last);
  const none = negate(writing.all, connect(writing.all, 'or', others));
  return onlyIf(objectSchema(none, writing), objectSchema(last, writing));
}

function lastOf(parts: readonly Sentence[], writing: Writing): Sentence {
  const lists = parts.filter((part) => part.kind === 'every');
  const weightOf = (part: Sentence): number => weigh(objectSchema(part, writing), writing.weights);
  return (lists.length > 0 ? lists : parts).reduce((heaviest, part) =>
    weightOf(part) >= weightOf(heaviest) ? part : heaviest,
  );
}

const onlyIf = (condition: Schema, then: Schema): Keywords => ({ if: condition, then });

interface KeyDemands {
  readonly place: Place;
  readonly demands: Demand[];
}

function keysSchema(atoms: readonly Atom[], writing: Writing): Keywords {
  const keys = new Map<string, KeyDemands>();
  for (const atom of atoms) {
    const key = atom.place.path[0] ?? '';
    const place = placeOf(writing.places, atom.place.record, [key]);
    const entry = keys.get(key) ?? { place, demands: [] };
    entry.demands.push(demandOf(atom, place, writing));
    keys.set(key, entry);
  }
  const context = { all: writing.all, objectSchema: (inner: Sentence) => objectSchema(inner, writing) };
  const properties = [...keys].map(([key, { place, demands }]) => [
    key,
    propertySchema(place, demands, context),
  ]);
  const required = [...keys]
    .filter(([, { place, demands }]) => !place.firstRequired && demands.some((one) => !one.absent))
    .map(([key]) => key);
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    ...(required.length === 0 ? {} : { required }),
  };
}

/** What an atom demands of the first key of its path; of a longer path, the rest is said about the record there. */
function demandOf(atom: Atom, first: Place, writing: Writing): Demand {
  const beyond = atom.place.path.length > 1;
  const given = beyond ? insideOf(atom, first, writing) : givenOf(atom);
  if (atom.kind === 'among') {
    return {
      absent: (atom.cells & (beyond ? GONE : ABSENT)) !== 0n,
      null: (atom.cells & NULL) !== 0n,
      given,
    };
  }
  const lenient = atom.kind === 'every' || atom.kind === 'at-most' || ('holds' in atom && !atom.holds);
  return { absent: lenient, null: lenient, given };
}

function givenOf(atom: Atom): Demand['given'] {
  switch (atom.kind) {
    case 'among':
      return { kind: 'cells', cells: atom.cells };
    case 'matches':
    case 'has-item':
      return atom;
    default:
      return { kind: 'records', quantified: atom };
  }
}

function insideOf(atom: Atom, first: Place, writing: Writing): Demand['given'] {
  const record = first.type.kind === 'record' ? first.type.record : '';
  const place = placeOf(writing.places, record, atom.place.path.slice(1));
  return { kind: 'inside', sentence: atPlace(atom, place, writing.all) };
}

function atPlace(atom: Atom, place: Place, all: Sentences): Sentence {
  switch (atom.kind) {
    case 'among':
      return among(all, SELF, place, atom.cells);
    case 'matches':
      return matches(all, SELF, place, atom.pattern, atom.holds);
    case 'has-item':
      return hasItem(all, SELF, place, atom.test, atom.holds);
    default:
      return quantified(all, atom.kind, { ...atom, frame: SELF, place }, atom.body, atom.bound);
  }
}
