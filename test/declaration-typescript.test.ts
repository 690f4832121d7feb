/** Declarations in TypeScript, read without running them: what counts as written, what as computed, and what does harm. */
import { describe, expect, it } from 'vitest';
import { readManifest, recognise } from '../readers/index.ts';
import { LIMITS } from '../readers/reading.ts';
import { plan } from './readers-plan.ts';
import { workplace } from './support/lint.ts';

async function read(text: string) {
  const { tree, diagnostics, format, places } = await readManifest(
    { file: 'app.privacy.ts', text },
    { plan },
  );
  expect(format).toBe('declaration-typescript');
  const codes = diagnostics.map(({ code, span }) => `${code}: ${text.slice(span.start, span.end)}`);
  return { tree: JSON.parse(JSON.stringify(tree ?? null)) as unknown, codes, places };
}

const app = (id: unknown) => ({ app: { id } });

describe('what is written', () => {
  it.each([
    ['by default', "export default { app: { id: 'a' } }"],
    [
      'with what the type checker wants',
      "export default <const>(({ app: { id: 'a' } } as const) satisfies Declaration)!",
    ],
    ['a constant', "const d: Declaration = { app: { id: 'a' } };\nexport default d;"],
    ['a constant that is exported', "export const d = { app: { id: 'a' } };"],
    ['a constant exported as the default', "const d = { app: { id: 'a' } };\nexport { d as default };"],
    ['a constant exported apart', "const d = { app: { id: 'a' } };\nexport { d };"],
    ['as CommonJS has it', "export = { app: { id: 'a' } };"],
    ['the only object among constants', "export const n = 3;\nexport const d = { app: { id: 'a' } };"],
    ['a constant of a constant', "const i = 'a', b = { id: i };\nconst d = { app: b };\nexport default d;"],
    [
      'a later field over a spread one',
      "const b = { id: 'b', 'x-n': 1 };\nexport default { app: { ...b, id: 'a', 'x-n': undefined } };",
    ],
    ['a spread over an earlier field', "const b = { id: 'a' };\nexport default { app: { id: 'b', ...b } };"],
    ['a key in brackets and quotes', "export default { app: { ['id']: `a` } }"],
    [
      'after types, comments and functions',
      "#!/usr/bin/env node\n/* collections: */ type A = { app: string };\nfunction f(x: unknown) { return x; }\nexport default { app: { id: 'a' } };\nf(1);",
    ],
    [
      'with a name that something else has too',
      "const id = 'a';\nconsole.log(({ id: 1 }).id);\nexport default { app: { id } };",
    ],
  ])('%s', async (_, text) => {
    expect(await read(text)).toMatchObject({ tree: app('a'), codes: [] });
  });
});

describe('what is computed', () => {
  it.each([
    ['a sum', "export default { app: { id: 'a' + 'b' } }", "'a' + 'b'"],
    ['a call', 'export default { app: { id: f() } }', 'f()'],
    ['a template', `export default { app: { id: \`\${x}\` } }`, `\`\${x}\``],
    ['the environment', 'export default { app: { id: process.env.ID } }', 'process.env.ID'],
    ['what another file has', "import { id } from './id';\nexport default { app: { id } }", 'id'],
    ['a variable', "let id = 'a';\nexport default { app: { id } }", 'id'],
    ['a field of a constant', "const c = { id: 'a' };\nexport default { app: { id: c.id } }", 'c.id'],
    ['a choice', "export default { app: { id: x ? 'a' : 'b' } }", "x ? 'a' : 'b'"],
    ['a pattern', 'export default { app: { id: /a/ } }', '/a/'],
    ['a large number', 'export default { app: { id: 3n } }', '3n'],
    ['a constant of itself', 'const id = id;\nexport default { app: { id } }', 'id'],
  ])('%s is not known', async (_, text, seen) => {
    expect(await read(text)).toMatchObject({ tree: app(null), codes: [`computed-value: ${seen}`] });
  });

  it.each([
    ['given to a function', 'fill(c);'],
    ['given to a function inside of something', 'fill([{ c }]);'],
    ['assigned to', "c.id = 'b';"],
    ['changed through a method', 'c.list.push(1);'],
    ['used in a function', 'function g() { return [c]; }'],
    ['changed through a constant that holds it', 'const h = { c };\nh.c.id = 1;'],
    ['changed through another name', 'const h = c;\nh.id = 1;'],
    ['taken apart', 'const { id } = c;'],
    ['in a class', 'class A { c = c }'],
    ['that a text that is run can reach', "eval('c' + '.id = 1');"],
    ['in a loop', 'for (const x of [c]) x.id = 1;'],
  ])('a constant %s is not what it was written as', async (_, change) => {
    const { tree, codes } = await read(`const c = { id: 'a' };\n${change}\nexport default { app: c };`);
    expect([tree, codes]).toEqual([{ app: null }, ['computed-value: c']]);
  });

  it.each([
    ['a spread of something else', 'export default { app: {}, ...more }', '...more'],
    [
      'a spread of a choice',
      'export default { app: {}, ...(x ? { collections: [] } : {}) }',
      '...(x ? { collections: [] } : {})',
    ],
    ['a spread in a list', 'export default { collections: [...more] }', '...more'],
    ['a spread of an object in a list', 'const o = {};\nexport default { collections: [...o] }', '...o'],
    ['an item', 'export default { collections: [make()] }', 'make()'],
    ['an item of words', "export default { app: { markets: ['cn', x] } }", 'x'],
    ['a hole', "export default { app: { markets: ['cn', , 'no'] } }", ''],
    ['a key', 'export default { app: {}, [key]: 1 }', '[key]: 1'],
    ['a method', 'export default { app() { return {}; } , collections: [] }', 'app() { return {}; }'],
    ['a getter', 'export default { get app() { return {}; }, collections: [] }', 'get app() { return {}; }'],
    [
      'what it inherits',
      'export default { collections: [], __proto__: { app: {} } }',
      '__proto__: { app: {} }',
    ],
    ['all of it', 'const app = 1;\nexport default define({ app: {} })', 'define({ app: {} })'],
    ['what a function gives', 'export default () => ({ app: {} })', '() => ({ app: {} })'],
    ['a class', 'export default class { app = {}; collections: [] = []; }', undefined],
    ['a constant in a circle', 'const a = { app: {}, ...a };\nexport default a;', '...a'],
  ])('a part that is computed is refused: %s', async (_, text, seen) => {
    const { tree, codes } = await read(text);
    expect(tree).toBe(null);
    const due =
      seen === undefined ? [expect.stringMatching(/^nothing-exported/)] : [`computed-part: ${seen}`];
    expect(codes).toEqual(due);
  });

  it('a key that stands twice is refused, unless one of them was spread', async () => {
    expect((await read("export default { app: { id: 'a', id: 'b' } }")).codes).toEqual([
      'manifest-duplicate-key: id',
    ]);
  });

  it('what a later field takes the place of has no place any more', async () => {
    const { places, tree } = await read(
      "const b = { app: { id: 'b' } };\nexport default { ...b, app: { version: '1' } };",
    );
    expect([tree, [...places.keys()]]).toEqual([{ app: { version: '1' } }, ['', '/app', '/app/version']]);
  });
});

describe('what it is told by', () => {
  it.each([
    'module.exports = { collections: [] }',
    "export default { expo: { name: 'x' } }",
    "import x from 'y';\nx({ collections: [] });",
    "export default { name: 'collections' }",
  ])('%s is a program still', async (text) => {
    const { diagnostics } = await readManifest({ file: 'x', text }, { plan });
    expect(diagnostics.map((one) => one.message)).toEqual([expect.stringContaining('a program')]);
  });
  it('is surely one where it names the type', () => {
    const sure = (text: string) => recognise(text, plan);
    expect(sure('export default { app: {} } satisfies Declaration')).toMatchObject({ sure: true });
    expect(sure('const a: Declaration = { app: {} }; export default a')).toMatchObject({ sure: true });
    expect(sure('export default { app: {} }')).toMatchObject({ sure: false });
  });
});

describe('what does harm', () => {
  const many = 100_000;
  const bomb = ['const a = [1, 1, 1, 1, 1, 1, 1, 1, 1];'];
  for (const [at, name] of [...'bcdefghi'].entries())
    bomb.push(`const ${name} = [${Array(9).fill('abcdefgh'[at]).join(', ')}];`);
  const wide = Array.from({ length: 9_000 }, (_, at) => `k${at}: { a: 1 }`).join(', ');
  it.each([
    ['brackets', `export default { app: ${'['.repeat(many)}`, 'manifest-too-deep'],
    [
      'closed brackets',
      `export default { app: ${'['.repeat(many)}${']'.repeat(many)} }`,
      'manifest-too-deep',
    ],
    ['functions', `export default { app: ${'x=>'.repeat(many)}1 }`, 'manifest-too-deep'],
    ['signs', `export default { app: ${'! '.repeat(many)}1 }`, 'manifest-too-deep'],
    ['choices', `export default { app: ${'x?'.repeat(many)}1${':1'.repeat(many)} }`, 'manifest-too-deep'],
    ['an alias bomb', `${bomb.join('\n')}\nexport default { app: i };`, 'manifest-too-many-values'],
    ['values', `export default { collections: [${'1,'.repeat(many)}] }`, 'manifest-too-many-values'],
    [
      'records over records',
      `const o = { ${wide} };\nexport default { app: { ${'...o, '.repeat(40)} } };`,
      'manifest-too-many-values',
    ],
    ['an unclosed template', 'export default { app: { id: `', 'broken-typescript'],
    ['an unclosed comment', 'export default { app: {} /* ', 'broken-typescript'],
    ['nothing after the word', 'export default collections:', 'broken-typescript'],
    ['half a letter', "export default { app: { id: '\\ud800', '\\u{110000}': 1 } }", 'broken-typescript'],
  ])('%s', async (_, text, code) => {
    expect(text.length).toBeLessThan(LIMITS.bytes);
    const started = performance.now();
    const { tree, codes } = await read(text);
    expect([tree, codes.map((one) => one.replace(/:.*/s, ''))]).toEqual([null, [code]]);
    expect(performance.now() - started).toBeLessThan(20_000);
  });
  it('a sum of many', async () => {
    const { codes } = await read(`export default { app: { id: ${'1+'.repeat(many)}1 } }`);
    expect(codes.map((one) => one.replace(/:.*/s, ''))).toEqual([
      expect.stringMatching(/^(?:computed-value|manifest-too-deep)$/),
    ]);
  });
  it('runs nothing', async () => {
    await read(
      'const x = (globalThis.ran = true);\nexport default { app: { id: (globalThis.ran = true) } };',
    );
    expect('ran' in globalThis).toBe(false);
  });
});

it('is linted with the place in the file, and what is computed is a question', async () => {
  const place = workplace({
    'own.proviso':
      'policy own "Own"\nuse std/app\nrule told "Told"\n  each collection\n  purposes must be stated\n  retention must be at most 30 days\n',
    'app.privacy.ts':
      "import type { Declaration } from './build/own';\nconst phone = { data: 'contact.phone', purposes: [] } as const;\nexport default {\n  collections: [\n    phone,\n    { data: 'location', purposes: ['service'], retention: DAYS },\n  ],\n} satisfies Declaration;\n",
  });
  const { exit, out, err } = await place.proviso('lint', 'app.privacy.ts', '--policy', 'own.proviso');
  place.clear();
  expect(exit).toBe(1);
  expect(err).toContain('app.privacy.ts:6:59');
  expect(err).toContain('`DAYS` cannot be read without running it, so what it stands for is not known');
  expect(out).toContain('app.privacy.ts:2:');
  expect(out).toMatch(/purposes: \[\]/);
  expect(out).toContain('1 open question');
});
