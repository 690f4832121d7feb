/** The manifests on which one rule is tried: the product of what it reads, and each word of the vocabularies it reads. */
import type { FieldType, Plan, Rule, ScalarType } from '../../compiler/plan.ts';
import { choicesOf, termsOf } from './choices.ts';
import type { Draw } from './draw.ts';
import { type FieldReads, type Reads, readsOf } from './reads.ts';
import { ABSENT, either, lists, pickFrom, records, type Space, values } from './space.ts';

/** How many there were to choose from, and how many were taken. */
export interface Share {
  readonly of: bigint;
  readonly tried: number;
}

/** What one rule is tried on. */
export interface Trial {
  readonly manifests: Iterable<unknown>;
  readonly product: Share;
  readonly words: Share;
}

/** The manifests for a rule, at most `most` of the product and as many for words. */
export function trialOf(plan: Plan, rule: Rule, most: number, draw: Draw): Trial {
  const reads = readsOf(plan, rule);
  const whole = recordSpace(plan, reads, undefined);
  const product = pickFrom(whole, most, draw);
  const words = wordsRead(plan, reads);
  const chosen = pickFrom(values(words), most, draw);
  const forced = chosen.indexes.map((index) => {
    const space = recordSpace(plan, reads, words[Number(index)]);
    return { space, index: space.draw(draw) };
  });
  return {
    manifests: manifestsOf(whole, product.indexes, forced),
    product: { of: product.of, tried: product.indexes.length },
    words: { of: chosen.of, tried: chosen.indexes.length },
  };
}

function* manifestsOf(
  whole: Space,
  indexes: readonly bigint[],
  forced: readonly { readonly space: Space; readonly index: bigint }[],
): Generator<unknown> {
  for (const index of indexes) yield whole.at(index);
  for (const { space, index } of forced) yield space.at(index);
}

/** One word of one field; the field holds it wherever it stands. */
interface Word {
  readonly field: FieldReads;
  readonly word: string;
}

function wordsRead(plan: Plan, reads: Reads): readonly Word[] {
  return [...reads.fields.values()].flatMap((field): readonly Word[] => {
    if (field.below) return wordsRead(plan, field.below);
    const type = field.field.type.kind === 'list' ? field.field.type.of : field.field.type;
    if (type.kind !== 'term') return [];
    return termsOf(plan, type.vocabulary).map((word) => ({ field, word }));
  });
}

/** The fields that are read, and those without which there is no record. */
function recordSpace(plan: Plan, { record, fields }: Reads, word: Word | undefined): Space {
  const all = plan.records.find((one) => one.name === record)?.fields ?? [];
  const wanted = all.filter((one) => fields.has(one.key) || one.presence === 'required');
  return records(
    new Map(
      wanted.map((field) => {
        const read = fields.get(field.key);
        return [field.key, read ? fieldSpace(plan, read, word) : leastOf(plan, field.type)];
      }),
    ),
  );
}

function fieldSpace(plan: Plan, read: FieldReads, word: Word | undefined): Space {
  const given = givenSpace(plan, read, word);
  return read.field.presence === 'required' ? given : either(values([ABSENT, null]), given);
}

function givenSpace(plan: Plan, read: FieldReads, word: Word | undefined): Space {
  const { type } = read.field;
  const of = type.kind === 'list' ? type.of : type;
  if (word?.field === read) return type.kind === 'list' ? values([[word.word]]) : values([word.word]);
  const one =
    read.below === undefined
      ? values(choicesOf(plan, of as ScalarType, read.tests))
      : recordSpace(plan, read.below, word);
  return type.kind === 'list' ? lists(one, 0, read.most) : one;
}

/** The least that a required field can hold. */
export function leastOf(plan: Plan, type: FieldType): Space {
  if (type.kind === 'list') return lists(values([null]), 0, 0);
  if (type.kind !== 'record') return values([choicesOf(plan, type, [])[0]]);
  return recordSpace(plan, { record: type.record, fields: new Map() }, undefined);
}
