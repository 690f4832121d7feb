/** The parts of the command by themselves: text, frames, files, facts set by hand, the report in JSON. */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXIT, worst } from '../cli/exit.ts';
import { readBytes, shownPath, writeWhole } from '../cli/files.ts';
import { frame } from '../cli/frame.ts';
import { fileHost } from '../cli/host.ts';
import { parseFact, setFact } from '../cli/set-facts.ts';
import { paintWith, type Stream, wantsColour } from '../cli/terminal.ts';
import { columnsOf, visible, wrap } from '../cli/text.ts';
import { plan } from './readers-plan.ts';

const stream: Stream = { write: () => undefined, paint: paintWith(false), width: 60 };

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'proviso-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('text', () => {
  it('shows no control characters', () => {
    expect(visible('a\u001b[31mred\u0007\r\u202eb')).toBe('a␛[31mred␇␍\ufffdb');
  });
  it('counts Chinese characters as two columns', () => {
    expect(columnsOf('a收集')).toBe(5);
  });
  it('wraps at blanks and between Chinese characters, never before a comma', () => {
    expect(wrap('one two three', 8)).toEqual(['one two', 'three']);
    expect(wrap('收集个人信息，应当明示', 12)).toEqual(['收集个人信', '息，应当明示']);
  });
});

describe('frames', () => {
  const at = (text: string, ...words: string[]) => {
    const source = { file: 'f', text };
    const spans = words.map((word) => {
      const start = text.indexOf(word);
      return { file: 'f', start, end: start + word.length };
    });
    return frame(source, spans, stream).join('\n');
  };
  it('underlines several places, in order, and leaves out what lies between', () => {
    expect(at('a: 1\nb: 2\nc: 3\nd: 4', 'd: 4', '1')).toBe(
      ['   1 │ a: 1', '     │    ^', '     ⋮', '   4 │ d: 4', '     │ ^^^^'].join('\n'),
    );
  });
  it('keeps the mark under a word after tabs and wide characters', () => {
    expect(at('\t收集: x', 'x')).toBe('   1 │     收集: x\n     │           ^');
  });
  it('shows the part of a long line that matters', () => {
    const shown = at(`${'x'.repeat(500)}HERE${'x'.repeat(500)}`, 'HERE');
    expect(shown).toContain('HERE');
    for (const line of shown.split('\n')) expect(line.length).toBeLessThanOrEqual(60);
  });
  it('shows the first line of a place that goes over several', () => {
    expect(at('a:\n  b: 1\n', 'a:\n  b: 1')).toBe('   1 │ a:\n     │ ^^');
  });
});

describe('colour', () => {
  it.each([
    [true, {}, true],
    [false, {}, false],
    [true, { NO_COLOR: '1' }, false],
    [false, { FORCE_COLOR: '1' }, true],
    [true, { FORCE_COLOR: '0' }, false],
    [true, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
    [true, { TERM: 'dumb' }, false],
  ])('terminal %s, %o: %s', (isTerminal, env, expected) => {
    expect(wantsColour(isTerminal, env)).toBe(expected);
  });
});

describe('exit codes', () => {
  it('puts unreadable before wrong, violated, undetermined and fine', () => {
    expect(worst([])).toBe(EXIT.complies);
    expect(worst([0, 2])).toBe(EXIT.undetermined);
    expect(worst([2, 1, 0])).toBe(EXIT.violated);
    expect(worst([1, 3])).toBe(EXIT.policyWrong);
    expect(worst([3, 4, 1])).toBe(EXIT.unusable);
  });
});

describe('files', () => {
  it.each<[string, (path: string) => void, RegExp]>([
    ['nothing', () => undefined, /no such file/],
    ['a folder', (path) => mkdirSync(path), /folder/],
    ['a pipe', (path) => void execFileSync('mkfifo', [path]), /not a regular file/],
    ['a circle of links', (path) => symlinkSync(path, path), /circle/],
    ['too many bytes', (path) => writeFileSync(path, Buffer.alloc(1001)), /no more than/],
  ])('says what is wrong with %s', (name, make, expected) => {
    const path = join(folder, name);
    make(path);
    const read = readBytes(path, 1000);
    expect('problem' in read ? read.problem : '').toMatch(expected);
  });
  it('refuses a device that never ends', () => {
    expect(readBytes('/dev/zero', 1000)).toHaveProperty('problem');
  });
  it('says that a file may not be read', () => {
    const path = join(folder, 'secret');
    writeFileSync(path, 'x');
    chmodSync(path, 0);
    const read = readBytes(path, 1000);
    // Whoever runs the tests as root may read anything.
    if (process.getuid?.() === 0) expect(read).toHaveProperty('bytes');
    else expect(read).toHaveProperty('problem', expect.stringMatching(/permission/));
  });
  it('leaves nothing behind where one of several cannot be written', () => {
    const top = join(folder, 'out');
    mkdirSync(join(top, 'b'), { recursive: true });
    const problem = writeWhole([
      { path: join(top, 'a'), text: 'new' },
      { path: join(top, 'b'), text: 'new' },
    ]);
    expect(problem).toMatch(/folder/);
    expect(readdirSync(top)).toEqual(['b']);
  });
  it('renews the file behind a link, and keeps the link', () => {
    const file = join(folder, 'file');
    const link = join(folder, 'link');
    writeFileSync(file, 'old');
    symlinkSync(file, link);
    expect(writeWhole([{ path: link, text: 'new' }])).toBeUndefined();
    expect(readFileSync(file, 'utf8')).toBe('new');
    expect(
      readdirSync(folder, { withFileTypes: true })
        .find((one) => one.name === 'link')
        ?.isSymbolicLink(),
    ).toBe(true);
  });
  it('names files from where the command runs, and never like the library', () => {
    expect(shownPath('/a/b/c.yaml', '/a')).toBe('b/c.yaml');
    expect(shownPath('../c.yaml', '/a/b')).toBe('/a/c.yaml');
    expect(shownPath('std/app.proviso', '/a')).toBe('./std/app.proviso');
  });
});

describe('the host', () => {
  it('finds the library, files beside others, and nothing above the library', () => {
    mkdirSync(join(folder, 'own'), { recursive: true });
    writeFileSync(join(folder, 'own', 'terms.proviso'), '# own');
    const host = fileHost(folder);
    expect(host.find('std/app', undefined)?.file).toBe('std/app.proviso');
    expect(host.find('./terms', 'own/policy.proviso')).toEqual({ file: 'own/terms.proviso', text: '# own' });
    expect(host.find('../own/terms', 'own/policy.proviso')?.file).toBe('own/terms.proviso');
    expect(host.find('./data', 'std/vocabulary/purpose.proviso')?.file).toBe('std/vocabulary/data.proviso');
    expect(host.find('std/../package', undefined)).toBeUndefined();
    expect(host.list()).toContain('std/cn/principles');
  });
});

describe('facts set by hand', () => {
  const set = (tree: unknown, written: string, partial = false) => {
    const fact = parseFact(plan, written);
    if ('problem' in fact) return fact.problem;
    const result = setFact(tree, fact.path, fact.value, { plan, partial });
    return 'problem' in result ? result.problem : JSON.parse(JSON.stringify(result.value));
  };
  it.each([
    ['app.markets=cn,no', { app: { markets: ['cn', 'no'] } }],
    ['app.markets=', { app: { markets: [] } }],
    ['app.id=a=b', { app: { id: 'a=b' } }],
  ])('%s', (written, expected) => {
    expect(set({}, written)).toEqual(expected);
  });
  it('changes one field of one record', () => {
    const tree = { collections: [{ data: 'media', retention: 1 }, { data: 'media' }] };
    expect(set(tree, 'collections.1.background=yes')).toEqual({
      collections: [
        { data: 'media', retention: 1 },
        { data: 'media', background: true },
      ],
    });
    expect(tree.collections[1]).toEqual({ data: 'media' });
  });
  it('takes the name of a field in a policy as well as its key', () => {
    expect(set({ permissions: [{}] }, 'permissions.0.until-sdk=28')).toEqual({
      permissions: [{ untilSdk: 28 }],
    });
  });
  it('leaves the rest of a new record unknown where the manifest is partial', () => {
    expect(set({ app: null }, 'app.id=x', true)).toEqual({ app: { id: 'x', version: null, markets: null } });
  });
  it.each([
    ['app', /is not a fact/],
    ['app.markts=cn', /did you mean `markets`/],
    ['app.markets=chn', /not a term of `market`; did you mean `cn`/],
    ['app.id.x=1', /no field below/],
    ['app=x', /whole record/],
    ['collections=x', /whole record/],
    ['collections.0.retention=-1', /a number of days/],
    ['collections.0.background=maybe', /`yes` or `no`/],
    ['collections.0.retention=1', /the list holds 0/],
  ])('refuses %s', (written, expected) => {
    expect(set({}, written)).toMatch(expected);
  });
});
