/** `import rules from './app.proviso'` in bundlers: the verdict, after a change the other one, mistakes with their place, types. */
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BuildFailure, context, build as esbuild } from 'esbuild';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { proviso as forEsbuild } from '../plugin/esbuild.ts';
import { proviso as forVite } from '../plugin/vite.ts';

const RECORDS = 'record top\n- b: number optional\nmanifest top\n';
const POLICY = 'policy own "Own"\nuse ./records\nrule r "R"\n  b must be at most 3\n';
const MAIN = `import rules, { complies } from './app.proviso';
export const verdict = [rules.policy.name, complies({ b: 4 }), rules.validate({ b: 4 }).findings.length];
`;

let folder = '';
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'proviso-plugin-')));
  put('app.proviso', POLICY);
  put('records.proviso', RECORDS);
  put('main.js', MAIN);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (name: string, text: string): void => writeFileSync(join(folder, name), text);
const options = () => ({ folder, asOf: '2026-11-01' });
const bundle = (name: string) => join(folder, 'out', name);

/** Runs a bundle; each time as a new module. */
async function verdictOf(path: string): Promise<unknown> {
  const url = `${pathToFileURL(path).href}?${Math.random()}`;
  return ((await import(/* @vite-ignore */ url)) as { verdict: unknown }).verdict;
}

const forMain = () => ({
  entryPoints: [join(folder, 'main.js')],
  outfile: bundle('main.mjs'),
  bundle: true,
  format: 'esm' as const,
  logLevel: 'silent' as const,
  plugins: [forEsbuild(options())],
});

describe('esbuild', () => {
  it('bundles the rules', async () => {
    await esbuild(forMain());
    expect(await verdictOf(bundle('main.mjs'))).toEqual(['own', false, 1]);
    put('app.proviso', POLICY.replace('most 3', 'most 4'));
    await esbuild(forMain());
    expect(await verdictOf(bundle('main.mjs'))).toEqual(['own', true, 0]);
  });

  it('takes a pack of the library by its name', async () => {
    put('main.js', MAIN.replace('./app.proviso', 'std/cn/audit.proviso').replaceAll('{ b: 4 }', '{}'));
    await esbuild(forMain());
    expect(await verdictOf(bundle('main.mjs'))).toEqual(['cn.audit', false, expect.any(Number)]);
  });

  it('shows a mistake where it is, in whichever file', async () => {
    put('records.proviso', RECORDS.replace('number', 'numbr'));
    const failed = (await esbuild(forMain()).catch((error: unknown) => error)) as BuildFailure;
    expect(
      failed.errors.map(({ location }) => [location?.file.endsWith('records.proviso'), location?.line]),
    ).toEqual([[true, 2]]);
    expect(failed.errors[0]?.text).toContain('2 │ - b: numbr optional');
    expect(failed.errors[0]?.text).toMatch(/│ {6}\^{5}/);
    expect(failed.errors[0]?.text).not.toMatch(/^ {4}at /m);
  });

  it('builds again when a file changes that the rules bring in', async () => {
    const results: unknown[] = [];
    const watching = await context({
      ...forMain(),
      plugins: [
        forEsbuild(options()),
        {
          name: 'note',
          setup: (built) => {
            built.onEnd(({ errors }) => void results.push(errors.map((one) => one.location?.line)));
          },
        },
      ],
    });
    const until = async (due: unknown): Promise<void> => {
      const isSo = () => JSON.stringify(results.at(-1)) === JSON.stringify(due);
      for (let left = 300; !isSo() && left > 0; left--) await new Promise((done) => setTimeout(done, 50));
      expect(results.at(-1)).toEqual(due);
    };
    await watching.watch();
    await until([]);
    put('records.proviso', RECORDS.replace('number', 'numbr'));
    await until([2]);
    put('records.proviso', RECORDS.replace('optional', 'default 9'));
    await until([]);
    await watching.dispose();
    expect(await verdictOf(bundle('main.mjs'))).toEqual(['own', false, 1]);
  });
});

describe('vite', () => {
  const config = () => ({
    root: folder,
    configFile: false as const,
    logLevel: 'silent' as const,
    plugins: [forVite(options())],
  });

  it('bundles the rules', async () => {
    const { build } = await import('vite');
    const lib = { entry: join(folder, 'main.js'), formats: ['es' as const], fileName: 'vite' };
    await build({ ...config(), build: { lib, outDir: 'out', minify: false } });
    const file = ['vite.js', 'vite.mjs'].map(bundle).find(existsSync) ?? '';
    expect(await verdictOf(file)).toEqual(['own', false, 1]);
  });

  it('serves the rules, and after a change the new ones; a mistake says its place for the overlay', async () => {
    const { createServer } = await import('vite');
    const server = await createServer({
      ...config(),
      server: { middlewareMode: true, ws: false },
      appType: 'custom',
    });
    try {
      const load = async () => ((await server.ssrLoadModule('/main.js')) as { verdict: unknown }).verdict;
      const changedTo = async (name: string, text: string, isSo: (seen: unknown) => boolean) => {
        // A watcher takes two changes within milliseconds as one, of which it may tell before the second.
        await new Promise((done) => setTimeout(done, 500));
        put(name, text);
        let seen: unknown;
        for (let left = 200; left > 0; left--) {
          seen = await load().catch((error: unknown) => error);
          if (isSo(seen)) break;
          await new Promise((done) => setTimeout(done, 50));
        }
        return seen;
      };
      expect(await load()).toEqual(['own', false, 1]);
      const now = await changedTo(
        'app.proviso',
        POLICY.replace('most 3', 'most 4'),
        (seen) => Array.isArray(seen) && seen[1] === true,
      );
      expect(now).toEqual(['own', true, 0]);
      const mistake = await changedTo(
        'records.proviso',
        RECORDS.replace('number', 'numbr'),
        (seen) => seen instanceof Error,
      );
      expect(mistake).toMatchObject({
        loc: { file: join(folder, 'records.proviso'), line: 2, column: 5 },
        message: expect.stringContaining('2 │ - b: numbr optional'),
      });
      const well = await changedTo('records.proviso', RECORDS, (seen) => Array.isArray(seen));
      expect(well).toEqual(['own', true, 0]);
    } finally {
      await server.close();
    }
  });
});

it('writes the types of a rule file beside it', async () => {
  await esbuild({ ...forMain(), plugins: [forEsbuild({ ...options(), types: true })] });
  const types = readFileSync(join(folder, 'app.proviso.d.ts'), 'utf8');
  expect(types).toContain('export interface Top {');
  put(
    'main.ts',
    `import rules from './app.proviso';\nconst x: unknown = { b: 1 };\nif (rules.complies(x)) x.b satisfies number | null | undefined;\n// @ts-expect-error there is no such field\nif (rules.complies(x)) x.c;\n`,
  );
  const { Project, ts } = await import('ts-morph');
  const project = new Project({
    compilerOptions: {
      strict: true,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      noEmit: true,
      types: [],
    },
  });
  project.addSourceFileAtPath(join(folder, 'main.ts'));
  expect(project.getPreEmitDiagnostics().map((one) => one.getMessageText())).toEqual([]);
});

it('refuses a day that is none', () => {
  expect(() => forVite({ asOf: 'garbage' })).toThrow("`asOf` has to be a day such as '2026-11-01'");
});
