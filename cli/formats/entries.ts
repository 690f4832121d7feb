/** What there is to say about manifests, one entry for each thing, for formats that list them. Knows no format. */
import type { Finding } from '../../compiler/findings.ts';
import { textIn } from '../../compiler/messages.ts';
import type { Rule } from '../../compiler/plan.ts';
import type { Language } from '../../grammar/ast.ts';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import { type Location, locate } from '../../grammar/source.ts';
import { type Judged, textsOf } from '../manifest.ts';
import { located, placesOf } from '../places.ts';
import type { Sources } from '../render-diagnostics.ts';
import { basisTexts } from '../render-findings.ts';
import { WORDS } from '../words.ts';
import { fingerprinter } from './fingerprint.ts';
import type { Report } from './report.ts';

/** How much depends on an entry: compliance, compliance once it is answered, nothing but good advice. */
export type Weight = 'violated' | 'open' | 'advice' | 'waived';

/** A finding as people see it. */
export interface FindingEntry {
  readonly finding: Finding;
  readonly weight: Weight;
  readonly manifest: string;
  /** The first is where it is shown; never none. */
  readonly locations: readonly Location[];
  /** The law it rests on, in words; empty where it cites none. */
  readonly basis: string;
  /** Tells it from others, in other versions of the file as well. */
  readonly fingerprint: string;
}

/** A remark on a text: a policy or manifest that cannot be read, or has a mistake. */
export interface RemarkEntry {
  readonly remark: Diagnostic;
  readonly location: Location;
  /** It is about the text of a manifest, else about a policy or a file that cannot be had. */
  readonly isOnManifest?: boolean;
  /** What is surely to be written instead, and where. */
  readonly fix?: { readonly location: Location; readonly text: string };
}

/** The findings of a report, in its order. */
export function findingEntries({ judged, plan, language }: Report): readonly FindingEntry[] {
  if (plan === undefined) return [];
  return judged.flatMap((one) => {
    const fingerprintOf = fingerprinter(one.manifest, plan);
    return (one.judgement?.findings ?? []).map((it) => entryOf(it, one, fingerprintOf(it), language));
  });
}

function entryOf(
  finding: Finding,
  { manifest }: Judged,
  fingerprint: string,
  language: Language,
): FindingEntry {
  const words = WORDS[language];
  return {
    finding,
    weight: weightOf(finding),
    manifest: manifest.file,
    locations: placesOf(finding, manifest).map((span) => located(span, manifest)),
    basis: basisTexts(finding.citations, language).join(words.semicolon),
    fingerprint,
  };
}

function weightOf({ verdict, force }: Finding): Weight {
  if (verdict === 'waived') return 'waived';
  if (force === 'should') return 'advice';
  return verdict === 'violation' ? 'violated' : 'open';
}

/** The remarks of a report: on the policy, then on each manifest; a file that cannot be had is one as well. */
export function remarkEntries({ diagnostics, sources, judged }: Report): readonly RemarkEntry[] {
  const place = (one: Diagnostic, of: Sources) =>
    locate(of(one.span.file) ?? emptyText(one.span.file), one.span);
  return [
    ...diagnostics.map((remark) => ({ remark, location: place(remark, sources) })),
    ...judged.flatMap(({ manifest, remarks }) => [
      ...(manifest.problem === undefined ? [] : [unusable(manifest.file, manifest.problem)]),
      ...remarks.map((remark) => ({
        remark,
        location: place(remark, textsOf(manifest)),
        isOnManifest: true,
        ...fixOf(remark, textsOf(manifest)),
      })),
    ]),
  ];
}

/** The word alone is replaced: quotes around it stay. None where the text says it otherwise, as with escapes. */
function fixOf({ fix, span }: Diagnostic, of: Sources): Pick<RemarkEntry, 'fix'> {
  const source = of(span.file);
  const at = fix && source ? source.text.slice(span.start, span.end).indexOf(fix.word) : -1;
  if (fix === undefined || source === undefined || at < 0) return {};
  const start = span.start + at;
  return {
    fix: { location: locate(source, { ...span, start, end: start + fix.word.length }), text: fix.by },
  };
}

/** A manifest of which nothing was judged, in words. */
export interface IdleEntry {
  readonly manifest: string;
  readonly message: string;
  /** There is no rule at all: whatever a manifest says, nothing would be found. */
  readonly isWithoutRule: boolean;
  readonly location: Location;
}

/** The manifests in which no rule had anything to judge. */
export function idleEntries({ judged, language }: Report): readonly IdleEntry[] {
  return judged.flatMap((one) => {
    const why = one.reached?.why;
    if (why === undefined) return [];
    const { manifest } = one;
    return {
      manifest: manifest.file,
      message: WORDS[language].idle(manifest.file, why),
      isWithoutRule: one.reached?.inForce === 0,
      location: located({ file: manifest.file, start: 0, end: 0 }, manifest),
    };
  });
}

const emptyText = (file: string) => ({ file, text: '' });

function unusable(file: string, problem: string): RemarkEntry {
  const span = { file, start: 0, end: 0 };
  return {
    remark: { code: 'unusable-file', severity: 'error', message: problem, span },
    location: locate(emptyText(file), span),
  };
}

/** Findings of one rule that come to the same: violated here and there, or waived by one waiver. */
export function groupsOf(entries: readonly FindingEntry[]): readonly (readonly FindingEntry[])[] {
  const groups = new Map<string, FindingEntry[]>();
  for (const one of entries) {
    const key = JSON.stringify([one.finding.rule, one.weight, one.finding.waiver]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

/** Where the law that a rule cites can be read, if the rule's sources say. */
export function linkOf(rule: Rule): string | undefined {
  return rule.citations.find((one) => one.link !== undefined)?.link;
}

/** The citations of a rule in words. */
export function basisOf(rule: Rule, language: Language): string {
  return basisTexts(rule.citations, language).join(WORDS[language].semicolon);
}

/** The title of a rule. */
export const titleOf = (rule: Rule, language: Language): string => textIn(rule.title, language) || rule.id;
