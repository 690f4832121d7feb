/** What a manifest comes to, in one word for all formats. Renders nothing. */
import type { Judged } from './manifest.ts';

/**
 * `idle`: no rule had anything to judge. `nothing-new`: it does not comply, but all that stands against it was known before.
 * `undecided`: nothing is violated, but something is open, or not in the right form.
 */
export type Verdict = 'idle' | 'complies' | 'nothing-new' | 'violated' | 'undecided';

/** Undefined where the manifest cannot be read. */
export function verdictOf({ judgement, manifest, reached, known }: Judged): Verdict | undefined {
  if (judgement === undefined) return undefined;
  if (reached?.applied === 0) return 'idle';
  if (judgement.complies) return 'complies';
  const against = judgement.findings.filter((one) => one.force === 'must' && one.verdict !== 'waived');
  if (against.some((one) => one.verdict === 'violation')) return 'violated';
  const isOpen = against.length > 0 || judgement.shape.length > 0 || manifest.isPart === true;
  return known === undefined || isOpen ? 'undecided' : 'nothing-new';
}

/** A manifest held against a baseline has nothing that the baseline has not. */
export function isNothingNew({ judgement, manifest, known }: Judged): boolean {
  if (judgement === undefined || known === undefined || manifest.isPart) return false;
  return judgement.findings.length === 0 && judgement.shape.length === 0;
}
