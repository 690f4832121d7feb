/** One value in a manifest put in the place of another. Knows no plan. */
import { isRecord } from '../../compiler/values.ts';
import { ABSENT } from './space.ts';

/** Keys of records and numbers of lists, from the top. */
export type Way = readonly (string | number)[];

/** What to put where; ABSENT takes away the key, or the item of the list. */
export interface Change {
  readonly way: Way;
  readonly to: unknown;
}

/** The manifest with the change; what it does not touch is shared. */
export function changed(manifest: unknown, { way, to }: Change): unknown {
  const [step, ...rest] = way;
  if (step === undefined) return to;
  if (Array.isArray(manifest)) {
    const items = [...(manifest as readonly unknown[])];
    const item = rest.length === 0 ? to : changed(items[Number(step)], { way: rest, to });
    if (item === ABSENT) items.splice(Number(step), 1);
    else items[Number(step)] = item;
    return items;
  }
  const entries = isRecord(manifest) ? Object.entries(manifest) : [];
  const known = entries.some(([key]) => key === step) ? entries : [...entries, [String(step), undefined]];
  const made = known.map(([key, value]) => [
    key,
    key !== step ? value : rest.length === 0 ? to : changed(value, { way: rest, to }),
  ]);
  // An own key `__proto__` stays one.
  return Object.fromEntries(made.filter(([, value]) => value !== ABSENT));
}

/** Every value of a manifest with the way to it, those around others first. */
export function* valuesIn(manifest: unknown, way: Way = []): Generator<{ way: Way; value: unknown }> {
  yield { way, value: manifest };
  const below: Iterable<readonly [string | number, unknown]> = Array.isArray(manifest)
    ? manifest.entries()
    : isRecord(manifest)
      ? Object.entries(manifest)
      : [];
  for (const [key, value] of below) yield* valuesIn(value, [...way, key]);
}
