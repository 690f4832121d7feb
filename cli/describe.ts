/** Says in words what a pointer into a manifest points at: the field's title, and the record by what tells it apart. */

import { textIn } from '../compiler/messages.ts';
import type { Field, FieldType, Plan } from '../compiler/plan.ts';
import { isRecord } from '../compiler/values.ts';
import type { Language } from '../grammar/ast.ts';
import { fieldsOf, keysOf, valueAt } from '../readers/reading.ts';
import type { Words } from './words.ts';

/** A pointer in words. `kind` is the same for the same field of other records of its kind. */
export interface Described {
  readonly title: string;
  /** The record it is in: `share 1 (partner) of collection 2 (location.precise)`; empty at the top. */
  readonly owner: string;
  readonly kind: string;
  /** The field holds a list of records: an empty one is an answer. */
  readonly isList: boolean;
}

interface Step {
  readonly key: string;
  readonly pointer: string;
  readonly type: FieldType | undefined;
  readonly field: Field | undefined;
}

/** Describes a pointer by the records of a plan; a key that is no field stands for itself. */
export function describe(
  plan: Plan,
  tree: unknown,
  pointer: string,
  language: Language,
  words: Words,
): Described {
  const steps = stepsTo(plan, pointer);
  const lastField = steps.findLast((step) => step.field !== undefined);
  const title = lastField?.field ? textIn(lastField.field.title, language) || lastField.key : pointer || '/';
  const owners = steps
    .slice(0, steps.at(-1)?.type?.kind === 'record' && lastField !== steps.at(-1) ? undefined : -1)
    .flatMap((step, index) => ownerOf(plan, tree, step, steps[index - 1], language));
  return {
    title,
    owner: owners.reduce((outer, inner) => (outer === '' ? inner : words.of(inner, outer)), ''),
    kind: keysOf(pointer)
      .map((key) => (/^\d+$/.test(key) ? '*' : key))
      .join('/'),
    isList:
      lastField === steps.at(-1) && lastField?.type?.kind === 'list' && lastField.type.of.kind === 'record',
  };
}

function stepsTo(plan: Plan, pointer: string): readonly Step[] {
  const steps: Step[] = [];
  let type: FieldType | undefined = { kind: 'record', record: plan.root };
  let at = '';
  for (const [index, key] of keysOf(pointer).entries()) {
    at += `/${pointer.split('/')[index + 1] ?? ''}`;
    const field: Field | undefined =
      type?.kind === 'record' ? fieldsOf(plan, type.record).get(key) : undefined;
    type = type?.kind === 'list' ? type.of : field?.type;
    steps.push({ key, pointer: at, type, field });
  }
  return steps;
}

/** The words for a record on the way: its title, its number in a list (from 1), and a value that tells it apart. */
function ownerOf(
  plan: Plan,
  tree: unknown,
  step: Step,
  before: Step | undefined,
  language: Language,
): readonly string[] {
  if (step.type?.kind !== 'record') return [];
  const name = step.type.record;
  const record = plan.records.find((one) => one.name === name);
  const title = (record && textIn(record.title, language)) || name;
  const noun = language === 'en' ? lowered(title) : title;
  const number = before?.type?.kind === 'list' ? ` ${Number(step.key) + 1}` : '';
  const mark = markOf(plan, name, valueAt(tree, step.pointer));
  return [`${noun}${number}${mark === undefined ? '' : ` (${mark})`}`];
}

/** Lower case, but for a word in capitals such as `SDK`. */
function lowered(title: string): string {
  return /^\p{Lu}{2}/u.test(title) ? title : title.charAt(0).toLowerCase() + title.slice(1);
}

function markOf(plan: Plan, record: string, value: unknown): string | undefined {
  if (!isRecord(value)) return undefined;
  // What a record must have is what makes it what it is.
  const required = [...fieldsOf(plan, record).values()].filter((field) => field.presence === 'required');
  const texts = ['name', ...required.map((field) => field.key)].map((key) => value[key]);
  return texts.find((one): one is string => typeof one === 'string' && one.trim() !== '' && one.length <= 80);
}
