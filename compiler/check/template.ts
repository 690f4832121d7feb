/** Messages with fields to be filled in: `{data}`, `{collection.data}`. */
import type { Language, Text, Wording } from '../../grammar/ast.ts';
import { report } from '../../grammar/diagnostic.ts';
import { isReportable } from '../load.ts';
import type { FieldReference, Template } from '../plan.ts';
import { checkCodes } from './codes.ts';
import { type Context, follow } from './context.ts';
import { pathHint } from './path.ts';

/** A wording with its placeholders found, in each of its languages. */
export function templateOf(wording: Wording | undefined, context: Context): Template | undefined {
  if (wording === undefined) return undefined;
  const template: Partial<Record<Language, readonly (string | FieldReference)[]>> = {
    [context.file.tree.language]: partsOf(wording.text, context),
  };
  for (const { language, text } of wording.translations) {
    if (language.text === 'en' || language.text === 'zh') template[language.text] = partsOf(text, context);
  }
  return template;
}

function partsOf(text: Text, context: Context): (string | FieldReference)[] {
  const parts: (string | FieldReference)[] = [];
  let end = 0;
  for (const match of text.value.matchAll(/\{([^{}]*)\}/g)) {
    if (match.index > end) parts.push(text.value.slice(end, match.index));
    const field = placeholder((match[1] ?? '').trim(), text, context);
    if (field) parts.push(field);
    end = match.index + match[0].length;
  }
  if (end < text.value.length) parts.push(text.value.slice(end));
  return parts;
}

function placeholder(path: string, text: Text, context: Context): FieldReference | undefined {
  const target = follow(path, context);
  if (!('fault' in target) && isSpoken(target.reference)) return target.reference;
  const hint = 'fault' in target ? pathHint(target, path, context) : 'name a single field of that record';
  if (
    'fault' in target &&
    target.fault === 'unknown' &&
    !isReportable(target.word, hint, context.file.lost)
  ) {
    return undefined;
  }
  report(context.report, checkCodes, 'unknown-placeholder', spanIn(text, path, context), { path, hint });
  return undefined;
}

/** The placeholder itself, where it stands in the text as written; else the whole text. */
function spanIn(text: Text, path: string, context: Context): Text['span'] {
  const { span } = text;
  const at = context.file.source.text.slice(span.start, span.end).indexOf(`{${path}}`);
  if (at < 0) return span;
  return { ...span, start: span.start + at, end: span.start + at + path.length + 2 };
}

function isSpoken(field: FieldReference): boolean {
  const { type } = field;
  return type.kind !== 'record' && !(type.kind === 'list' && type.of.kind === 'record');
}
