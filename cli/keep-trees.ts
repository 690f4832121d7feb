/** The trees of the library's rule files as the build writes them, for `trees.ts` to find. Touches no files. */
import { newReport } from '../grammar/diagnostic.ts';
import { parse } from '../grammar/parse.ts';
import type { Source } from '../grammar/source.ts';
import { keptTree, treeName } from './trees.ts';

/** The content of each file of the folder of trees, by its name. A text to complain of is left out: its reader is to hear of that. */
export function keptTrees(sources: readonly Source[]): ReadonlyMap<string, string> {
  const kept = new Map<string, string>();
  for (const source of sources) {
    const report = newReport();
    const tree = parse(source, report);
    if (report.diagnostics.length === 0) kept.set(treeName(source.file), keptTree(source, tree));
  }
  return kept;
}
