/** Which rules a run of tests answers for: those of the files tested and of the files these bring in, the library's own apart. */
import type { LoadedFile } from '../../compiler/load.ts';
import { pathOf } from '../host.ts';
import type { Suite } from './suite.ts';

/** Whether a run answers for what a file says. A law of the library is tested where its own file is among those tested. */
export type Scope = (file: LoadedFile) => boolean;

export function scopeOf(suites: readonly Suite[], cwd: string): Scope {
  const tested = new Set(suites.map((one) => one.path));
  return ({ source: { file } }) => !file.startsWith('std/') || tested.has(pathOf(file, cwd));
}

/** Whether a suite enforces what a file says. */
export function enforces({ entry }: Suite, file: LoadedFile): boolean {
  return entry.adopts.has(file.source.file);
}
