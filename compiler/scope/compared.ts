/** Names the fields that a sentence compares across records: what to tell an author whose rule is too large. */
import type { TooLarge } from '../scope.ts';
import type { Sentence } from './sentence.ts';

/** `record.field`, each once: first those of the inner record, then those it is compared with. */
export function comparedFields(tooLarge: TooLarge): string[] {
  const inner = new Set<string>();
  const outer = new Set<string>();
  const seen = new Set<Sentence>();
  const visit = (one: Sentence, isInner: boolean | undefined): void => {
    if (seen.has(one)) return;
    seen.add(one);
    if ('of' in one) for (const part of one.of) visit(part, isInner);
    else if (one.kind !== 'constant') {
      const side = isInner ?? one.frame === tooLarge.frame;
      // A list is compared by what its records hold.
      if ('body' in one) visit(one.body, side);
      else (side ? inner : outer).add([one.place.record, ...one.place.path].join('.'));
    }
  };
  visit(tooLarge.sentence, undefined);
  return [...new Set([...inner, ...outer])];
}
