/** `proviso build` again and again, and open: what it writes when, what it leaves alone, and what the configuration says. */
import { existsSync, readdirSync, readFileSync, rmSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BuildOptions, build } from '../cli/commands/build.ts';
import { paintWith, type Stream } from '../cli/terminal.ts';
import { type Workplace, workplace } from './support/lint.ts';

const RECORDS = 'record top\n- a: yes-no optional\n- b: number optional\nmanifest top\n';
const POLICY = 'policy own "Own"\nuse ./records\nrule r "R"\n  b must be at most 3\n';

let place: Workplace;
beforeEach(() => {
  place = workplace({ 'own.proviso': POLICY, 'records.proviso': RECORDS });
});
afterEach(() => place.clear());

const textOf = (name: string) => readFileSync(join(place.folder, name), 'utf8');
const schemaOf = (name = 'own') =>
  JSON.parse(textOf(`out/${name}.schema.json`)) as {
    $defs: Record<string, { additionalProperties?: boolean }>;
  };

describe('open', () => {
  const isClosed = () => [
    schemaOf().$defs['record.top']?.additionalProperties === false,
    textOf('out/own.js').includes('closed: true'),
  ];
  const run = (...words: string[]) => place.proviso('build', 'own.proviso', '-o', 'out', ...words);

  it('is not the case unless someone says so', async () => {
    expect((await run()).exit).toBe(0);
    expect(isClosed()).toEqual([true, true]);
    await run('--open');
    expect(isClosed()).toEqual([false, false]);
  });

  it('can be said in the configuration, and otherwise on the command line', async () => {
    place.put('proviso.config.json', '{ "closed": false }');
    await run();
    expect(isClosed()).toEqual([false, false]);
    await run('--no-open');
    expect(isClosed()).toEqual([true, true]);
  });

  it('cannot be said in other words', async () => {
    place.put('proviso.config.json', '{ "closed": "no" }');
    const { exit, err } = await run();
    expect([exit, err.includes('`closed` has to be true or false')]).toEqual([4, true]);
  });
});

describe('watching', () => {
  const options: BuildOptions = {
    out: 'out',
    target: [],
    asOf: '2026-01-31',
    verify: false,
    certify: false,
    seed: 1,
    samples: 10,
    watch: true,
  };
  const said = { text: '' };
  const stream: Stream = {
    write: (text) => {
      said.text += text;
    },
    paint: paintWith(false),
    width: 100,
  };
  const until = async (isSo: () => boolean): Promise<void> => {
    for (let left = 200; !isSo() && left > 0; left--) await new Promise((done) => setTimeout(done, 50));
    expect([isSo(), said.text]).toEqual([true, said.text]);
  };
  const times = (word: string) => said.text.split(word).length - 1;

  it('builds again what changed, shows mistakes, and leaves the last good files alone', async () => {
    said.text = '';
    const ending = new AbortController();
    const terminal = { out: stream, err: stream, cwd: place.folder, today: '2026-01-31' };
    const done = build('own.proviso', options, terminal, ending.signal);
    await until(() => times('waiting for a rule file to change') === 1);
    const first = textOf('out/own.schema.json');

    place.put('own.proviso', POLICY.replace('most 3', 'most 4'));
    await until(() => times('own as of 2026-01-31: 1 rule') === 2);
    const second = textOf('out/own.schema.json');
    expect(second).not.toBe(first);

    place.put('own.proviso', POLICY.replace('b must', 'c must'));
    await until(() => times('waiting') === 3);
    expect(said.text).toContain('own.proviso:4:3');
    expect(textOf('out/own.schema.json')).toBe(second);

    // A file that it brings in, and one that was not there.
    place.put('own.proviso', POLICY.replace('./records', './more'));
    await until(() => times('there is no rule file `./more`') === 1);
    place.put('more.proviso', RECORDS.replace('- b: number', '- b: number optional "B"\n- c: number'));
    await until(() => times('own as of 2026-01-31: 1 rule') === 3);
    expect(textOf('out/own.schema.json')).toContain('"c"');

    // A file that is gone, and comes back.
    unlinkSync(join(place.folder, 'own.proviso'));
    await until(() => times('there is no such file') === 1);
    place.put('own.proviso', POLICY);
    await until(() => times('own as of 2026-01-31: 1 rule') === 4);

    // The configuration counts too.
    place.put('proviso.config.json', '{ "closed": false }');
    await until(() => times('own as of 2026-01-31: 1 rule') === 5);
    expect(schemaOf().$defs['record.top']?.additionalProperties).toBe(undefined);
    expect(readdirSync(join(place.folder, 'out')).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    ending.abort();
    expect(await done).toBe(0);
  });

  it('ends with what the last build came to', async () => {
    said.text = '';
    rmSync(join(place.folder, 'records.proviso'));
    const ending = new AbortController();
    const terminal = { out: stream, err: stream, cwd: place.folder, today: '2026-01-31' };
    const done = build('own.proviso', options, terminal, ending.signal);
    await until(() => times('waiting') === 1);
    ending.abort();
    expect([await done, existsSync(join(place.folder, 'out'))]).toEqual([3, false]);
  });
});
