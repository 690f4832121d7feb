/** Times whole processes, from start to end, as someone at a terminal waits for them. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { TOP } from '../cli/host.ts';
import { interleaved, type Task } from './task.ts';

const ROUNDS = 15;

function node(...words: readonly string[]): void {
  execFileSync(process.execPath, [...words], { cwd: TOP, stdio: 'ignore' });
}

/** Exit code 1 is an answer as well: something is violated. */
function nodeOrFinding(...words: readonly string[]): void {
  try {
    node(...words);
  } catch (error) {
    if ((error as { readonly status?: unknown }).status !== 1) throw error;
  }
}

export const wholeProcess: Task = () => {
  const cli = join(TOP, 'dist/cli.js');
  const example = 'examples/alipay-annual-bill';
  const times = interleaved(ROUNDS, {
    bare: () => node('-e', '0'),
    check: () => node(cli, 'check', `${example}/policy.proviso`),
    lint: () =>
      nodeOrFinding(
        cli,
        'lint',
        `${example}/before.yaml`,
        '--policy',
        'std/cn/principles',
        '--as-of',
        '2018-01-11',
      ),
  });
  return [
    { what: 'node -e 0', value: times.bare, unit: 'ms' },
    {
      what: 'proviso check, one policy with std/cn/principles',
      value: times.check,
      unit: 'ms',
      of: 'node -e 0',
    },
    { what: 'proviso lint, one declaration', value: times.lint, unit: 'ms', of: 'node -e 0' },
  ];
};
