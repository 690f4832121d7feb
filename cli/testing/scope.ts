/** Which rules a run of tests answers for: those of the files tested and of what these bring in, but not the law for others. */
import type { LoadedFile } from '../../compiler/load.ts';
import type { RuleEntry } from '../../compiler/resolve/names.ts';
import type { Location } from '../../grammar/source.ts';
import { isInLibrary, pathOf } from '../host.ts';
import type { Suite } from './suite.ts';

/** What a run answers for, and by which names it tells of files. */
export interface Scope {
  /**
   * Whether the run answers for what a file says. The library is tested by its own files: whoever adopts a law does not have
   * to test it again.
   */
  readonly includes: (file: LoadedFile) => boolean;
  /** A place in a file by the name the file was tested under, whatever another file calls it. */
  readonly shown: (location: Location) => Location;
  readonly pathOf: (file: LoadedFile) => string;
}

export function scopeOf(suites: readonly Suite[], cwd: string): Scope {
  const names = new Map(suites.map((one) => [one.path, one.policy.source.file]));
  const answered = new Set(names.keys());
  for (const { path, entry } of suites) {
    if (isInLibrary(path)) for (const file of entry.adopts) answered.add(pathOf(file, cwd));
  }
  return {
    includes: ({ source: { file } }) => !file.startsWith('std/') || answered.has(pathOf(file, cwd)),
    shown: (location) => ({ ...location, file: names.get(pathOf(location.file, cwd)) ?? location.file }),
    pathOf: ({ source }) => pathOf(source.file, cwd),
  };
}

/** Whether a suite enforces what a file says. */
export function enforces({ entry }: Suite, file: LoadedFile): boolean {
  return entry.adopts.has(file.source.file);
}

/** The rules that are enforced but not answered for, by `policy/rule`. */
export function rulesApart(suites: readonly Suite[], scope: Scope): ReadonlySet<string> {
  const rules = suites.flatMap((suite): readonly RuleEntry[] =>
    [...suite.policy.compilation.names.rules.values()].filter(
      (one) => enforces(suite, one.file) && !scope.includes(one.file),
    ),
  );
  return new Set(rules.map((one) => `${one.policy.name}/${one.name}`));
}
