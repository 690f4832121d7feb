/** What tells a finding from others, in later versions of the file as well. */
import { createHash } from 'node:crypto';
import type { Finding } from '../../compiler/findings.ts';
import type { FieldType, Plan } from '../../compiler/plan.ts';
import { isRecord } from '../../compiler/values.ts';
import { fieldsOf, keysOf, typeAt } from '../../readers/reading.ts';
import type { Manifest } from '../manifest.ts';

/**
 * 32 hexadecimal digits for each finding of a manifest, made of the rule, the verdict, what the records on the way are, and the
 * values that decided. Not of lines, and not of numbers in a list: what is put in before it, or put in another order, changes
 * neither.
 */
export function fingerprinter(manifest: Manifest, plan: Plan): (finding: Finding) => string {
  const identities = new Map<string, readonly unknown[]>();
  return ({ rule, verdict, pointer, because }) => {
    const identity = identities.get(pointer) ?? identityOf(pointer, manifest.read?.tree, plan);
    identities.set(pointer, identity);
    const reasons = because.map((one) => JSON.stringify([unnumbered(one.pointer), one.value])).sort();
    const parts = [rule, verdict, manifest.file, unnumbered(pointer), identity, reasons];
    return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
  };
}

const unnumbered = (pointer: string): string => pointer.replace(/\/\d+(?=\/|$)/g, '/*');

/**
 * What makes the records on the way what they are: the terms and texts that each must have, and its name. Two records of the
 * same are told apart by how many there are.
 */
function identityOf(pointer: string, tree: unknown, plan: Plan): readonly unknown[] {
  const identity: unknown[] = [];
  let type: FieldType | undefined = { kind: 'record', record: plan.root };
  let value = tree;
  for (const key of keysOf(pointer)) {
    type = type?.kind === 'list' ? type.of : typeAt(plan, type, key);
    value = Array.isArray(value) ? value[Number(key)] : isRecord(value) ? value[key] : undefined;
    if (type?.kind === 'record' && isRecord(value)) identity.push(marksOf(value, type.record, plan));
  }
  return identity;
}

/** Fields that name a record even where it may do without. */
const MARKS = ['id', 'name'];

function marksOf(record: Readonly<Record<string, unknown>>, name: string, plan: Plan): readonly unknown[] {
  const fields = [...fieldsOf(plan, name).values()].filter(({ key }) => typeof record[key] === 'string');
  const marks = fields.filter(({ key, presence }) => presence === 'required' || MARKS.includes(key));
  // A record that nothing has to name is told by the first that is said of it.
  return (marks.length > 0 ? marks : fields.slice(0, 1)).map(({ key }) => [key, record[key]]);
}
