/** Bundles the command and the library into dist, and writes the library's types. Run by `npm ci`, so it is quiet. */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
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
  cli: 'cli/start.ts',
  'keep-code': 'cli/keep-code.ts',
  'judge-worker': 'cli/judge-worker.ts',
  index: 'api/index.ts',
  node: 'api/node.ts',
  'keep-trees': 'cli/keep-trees.ts',
  ...Object.fromEntries(bundlers.map((name) => [name, `plugin/${name}.ts`])),
  agree: 'test/agree/main.ts',
  bench: 'bench/main.ts',
  fuzz: 'test/fuzz/main.ts',
}).filter(([, path]) => existsSync(path));

// Made aside and moved when it is whole, so that a command that runs meanwhile finds all its parts.
const fresh = `node_modules/.proviso-dist-${process.pid}`;
rmSync(fresh, { recursive: true, force: true });

/**
 * The parser stands in a file of its own, which is loaded when something is first parsed: making it takes longer than all else
 * that most runs do, and the library's own files come parsed.
 */
const parserWhenNeeded = {
  name: 'parser-when-needed',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]grammar[\\/]parse\.ts$/ }, () => ({
      contents: `let made;
        const parser = () => (made ??= require('./parse.cjs'));
        export const parse = (...given) => parser().parse(...given);
        export const scan = (...given) => parser().scan(...given);`,
      loader: 'js',
    }));
  },
};

const smaller = { minifySyntax: true, minifyWhitespace: true, legalComments: 'none', logLevel: 'warning' };

await build({
  entryPoints: ['grammar/parse.ts'],
  outfile: `${fresh}/parse.cjs`,
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  ...smaller,
});

/** Loaded only where they are used, and too large to bundle. */
const external = [
  'ts-morph',
  'unplugin',
  'ajv',
  'ajv/*',
  '@cfworker/json-schema',
  '@hyperjump/json-schema',
  '@hyperjump/json-schema/*',
  '@sinclair/typebox',
  '@sinclair/typebox/*',
  'zod',
  'json-rules-engine',
  'esbuild',
  'typescript',
  'vitest',
  './parse.cjs',
];

// One file, whose code the engine can keep: to find and read fifty modules takes longer than most runs do.
await build({
  entryPoints: ['cli/main.ts'],
  outfile: `${fresh}/command.cjs`,
  bundle: true,
  plugins: [parserWhenNeeded],
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  external,
  // Code that is kept can require, and has lost whom to ask for an import.
  supported: { 'dynamic-import': false },
  define: { 'import.meta.url': '__url' },
  banner: { js: "const __url = require('node:url').pathToFileURL(__filename).href;" },
  ...smaller,
});

await build({
  entryPoints: Object.fromEntries(entries),
  outdir: fresh,
  bundle: true,
  splitting: true,
  plugins: [parserWhenNeeded],
  // Beside the entries, so that the library and the pages are one folder up from each.
  chunkNames: '[name]-[hash]',
  format: 'esm',
  platform: 'node',
  target: 'node20',
  external,
  ...smaller,
  banner: { js: banner },
});

chmodSync(`${fresh}/cli.js`, 0o755);

/** The trees of the library's rule files, beside the bundles. */
async function writeTrees() {
  const { keptTrees } = await import(`./${fresh}/keep-trees.js`);
  const sources = readdirSync('stdlib', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.proviso'))
    .map((path) => ({
      file: `std/${path.replaceAll('\\', '/')}`,
      text: readFileSync(`stdlib/${path}`, 'utf8'),
    }));
  mkdirSync(`${fresh}/trees`);
  for (const [name, text] of keptTrees(sources)) writeFileSync(`${fresh}/trees/${name}`, text);
}

await writeTrees();

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

/** What the engine makes of the code of the command, once it has been used. */
function keepCode() {
  const words = ['lint', 'examples/alipay-annual-bill/before.yaml', '--policy', 'std/cn/principles'];
  const files = ['keep-code.js', 'command.cjs'].map((name) => `${top}dist/${name}`);
  execFileSync(process.execPath, [...files, ...words]);
}

keepCode();
