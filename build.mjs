/** Bundles the command and the library into dist, and writes the library's types. Run by `npm ci`, so it is quiet. */
import { chmodSync, existsSync, renameSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const top = fileURLToPath(new URL('.', import.meta.url));
process.chdir(top);

const banner =
  "import { createRequire as __createRequire } from 'node:module';\nconst require = __createRequire(import.meta.url);";

/** The bundlers that there is a plugin for. */
const bundlers = ['vite', 'rollup', 'rolldown', 'esbuild', 'webpack'];

/** Each bundle and what it starts from; those whose start is not there yet are left out. */
const entries = Object.entries({
  cli: 'cli/main.ts',
  'judge-worker': 'cli/judge-worker.ts',
  index: 'api/index.ts',
  node: 'api/node.ts',
  ...Object.fromEntries(bundlers.map((name) => [name, `plugin/${name}.ts`])),
  agree: 'test/agree/main.ts',
  bench: 'bench/main.ts',
  fuzz: 'test/fuzz/main.ts',
}).filter(([, path]) => existsSync(path));

// Made aside and moved when it is whole, so that a command that runs meanwhile finds all its parts.
const fresh = `node_modules/.proviso-dist-${process.pid}`;
rmSync(fresh, { recursive: true, force: true });

await build({
  entryPoints: Object.fromEntries(entries),
  outdir: fresh,
  bundle: true,
  splitting: true,
  // Beside the entries, so that the library and the pages are one folder up from each.
  chunkNames: '[name]-[hash]',
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // Loaded only where they are used, and too large to bundle.
  external: [
    'ts-morph',
    'unplugin',
    'ajv',
    'ajv/*',
    '@cfworker/json-schema',
    '@hyperjump/json-schema',
    '@hyperjump/json-schema/*',
    'esbuild',
    'typescript',
    'vitest',
  ],
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  logLevel: 'warning',
  banner: { js: banner },
});

chmodSync(`${fresh}/cli.js`, 0o755);

/** The types of the library, one file for each module, with the names of the modules as they are imported from JavaScript. */
async function writeTypes() {
  const { default: ts } = await import('typescript');
  const config = ts.getParsedCommandLineOfConfigFile(
    'tsconfig.json',
    { noEmit: false, declaration: true, emitDeclarationOnly: true, outDir: `${fresh}/types`, rootDir: top },
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined },
  );
  const program = ts.createProgram(
    ['api/index.ts', 'api/node.ts', ...bundlers.map((name) => `plugin/${name}.ts`)],
    config?.options ?? {},
  );
  ts.sys.writeFile(`${fresh}/types/plugin/client.d.ts`, ts.sys.readFile('plugin/client.d.ts'));
  program.emit(undefined, (path, text) => {
    const renamed = text.replace(/((?:from|import\()\s*)(['"])(\.[^'"]+)\.ts\2/g, '$1$2$3.js$2');
    ts.sys.writeFile(path, renamed);
  });
}

await writeTypes();

/** Another build may put its own there between the two steps; then that one is as good, and makes way. */
function moveIn(attempts) {
  rmSync('dist', { recursive: true, force: true });
  try {
    renameSync(fresh, 'dist');
  } catch (error) {
    if (attempts === 0) throw error;
    moveIn(attempts - 1);
  }
}

moveIn(3);
