/**
 * What other files of an app ask for besides those at hand: one permission more for each platform, known to be of it and
 * nothing else. So no rule takes the list of one file for the whole. Knows no text.
 */
import type { Plan } from '../compiler/plan.ts';
import { IN_PART } from './in-part.ts';
import { fitting } from './mapping.ts';
import { emptyRecord, fieldsOf, type ManifestRead, pointerTo } from './reading.ts';
import { unknownRecord } from './unknown.ts';

/** What was read, with what it asks for in part. A reader that knows its file to be whole says so. */
export function inPart(read: ManifestRead): ManifestRead {
  const terms = IN_PART[read.format];
  return terms === undefined
    ? read
    : { ...read, platforms: new Map(terms.map((one) => [one, read.whole ?? false])) };
}

/** The platforms of several files: what one of them shows as a whole, is whole. */
export function platformsOf(reads: readonly ManifestRead[]): ReadonlyMap<string, boolean> {
  const all = new Map<string, boolean>();
  for (const { platforms = [] } of reads)
    for (const [term, whole] of platforms) all.set(term, whole || (all.get(term) ?? false));
  return all;
}

/**
 * The app with one permission more for each platform on which others may ask for more. `whole` are the platforms of which
 * someone says that nobody does.
 */
export function withRests(read: ManifestRead, plan: Plan, whole: readonly string[] = []): ManifestRead {
  const list = listed(read.tree);
  const type = fieldsOf(plan, plan.root).get('permissions')?.type;
  if (list === undefined || type?.kind !== 'list' || type.of.kind !== 'record') return read;
  const { record } = type.of;
  const asks = fieldsOf(plan, record).get('asks');
  if (asks === undefined) return read;
  const open = [...(read.platforms ?? [])].filter(
    ([term, known]) => !known && !whole.some((one) => isOf(term, one)),
  );
  const added = open.map(([term]) => ({
    ...unknownRecord(plan, record),
    asks: fitting(plan, asks.type, term),
  }));
  const rests = new Map(open.map(([term], at) => [pointerTo('/permissions', list.length + at), term]));
  const tree = Object.assign(emptyRecord(), read.tree, { permissions: [...list, ...added] });
  return { ...read, tree, rests };
}

const isOf = (term: string, platform: string): boolean =>
  term === platform || term.startsWith(`${platform}.`);

/** Whether other files may ask for more on a platform. */
export function openOn({ platforms = new Map() }: ManifestRead, platform: string): boolean {
  return [...platforms].some(([term, whole]) => !whole && isOf(term, platform));
}

/** None where the file can't say what an app asks for. */
function listed(tree: unknown): readonly unknown[] | undefined {
  const list = (tree as { readonly permissions?: unknown } | null | undefined)?.permissions;
  return Array.isArray(list) ? list : undefined;
}
