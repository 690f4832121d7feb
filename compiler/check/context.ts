/** Where a condition stands: which records are in hand, what they are called, and how to get from one to another. */
import type { Report } from '../../grammar/diagnostic.ts';
import type { LoadedFile } from '../load.ts';
import type { FieldReference, Step } from '../plan.ts';
import type { Declared, FieldEntry, Names, RecordEntry } from '../resolve/names.ts';
import { recordIn } from '../resolve/records.ts';

/** A record in hand. `called` is the name it goes by: its kind, or the name given with `called`. */
export interface Binding {
  readonly called: string;
  readonly record: RecordEntry;
  readonly frame: number;
}

/** What a condition can see. The last binding is the record in hand, the first the manifest. */
export interface Context {
  readonly names: Names;
  readonly file: LoadedFile;
  readonly report: Report;
  readonly bindings: readonly Binding[];
  /** How many frames there are: the number of the next one. */
  readonly depth: number;
  /** The defined conditions being spelled out, to notice a circle. */
  readonly within: readonly Declared<unknown>[];
}

/** The record in hand. */
export function inHand(context: Context): Binding {
  const binding = context.bindings.at(-1);
  if (binding === undefined) throw new Error('a context holds at least the manifest');
  return binding;
}

/** The context with one more record in hand. */
export function bind(context: Context, record: RecordEntry, called = record.name): Context {
  const binding: Binding = { called, record, frame: context.depth };
  return { ...context, bindings: [...context.bindings, binding], depth: context.depth + 1 };
}

/** The context of the manifest alone. */
export function manifestContext(names: Names, manifest: RecordEntry, file: LoadedFile, to: Report): Context {
  return bind({ names, file, report: to, bindings: [], depth: 0, within: [] }, manifest);
}

/** The context at the end of a path from the manifest; the last record goes by `called`. */
export function contextAt(root: Context, path: readonly Step[], called: string | undefined): Context {
  return path.reduce((context, step, index) => {
    const record = context.names.records.get(step.record);
    if (record === undefined) return context;
    return bind(context, record, index === path.length - 1 ? called : undefined);
  }, root);
}

/** The ways from a record down to records of a kind. */
export function waysTo(from: RecordEntry, kind: RecordEntry, names: Names): readonly (readonly Step[])[] {
  const ways: (readonly Step[])[] = [];
  for (const field of from.fields.values()) {
    const next = names.records.get(recordIn(field.type) ?? '');
    if (next === undefined) continue;
    const step = stepInto(field, next);
    if (next === kind) ways.push([step]);
    for (const rest of waysTo(next, kind, names)) ways.push([step, ...rest]);
  }
  return ways;
}

function stepInto(field: FieldEntry, record: RecordEntry): Step {
  return {
    key: field.key,
    many: field.type.kind === 'list',
    record: record.name,
    absentIsNone: field.presence === 'default',
  };
}

/** A field found: how to reach it, and what it is. */
export interface Target {
  readonly reference: FieldReference;
  readonly field: FieldEntry;
}

/** Why a path leads nowhere. */
export type PathFault =
  | { readonly fault: 'unknown'; readonly record: RecordEntry; readonly word: string }
  | { readonly fault: 'through-list'; readonly field: string; readonly record: string };

/**
 * Follows a path from the inside out: a field of the record in hand, a record around it by its name, a field of the
 * manifest.
 */
export function follow(path: string, context: Context): Target | PathFault {
  const words = path.split('.');
  const [first = '', ...rest] = words;
  const hand = inHand(context);
  if (hand.record.fields.has(first)) return descend(hand, words, context.names);
  if (rest.length > 0) {
    const around = context.bindings.findLast((one) => one.called === first);
    if (around) return descend(around, rest, context.names);
  }
  const [manifest] = context.bindings;
  if (manifest?.record.fields.has(first)) return descend(manifest, words, context.names);
  return { fault: 'unknown', record: hand.record, word: first };
}

function descend(from: Binding, words: readonly string[], names: Names): Target | PathFault {
  let record = from.record;
  const keys: string[] = [];
  for (const [index, word] of words.entries()) {
    const field = record.fields.get(word);
    if (field === undefined) return { fault: 'unknown', record, word };
    keys.push(field.key);
    if (index === words.length - 1) return { reference: referTo(from.frame, keys, field), field };
    if (field.type.kind === 'list' && field.type.of.kind === 'record') {
      return { fault: 'through-list', field: field.name, record: field.type.of.record };
    }
    const next = field.type.kind === 'record' ? names.records.get(field.type.record) : undefined;
    if (next === undefined) return { fault: 'unknown', record, word: words[index + 1] ?? word };
    record = next;
  }
  return { fault: 'unknown', record, word: '' };
}

function referTo(frame: number, path: readonly string[], field: FieldEntry): FieldReference {
  const initial = field.initial === undefined ? {} : { initial: field.initial };
  return { frame, path, type: field.type, ...initial };
}
