/** What the code of a level is written from, and the pieces that records and lists share. Knows no statements of their own. */
import type { Field } from '../../../plan.ts';
import { type Place, placeOf } from '../../../scope/place.ts';
import { fieldOf, picksOf, type Visit } from './visit.ts';

/** What the writing of a level needs besides the level. */
export interface Writing {
  readonly visit: Visit;
  readonly closed: boolean;
  /** The function for the records of each level, by the level's number. */
  readonly visitor: (level: number) => string;
}

/** The code that looks at a value: what it does when the type is right, and what is picked when it is not. */
export interface FieldCode {
  readonly before: string;
  readonly valid: string;
  readonly good: string;
  readonly bad: string;
}

/** Left by a value that is not of its type: nothing where one such value is enough to stop. */
export const WRONG = 'if (unsure === 0) return -1;';

/** The fields of a level's record, or of one that stands alone at the end of a path from it. */
export function fieldsAt(
  visit: Visit,
  path: readonly string[],
): readonly { readonly field: Field; readonly place: Place }[] {
  const { level, places } = visit;
  return fieldsOf(visit, path).map((field) => ({
    field,
    place: placeOf(places, level.record, [...path, field.key]),
  }));
}

function fieldsOf({ level, places, shapes }: Visit, path: readonly string[]): readonly Field[] {
  const type = path.length === 0 ? undefined : placeOf(places, level.record, path).type;
  const name = type?.kind === 'record' ? type.record : level.record;
  return shapes.plan.records.find((one) => one.name === name)?.fields ?? [];
}

/** What the variables of a place, and of all that is in it, are given for a way of not being there. */
export function fillsOf(
  place: Place,
  way: 'absent' | 'null' | 'gone',
  visit: Visit,
): readonly (readonly [variable: string, row: number])[] {
  const own = picksOf(fieldOf(visit, place)).map((one) => [one.variable, one[way]] as const);
  if (place.type.kind !== 'record') return own;
  const below = way === 'absent' ? 'gone' : way;
  return [...own, ...fieldsAt(visit, place.path).flatMap((one) => fillsOf(one.place, below, visit))];
}

/** The same as code. */
export function setAll(place: Place, way: 'absent' | 'null' | 'gone', visit: Visit): string {
  return fillsOf(place, way, visit)
    .map(([variable, row]) => `${variable} = ${row};\n`)
    .join('');
}

/** The cases of a switch over numbers; those in which the same is done stand together. */
export function casesCode(bodies: readonly string[]): string {
  const numbers = new Map<string, number[]>();
  for (const [index, body] of bodies.entries()) numbers.set(body, [...(numbers.get(body) ?? []), index]);
  return [...numbers]
    .map(([body, indices]) => {
      const [last = 0, ...others] = indices.reverse();
      const labels = others.reverse().map((index) => `case ${index}:\n`);
      return `${labels.join('')}case ${last}: {\n${body}break;\n}\n`;
    })
    .join('');
}
