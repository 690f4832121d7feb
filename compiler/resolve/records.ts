/** Records and their fields, and the record at the top of a manifest. */
import type { Field, TypeReference } from '../../grammar/ast.ts';
import { type Report, report } from '../../grammar/diagnostic.ts';
import { isReportable, type LoadedFile } from '../load.ts';
import { didYouMean } from '../nearest.ts';
import type { FieldType, Initial, ScalarType } from '../plan.ts';
import { DATE, LINK } from '../plan.ts';
import { resolveCodes } from './codes.ts';
import { declarationsOf, declare } from './declarations.ts';
import { type FieldEntry, find, lookUp, lookUpTerm, type Names, type RecordEntry } from './names.ts';
import { extensions, lose, textsOf } from './terms.ts';

const PLAIN_TYPES = ['text', 'link', 'date', 'yes-no', 'number', 'days'] as const;

export function resolveRecords(names: Names, to: Report): void {
  const parts: { entry: RecordEntry; fields: readonly Field[]; file: LoadedFile }[] = [];
  for (const { declaration, file } of declarationsOf(names.files, 'record')) {
    if (declaration.name.kind === 'missing') continue;
    const name = declaration.name.text;
    const title = textsOf(declaration.title, file);
    const entry: RecordEntry = { name, declaration, file, title, fields: new Map() };
    declare(entry, 'record', declaration.name.span, names.records, to, (one) => one.declaration.name.span);
    parts.push({ entry, fields: declaration.fields, file });
  }
  for (const { declaration, file } of extensions(names, 'record')) {
    const entry = lookUp(declaration.name, 'record', names.records, file, to);
    const fields = declaration.entries.filter((one) => one.kind === 'field');
    if (entry) parts.push({ entry, fields, file });
    else for (const field of fields) lose(field.name, file);
  }
  for (const { entry, fields, file } of parts) {
    for (const field of fields) addField(field, entry, file, names, to);
  }
  for (const record of names.records.values()) cutCycle(record, names, to);
  resolveManifest(names, to);
}

/** `used-for` in a rule file is `usedFor` in JSON. */
export function jsonKey(name: string): string {
  return name.replace(/[-./](\p{L}|\p{N})/gu, (_, letter: string) => letter.toUpperCase());
}

function addField(field: Field, record: RecordEntry, file: LoadedFile, names: Names, to: Report): void {
  if (field.name.kind === 'missing') return;
  const type = typeOf(field.type, file, names, to);
  if (type === undefined) return lose(field.name, file);
  const name = field.name.text;
  const key = jsonKey(name);
  if (record.fields.has(name) || [...record.fields.values()].some((one) => one.key === key)) {
    report(to, resolveCodes, 'duplicate-field', field.name.span, { field: name, record: record.name });
    return;
  }
  const initial = field.initial === undefined ? undefined : initialOf(field, type, names, to);
  const presence = initial !== undefined ? 'default' : field.optional ? 'optional' : 'required';
  const entry: FieldEntry = { name, key, title: textsOf(field.title, file), type, presence, initial };
  record.fields.set(name, entry);
}

function typeOf(reference: TypeReference, file: LoadedFile, names: Names, to: Report): FieldType | undefined {
  const { name } = reference;
  if (name.kind === 'missing') return undefined;
  const one = singleType(name.text, file, names);
  if (one !== undefined) return reference.list ? { kind: 'list', of: one } : one;
  const known = [...PLAIN_TYPES, ...names.vocabularies.keys(), ...names.records.keys()];
  const hint = didYouMean(name.text, known);
  if (isReportable(name.text, hint, file.lost)) {
    const parameters = { name: name.text, kind: 'vocabulary or record', hint };
    report(to, resolveCodes, 'unknown-name', name.span, parameters);
  }
  return undefined;
}

function singleType(
  name: string,
  file: LoadedFile,
  names: Names,
): ScalarType | { kind: 'record'; record: string } | undefined {
  const plain = PLAIN_TYPES.find((one) => one === name);
  if (plain) return { kind: plain };
  if (find(name, names.vocabularies, file)) return { kind: 'term', vocabulary: name };
  if (find(name, names.records, file)) return { kind: 'record', record: name };
  return undefined;
}

function initialOf(field: Field, type: FieldType, names: Names, to: Report): Initial | undefined {
  const { initial } = field;
  if (initial === undefined || field.name.kind === 'missing') return undefined;
  if (initial === 'nothing') {
    if (type.kind === 'list') return [];
  } else if (type.kind === 'term' && initial.kind === 'name') {
    const vocabulary = names.vocabularies.get(type.vocabulary);
    return vocabulary && lookUpTerm(initial, vocabulary, to);
  } else if (type.kind === 'yes-no' && initial.kind === 'name') {
    if (initial.text === 'yes' || initial.text === 'no') return initial.text === 'yes';
  } else if ((type.kind === 'number' || type.kind === 'days') && initial.kind === 'quantity') {
    if (initial.unit === undefined || type.kind === 'days') return initial.value;
  } else if (initial.kind === 'text' && isText(type, initial.value)) {
    return initial.value;
  }
  report(to, resolveCodes, 'wrong-default', field.span, {
    field: field.name.text,
    expected: describeType(type),
  });
  return undefined;
}

function isText(type: FieldType, value: string): boolean {
  if (type.kind === 'text') return true;
  if (type.kind === 'link') return new RegExp(LINK, 'u').test(value);
  return type.kind === 'date' && new RegExp(DATE, 'u').test(value);
}

/** A type, as a diagnostic says it. */
export function describeType(type: FieldType): string {
  switch (type.kind) {
    case 'term':
      return `a term of \`${type.vocabulary}\``;
    case 'record':
      return `a \`${type.record}\``;
    case 'list':
      return `a list of ${several(type.of)}`;
    case 'yes-no':
      return 'yes or no';
    case 'days':
      return 'a number of days';
    default:
      return `a ${type.kind}`;
  }
}

function several(type: FieldType): string {
  if (type.kind === 'term') return `terms of \`${type.vocabulary}\``;
  return type.kind === 'record' ? `\`${type.record}\` records` : `${type.kind}s`;
}

/** The record a field leads to, if it does. */
export function recordIn(type: FieldType): string | undefined {
  if (type.kind === 'record') return type.record;
  return type.kind === 'list' && type.of.kind === 'record' ? type.of.record : undefined;
}

/** Takes out the field that closes a circle, so that whoever comes later meets finite trees only. */
function cutCycle(start: RecordEntry, names: Names, to: Report): void {
  const visit = (record: RecordEntry, way: readonly string[]): void => {
    for (const field of [...record.fields.values()]) {
      const next = recordIn(field.type);
      if (next === undefined) continue;
      if (next === start.name) {
        const circle = [...way, start.name].map((name) => `\`${name}\``).join(' holds ');
        report(to, resolveCodes, 'record-cycle', record.declaration.name.span, { way: circle });
        record.fields.delete(field.name);
        continue;
      }
      const entry = names.records.get(next);
      if (entry && !way.includes(next)) visit(entry, [...way, next]);
    }
  };
  visit(start, [start.name]);
}

function resolveManifest(names: Names, to: Report): void {
  for (const { declaration, file } of declarationsOf(names.files, 'manifest')) {
    const record = lookUp(declaration.record, 'record', names.records, file, to);
    if (record === undefined) continue;
    if (names.manifest && names.manifest !== record) {
      report(to, resolveCodes, 'second-manifest', declaration.record.span, { record: names.manifest.name });
      continue;
    }
    names.manifest = record;
  }
}
