/** Reads test cases from Markdown: headings name cases, fenced blocks are their parts. Knows no languages. */

/** A fenced block. `words` is the info string, split: the first word says what it is. */
export interface Block {
  readonly words: readonly string[];
  readonly text: string;
  /** Line numbers of the fences, from 0. */
  readonly open: number;
  readonly close: number;
}

/** A heading with its own blocks and those it inherits from the headings above it. */
export interface Case {
  readonly title: string;
  readonly line: number;
  readonly blocks: readonly Block[];
  readonly inherited: readonly Block[];
}

interface Heading {
  readonly level: number;
  readonly title: string;
  readonly line: number;
  readonly blocks: Block[];
}

/** The cases of a page: every heading that has blocks of its own. */
export function readCases(text: string): Case[] {
  const headings = readHeadings(text.split('\n'));
  return headings.flatMap((heading, index) => {
    if (heading.blocks.length === 0) return [];
    const above = headingsAbove(headings, index);
    const title = [...above.map((one) => one.title), heading.title].join(' > ');
    return [
      { title, line: heading.line, blocks: heading.blocks, inherited: above.flatMap((one) => one.blocks) },
    ];
  });
}

function headingsAbove(headings: readonly Heading[], index: number): Heading[] {
  const above: Heading[] = [];
  let level = headings[index]?.level ?? 1;
  for (let at = index - 1; at >= 0; at--) {
    const heading = headings[at];
    if (heading && heading.level < level) {
      above.unshift(heading);
      level = heading.level;
    }
  }
  return above;
}

function readHeadings(lines: readonly string[]): Heading[] {
  const headings: Heading[] = [{ level: 0, title: '', line: 1, blocks: [] }];
  let open: { line: number; words: string[]; fence: string } | undefined;
  for (const [index, line] of lines.entries()) {
    const fence = /^(`{3,})(.*)$/.exec(line);
    if (open) {
      if (fence && fence[1] === open.fence && fence[2]?.trim() === '') {
        const text = lines
          .slice(open.line + 1, index)
          .map((one) => `${one}\n`)
          .join('');
        headings.at(-1)?.blocks.push({ words: open.words, text, open: open.line, close: index });
        open = undefined;
      }
    } else if (fence) {
      open = { line: index, words: (fence[2] ?? '').trim().split(/\s+/), fence: fence[1] ?? '' };
    } else {
      const heading = /^(#+)\s+(.*)$/.exec(line);
      if (heading) {
        const level = heading[1]?.length ?? 1;
        headings.push({ level, title: heading[2] ?? '', line: index + 1, blocks: [] });
      }
    }
  }
  return headings.filter((one) => one.level > 0 || one.blocks.length > 0);
}

/** The page with some blocks' texts replaced. */
export function replaceBlocks(text: string, changes: ReadonlyMap<Block, string>): string {
  const lines = text.split('\n');
  const blocks = [...changes].sort(([a], [b]) => b.open - a.open);
  for (const [block, replacement] of blocks) {
    const written = replacement === '' ? [] : replacement.replace(/\n$/, '').split('\n');
    lines.splice(block.open + 1, block.close - block.open - 1, ...written);
  }
  return lines.join('\n');
}
