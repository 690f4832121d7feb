/** A declaration in JSON -> its tree, with the place of each key and value. Knows no fields. */
import type { Source } from '../grammar/source.ts';
import { parseJsonText } from './json-text.ts';
import { beginReading, endReading, type ManifestRead, type ReadContext } from './reading.ts';

/** Reads strict JSON: RFC 8259, without comments. */
export function readDeclarationJson(source: Source, context: ReadContext): ManifestRead {
  const reading = beginReading(source, context);
  const json = parseJsonText(reading, 'json', 'refused');
  for (const [pointer, span] of json?.places ?? []) reading.places.set(pointer, span);
  for (const [pointer, span] of json?.keys ?? []) reading.keys.set(pointer, span);
  return endReading(reading, 'declaration-json', json?.value, false);
}
