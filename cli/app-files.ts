/** Several files that are one app: read one by one, and merged. Judges nothing. */
import type { Plan } from '../compiler/plan.ts';
import { mergeReads } from '../readers/merge.ts';
import type { ManifestRead } from '../readers/reading.ts';
import { isOverlay } from './discover.ts';
import { loadPart, type Manifest, withOthers } from './manifest.ts';

/** The files of one app, in the order in which they are laid over each other. */
export interface AppFiles {
  /** How the app is named in a report: its folder, or the files. */
  readonly name: string;
  readonly files: readonly string[];
  /** They were found, and not named: then they may be those of several variants of the app. */
  readonly found: boolean;
}

/** Reads the files of an app as one manifest. A file that cannot be read is a remark, and the rest is judged without it. */
export async function loadApp(
  app: AppFiles,
  plan: Plan,
  cwd: string,
  whole: readonly string[] = [],
): Promise<Manifest> {
  const manifests: Manifest[] = [];
  for (const file of app.files) manifests.push(await loadPart(file, plan, cwd));
  const missing = manifests.find((one) => one.problem !== undefined);
  const texts = manifests.flatMap((one) => one.texts);
  const reads = manifests.flatMap((one) => (one.read ? [ofVariant(one.read, one.file, app)] : []));
  const unread = manifests.filter((one) => one.read === undefined);
  if (missing?.problem !== undefined || reads.length === 0) {
    const problem = missing && { problem: `${missing.file}: ${missing.problem}` };
    return { file: app.name, texts, diagnostics: unread.flatMap((one) => one.diagnostics), ...problem };
  }
  const read = mergeReads(plan, reads);
  const diagnostics = [...unread.flatMap((one) => one.diagnostics), ...read.diagnostics];
  const manifest = { file: app.name, texts, diagnostics, read, isPart: unread.length > 0 };
  return withOthers(manifest, plan, whole);
}

/** What one variant of the app removes, another keeps: of files that were found, only what all variants share removes. */
function ofVariant(read: ManifestRead, file: string, { found }: AppFiles): ManifestRead {
  return found && isOverlay(file) ? { ...read, removes: [] } : read;
}
