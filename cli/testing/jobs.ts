/** Spreads the trying of changes over several processes of this command, each with a part of the rules. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { TOP } from '../host.ts';
import type { Share } from './mutants.ts';
import { joined, type MutantReport } from './mutants-report.ts';

const PROGRAM = join(TOP, 'dist', 'cli.js');

/**
 * The whole report: one part is tried here by `tryShare`, the others meanwhile by processes that are given the same files.
 * Undefined where one of these came to nothing.
 */
export async function spread(
  jobs: number,
  files: readonly string[],
  cwd: string,
  tryShare: (share: Share) => MutantReport,
): Promise<MutantReport | undefined> {
  const others = [...Array(jobs - 1).keys()].map((index) =>
    elsewhere({ nth: index + 1, of: jobs }, files, cwd),
  );
  const own = tryShare({ nth: 0, of: jobs });
  const reports = await Promise.all(others);
  const done = reports.filter((one) => one !== undefined);
  return done.length === reports.length ? joined([own, ...done]) : undefined;
}

/** A part of the work in a process of its own, which reports in JSON. What is wrong with the files is told here already. */
function elsewhere(share: Share, files: readonly string[], cwd: string): Promise<MutantReport | undefined> {
  const words = [
    'test',
    '--mutate',
    '--share',
    `${share.nth}/${share.of}`,
    '--format',
    'json',
    '--',
    ...files,
  ];
  const child = spawn(process.execPath, [PROGRAM, ...words], { cwd, stdio: ['ignore', 'pipe', 'ignore'] });
  const parts: Buffer[] = [];
  child.stdout.on('data', (part: Buffer) => void parts.push(part));
  return new Promise((resolve) => {
    child.on('error', () => resolve(undefined));
    child.on('close', () => resolve(mutantsIn(Buffer.concat(parts).toString('utf8'))));
  });
}

function mutantsIn(text: string): MutantReport | undefined {
  try {
    const { mutants } = JSON.parse(text) as { readonly mutants?: MutantReport };
    return mutants;
  } catch {
    return undefined;
  }
}
