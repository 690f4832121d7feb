/** Makes a scoped sentence smaller by joining quantifiers over the same records. Only for the end: scoping wants them apart. */
import { connect, quantified } from './connect.ts';
import { type Connective, hasItem, type Sentence, type Sentences } from './sentence.ts';

/** An equal sentence: every A and every B is every (A and B); some A or some B is some (A or B); likewise for items. */
export function tidy(
  all: Sentences,
  sentence: Sentence,
  done: Map<Sentence, Sentence> = new Map(),
): Sentence {
  const before = done.get(sentence);
  if (before) return before;
  const made = tidyOne(all, sentence, done);
  done.set(sentence, made);
  return made;
}

function tidyOne(all: Sentences, sentence: Sentence, done: Map<Sentence, Sentence>): Sentence {
  if ('body' in sentence) {
    return quantified(all, sentence.kind, sentence, tidy(all, sentence.body, done), sentence.bound);
  }
  if (!('of' in sentence)) return sentence;
  const kind = sentence.kind;
  const parts = sentence.of.map((part) => tidy(all, part, done));
  const joined = [...groupsOf(kind, parts)].map((group) => joinGroup(all, kind, group));
  const made = connect(all, kind, joined);
  // A joined body may itself hold what can now be joined.
  return made === sentence || joined.length === parts.length ? made : tidy(all, made, done);
}

function groupsOf(kind: Connective, parts: readonly Sentence[]): Iterable<readonly Sentence[]> {
  const groups = new Map<string, Sentence[]>();
  for (const part of parts) {
    const key = groupKey(kind, part);
    groups.set(key, [...(groups.get(key) ?? []), part]);
  }
  return groups.values();
}

function groupKey(kind: Connective, part: Sentence): string {
  if (part.kind === (kind === 'and' ? 'every' : 'some')) return `${part.frame} ${part.place.key}`;
  if (part.kind === 'has-item' && part.test.kind === 'among' && part.holds === (kind === 'or')) {
    return `item ${part.frame} ${part.place.key}`;
  }
  return String(part.id);
}

function joinGroup(all: Sentences, kind: Connective, group: readonly Sentence[]): Sentence {
  const [first] = group as [Sentence, ...Sentence[]];
  if (group.length === 1) return first;
  if (first.kind === 'has-item') {
    const cells = group.reduce(
      (set, one) => (one.kind === 'has-item' && one.test.kind === 'among' ? set | one.test.cells : set),
      0n,
    );
    return hasItem(all, first.frame, first.place, { kind: 'among', cells }, first.holds);
  }
  if (!('body' in first)) return first;
  const bodies = group.flatMap((one) => ('body' in one ? [one.body] : []));
  return quantified(all, first.kind, first, connect(all, kind, bodies));
}
