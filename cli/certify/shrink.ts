/** The smallest manifest of which something is still so, found by taking away and making plain. Knows no plan. */
import { isRecord } from '../../compiler/values.ts';
import { type Change, changed, valuesIn } from './change.ts';
import { ABSENT } from './space.ts';

/** Makes a manifest smaller as long as `still` holds; asks at most `most` times. */
export function shrunk(manifest: unknown, still: (manifest: unknown) => boolean, most = 5000): unknown {
  let smallest = manifest;
  let left = most;
  for (let found = true; found && left > 0; ) {
    found = false;
    for (const step of smallerSteps(smallest)) {
      if (left-- <= 0) break;
      const next = changed(smallest, step);
      if (!still(next)) continue;
      smallest = next;
      found = true;
      break;
    }
  }
  return smallest;
}

/** The large steps first. */
function smallerSteps(manifest: unknown): readonly Change[] {
  return [...valuesIn(manifest)].flatMap(({ way, value }): readonly Change[] => {
    const gone = way.length > 0 ? [{ way, to: ABSENT as unknown }] : [];
    const plainer =
      Array.isArray(value) && value.length > 0
        ? [[]]
        : isRecord(value) && Object.keys(value).length > 0
          ? [{}]
          : typeof value === 'string' && value.length > 1
            ? ['']
            : [];
    return [...gone, ...plainer.map((to) => ({ way, to }))];
  });
}
