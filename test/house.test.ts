/** Holds the layout: who may import whom, no circles, sizes, opening sentences, a page for each code. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { catalogue } from '../compiler/catalogue.ts';
import { keywords } from '../grammar/keywords.ts';
import { readerCodes } from '../readers/codes.ts';
import { projectPath } from './support/host.ts';
import { type Module, readModules } from './support/modules.ts';

const modules = readModules();
const product = modules.filter((one) => !one.path.startsWith('test/'));

/** For the files of each place, the places of the project they may import from. The longest place that fits counts. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'grammar/': ['grammar/'],
  'readers/': [
    'readers/',
    'compiler/plan.ts',
    'compiler/findings.ts',
    'grammar/source.ts',
    'grammar/diagnostic.ts',
    'compiler/nearest.ts',
    'grammar/spelling.ts',
  ],
  'compiler/resolve/': [
    'compiler/resolve/',
    'compiler/elsewhere.ts',
    'compiler/load.ts',
    'compiler/nearest.ts',
    'compiler/plan.ts',
    'grammar/',
  ],
  'compiler/check/': [
    'compiler/check/',
    'compiler/resolve/',
    'compiler/load.ts',
    'compiler/nearest.ts',
    'compiler/formula.ts',
    'compiler/plan.ts',
    'grammar/',
  ],
  'compiler/emit/': [
    'compiler/emit/',
    'compiler/scope',
    'compiler/classical.ts',
    'compiler/formula.ts',
    'compiler/plan.ts',
    'compiler/findings.ts',
    'grammar/diagnostic.ts',
    'grammar/ast.ts',
  ],
  // The runtime is copied into the output together with the reference semantics, which it calls.
  'compiler/emit/typescript/runtime/': [
    'compiler/emit/typescript/',
    'compiler/evaluate.ts',
    'compiler/messages.ts',
    'compiler/shape.ts',
    'compiler/values.ts',
    'compiler/truth.ts',
    'compiler/findings.ts',
    'compiler/plan.ts',
    'grammar/ast.ts',
    'grammar/source.ts',
  ],
  'compiler/evaluate.ts': [
    'compiler/findings.ts',
    'compiler/messages.ts',
    'compiler/plan.ts',
    'compiler/reasons.ts',
    'compiler/shape.ts',
    'compiler/truth.ts',
    'compiler/values.ts',
  ],
  'compiler/': ['compiler/', 'grammar/'],
  'cli/': ['cli/', 'compiler/', 'readers/', 'grammar/'],
  // The library is pure but for the part for files.
  'api/': ['api/', 'cli/emit.ts', 'compiler/', 'readers/', 'grammar/'],
  'api/node': ['api/', 'cli/', 'compiler/', 'readers/', 'grammar/'],
  'plugin/': ['plugin/', 'api/', 'cli/', 'compiler/', 'grammar/'],
  'bench/': ['bench/', 'cli/', 'compiler/', 'readers/', 'grammar/'],
};

function allowedFor(path: string): readonly string[] {
  const place = Object.keys(MAY_IMPORT)
    .filter((one) => path.startsWith(one))
    .sort((a, b) => b.length - a.length)[0];
  return (place && MAY_IMPORT[place]) || [];
}

test('each file imports only from where it may', () => {
  const wrong = product.flatMap((one) =>
    one.imports
      .filter((other) => other.own && !allowedFor(one.path).some((place) => other.from.startsWith(place)))
      .map((other) => `${one.path} -> ${other.from}`),
  );
  expect(wrong).toEqual([]);
});

test('nothing in the compiler sees the pipeline', () => {
  const inner = product.filter((one) => one.path.startsWith('compiler/'));
  const wrong = inner.filter((one) => one.imports.some((other) => other.from === 'compiler/compile.ts'));
  expect(wrong.map((one) => one.path)).toEqual([]);
});

test('no file imports itself in a circle', () => {
  const byPath = new Map(modules.map((one) => [one.path, one]));
  const circles: string[] = [];
  const done = new Set<string>();
  const visit = (module: Module, way: readonly string[]): void => {
    if (way.includes(module.path)) {
      circles.push([...way.slice(way.indexOf(module.path)), module.path].join(' -> '));
      return;
    }
    if (done.has(module.path)) return;
    for (const one of module.imports) {
      const next = byPath.get(one.from);
      if (next && !one.typeOnly) visit(next, [...way, module.path]);
    }
    done.add(module.path);
  };
  for (const one of modules) visit(one, []);
  expect(circles).toEqual([]);
});

test('grammar, compiler and readers do no input or output', () => {
  const pure = product.filter((one) =>
    /^(grammar|compiler|readers)\/|^cli\/emit\.ts|^api\/(?!node)/.test(one.path),
  );
  const imported = pure.flatMap((one) =>
    one.imports
      .filter((other) => other.from.startsWith('node:'))
      .map((other) => `${one.path} -> ${other.from}`),
  );
  const touched = pure
    .filter((one) =>
      /\b(?:process\.|console\.|fetch\(|Date\.now|new Date\(\))/.test(withoutComments(one.text)),
    )
    .map((one) => one.path);
  expect([...imported, ...touched]).toEqual([]);
});

const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');

/** Files that may be longer than 400 lines, and why. */
const LONG: Readonly<Record<string, string>> = {
  'grammar/ast.ts': 'the whole tree in one place',
  'grammar/parser.ts': 'one rule per production',
  'grammar/build.ts': 'one function per node',
  'grammar/print.ts': 'one function per node',
};

test('files are small', () => {
  const limit = (path: string): number => (LONG[path] ? 800 : 400);
  const long = product
    .map((one) => ({ path: one.path, lines: one.text.split('\n').length }))
    .filter((one) => one.lines > limit(one.path));
  expect(long).toEqual([]);
});

test('each file opens with a sentence that says what it does', () => {
  const silent = modules.filter((one) => !/^(?:#![^\n]*\n)?\/\*\*? ?\n? ?\*? ?[A-Z0-9`]/.test(one.text));
  expect(silent.map((one) => one.path)).toEqual([]);
});

test('names are the house’s: no enums, default exports or drawers', () => {
  const wrong = product.filter(
    (one) =>
      /^\s*(?:export\s+)?(?:const\s+)?enum\s|^export default /m.test(withoutComments(one.text)) ||
      /\/(?:utils?|helpers?|common|core|misc)[./]/.test(one.path),
  );
  expect(wrong.map((one) => one.path)).toEqual([]);
});

describe('codes', () => {
  const codes = [...Object.keys(catalogue), ...Object.keys(readerCodes)].sort();

  test('no code is defined twice', () => {
    expect(codes.length).toBe(new Set(codes).size);
  });

  test('each code has a page, and each page a code', () => {
    const pages = readdirSync(projectPath('docs/codes')).map((name) => name.replace(/\.md$/, ''));
    expect(pages.sort()).toEqual(codes);
  });

  test.each(codes)('the page of %s says why, and shows a bad and a good text', (code) => {
    const path = projectPath(`docs/codes/${code}.md`);
    const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
    expect(text).toMatch(new RegExp(`^# ${code}\\n`));
    expect(text).toMatch(/^```bad/m);
    expect(text).toMatch(/^```good/m);
  });
});

test('each keyword has a line that explains it', () => {
  const silent = Object.entries(keywords).filter(([, row]) => row.doc.trim() === '');
  expect(silent.map(([name]) => name)).toEqual([]);
});
