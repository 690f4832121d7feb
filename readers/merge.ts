/** Several files of one app -> one declaration, each value with its place. Reads nothing and judges nothing. */
import type { FieldType, Plan } from '../compiler/plan.ts';
import { type Diagnostic, newReport, type Report, report } from '../grammar/diagnostic.ts';
import type { Span } from '../grammar/source.ts';
import { readerCodes } from './codes.ts';
import { emptyRecord, fieldsOf, type ManifestRead, placeAt, pointerTo } from './reading.ts';
import { platformsOf } from './rests.ts';
import { saidTwice } from './same-words.ts';

/** By which fields two records of a list are the same; records of other kinds are the same if all their fields are. */
const SAME_BY: Readonly<Record<string, readonly string[]>> = {
  permission: ['platform', 'name', 'rationaleKey'],
  label: ['store', 'type'],
  listing: ['store'],
  sdk: ['name'],
};

/** A value in one of the files. */
interface Side {
  readonly read: ManifestRead;
  readonly pointer: string;
  readonly value: unknown;
}

interface Merging extends Report {
  readonly plan: Plan;
  readonly places: Map<string, Span>;
  readonly keys: Map<string, Span>;
}

/**
 * Merges what was read, in order: a file is laid over those before it, and takes out of them what it removes. Lists are joined. A
 * value that is known in one file stands for the whole; two that differ are a remark at both, and then none is known.
 */
export function mergeReads(plan: Plan, reads: readonly ManifestRead[]): ManifestRead {
  const [only, second] = reads;
  if (only !== undefined && second === undefined) return only;
  const merging: Merging = { ...newReport(), plan, places: new Map(), keys: new Map() };
  const sides = reads.map((read, index): Side => {
    const later = reads.slice(index + 1).flatMap((one) => one.removes ?? []);
    return { read, pointer: '', value: without(read.tree, later) };
  });
  const type = { kind: 'record', record: plan.root } as const;
  const tree = merge(type, aligned(sides), '', merging);
  compareWords(tree);
  const diagnostics: readonly Diagnostic[] = [
    ...reads.flatMap((one) => one.diagnostics),
    ...merging.diagnostics,
  ];
  const { places, keys } = merging;
  const formats = [...new Set(reads.map((one) => one.format))].sort().join('+');
  const partial = reads.every((one) => one.partial);
  return { format: formats, tree, places, keys, diagnostics, partial, platforms: platformsOf(reads) };
}

/** Nothing but a place holder: an item that is removed keeps its index, so that the pointers of the others stay right. */
const REMOVED = Symbol('removed');

function without(tree: unknown, removals: readonly NonNullable<ManifestRead['removes']>[number][]): unknown {
  if (removals.length === 0 || typeof tree !== 'object' || tree === null) return tree;
  const made = Object.assign(emptyRecord(), tree);
  for (const { list, key, value } of removals) {
    const items = made[list];
    if (!Array.isArray(items)) continue;
    made[list] = items.map((item: unknown) => {
      const has =
        typeof item === 'object' && item !== null ? (item as Record<string, unknown>)[key] : undefined;
      return value === undefined || has === value ? REMOVED : item;
    });
  }
  return made;
}

/** Files that yield come last: their values are looked at where no other file has one. */
function aligned(sides: readonly Side[]): readonly Side[] {
  return [...sides.filter((one) => !one.read.yields), ...sides.filter((one) => one.read.yields)];
}

function isKnown({ value }: Side): boolean {
  return value !== null && value !== undefined;
}

function merge(
  type: FieldType | undefined,
  sides: readonly Side[],
  pointer: string,
  merging: Merging,
): unknown {
  const known = sides.filter(isKnown);
  const [first] = known;
  const place = [...known, ...sides].map((one) => one.read.places.get(one.pointer)).find((one) => one);
  if (place) merging.places.set(pointer, place);
  const key = [...known, ...sides].map((one) => one.read.keys.get(one.pointer)).find((one) => one);
  if (key) merging.keys.set(pointer, key);
  if (first === undefined) return sides.some((one) => one.value === null) ? null : undefined;
  if (known.every((one) => Array.isArray(one.value))) return mergeLists(type, known, pointer, merging);
  if (known.every((one) => typeof one.value === 'object' && !Array.isArray(one.value)))
    return mergeRecords(type, sides, pointer, merging);
  return mergeScalars(sides, known, pointer, merging);
}

function mergeScalars(
  sides: readonly Side[],
  known: readonly Side[],
  pointer: string,
  merging: Merging,
): unknown {
  const own = known.filter((one) => !one.read.yields);
  const [first, ...others] = own.length > 0 ? own : known;
  if (first === undefined) return null;
  const other = others.find((one) => JSON.stringify(one.value) !== JSON.stringify(first.value));
  if (other && own.length > 0 && PER_PLATFORM.has(pointer) && areApart(first.read, other.read)) return null;
  if (other && own.length > 0) {
    reportDiffer(first, other, pointer, merging);
    return null;
  }
  // One file says a value, and another that there surely is none: then it is not known either.
  const surelyNone = sides.some((one) => one.value === undefined && one.read.partial && !one.read.yields);
  return surelyNone ? null : first.value;
}

/** What an app may have another of on each platform. */
const PER_PLATFORM: ReadonlySet<string> = new Set(
  ['id', 'name', 'version', 'targetSdk', 'minPlatform'].map((key) => `/app/${key}`),
);

/** Whether two files are about different platforms. */
function areApart(
  { platforms: one = NONE }: ManifestRead,
  { platforms: other = NONE }: ManifestRead,
): boolean {
  return one.size > 0 && other.size > 0 && ![...one.keys()].some((term) => other.has(term));
}

const NONE: ReadonlyMap<string, boolean> = new Map();

function reportDiffer(first: Side, other: Side, pointer: string, merging: Merging): void {
  const start: Span = { file: '', start: 0, end: 0 };
  const [one, two] = [first, other].map((side) => placeAt(side.read, side.pointer) ?? start) as [Span, Span];
  const key = pointer.slice(pointer.lastIndexOf('/') + 1);
  const shown = (value: unknown) =>
    typeof value === 'object' ? 'a record or a list' : String(value).slice(0, 60);
  const values = { key, first: shown(first.value), second: shown(other.value) };
  report(merging, readerCodes, 'manifests-differ', two, values, [
    { span: one, message: 'said otherwise here' },
  ]);
}

function mergeRecords(
  type: FieldType | undefined,
  sides: readonly Side[],
  pointer: string,
  merging: Merging,
): unknown {
  const holding = sides.filter(isKnown);
  const fields = type?.kind === 'record' ? fieldsOf(merging.plan, type.record) : undefined;
  const keys = new Set(holding.flatMap((one) => Object.keys(one.value as object)));
  const made = emptyRecord();
  for (const key of keys) {
    const inner = holding.map(({ read, pointer: at, value }): Side => {
      const record = value as Readonly<Record<string, unknown>>;
      return {
        read,
        pointer: pointerTo(at, key),
        value: Object.hasOwn(record, key) ? record[key] : undefined,
      };
    });
    const value = merge(fields?.get(key)?.type, inner, pointerTo(pointer, key), merging);
    if (value !== undefined) made[key] = value;
  }
  return made;
}

function mergeLists(
  type: FieldType | undefined,
  sides: readonly Side[],
  pointer: string,
  merging: Merging,
): unknown {
  const of = type?.kind === 'list' ? type.of : undefined;
  const by = of?.kind === 'record' ? SAME_BY[of.record] : undefined;
  const groups = new Map<string, Side[]>();
  const isStated = sides.some(({ read }) => !read.partial);
  for (const { read, pointer: at, value } of sides) {
    for (const [index, item] of (value as readonly unknown[]).entries()) {
      // What a declaration lists is all there is.
      if (item === REMOVED || (item === null && read.partial && isStated)) continue;
      const side = { read, pointer: pointerTo(at, index), value: item };
      const key = identityOf(item, by) ?? `alone ${groups.size}`;
      const group = groups.get(key);
      // Within one file two that are alike stay two: only files are merged.
      if (group === undefined) groups.set(key, [side]);
      else if (group.some((one) => one.read === read)) groups.set(`${key} again ${groups.size}`, [side]);
      else group.push(side);
    }
  }
  return [...groups.values()].map((group, index) => merge(of, group, pointerTo(pointer, index), merging));
}

/** What tells an item from others; undefined where that is not known, so that it stays by itself. */
function identityOf(item: unknown, by: readonly string[] | undefined): string | undefined {
  if (item === null || item === undefined) return undefined;
  if (typeof item !== 'object' || by === undefined) return JSON.stringify(item);
  const record = item as Readonly<Record<string, unknown>>;
  const [, second] = by;
  const telling = record[second ?? by[0] ?? ''];
  if (typeof telling !== 'string') return undefined;
  return JSON.stringify(by.map((key) => (key === 'platform' ? undefined : record[key])));
}

/** Whether two are explained alike can be said anew, now that all are together. */
function compareWords(tree: unknown): void {
  const permissions = (tree as { permissions?: unknown } | null)?.permissions;
  if (!Array.isArray(permissions)) return;
  const records = permissions.filter(
    (one): one is Record<string, unknown> => typeof one === 'object' && one !== null,
  );
  const twice = saidTwice(records.map(({ name, rationale }) => ({ name, text: rationale })));
  for (const [index, record] of records.entries())
    if (typeof record.sameWords === 'boolean') record.sameWords = twice[index] ?? null;
}
