/** Waits for files to change, and calls for what depends on them to be run again. Runs nothing itself. */
import { type FSWatcher, watch } from 'node:fs';
import { dirname, join } from 'node:path';

/** Editors write a file in several steps; this long after the last one, it counts as written. */
const SETTLED_MS = 150;

export interface Watching {
  /** The paths to wait for. Asked again after every change. */
  readonly paths: () => Iterable<string>;
  /** Called with what changed, never again before it is done. A rule file that was not there before is among them. */
  readonly changed: (paths: ReadonlySet<string>) => Promise<void>;
  /** Ends the waiting. */
  readonly signal?: AbortSignal;
}

/** Waits until the signal; without one for ever. */
export function waitForChanges({ paths, changed, signal }: Watching): Promise<void> {
  const watchers = new Map<string, FSWatcher>();
  const seen = new Set<string>();
  const state: { timer: NodeJS.Timeout | undefined; busy: boolean } = { timer: undefined, busy: false };
  const later = (): void => {
    clearTimeout(state.timer);
    state.timer = setTimeout(settle, SETTLED_MS);
  };
  const settle = async (): Promise<void> => {
    if (state.busy) return later();
    state.busy = true;
    const now = new Set(seen);
    seen.clear();
    try {
      await changed(now);
    } finally {
      state.busy = false;
    }
    if (!signal?.aborted) watchFolders();
  };
  const notice = (path: string): void => {
    if (!path.endsWith('.proviso') && !new Set(paths()).has(path)) return;
    seen.add(path);
    later();
  };
  // Folders, not files: many editors put a new file in the place of the old one.
  const watchFolders = (): void => {
    const folders = new Set([...paths()].map((path) => dirname(path)));
    for (const folder of folders) {
      if (watchers.has(folder)) continue;
      try {
        const watcher = watch(folder, (_event, name) => {
          if (name !== null) notice(join(folder, name));
        });
        // A folder that is taken away is watched again once something in it is named again.
        watcher.on('error', () => {
          watcher.close();
          watchers.delete(folder);
        });
        watchers.set(folder, watcher);
      } catch {
        // A folder that is not there: whoever names a file in it is told so by the tests.
      }
    }
  };
  watchFolders();
  return new Promise((resolve) => {
    signal?.addEventListener('abort', () => {
      clearTimeout(state.timer);
      for (const watcher of watchers.values()) watcher.close();
      resolve();
    });
  });
}
