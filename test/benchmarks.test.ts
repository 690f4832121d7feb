/** The page of measurements has a place for each part that the command writes, and keeps what people wrote. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { PARTS, type Parts, withParts } from '../bench/page.ts';
import { projectPath } from './support/host.ts';

const page = readFileSync(projectPath('docs/benchmarks.md'), 'utf8');
const parts = Object.fromEntries(PARTS.map((name) => [name, `| new ${name} |`])) as Parts;

it('is written anew between its markers alone', () => {
  const written = withParts(page, parts);
  const bare = (text: string) => text.replace(/(<!-- (\w+) -->)[\s\S]*?(<!-- \/\2 -->)/g, '$1$3');
  expect(bare(written)).toBe(bare(page));
  for (const name of PARTS)
    expect(written).toContain(`<!-- ${name} -->\n\n| new ${name} |\n\n<!-- /${name} -->`);
  expect(withParts(written, parts)).toBe(written);
});

it('holds a table in each part', () => {
  for (const name of PARTS) {
    const [, text = ''] = new RegExp(`<!-- ${name} -->\\n([\\s\\S]*?)<!-- /${name} -->`).exec(page) ?? [];
    expect([name, /^\| -+/m.test(text)]).toEqual([name, true]);
    expect(text).not.toContain('NaN');
  }
});
