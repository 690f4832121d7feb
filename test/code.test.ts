/** The bundle of the command runs with the code that is kept for it, without, and with that of another text. */
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { keptAt, runBundle } from '../cli/code.ts';
import { projectPath } from './support/host.ts';

const folder = mkdtempSync(join(tmpdir(), 'proviso-code-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const path = join(folder, 'bundle.cjs');
const said = (): unknown => Reflect.get(globalThis, 'provisoSaid');
const bundle = (word: string) =>
  writeFileSync(
    path,
    `globalThis.provisoSaid = require('node:path').basename(__filename) + ' says ${word}';`,
  );

it('is run, and its code taken where it is of the very text', () => {
  bundle('one');
  const script = runBundle(path);
  expect(said()).toBe('bundle.cjs says one');
  writeFileSync(keptAt(path), script.createCachedData());
  expect(runBundle(path).cachedDataRejected).toBe(false);
  bundle('three');
  expect(runBundle(path).cachedDataRejected).toBe(true);
  expect(said()).toBe('bundle.cjs says three');
});

it('is run where what is kept is no code', () => {
  bundle('one');
  writeFileSync(keptAt(path), 'no code');
  runBundle(path);
  expect(said()).toBe('bundle.cjs says one');
});

it('of the command is kept by the build, whole', () => {
  const dist = projectPath('dist');
  expect(existsSync(keptAt(join(dist, 'command.cjs')))).toBe(true);
  expect(readdirSync(dist).filter((name) => name.endsWith('.new'))).toEqual([]);
});
