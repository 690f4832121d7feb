/**
 * The bundled command as a script for the engine, with what the engine made of its code when it was built: reading that is faster
 * than compiling anew. Knows nothing of what the command does.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { Script } from 'node:vm';

/** Runs the bundle at a path, with its code if that is kept. Gives the script, for its code to be kept. */
export function runBundle(path: string): Script {
  const source = `(function (require, __filename, __dirname) {${readFileSync(path, 'utf8')}\n})`;
  const kept = keptAt(path);
  const script = new Script(source, {
    filename: path,
    ...(existsSync(kept) ? { cachedData: readFileSync(kept) } : {}),
  });
  const run = script.runInThisContext() as (...given: readonly unknown[]) => void;
  run(createRequire(path), path, dirname(path));
  return script;
}

/** Where the code of a bundle is kept, for this engine on this kind of machine alone. */
export function keptAt(path: string): string {
  const { platform, arch, versions } = process;
  return path.replace(/\.cjs$/, `.${platform}-${arch}-${versions.v8}.code`);
}
