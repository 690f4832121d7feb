/** The conformance cases: each heading says what the rule comes to, the findings below it too, and so does every target. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { disagreement } from '../cli/certify/agree.ts';
import { compile } from '../compiler/compile.ts';
import { buildTargets } from './agree/targets.ts';
import { projectPath, testHost } from './support/host.ts';
import { type Block, readCases } from './support/markdown.ts';

/** What the lines of a judgement must begin with, by the first words of the heading. `complies` where nothing stands against it. */
const VERDICTS: Readonly<Record<string, RegExp>> = {
  satisfied: /^complies\n$/,
  violated: /^does not comply\n(?:[\s\S]*\n)?violation /,
  undetermined: /^does not comply\n(?!(?:[\s\S]*\n)?violation )(?:[\s\S]*\n)?undetermined /,
  waived: /^complies\nwaived /,
  recommended: /^complies\n(?:violation|undetermined) \(should\) /,
  'out of shape': /^does not comply\n(?:shape .*\n)+$/,
};

const pages = readdirSync(projectPath('test/cases/conformance')).sort();

const casesOf = (page: string) =>
  readCases(readFileSync(projectPath(`test/cases/conformance/${page}`), 'utf8'));

test.each(pages)('%s: headings and findings', (page) => {
  const cases = casesOf(page);
  const wrong = cases.flatMap(({ title, blocks }) => {
    const heading = title.split(' > ').at(-1) ?? '';
    const verdict = VERDICTS[/^[\w ]+/.exec(heading)?.[0].trim() ?? ''];
    const shapeFits = (text: string) => /^shape /m.test(text) === /out of shape/.test(heading);
    return blocks
      .filter((one) => one.words[0] === 'findings')
      .filter(({ text }) => !verdict?.test(text) || !shapeFits(text))
      .map((one) => `${title} (line ${one.open + 1}): ${one.text}`);
  });
  expect(wrong).toEqual([]);
});

/** The days for which a page compiles its policies. */
const daysOf = (blocks: readonly Block[]): readonly string[] => {
  const days = blocks.flatMap((one) => one.words.flatMap((word) => /^asOf=(.*)$/.exec(word)?.[1] ?? []));
  return [...new Set(['2026-01-31', ...days])];
};

// Each policy of a page meets every manifest of it, and so many a manifest that was written for another rule.
test.each(pages)('%s: every target agrees', { timeout: 120_000 }, (page) => {
  const blocks = casesOf(page).flatMap((one) => one.blocks);
  const manifests = blocks.filter((one) => one.words[0] === 'manifest').map((one) => parseYaml(one.text));
  const wrong: string[] = [];
  for (const { words, text, open } of blocks) {
    if (words[0] !== 'proviso') continue;
    for (const day of daysOf(blocks)) {
      const { plan } = compile({ file: 'case.proviso', text }, testHost(), { asOf: day });
      const targets = plan && buildTargets(plan);
      if (!targets) wrong.push(`line ${open + 1}: no plan, or a rule past the bound of the schema`);
      for (const manifest of targets ? manifests : []) {
        const said = targets && disagreement(targets, manifest);
        if (said) wrong.push(`line ${open + 1} on ${day}, ${JSON.stringify(manifest)}: ${said}`);
      }
    }
  }
  expect(wrong).toEqual([]);
});
