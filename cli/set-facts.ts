/** Adds facts given by hand (`--set app.services=short-video`) to the tree of a manifest. Changes no tree it is given. */
import { didYouMean } from '../compiler/nearest.ts';
import type { Field, FieldType, Plan, ScalarType } from '../compiler/plan.ts';
import { hasScalarType, isRecord, wordsOf } from '../compiler/values.ts';
import { emptyRecord, fieldsOf } from '../readers/reading.ts';
import { unknownRecord } from '../readers/unknown.ts';

/** A fact as it was given. */
export interface SetFact {
  /** The keys on the way to the field. */
  readonly path: readonly string[];
  readonly value: unknown;
  /** The value as it was written. */
  readonly written: string;
  readonly type: FieldType;
}

/** A fact, or what is wrong with how it is written. */
export type Fact = SetFact | { readonly problem: string };

/** Reads `path=value` by the records of a plan: `app.services=short-video,maps`, `collections.0.retention=30`. */
export function parseFact(plan: Plan, written: string): Fact {
  const at = written.indexOf('=');
  if (at <= 0)
    return {
      problem: `\`${written}\` is not a fact: write \`field=value\`, as in \`app.services=short-video\``,
    };
  const names = written.slice(0, at).trim().split('.');
  const resolved = resolvePath(plan, names);
  if ('problem' in resolved) return resolved;
  const text = written.slice(at + 1).trim();
  const value = parseValue(plan, resolved.type, text);
  return 'problem' in value
    ? value
    : { path: resolved.path, value: value.value, written: text, type: resolved.type };
}

interface Path {
  readonly path: readonly string[];
  readonly type: FieldType;
}

function resolvePath(plan: Plan, names: readonly string[]): Path | { readonly problem: string } {
  let type: FieldType = { kind: 'record', record: plan.root };
  const path: string[] = [];
  for (const name of names) {
    if (type.kind === 'list' && /^\d+$/.test(name)) {
      path.push(name);
      type = type.of;
      continue;
    }
    const record: string | undefined = type.kind === 'record' ? type.record : undefined;
    if (record === undefined)
      return { problem: `\`${names.join('.')}\`: there is no field below \`${path.join('.')}\`` };
    const field = fieldNamed(plan, record, name);
    if (field === undefined) return { problem: unknownField(plan, record, name) };
    path.push(field.key);
    type = field.type;
  }
  return { path, type };
}

/** By its key in a manifest or its name in a policy. */
function fieldNamed(plan: Plan, record: string, name: string): Field | undefined {
  const fields = fieldsOf(plan, record);
  return fields.get(name) ?? [...fields.values()].find((field) => field.name === name);
}

function unknownField(plan: Plan, record: string, name: string): string {
  const hint = didYouMean(name, fieldsOf(plan, record).keys());
  return withHint(`\`${record}\` has no field \`${name}\``, hint);
}

function withHint(message: string, hint: string | undefined): string {
  return hint === undefined ? message : `${message}; ${hint}`;
}

type Value = { readonly value: unknown } | { readonly problem: string };

function parseValue(plan: Plan, type: FieldType, text: string): Value {
  if (type.kind === 'record' || (type.kind === 'list' && type.of.kind === 'record')) {
    return { problem: `a whole record cannot be given like this: \`${text}\`; name one of its fields` };
  }
  if (type.kind !== 'list') return parseScalar(plan, type, text);
  const values: unknown[] = [];
  for (const item of text === '' ? [] : text.split(',')) {
    const value = parseScalar(plan, type.of as ScalarType, item.trim());
    if ('problem' in value) return value;
    values.push(value.value);
  }
  return { value: values };
}

const TRUTHS: Readonly<Record<string, boolean>> = { true: true, yes: true, false: false, no: false };

function parseScalar(plan: Plan, type: ScalarType, text: string): Value {
  const value = scalarOf(type, text);
  if (hasScalarType(type, value, wordsOf(plan))) return { value };
  if (type.kind !== 'term')
    return { problem: `\`${text}\` is not what the field holds: ${WORDS[type.kind]}` };
  const terms = plan.vocabularies.find((one) => one.name === type.vocabulary)?.terms ?? [];
  const names = terms.map((term) => term.name);
  return {
    problem: withHint(`\`${text}\` is not a term of \`${type.vocabulary}\``, didYouMean(text, names)),
  };
}

function scalarOf(type: ScalarType, text: string): unknown {
  if (type.kind === 'yes-no') return TRUTHS[text.toLowerCase()];
  if (type.kind === 'number' || type.kind === 'days') return text === '' ? undefined : Number(text);
  return text;
}

const WORDS = {
  text: 'a text',
  link: 'a web address that begins with http:// or https://',
  date: 'a date written as YYYY-MM-DD',
  'yes-no': '`yes` or `no`',
  number: 'a number',
  days: 'a number of days',
} as const;

/** Where a fact is set: the plan, and whether what the manifest is silent about is not known. */
export interface Setting {
  readonly plan: Plan;
  readonly partial: boolean;
}

/** The tree with a fact in it; records on the way are made where there are none. A list is not made longer. */
export function setFact(
  tree: unknown,
  path: readonly string[],
  value: unknown,
  setting: Setting,
  type: FieldType = { kind: 'record', record: setting.plan.root },
): Value {
  const [key, ...rest] = path;
  if (key === undefined) return { value };
  if (type.kind === 'list') {
    const list = Array.isArray(tree) ? tree : [];
    if (Number(key) >= list.length) {
      return { problem: `there is no item ${key}: the list holds ${list.length}, counted from 0` };
    }
    const inner = setFact(list[Number(key)], rest, value, setting, type.of);
    return 'problem' in inner ? inner : { value: list.with(Number(key), inner.value) };
  }
  const name = type.kind === 'record' ? type.record : '';
  const before = isRecord(tree) ? tree : setting.partial ? unknownRecord(setting.plan, name) : {};
  const record = Object.assign(emptyRecord(), before);
  const inner = setFact(record[key], rest, value, setting, fieldsOf(setting.plan, name).get(key)?.type);
  if ('problem' in inner) return inner;
  record[key] = inner.value;
  return { value: record };
}
