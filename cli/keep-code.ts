/** Runs the bundled command once, in silence, and keeps what the engine made of its code. Run by the build: BUNDLE WORDS… */
import { renameSync, writeFileSync } from 'node:fs';
import { keptAt, runBundle } from './code.ts';

const [node = '', , bundle = '', ...words] = process.argv;
process.argv = [node, bundle, ...words];
for (const stream of [process.stdout, process.stderr]) stream.write = () => true;
const script = runBundle(bundle);
// By then all that such a run needs has been compiled.
process.on('exit', () => {
  const path = keptAt(bundle);
  // Whole at once: whoever starts the command meanwhile reads none or all of it.
  writeFileSync(`${path}.new`, script.createCachedData());
  renameSync(`${path}.new`, path);
  process.exitCode = 0;
});
