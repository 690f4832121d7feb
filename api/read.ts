/** Reading as the library offers it: what a manifest says, and what other files of the app may add. */
import type { Plan } from '../compiler/plan.ts';
import type { Source } from '../grammar/source.ts';
import { readManifest as readAsItStands } from '../readers/index.ts';
import type { ManifestRead } from '../readers/reading.ts';
import { withRests } from '../readers/rests.ts';

/** What reading is told. */
export interface ReadOptions {
  /** Whose records to fill. */
  readonly plan: Plan;
  /** Platforms (`android`, `ios`, …) on which the app asks for nothing but what the text shows. */
  readonly whole?: readonly string[];
}

/** Reads a manifest in whichever format it is written. Never throws: what is wrong is among its diagnostics. */
export async function readManifest(source: Source, { plan, whole = [] }: ReadOptions): Promise<ManifestRead> {
  return withRests(await readAsItStands(source, { plan }), plan, whole);
}
