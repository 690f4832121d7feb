/** Which places of a manifest show a finding: where the values that decided it are written. Renders nothing. */
import type { Finding, Reason } from '../compiler/findings.ts';
import { type Location, locate, type Span } from '../grammar/source.ts';
import { type ManifestRead, placeAt } from '../readers/reading.ts';
import { type Manifest, textsOf } from './manifest.ts';

/**
 * The places of the values that decided, else of the record; never none. Each once: first those in the record, which is what
 * is to be changed, then what else took part, such as where the app is offered.
 */
export function placesOf(finding: Finding, manifest: Manifest): readonly Span[] {
  const { read, file } = manifest;
  const inside = ({ pointer }: Reason) => pointer.startsWith(`${finding.pointer}/`);
  const reasons = [...finding.because.filter(inside), ...finding.because.filter((one) => !inside(one))];
  const spans = read ? reasons.flatMap(({ pointer }) => written(read, pointer)) : [];
  const fallback = (read && placeAt(read, finding.pointer)) ?? { file, start: 0, end: 0 };
  const all = spans.length > 0 ? spans : [fallback];
  const unique = new Map(all.map((span) => [`${span.file}:${span.start}-${span.end}`, span]));
  return [...unique.values()];
}

/** Where a value stands by itself; a list or record is shown by its key, since it may be long. */
function written(read: ManifestRead, pointer: string): readonly Span[] {
  const place = read.places.get(pointer);
  if (place === undefined || pointer === '') return [];
  return [read.keys.get(pointer) && isLong(place) ? (read.keys.get(pointer) ?? place) : place];
}

function isLong(place: Span): boolean {
  return place.end - place.start > 200;
}

/** A pointer's place for people; the nearest one around it where nothing is written. */
export function locationOf(pointer: string, manifest: Manifest): Location {
  const span = manifest.read && placeAt(manifest.read, pointer);
  return located(span ?? { file: manifest.file, start: 0, end: 0 }, manifest);
}

/** A place for people; the beginning of the file where its text is not at hand. */
export function located(span: Span, manifest: Manifest): Location {
  return locate(textsOf(manifest)(span.file) ?? { file: span.file, text: '' }, span);
}
