/** Runs the cases in test/cases: each block that is there is checked. `npm run accept` writes the expected blocks anew. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { compile } from '../compiler/compile.ts';
import { evaluate } from '../compiler/evaluate.ts';
import { newReport } from '../grammar/diagnostic.ts';
import { parse } from '../grammar/parse.ts';
import { print } from '../grammar/print.ts';
import { writeDiagnostics, writeJudgement } from './support/expected.ts';
import { projectPath, testHost } from './support/host.ts';
import { type Block, type Case, readCases, replaceBlocks } from './support/markdown.ts';

const accept = process.env.ACCEPT === '1';
const DAY = '2026-01-31';

/** What a block should hold, by its kind; undefined for blocks that are input. */
function expectedText(block: Block, one: Case): string | undefined {
  const policy = [...one.inherited, ...one.blocks].findLast((other) => other.words[0] === 'proviso');
  const source = { file: 'case.proviso', text: policy?.text ?? '' };
  const blocks = one.blocks.filter((other) => other.open < block.open);
  const manifest = blocks.findLast((other) => other.words[0] === 'manifest');
  const option = (name: string): string | undefined =>
    block.words.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1);
  switch (block.words[0]) {
    case 'diagnostics': {
      const { diagnostics, files } = compile(source, testHost(), { asOf: DAY });
      const textOf = (file: string) => files.find((other) => other.source.file === file)?.source.text ?? '';
      return writeDiagnostics(diagnostics, textOf);
    }
    case 'findings': {
      const { plan, diagnostics } = compile(source, testHost(), { asOf: option('asOf') ?? DAY });
      if (plan === undefined) return writeDiagnostics(diagnostics, () => source.text);
      const language = option('language') === 'zh' ? 'zh' : 'en';
      return writeJudgement(evaluate(plan, parseYaml(manifest?.text ?? ''), { language }));
    }
    case 'print': {
      const report = newReport();
      return print(parse(source, report), source);
    }
    default:
      return undefined;
  }
}

const pages = readdirSync(projectPath('test/cases'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.md'))
  .map((path) => `test/cases/${path}`)
  .sort();

describe.each(pages)('%s', (page) => {
  const path = projectPath(page);
  const text = readFileSync(path, 'utf8');
  const changes = new Map<Block, string>();
  for (const one of readCases(text)) {
    const checked = one.blocks.filter((block) =>
      ['diagnostics', 'findings', 'print'].includes(block.words[0] ?? ''),
    );
    if (checked.length === 0) continue;
    test(one.title, () => {
      for (const block of checked) {
        const actual = expectedText(block, one);
        if (accept && actual !== undefined) changes.set(block, actual);
        else expect(actual, `${page}:${block.open + 1}`).toBe(block.text);
      }
    });
  }
  if (accept) test('accept', () => writeFileSync(path, replaceBlocks(text, changes)));
});
