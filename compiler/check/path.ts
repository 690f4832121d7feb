/** A path written in a rule -> the field it means; what leads nowhere is reported. */
import type { NameOr } from '../../grammar/ast.ts';
import { report } from '../../grammar/diagnostic.ts';
import { isReportable } from '../load.ts';
import { didYouMean, nearest } from '../nearest.ts';
import type { FieldReference } from '../plan.ts';
import { checkCodes } from './codes.ts';
import { type Context, follow, inHand, type PathFault } from './context.ts';

/** The field a path means, or undefined where it means none (reported) or is missing (silent). */
export function fieldAt(path: NameOr, context: Context): FieldReference | undefined {
  if (path.kind === 'missing') return undefined;
  const target = follow(path.text, context);
  if (!('fault' in target)) return target.reference;
  if (target.fault === 'through-list') {
    const parameters = { path: path.text, field: target.field, record: target.record };
    report(context.report, checkCodes, 'path-through-list', path.span, parameters);
    return undefined;
  }
  const where = `\`${target.record.name}\``;
  const hint = pathHint(target, path.text, context);
  if (!isReportable(target.word, hint, context.file.lost)) return undefined;
  const parameters = { path: path.text, where, hint };
  report(context.report, checkCodes, 'unknown-field', path.span, parameters);
  return undefined;
}

/** The nearest field of the record in question; failing that, of the records around it, and of the manifest. */
export function pathHint(fault: PathFault, path: string, context: Context): string | undefined {
  if (fault.fault === 'through-list') return undefined;
  const near = nearest(fault.word, fault.record.fields.keys());
  if (near) return `did you mean \`${path.replace(fault.word, near)}\`?`;
  const others = context.bindings.flatMap((one, index) =>
    [...one.record.fields.keys()].map((field) => (index === 0 ? field : `${one.called}.${field}`)),
  );
  const single = singleField(fault.word, path, context);
  if (single) return `did you mean \`${single}\`?`;
  const called = context.bindings.map((one) => one.called);
  return (
    didYouMean(path, others) ??
    (inHand(context).record === fault.record ? didYouMean(fault.word, called) : undefined)
  );
}

/** The field of that name in a record that stands alone in the manifest: `app.controller` for `controller`. */
function singleField(word: string, path: string, context: Context): string | undefined {
  const [manifest] = context.bindings;
  for (const { name, type } of manifest?.record.fields.values() ?? []) {
    const record = type.kind === 'record' ? context.names.records.get(type.record) : undefined;
    if (record?.fields.has(word)) return `${name}.${path}`;
  }
  return undefined;
}
