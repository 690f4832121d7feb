/** What a ruling comes to at each record of a manifest: where it is broken or open, and what of it was seen to matter. */
import type { SiteMeaning } from './check/check.ts';
import { visit } from './evaluate.ts';
import type { Verdict } from './findings.ts';
import type { Ruling } from './lower.ts';
import type { Site } from './plan.ts';
import { FALSE, TRUE, truthOf, UNKNOWN } from './truth.ts';
import { type Frame, isRecord, type Words } from './values.ts';

/** A finding without its words. */
export interface Outcome {
  readonly pointer: string;
  readonly verdict: Verdict;
}

const rootOf = (manifest: unknown): Frame => ({
  value: isRecord(manifest) ? manifest : undefined,
  pointer: '',
});

/** The findings of a rule as far as a test can tell them apart; the same as `judgeRule` gives. */
export function outcomesOf(ruling: Ruling, manifest: unknown, words: Words): readonly Outcome[] {
  const outcomes: Outcome[] = [];
  for (const site of ruling.sites) {
    visit(site.path, [rootOf(manifest)], true, true, (frames, surelyThere) => {
      const broken = truthOf(site.broken, frames, words);
      if (broken === FALSE) return;
      const waived = site.waivers.some((one) => truthOf(one.condition, frames, words) === TRUE);
      const verdict = waived ? 'waived' : broken === TRUE && surelyThere ? 'violation' : 'undetermined';
      outcomes.push({ pointer: frames.at(-1)?.pointer ?? '', verdict });
    });
  }
  return outcomes;
}

/** What a manifest shows of a rule. */
export interface Sighting {
  readonly violated: boolean;
  /** What it requires was so, at a record that it is about. */
  readonly satisfied: boolean;
  readonly undetermined: boolean;
  /** For each exception, in the order of the rulings without it: whether it decided anywhere. */
  readonly applied: readonly boolean[];
}

/** A rule on one day: how it decides, how it would without each of its exceptions, and what it means. */
export interface Probe {
  readonly ruling: Ruling;
  readonly without: readonly Ruling[];
  readonly meanings: readonly SiteMeaning[];
}

/** What of a rule a manifest shows. */
export function sightingOf(probe: Probe, manifest: unknown, words: Words): Sighting {
  const seen = { violated: false, satisfied: false, undetermined: false };
  const applied = probe.without.map(() => false);
  for (const [index, site] of probe.ruling.sites.entries()) {
    const meaning = probe.meanings[index];
    let records = 0;
    visit(site.path, [rootOf(manifest)], true, true, (frames, surelyThere) => {
      records++;
      const broken = truthOf(site.broken, frames, words);
      if (broken === UNKNOWN || (broken === TRUE && !surelyThere)) seen.undetermined = true;
      if (!surelyThere || broken === UNKNOWN) return;
      if (broken === TRUE) seen.violated = true;
      else if (meaning && isSatisfied(meaning, frames, words)) seen.satisfied = true;
      for (const [at, other] of probe.without.entries()) {
        if (decides(other.sites[index], broken === TRUE, frames, words)) applied[at] = true;
      }
    });
    if (records === 0 && meaning && isAbsenceAll(meaning, manifest, words)) seen.satisfied = true;
  }
  return { ...seen, applied };
}

const forbids = (meaning: SiteMeaning): boolean =>
  meaning.requires.kind === 'constant' && meaning.requires.value === 'false';

/**
 * What is required was so, of a record that the rule is about. A rule that forbids such records can only be kept by a record
 * of the kind that is not such.
 */
function isSatisfied(meaning: SiteMeaning, frames: readonly Frame[], words: Words): boolean {
  const value = (formula: SiteMeaning['requires']) => truthOf(formula, frames, words);
  if (forbids(meaning)) return value(meaning.when) === TRUE && value(meaning.concerns) === FALSE;
  return value(meaning.concerns) === TRUE && value(meaning.requires) === TRUE;
}

/** A rule that forbids every record of a kind is kept where there is none. */
function isAbsenceAll(meaning: SiteMeaning, manifest: unknown, words: Words): boolean {
  const frames = [rootOf(manifest), ...meaning.path.map((): Frame => ({ value: undefined, pointer: '' }))];
  if (!forbids(meaning) || JSON.stringify(meaning.when) !== JSON.stringify(meaning.concerns)) return false;
  return truthOf(meaning.when, frames, words) === TRUE;
}

/** Without the exception the record would surely be judged the other way. */
function decides(
  without: Site | undefined,
  broken: boolean,
  frames: readonly Frame[],
  words: Words,
): boolean {
  return without !== undefined && truthOf(without.broken, frames, words) === (broken ? FALSE : TRUE);
}
