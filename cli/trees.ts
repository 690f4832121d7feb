/**
 * Trees of the library's rule files, made when the command is built, so that a run need not parse them again. A tree counts only for
 * the very text that it was made of. Knows no policies, and makes no trees.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { File } from '../grammar/ast.ts';
import type { Source } from '../grammar/source.ts';

/** Beside the bundles. Beside the sources of the command there is no such folder, and all is parsed. */
const FOLDER = fileURLToPath(new URL('trees/', import.meta.url));

/** The name of the file that holds a tree, of the folder of trees: `std/cn/pipl.proviso` is `cn.pipl.json`. */
export const treeName = (file: string): string =>
  `${file
    .replace(/^std\//, '')
    .replace(/\.proviso$/, '')
    .replaceAll('/', '.')}.json`;

/** A tree as it is kept: after the hash of its text. A span is written as its two numbers; all are of the one file. */
export function keptTree({ text }: Source, tree: File): string {
  const plain = JSON.stringify(tree, (key, value) => (key === 'span' ? [value.start, value.end] : value));
  return `${hashOf(text)}\n${plain}`;
}

/** The tree of a file of the library, if it was kept and the file is still the same. */
export function treeOf(source: Source): File | undefined {
  if (!source.file.startsWith('std/')) return undefined;
  const path = `${FOLDER}${treeName(source.file)}`;
  if (!existsSync(path)) return undefined;
  const kept = readFileSync(path, 'utf8');
  const end = kept.indexOf('\n');
  if (kept.slice(0, end) !== hashOf(source.text)) return undefined;
  const tree: unknown = JSON.parse(kept.slice(end + 1));
  placeSpans(tree, source.file);
  return tree as File;
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Writes each span out again, in the tree itself: it is nobody else's yet. */
function placeSpans(node: unknown, file: string): void {
  if (typeof node !== 'object' || node === null) return;
  const record = node as Record<string, unknown>;
  for (const key in record) {
    const value = record[key];
    if (key === 'span' && Array.isArray(value)) record[key] = { file, start: value[0], end: value[1] };
    else placeSpans(value, file);
  }
}
