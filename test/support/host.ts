/** Hosts for tests: the library from its folder, the tests' own files from theirs. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Host } from '../../compiler/load.ts';

/** A path from the top of the project. */
export const projectPath = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** The library as `std/…`, the records of the tests as `test/…`, and `given` texts by name. */
export function testHost(given: Readonly<Record<string, string>> = {}): Host {
  const folders = { std: projectPath('stdlib'), test: projectPath('test/cases/lib') };
  return {
    find: (name) => {
      const text = given[name];
      if (text !== undefined) return { file: name, text };
      const [top, ...rest] = name.split('/');
      const folder = folders[top as keyof typeof folders];
      const path = `${folder}/${rest.join('/')}.proviso`;
      return folder && existsSync(path)
        ? { file: `${name}.proviso`, text: readFileSync(path, 'utf8') }
        : undefined;
    },
    list: () => [
      ...Object.keys(given),
      ...namesBelow(folders.std, 'std'),
      ...namesBelow(folders.test, 'test'),
    ],
  };
}

/** The names of all rule files in a folder, as `use` would say them. */
export function namesBelow(folder: string, prefix: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.proviso'))
    .map((path) => `${prefix}/${path.replaceAll('\\', '/').replace(/\.proviso$/, '')}`)
    .sort();
}
