/** Manifests for the shape, whatever rules read: each field of each record with each word or kind of value. */
import type { Field, Plan } from '../../compiler/plan.ts';
import { type Change, changed, type Way } from './change.ts';
import { choicesOf, termsOf } from './choices.ts';
import type { Draw } from './draw.ts';
import { leastOf, type Share } from './manifests.ts';
import { ABSENT, pickFrom, values } from './space.ts';

/** A record in a manifest. */
interface Holder {
  readonly manifest: unknown;
  readonly way: Way;
}

/**
 * One value in one field of the least record that can stand there: at most `most` of them, and besides for each record a key
 * that is none of its own, one that may always be, and each field that is demanded left out.
 */
export function shapesOf(
  plan: Plan,
  most: number,
  draw: Draw,
): Share & { readonly manifests: readonly unknown[] } {
  const all = shapesBelow(plan, plan.root, { manifest: {}, way: [] });
  const [always, others] = [all.filter((one) => one.always), all.filter((one) => !one.always)];
  const picked = pickFrom(values(others), most, draw);
  const chosen = [...always, ...picked.indexes.map((index) => others[Number(index)] as Shape)];
  const manifests = chosen.map(({ in: manifest, ...change }) => changed(manifest, change));
  return { of: BigInt(all.length), tried: chosen.length, manifests };
}

interface Shape extends Change {
  readonly in: unknown;
  readonly always: boolean;
}

function shapesBelow(plan: Plan, record: string, holder: Holder): readonly Shape[] {
  const fields = plan.records.find((one) => one.name === record)?.fields ?? [];
  const keys = ['unheard', 'x-note'].map(
    (key): Shape => ({ in: holder.manifest, way: [...holder.way, key], to: 1, always: true }),
  );
  const below = fields.flatMap((field) => {
    const way = [...holder.way, field.key];
    const shapes = valuesFor(plan, field).map((to): Shape => {
      const always = to === ABSENT && field.presence === 'required';
      return { in: holder.manifest, way, to, always };
    });
    const { type } = field;
    const of = type.kind === 'list' ? type.of : type;
    if (of.kind !== 'record') return shapes;
    const least = leastOf(plan, of).at(0n);
    const manifest = changed(holder.manifest, { way, to: type.kind === 'list' ? [least] : least });
    const inner: Holder = { manifest, way: type.kind === 'list' ? [...way, 0] : way };
    return [...shapes, ...shapesBelow(plan, of.record, inner)];
  });
  return [...keys, ...below];
}

/** What the field may hold and what it may not. */
function valuesFor(plan: Plan, { type }: Field): readonly unknown[] {
  const of = type.kind === 'list' ? type.of : type;
  const right =
    of.kind === 'record'
      ? [leastOf(plan, of).at(0n)]
      : of.kind === 'term'
        ? termsOf(plan, of.vocabulary)
        : choicesOf(plan, of, []);
  const items = [...right, 'unheard-of', 1, -1, true, null, {}];
  return [ABSENT, null, [], 'x', ...items.map((one) => (type.kind === 'list' ? [one] : one))];
}
