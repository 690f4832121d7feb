/** Finds the rule files below folders, for commands that are given none or a folder. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fullPath, isFolder, shownPath } from './files.ts';

/** Folders that hold nothing of the user's own. */
const SKIPPED = new Set(['node_modules', 'dist', 'coverage']);

/** The files that are meant: each file as it is named, of a folder all below it; of nothing, all below where one is. */
export function ruleFilesOf(names: readonly string[], cwd: string): readonly string[] {
  if (names.length === 0) return ruleFilesBelow(cwd);
  return names.flatMap((name) => {
    const path = fullPath(name, cwd);
    return isFolder(path) ? ruleFilesBelow(cwd, path) : [name];
  });
}

/** Every `.proviso` file below a folder, in order, by the name it is shown by. Hidden folders are left out. */
function ruleFilesBelow(cwd: string, top = cwd): readonly string[] {
  const found: string[] = [];
  const look = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      const isOwn = !entry.name.startsWith('.') && !SKIPPED.has(entry.name);
      if (entry.isDirectory() && isOwn) look(path);
      else if (entry.isFile() && entry.name.endsWith('.proviso')) found.push(shownPath(path, cwd));
    }
  };
  look(top);
  return found.sort();
}
