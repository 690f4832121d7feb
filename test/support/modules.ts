/** The project's own source files and what they import, read as text. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { projectPath } from './host.ts';

export interface Module {
  /** From the top of the project, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
}
export interface Import {
  /** As written; a path from the top of the project where it is one of the project's own files. */
  readonly from: string;
  readonly own: boolean;
  readonly typeOnly: boolean;
}

const FOLDERS = ['grammar', 'compiler', 'readers', 'cli', 'api', 'plugin', 'bench', 'test'];

/** Every TypeScript file of the project that is written by hand. */
export function readModules(): readonly Module[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(projectPath(folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && !path.endsWith('.generated.ts'))
      .map((path) => readModule(`${folder}/${path.replaceAll('\\', '/')}`)),
  );
}

function readModule(path: string): Module {
  const text = readFileSync(projectPath(path), 'utf8');
  const statements = text.matchAll(/^(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm);
  const imports = [...statements].map(([, type, from = '']) => {
    const own = from.startsWith('.');
    return { from: own ? join(dirname(path), from) : from, own, typeOnly: type !== undefined };
  });
  const lazy = [...text.matchAll(/\bimport\('([^']+)'\)/g)].map(([, from = '']) => {
    const own = from.startsWith('.');
    return { from: own ? join(dirname(path), from) : from, own, typeOnly: true };
  });
  return { path, text, imports: [...imports, ...lazy] };
}
