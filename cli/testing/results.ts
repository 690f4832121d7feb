/** The results of a run of tests, file by file, and which files each result depends on. Tells nothing. */

import { pathOf, rememberingHost } from '../host.ts';
import { ruleFilesOf } from '../rule-files.ts';
import type { Terminal } from '../terminal.ts';
import { runSuite, type Suite, type Unusable } from './suite.ts';

/** By the path of each file, in the order in which they were named. */
export type Results = ReadonlyMap<string, Suite | Unusable>;

type World = Pick<Terminal, 'cwd' | 'today'>;

export const isUnusable = (one: Suite | Unusable): one is Unusable => 'problem' in one;

/** The results of files that could be tested, and of those that could not. */
export function partsOf(results: Results): {
  readonly suites: readonly Suite[];
  readonly unusable: readonly Unusable[];
} {
  const all = [...results.values()];
  return {
    suites: all.flatMap((one) => (isUnusable(one) ? [] : [one])),
    unusable: all.filter(isUnusable),
  };
}

/** Runs the tests of each file that `before` has no result of, and calls `tell` with each as soon as it is there. */
export async function runFiles(
  files: readonly string[],
  world: World,
  tell: (result: Suite | Unusable) => void,
  before: Results = new Map(),
): Promise<Results> {
  const results = new Map<string, Suite | Unusable>();
  const host = rememberingHost(world.cwd);
  for (const name of ruleFilesOf(files, world.cwd)) {
    const path = pathOf(name, world.cwd);
    if (results.has(path)) continue;
    const known = before.get(path);
    const result = known ?? (await runSuite(name, world, host));
    results.set(path, result);
    if (known === undefined) tell(result);
  }
  return results;
}

/** The files that a result depends on: the rule file, all it brings in, the manifests its tests name. */
export function filesOf(path: string, result: Suite | Unusable, { cwd }: World): readonly string[] {
  const loaded = result.policy?.compilation.files.map(({ source }) => pathOf(source.file, cwd)) ?? [];
  return [path, ...loaded, ...(isUnusable(result) ? [] : result.given)];
}
