/** Times 10,000 mixed manifests: only parsed, judged on one thread, judged on two. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TOP } from '../cli/host.ts';
import { decode } from '../readers/decode.ts';
import { readManifest } from '../readers/index.ts';
import { planFrom } from './compiled.ts';
import type { Task } from './task.ts';

const FILES = 10_000;
const PRINCIPLES = 'policy bench.principles "Principles"\nadopt std/cn/principles\n';

/** Small manifests of every format, and the declarations of the cases. */
function kinds(): readonly (readonly [string, Buffer])[] {
  const platform = join(TOP, 'test/manifests/platform');
  const files = readdirSync(platform).filter((name) => !name.endsWith('.read.txt'));
  const cases = readdirSync(join(TOP, 'examples')).map((name) => join(TOP, 'examples', name, 'before.yaml'));
  const paths = [...files.map((name) => join(platform, name)), ...cases];
  return paths.flatMap((path) => {
    try {
      return [[path.slice(path.lastIndexOf('/') + 1), readFileSync(path)] as const];
    } catch {
      return [];
    }
  });
}

/** Runs the command, whose exit code says what it found; gives the peak of its memory in KB. */
function lint(folder: string, jobs: number): { readonly ms: number; readonly peak: number } {
  // A file of its own: threads cannot start from a script on the command line.
  const script = join(folder, 'run.mjs');
  writeFileSync(
    script,
    `await import(${JSON.stringify(join(TOP, 'dist/cli.js'))});
process.on('exit', (code) => process.stderr.write(code === 70 ? '' : String(process.resourceUsage().maxRSS)));
`,
  );
  const start = performance.now();
  const words = ['lint', `${folder}/*/*`, '--policy', 'std/cn/principles'];
  const more = ['--format', 'ndjson', '--jobs', String(jobs)];
  const { stderr } = spawnSync(process.execPath, [script, ...words, ...more], {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  const peak = /(\d+)\s*$/.exec(stderr)?.[1];
  if (peak === undefined) throw new Error(`lint failed: ${stderr.slice(0, 200)}`);
  return { ms: performance.now() - start, peak: Number(peak) };
}

async function parseAll(files: readonly (readonly [string, Buffer])[]): Promise<number> {
  const plan = planFrom(PRINCIPLES);
  const start = performance.now();
  for (let index = 0; index < FILES; index += 1) {
    const [name, bytes] = files[index % files.length] ?? ['', Buffer.alloc(0)];
    await readManifest(decode(name, bytes).source, { plan });
  }
  return performance.now() - start;
}

export const lintMany: Task = async () => {
  const files = kinds();
  const folder = mkdtempSync(join(tmpdir(), 'proviso-many-'));
  try {
    for (let index = 0; index < FILES; index += 1) {
      const [name, bytes] = files[index % files.length] ?? ['', Buffer.alloc(0)];
      mkdirSync(join(folder, String(index)));
      writeFileSync(join(folder, String(index), name), bytes);
    }
    const read = 'read 10000 mixed manifests';
    const one = lint(folder, 1);
    const two = lint(folder, 2);
    return [
      { what: read, value: await parseAll(files), unit: 'ms' },
      { what: 'lint 10000 mixed manifests, 1 thread', value: one.ms, unit: 'ms', of: read },
      { what: 'lint 10000 mixed manifests, 2 threads', value: two.ms, unit: 'ms', of: read },
      { what: 'peak memory of lint, 1 thread', value: one.peak, unit: 'KB' },
      {
        what: 'peak memory of lint, 2 threads',
        value: two.peak,
        unit: 'KB',
        of: 'peak memory of lint, 1 thread',
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
