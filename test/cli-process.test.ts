/** The built command as a process of its own: streams, colours, exit codes. Needs `npm ci`, which builds it. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectPath } from './support/host.ts';

const cli = projectPath('dist/cli.js');
const before = 'examples/alipay-annual-bill/before.yaml';

function proviso(words: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { NO_COLOR: _, FORCE_COLOR: __, ...rest } = process.env;
  const options = { cwd: projectPath('.'), encoding: 'utf8', env: { ...rest, ...env } } as const;
  return spawnSync(process.execPath, [cli, ...words], options);
}

const lint = ['lint', before, '--policy', 'std/cn/principles', '--as-of', '2018-01-11'];

describe('the process', () => {
  it('ends with the code of what it found', () => {
    const { status, stdout, stderr } = proviso(lint);
    expect([status, stderr]).toEqual([1, '']);
    expect(stdout).toContain('Does not comply');
    expect(proviso(['lint', 'nowhere.yaml', '--policy', 'std/cn/principles']).status).toBe(4);
    expect(proviso(['lnit']).status).toBe(4);
  });
  it('uses colour only where it is wanted', () => {
    expect(proviso(lint).stdout).not.toContain('\u001b[');
    expect(proviso(lint, { FORCE_COLOR: '1' }).stdout).toContain('\u001b[');
    expect(proviso(lint, { FORCE_COLOR: '1', NO_COLOR: '1' }).stdout).not.toContain('\u001b[');
  });
  it('does not mind a reader who stops reading', () => {
    const said = execFileSync(
      'sh',
      ['-c', `"${process.execPath}" "${cli}" show plan std/cn/principles 2>&1 | head -c 10`],
      {
        cwd: projectPath('.'),
        encoding: 'utf8',
      },
    );
    expect(said).toHaveLength(10);
    expect(said).not.toContain('fault');
  });
  it('loads what is too large to bundle when that is asked for', { timeout: 60_000 }, () => {
    const folder = mkdtempSync(join(tmpdir(), 'proviso-process-'));
    try {
      const built = proviso([
        ...['build', 'std/store/apple', '-o', folder, '--verify', '--certify', '--samples', '2'],
        ...['--target', 'json-schema', '--target', 'typescript', '--target', 'draft-07'],
      ]);
      expect([built.status, built.stderr]).toEqual([0, '']);
      expect(built.stdout).toContain('verified: the files stand up to TypeScript and Ajv');
      expect(built.stdout).toContain('certified: agree on');
      const declaration = join(folder, 'app.privacy.ts');
      writeFileSync(declaration, 'export default { collections: [] } satisfies Declaration;\n');
      const read = proviso(['read', declaration]);
      expect([read.status, read.stderr]).toEqual([0, '']);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
  it('never shows a stack trace', () => {
    for (const words of [
      ['lint', '\0', '--policy', '\0'],
      ['check', '/dev/null'],
      ['read', '/proc/self/mem'],
      ['explain', '../../x'],
    ]) {
      // A NUL cannot be passed to a process; the shortest odd name stands for it.
      const { stdout, stderr, status } = proviso(words.map((word) => word.replace('\0', '?')));
      expect(stdout + stderr).not.toMatch(/^ {4}at /m);
      expect(status).not.toBe(70);
    }
  });
});
