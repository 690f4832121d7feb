/** Finds the rule files below a folder, for commands that are given none. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { shownPath } from './files.ts';

/** Folders that hold nothing of the user's own. */
const SKIPPED = new Set(['node_modules', 'dist', 'coverage']);

/** Every `.proviso` file below a folder, in order, by the name it is shown by. Hidden folders are left out. */
export function ruleFilesBelow(cwd: string): readonly string[] {
  const found: string[] = [];
  const look = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      const isOwn = !entry.name.startsWith('.') && !SKIPPED.has(entry.name);
      if (entry.isDirectory() && isOwn) look(path);
      else if (entry.isFile() && entry.name.endsWith('.proviso')) found.push(shownPath(path, cwd));
    }
  };
  look(cwd);
  return found.sort();
}
