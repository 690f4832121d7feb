/**
 * Puts a cheap condition before many demands on the same list: where no record of the list could break any of them, none is
 * looked at. A rule over a table of terms is a demand for each term, and most manifests concern few. Knows sentences, no rules.
 */
import { and, negate, quantified } from '../../scope/connect.ts';
import type { Place } from '../../scope/place.ts';
import { among, type Quantified, SELF, type Sentence, type Sentences } from '../../scope/sentence.ts';

/** Demands, or a condition without which all of those inside hold. */
export type Guarded = Sentence | { readonly guard: Sentence; readonly inside: readonly Guarded[] };

/** How many demands or groups stand behind one condition: each level of conditions costs a walk through the list. */
const FAN = 8;

/** The same demands, those on one list behind conditions; of fewer than `FAN` nothing is made. */
export function guarded(parts: readonly Sentence[], all: Sentences): readonly Guarded[] {
  const apart: Guarded[] = [];
  const lists = new Map<string, Bounded[]>();
  for (const part of parts) {
    const bounded = boundedBy(part, all);
    if (bounded === undefined) apart.push(part);
    else lists.set(bounded.every.place.key, [...(lists.get(bounded.every.place.key) ?? []), bounded]);
  }
  for (const list of lists.values()) {
    apart.push(...(list.length < FAN ? list.map((one) => one.part) : tree(list, all)));
  }
  return apart;
}

/** Cells that a record must have for the demand to be broken, by the key of the field. */
type Box = ReadonlyMap<string, { readonly place: Place; readonly cells: bigint }>;

/** A demand that holds where no record of a list is inside the box. */
interface Bounded {
  readonly part: Sentence;
  readonly every: Quantified;
  readonly box: Box;
}

function boundedBy(part: Sentence, all: Sentences): Bounded | undefined {
  if (part.kind !== 'or') return undefined;
  for (const one of part.of) {
    if (one.kind !== 'every') continue;
    const box = boxOf(negate(all, one.body));
    if (box.size > 0) return { part, every: one, box };
  }
  return undefined;
}

function boxOf(sentence: Sentence): Box {
  switch (sentence.kind) {
    case 'among':
      return new Map([[sentence.place.key, sentence]]);
    case 'and':
      // Each field is spoken of once outside of what is nested, and what is nested only narrows.
      return new Map(sentence.of.flatMap((one) => (one.kind === 'among' ? [...boxOf(one)] : [])));
    case 'or':
      return sentence.of.map(boxOf).reduce(around);
    default:
      return new Map();
  }
}

/** The smallest box around two. */
function around(left: Box, right: Box): Box {
  const both = [...left].flatMap(([key, { place, cells }]) => {
    const other = right.get(key);
    return other === undefined ? [] : [[key, { place, cells: cells | other.cells }] as const];
  });
  return new Map(both);
}

function tree(list: readonly Bounded[], all: Sentences): readonly Guarded[] {
  if (list.length <= FAN) return list.map((one) => one.part);
  const size = Math.ceil(list.length / FAN);
  const groups = Array.from({ length: Math.ceil(list.length / size) }, (_, at) =>
    list.slice(at * size, (at + 1) * size),
  );
  return groups.map((group) => ({ guard: guardOf(group, all), inside: tree(group, all) }));
}

/** Some record of the list is inside the box around all boxes. */
function guardOf(group: readonly Bounded[], all: Sentences): Sentence {
  const box = group.map((one) => one.box).reduce(around);
  const cells = [...box.values()].map((one) => among(all, SELF, one.place, one.cells));
  const place = group[0]?.every.place as Place;
  return quantified(all, 'some', { frame: SELF, place, binds: SELF }, and(all, ...cells));
}
