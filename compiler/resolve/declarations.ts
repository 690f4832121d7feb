/** Finds the declarations of a kind, and puts what they declare under its name. */
import type { Declaration } from '../../grammar/ast.ts';
import { type Report, report } from '../../grammar/diagnostic.ts';
import type { Span } from '../../grammar/source.ts';
import type { LoadedFile } from '../load.ts';
import { resolveCodes } from './codes.ts';
import type { Declared } from './names.ts';

/** All declarations of a kind, with their files. */
export function declarationsOf<K extends Declaration['kind']>(
  files: readonly LoadedFile[],
  kind: K,
): readonly { readonly declaration: Extract<Declaration, { kind: K }>; readonly file: LoadedFile }[] {
  return files.flatMap((file) =>
    file.tree.declarations
      .filter((one): one is Extract<Declaration, { kind: K }> => one.kind === kind)
      .map((declaration) => ({ declaration, file })),
  );
}

/** Puts an entry under its name, or another key, reporting a second one there. */
export function declare<E extends Declared<unknown>>(
  entry: E,
  kind: string,
  span: Span,
  known: Map<string, E>,
  to: Report,
  spanOf: (entry: E) => Span | undefined,
  key = entry.name,
): void {
  const first = known.get(key);
  if (first === undefined) {
    known.set(key, entry);
    return;
  }
  const where = spanOf(first);
  const related = where === undefined ? [] : [{ span: where, message: 'the first one' }];
  report(to, resolveCodes, 'name-clash', span, { kind, name: entry.name }, related);
}
