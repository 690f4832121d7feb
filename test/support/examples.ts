/** The examples of a page that are files: written into a folder where the package is installed, and run. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { projectPath } from './host.ts';

/** A block of a page with `file=` in its heading. */
export interface Example {
  readonly name: string;
  readonly text: string;
  /** What has to occur in the output, in this order: the comments that begin with `→`. */
  readonly says: readonly string[];
}

/** The examples of a page, in its order. */
export function examplesOf(page: string): readonly Example[] {
  const blocks = readFileSync(projectPath(page), 'utf8').matchAll(/^```\w+ file=(\S+)\n([\s\S]*?)^```$/gm);
  return [...blocks].map(([, name = '', text = '']) => ({
    name,
    text,
    says: [...text.matchAll(/^\/\/ → (.*)$/gm)].map(([, line = '']) => line),
  }));
}

/** A folder outside of the project, as a developer has one: modules, with the package (and others of ours) installed. */
export interface Fresh {
  readonly folder: string;
  readonly put: (name: string, text: string) => void;
  /** Runs node in it; standard output and errors as one. */
  readonly node: (...words: readonly string[]) => { readonly status: number | null; readonly said: string };
  readonly clear: () => void;
}

/** Makes such a folder. */
export function freshFolder(packages: readonly string[] = []): Fresh {
  const folder = mkdtempSync(join(tmpdir(), 'proviso-fresh-'));
  const put = (name: string, text: string): void => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  put('package.json', '{ "type": "module", "private": true }\n');
  const modules = join(folder, 'node_modules');
  mkdirSync(modules);
  symlinkSync(projectPath('.'), join(modules, 'proviso'), 'dir');
  for (const name of packages) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(projectPath(`node_modules/${name}`), join(modules, name), 'dir');
  }
  return {
    folder,
    put,
    node: (...words) => {
      const { status, stdout, stderr } = spawnSync(process.execPath, words, {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, NODE_OPTIONS: '' },
      });
      return { status, said: stdout + stderr };
    },
    clear: () => rmSync(folder, { recursive: true, force: true }),
  };
}
