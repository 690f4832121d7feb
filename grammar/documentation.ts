/** What the comments above a declaration say of it. Knows the tree and its text, not how the one is made of the other. */
import type { Declaration, File } from './ast.ts';
import { lineStarts, positionAt, type Source } from './source.ts';

/** The comment lines directly above a declaration, without their `#`; `undefined` if there are none. */
export function documentation(file: File, source: Source, declaration: Declaration): string | undefined {
  const starts = lineStarts(source);
  let line = positionAt(source, declaration.span.start).line - 1;
  const lines: string[] = [];
  for (const comment of file.comments.toReversed()) {
    if (comment.span.start > declaration.span.start) continue;
    if (positionAt(source, comment.span.start).line !== line) break;
    if (source.text.slice(starts[line - 1], comment.span.start).trim() !== '') break;
    lines.unshift(comment.text);
    line -= 1;
  }
  return lines.length === 0 ? undefined : lines.join('\n');
}
