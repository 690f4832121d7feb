/** What a declaration says, in words ready to be shown: terms by their titles. Knows `std/app`'s records and no HTML. */
import { textIn } from '../../../compiler/messages.ts';
import type { FieldType, Plan } from '../../../compiler/plan.ts';
import { isRecord } from '../../../compiler/values.ts';
import type { Language } from '../../../grammar/ast.ts';
import { fieldsOf } from '../../../readers/reading.ts';

/** A collection; a list is undefined where the manifest does not give it. */
export interface CollectionView {
  readonly pointer: string;
  readonly data: string | undefined;
  readonly purposes: readonly string[] | undefined;
  readonly start: string | undefined;
  readonly shares: readonly ShareView[] | undefined;
}

export interface ShareView {
  readonly recipient: string | undefined;
  readonly purposes: readonly string[] | undefined;
}

export interface PermissionView {
  readonly pointer: string;
  readonly name: string | undefined;
  readonly data: string | undefined;
  readonly told: string | undefined;
}

interface Telling {
  readonly plan: Plan;
  readonly language: Language;
}

/** The collections in the order of the manifest; undefined where it does not list them. */
export function collectionsOf(tree: unknown, telling: Telling): readonly CollectionView[] | undefined {
  return recordsIn(tree, 'collections')?.map((one, index) => ({
    pointer: `/collections/${index}`,
    data: said(one, 'collection', 'data', telling),
    purposes: allSaid(one, 'collection', 'purposes', telling),
    start: said(one, 'collection', 'default', telling),
    shares: recordsIn(one, 'shares')?.map((share) => ({
      recipient: recipientOf(share, telling),
      purposes: allSaid(share, 'share', 'purposes', telling),
    })),
  }));
}

/** The permissions likewise. */
export function permissionsOf(tree: unknown, telling: Telling): readonly PermissionView[] | undefined {
  return recordsIn(tree, 'permissions')?.map((one, index) => ({
    pointer: `/permissions/${index}`,
    name: said(one, 'permission', 'name', telling) ?? said(one, 'permission', 'asks', telling),
    data: said(one, 'permission', 'data', telling),
    told: said(one, 'permission', 'rationale', telling),
  }));
}

/** The name of a recipient, with the kind of it. */
function recipientOf(share: unknown, telling: Telling): string | undefined {
  const kind = said(share, 'share', 'recipient', telling);
  const name = said(share, 'share', 'name', telling);
  if (name === undefined || kind === undefined) return name ?? kind;
  return telling.language === 'zh' ? `${name}（${kind}）` : `${name} (${kind})`;
}

function recordsIn(holder: unknown, key: string): readonly unknown[] | undefined {
  const value = isRecord(holder) ? holder[key] : undefined;
  return Array.isArray(value) ? value : undefined;
}

function said(holder: unknown, record: string, key: string, telling: Telling): string | undefined {
  const type = fieldsOf(telling.plan, record).get(key)?.type;
  const value = isRecord(holder) ? holder[key] : undefined;
  return typeof value === 'string' && value.trim() !== '' ? worded(value, type, telling) : undefined;
}

function allSaid(
  holder: unknown,
  record: string,
  key: string,
  telling: Telling,
): readonly string[] | undefined {
  const type = fieldsOf(telling.plan, record).get(key)?.type;
  const item = type?.kind === 'list' ? type.of : undefined;
  return recordsIn(holder, key)
    ?.filter((one): one is string => typeof one === 'string')
    .map((one) => worded(one, item, telling));
}

function worded(value: string, type: FieldType | undefined, { plan, language }: Telling): string {
  if (type?.kind !== 'term') return value;
  const vocabulary = plan.vocabularies.find((one) => one.name === type.vocabulary);
  const term = vocabulary?.terms.find((one) => one.name === value);
  return (term && textIn(term.title, language)) || value;
}
