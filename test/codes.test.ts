/** The pages of codes are their tests: the bad text reports exactly that code, the good one nothing. All examples compile. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { catalogue } from '../compiler/catalogue.ts';
import { compile } from '../compiler/compile.ts';
import type { emitCodes } from '../compiler/emit/codes.ts';
import { emitJsonSchema } from '../compiler/emit/json-schema.ts';
import { projectPath, testHost } from './support/host.ts';
import { type Block, readCases } from './support/markdown.ts';

/** The name of the file that is compiled, so that another one can use it. */
const ENTRY = './policy';

function blocksOf(page: string): readonly Block[] {
  return readCases(readFileSync(projectPath(page), 'utf8')).flatMap((one) => one.blocks);
}

/** `bad file=./terms` is another file beside the text of the first `bad` block; `bad repeat=N` stands for its text N times. */
function diagnosticsOf(blocks: readonly Block[]): readonly string[] {
  const files = blocks.map(({ words, text }) => {
    const option = (name: string) =>
      words.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1);
    return [option('file') ?? ENTRY, text.repeat(Number(option('repeat') ?? 1))] as const;
  });
  const given = Object.fromEntries(files);
  const source = { file: ENTRY, text: given[ENTRY] ?? '' };
  const { diagnostics, plan } = compile(source, testHost(given), { asOf: '2026-01-31' });
  const problems = plan ? emitJsonSchema(plan).problems : [];
  return [...diagnostics.map((one) => one.code), ...problems.map((): EmitCode => 'rule-too-large')];
}

type EmitCode = keyof typeof emitCodes;

const codes = Object.keys(catalogue).sort();

describe.each(codes)('%s', (code) => {
  const ofKind = (kind: string) => blocksOf(`docs/codes/${code}.md`).filter((one) => one.words[0] === kind);

  test('bad reports it, and nothing else', () => {
    const found = diagnosticsOf(ofKind('bad'));
    expect(found.length).toBeGreaterThan(0);
    // Too many errors are errors of another kind as well.
    const of = code === 'too-many-errors' ? ['unexpected-character', code] : [code];
    expect([...new Set(found)]).toEqual(of);
  });

  test('good reports nothing', () => {
    expect(ofKind('good').length).toBeGreaterThan(0);
    expect(diagnosticsOf(ofKind('good'))).toEqual([]);
  });
});

describe('the reference of the language', () => {
  const examples = blocksOf('docs/language.md').filter((one) => one.words[0] === 'proviso');

  test.each(
    examples.map((one) => [one.open + 1, one] as const),
  )('the example at line %i compiles', (_, block) => {
    expect(diagnosticsOf([block])).toEqual([]);
  });
});
