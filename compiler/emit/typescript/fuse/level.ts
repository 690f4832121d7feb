/**
 * The records of a manifest as levels, one for each list of records in the tree, and for each the conjuncts that matter: ways
 * in which one record can be, met by no record of a manifest to which the rules have no objection. Knows no formulas.
 */
import type { Plan } from '../../../plan.ts';
import { type Place, type Places, placeOf } from '../../../scope/place.ts';
import type { ItemTest } from '../../../scope/sentence.ts';

/** Something about one record. */
export type Literal =
  | { readonly kind: 'cells'; readonly place: Place; readonly cells: bigint }
  | { readonly kind: 'matches'; readonly place: Place; readonly pattern: string; readonly holds: boolean }
  | { readonly kind: 'item'; readonly place: Place; readonly test: ItemTest; readonly holds: boolean }
  /** Of a list of records: at least so many are in one of these ways; or not so. */
  | {
      readonly kind: 'occurs';
      readonly place: Place;
      readonly ways: readonly Way[];
      readonly least: number;
      readonly holds: boolean;
    };

/** Literals that hold together, by what they are about. */
export type Way = ReadonlyMap<string, Literal>;

/** A rule at one of its sites. */
export interface Cause {
  readonly rule: number;
  readonly site: number;
}

export interface Conjunct {
  readonly key: string;
  readonly way: Way;
  /** One record of this kind is enough for these not to be satisfied. */
  readonly causes: Map<string, Cause>;
  /** Whether a conjunct of the level above asks for it. */
  used: boolean;
}

export interface Level {
  readonly index: number;
  readonly record: string;
  /** The list that its records stand in, in the record above; none for the manifest. */
  readonly place: Place | undefined;
  readonly conjuncts: Map<string, Conjunct>;
  /** By the key of the list's place. */
  readonly lists: Map<string, Level>;
}

/** All levels, each before those below it; undefined where there are more than anyone would write. */
export function levelsOf(plan: Plan, places: Places): readonly Level[] | undefined {
  const levels: Level[] = [newLevel(0, plan.root, undefined)];
  for (const level of levels) {
    for (const place of listsIn(level.record, [], places)) {
      const record =
        place.type.kind === 'list' && place.type.of.kind === 'record' ? place.type.of.record : '';
      const below = newLevel(levels.length, record, place);
      level.lists.set(place.key, below);
      levels.push(below);
      if (levels.length > MOST_LEVELS) return undefined;
    }
  }
  return levels;
}

const MOST_LEVELS = 100;

function newLevel(index: number, record: string, place: Place | undefined): Level {
  return { index, record, place, conjuncts: new Map(), lists: new Map() };
}

/** The lists of records in a record and in the records that stand alone in it. */
function listsIn(record: string, path: readonly string[], places: Places): Place[] {
  return fieldsAt(record, path, places).flatMap((place) => {
    if (place.type.kind === 'record') return listsIn(record, place.path, places);
    return place.type.kind === 'list' && place.type.of.kind === 'record' ? [place] : [];
  });
}

/** The places of the fields of the record at the end of a path (the record itself where it is empty). */
export function fieldsAt(record: string, path: readonly string[], places: Places): Place[] {
  const holder = path.length === 0 ? undefined : placeOf(places, record, path);
  const name = holder === undefined ? record : holder.type.kind === 'record' ? holder.type.record : '';
  const fields = places.records.get(name)?.fields ?? [];
  return fields.map((field) => placeOf(places, record, [...path, field.key]));
}

/** What tells ways apart. */
export function keyOf(way: Way): string {
  return [...way]
    .map(([about, one]) => `${about} ${contentOf(one)}`)
    .sort()
    .join('\n\n');
}

function contentOf(one: Literal): string {
  if (one.kind === 'cells') return one.cells.toString(36);
  if (one.kind === 'item' && one.test.kind === 'among') return `${one.holds} ${one.test.cells.toString(36)}`;
  if (one.kind === 'occurs' && !one.holds) return `false ${one.ways.map(keyOf).sort().join('\n\n\n')}`;
  return String(one.holds);
}

/** Notes that a record of a kind is enough for a rule not to be satisfied: at the lowest level where that is so. */
export function note(level: Level, way: Way, cause: Cause): void {
  const [only, ...others] = way.values();
  if (only?.kind === 'occurs' && others.length === 0 && only.holds && only.least === 1) {
    const below = level.lists.get(only.place.key);
    if (below) for (const one of only.ways) note(below, one, cause);
    return;
  }
  conjunctOf(level, way).causes.set(`${cause.rule} ${cause.site}`, cause);
}

export function conjunctOf(level: Level, way: Way): Conjunct {
  const key = keyOf(way);
  const known = level.conjuncts.get(key);
  if (known) return known;
  const made: Conjunct = { key, way, causes: new Map(), used: false };
  level.conjuncts.set(key, made);
  for (const literal of way.values()) {
    const below = literal.kind === 'occurs' ? level.lists.get(literal.place.key) : undefined;
    if (literal.kind !== 'occurs' || below === undefined) continue;
    for (const one of literal.ways) conjunctOf(below, one).used = true;
  }
  return made;
}
