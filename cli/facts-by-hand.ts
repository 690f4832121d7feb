/** Lays the facts of the command line over a manifest, and keeps what was set and what the file says against it. */
import type { Plan } from '../compiler/plan.ts';
import { newReport, report } from '../grammar/diagnostic.ts';
import { readerCodes } from '../readers/codes.ts';
import { type ManifestRead, placeAt, pointerTo, valueAt } from '../readers/reading.ts';
import type { Manifest } from './manifest.ts';
import { type SetFact, setFact } from './set-facts.ts';

/** A fact that was set by hand, for reports. */
export interface HandSet {
  /** `app.markets`. */
  readonly field: string;
  /** As it was written: `us,ca`. */
  readonly value: string;
  /** What the file states in its place; left out where it states nothing. */
  readonly instead?: unknown;
}

/** Facts that are given more than once with different values: sentences. */
export function givenTwice(facts: readonly SetFact[]): readonly string[] {
  const known = new Map<string, SetFact>();
  return facts.flatMap((one) => {
    const field = fieldOf(one);
    const before = known.get(field);
    known.set(field, one);
    if (before === undefined || before.written === one.written) return [];
    return [
      `--set gives \`${field}\` twice, \`${before.written}\` and then \`${one.written}\`: the later counts`,
    ];
  });
}

/** The facts that count: of two about one field the later. */
export function inForceOf(facts: readonly SetFact[]): readonly SetFact[] {
  return [...new Map(facts.map((one) => [fieldOf(one), one])).values()];
}

const fieldOf = ({ path }: SetFact): string => path.join('.');

const pointerOf = ({ path }: SetFact): string => path.reduce((pointer, key) => pointerTo(pointer, key), '');

/** The manifest with the facts in its tree. What a file states otherwise is remarked on, and no longer shown as the reason. */
export function withFacts(manifest: Manifest, facts: readonly SetFact[], plan: Plan): Manifest {
  const { read } = manifest;
  if (facts.length === 0 || read === undefined) return manifest;
  const to = newReport();
  const kept: HandSet[] = [];
  let tree = read.tree;
  for (const one of facts) {
    const set = setFact(tree, one.path, one.value, { plan, partial: read.partial });
    if ('problem' in set) {
      const { read: _, ...rest } = manifest;
      return { ...rest, problem: `--set ${fieldOf(one)}: ${set.problem}` };
    }
    tree = set.value;
    kept.push({ field: fieldOf(one), value: one.written, ...contradicted(one, read) });
    const place = contradicted(one, read) && !isMoreExact(one, read) && placeAt(read, pointerOf(one));
    if (place) {
      const about = { field: fieldOf(one), given: one.written };
      report(to, readerCodes, 'fact-contradicts-manifest', place, about);
    }
  }
  return {
    ...manifest,
    diagnostics: [...manifest.diagnostics, ...to.diagnostics],
    read: { ...read, tree, places: placesWithout(facts, read) },
    facts: [...(manifest.facts ?? []), ...kept],
  };
}

/** What the file states that is not what was set. */
function contradicted(fact: SetFact, read: ManifestRead): Pick<HandSet, 'instead'> | undefined {
  const stated = valueAt(read.tree, pointerOf(fact));
  if (stated === undefined || stated === null) return undefined;
  return JSON.stringify(stated) === JSON.stringify(fact.value) ? undefined : { instead: stated };
}

/** A kind of what the file states answers a question, and contradicts nothing. */
function isMoreExact(fact: SetFact, read: ManifestRead): boolean {
  const stated = valueAt(read.tree, pointerOf(fact));
  return fact.type.kind === 'term' && String(fact.value).startsWith(`${String(stated)}.`);
}

/** The places of what was set are gone: it stands in no file. */
function placesWithout(facts: readonly SetFact[], read: ManifestRead): ManifestRead['places'] {
  const gone = facts.filter((one) => contradicted(one, read)).map(pointerOf);
  if (gone.length === 0) return read.places;
  const isGone = (pointer: string) => gone.some((one) => pointer === one || pointer.startsWith(`${one}/`));
  return new Map([...read.places].filter(([pointer]) => !isGone(pointer)));
}

/** The facts set by hand in a manifest, each as it would be written: `app.markets=us (in place of cn)`. */
export function factTexts({ facts = [] }: Manifest, inPlaceOf: (value: string) => string): readonly string[] {
  return facts.map(({ field, value, instead }) => {
    const before = instead === undefined ? '' : inPlaceOf(shown(instead));
    return `${field}=${value}${before}`;
  });
}

const shown = (value: unknown): string =>
  Array.isArray(value) && value.every((one) => typeof one !== 'object')
    ? value.join(',')
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);
