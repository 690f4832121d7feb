/** Names that stand alone where a condition is expected: another value of the condition before, a set, a field. */
import type { Condition, Defined, Include, Is, Name } from '../../grammar/ast.ts';
import { report } from '../../grammar/diagnostic.ts';
import { habitCodes } from '../../grammar/habits/codes.ts';
import { find, type VocabularyEntry } from '../resolve/names.ts';
import { type Context, follow } from './context.ts';
import { vocabularyOf } from './operand.ts';

/**
 * The parts of an `and` or `or`, where a name alone that is no condition but another value of the comparison before it is
 * read as such: `data is location or contact`.
 */
export function withValues(
  parts: readonly Condition[],
  joint: 'and' | 'or',
  context: Context,
): readonly Condition[] {
  let before: Is | Include | undefined;
  let run: Name[] = [];
  const flush = (): void => {
    if (before && run.length > 0) reportSeveral(before, run, joint, context);
    run = [];
  };
  const read = parts.map((part) => {
    const [first, ...rest] = part.kind === 'and' && joint === 'or' ? part.of : [part];
    const name = first && before ? valueAlone(first, before, context) : undefined;
    if (name === undefined) {
      flush();
      before = isComparison(part) ? part : undefined;
      return part;
    }
    run.push(name);
    const same = {
      ...before,
      operand: { kind: 'values', span: name.span, form: 'plain', values: [name] },
    } as Condition;
    return part.kind === 'and' && rest.length > 0 ? { ...part, of: [same, ...rest] } : same;
  });
  flush();
  return read;
}

const isComparison = (part: Condition): part is Is | Include =>
  (part.kind === 'is' || part.kind === 'include') && part.operand.kind === 'values';

function valueAlone(part: Condition, before: Is | Include, context: Context): Name | undefined {
  if (part.kind !== 'defined' || part.it || part.negated || part.name.kind === 'missing') return undefined;
  const { names, file } = context;
  if (find(part.name.text, names.defines, file)) return undefined;
  const vocabulary = vocabularyAt(before, context);
  const set = find(part.name.text, names.sets, file);
  const fits = vocabulary?.terms.has(part.name.text) || (set && set.vocabulary === vocabulary);
  return fits ? part.name : undefined;
}

function vocabularyAt({ path }: Is | Include, context: Context): VocabularyEntry | undefined {
  const target = path.kind === 'name' ? follow(path.text, context) : undefined;
  if (target === undefined || 'fault' in target) return undefined;
  return context.names.vocabularies.get(vocabularyOf(target.reference.type) ?? '');
}

function reportSeveral(
  before: Is | Include,
  run: readonly Name[],
  joint: 'and' | 'or',
  context: Context,
): void {
  const { file } = context;
  const { operand } = before;
  if (operand.kind !== 'values') return;
  const span = { ...operand.span, end: run.at(-1)?.span.end ?? operand.span.end };
  const first = operand.values.map((one) =>
    one.kind === 'text' ? `"${one.value}"` : one.kind === 'name' ? one.text : '',
  );
  const all = [...first, ...run.map((one) => one.text)].join(', ');
  const head = before.kind === 'is' ? 'one of' : joint === 'and' ? 'all of' : 'any of';
  const only = before.kind === 'include' && before.mode === 'only';
  const found = file.source.text.slice(span.start, span.end);
  report(context.report, habitCodes, 'several-values', span, { found, meant: only ? all : `${head} ${all}` });
}

/** What to write for a name that is no condition: what is said of the set, the term or the field of that name. */
export function bareHint(node: Defined, context: Context): string | undefined {
  if (node.name.kind === 'missing') return undefined;
  const word = node.name.text;
  const target = follow(word, context);
  if (!('fault' in target)) {
    const { kind } = target.reference.type;
    const said = kind === 'yes-no' ? 'is yes' : kind === 'list' ? 'include …' : 'is …';
    return `\`${word}\` is a field: say what of it, as in \`${word} ${said}\` or \`${word} is stated\``;
  }
  const set = find(word, context.names.sets, context.file);
  const vocabulary =
    set?.vocabulary ?? [...context.names.vocabularies.values()].find((one) => one.terms.has(word));
  const field = vocabulary && fieldOf(vocabulary, context);
  return (
    field &&
    `\`${word}\` is ${set ? 'a set' : 'a term'} of \`${vocabulary.name}\`: write \`${field} ${word}\``
  );
}

/** The field of the record in hand that holds words of a vocabulary, and its verb. */
function fieldOf(vocabulary: VocabularyEntry, context: Context): string | undefined {
  for (const field of context.bindings.at(-1)?.record.fields.values() ?? []) {
    if (vocabularyOf(field.type) === vocabulary.name)
      return `${field.name} ${field.type.kind === 'list' ? 'include' : 'is'}`;
  }
  return undefined;
}
