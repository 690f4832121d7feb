/** Runs `proviso` in this process, in a folder of its own that holds the files of a test. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from '../../cli/program.ts';
import { paintWith, type Stream } from '../../cli/terminal.ts';

export interface Ran {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

/** A folder with files, and the command run in it. */
export interface Workplace {
  readonly folder: string;
  readonly put: (name: string, content: string | Buffer) => void;
  readonly proviso: (...words: readonly string[]) => Promise<Ran>;
  readonly clear: () => void;
}

/** Makes a folder; today is 2026-01-31 in it. */
export function workplace(files: Readonly<Record<string, string | Buffer>>): Workplace {
  const folder = mkdtempSync(join(tmpdir(), 'proviso-'));
  const put = (name: string, content: string | Buffer): void => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  };
  for (const [name, content] of Object.entries(files)) put(name, content);
  const proviso = async (...words: readonly string[]): Promise<Ran> => {
    const written = { out: '', err: '' };
    const stream = (name: 'out' | 'err'): Stream => ({
      write: (text) => {
        written[name] += text;
      },
      paint: paintWith(false),
      width: 100,
    });
    const terminal = { out: stream('out'), err: stream('err'), cwd: folder, today: '2026-01-31' };
    return { exit: await run(words, terminal), ...written };
  };
  return { folder, put, proviso, clear: () => rmSync(folder, { recursive: true, force: true }) };
}
