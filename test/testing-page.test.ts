/** Runs what docs/testing.md shows: its policy, and each report in it. `ACCEPT=1` writes the reports anew. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run } from '../cli/program.ts';
import { paintWith } from '../cli/terminal.ts';
import { projectPath } from './support/host.ts';
import { type Block, readCases, replaceBlocks } from './support/markdown.ts';

const path = projectPath('docs/testing.md');
const text = readFileSync(path, 'utf8');
const blocks = readCases(text).flatMap((one) => one.blocks);

/** The options behind each kind of report. */
const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  test: [],
  coverage: ['--coverage'],
  mutate: ['--mutate'],
};

test('docs/testing.md shows what the command says', async () => {
  const policy = blocks.find((one) => one.words[0] === 'proviso');
  const reports = blocks.filter((one) => one.words[0] === 'report');
  expect(reports.map((one) => one.words[1])).toEqual(Object.keys(OPTIONS));
  const folder = mkdtempSync(join(tmpdir(), 'proviso-page-'));
  writeFileSync(join(folder, 'clinic.proviso'), policy?.text ?? '');
  const changes = new Map<Block, string>();
  for (const report of reports) {
    const said = { text: '' };
    const write = (more: string): void => {
      said.text += more;
    };
    const stream = { write, paint: paintWith(false), width: 100 };
    const terminal = { out: stream, err: stream, cwd: folder, today: '2026-01-31' };
    await run(['test', 'clinic.proviso', ...(OPTIONS[report.words[1] ?? ''] ?? [])], terminal);
    changes.set(report, said.text);
  }
  rmSync(folder, { recursive: true });
  if (process.env.ACCEPT === '1') writeFileSync(path, replaceBlocks(text, changes));
  else for (const [report, said] of changes) expect(said, report.words.join(' ')).toBe(report.text);
});
