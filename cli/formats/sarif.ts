/**
 * The report as SARIF 2.1.0 (OASIS), for code hosts and editors. What is undetermined has the kind `open`, which the standard
 * keeps for "not enough information to decide"; what is waived is there as suppressed.
 */
import type { Rule } from '../../compiler/plan.ts';
import type { Language } from '../../grammar/ast.ts';
import { factTexts } from '../facts-by-hand.ts';
import { TOOL } from '../tool.ts';
import { WORDS } from '../words.ts';
import {
  basisOf,
  type FindingEntry,
  findingEntries,
  type IdleEntry,
  idleEntries,
  linkOf,
  remarkEntries,
  titleOf,
} from './entries.ts';
import type { Report } from './report.ts';
import { physical } from './sarif/places.ts';
import { remarkDescriptors, remarkNotification, remarkResult } from './sarif/remarks.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** One run of the tool; ends in a line break. */
export function sarif(report: Report): string {
  const rules = report.plan?.rules ?? [];
  const remarks = remarkEntries(report);
  const onManifests = remarks.filter((one) => one.isOnManifest);
  const others = remarks.filter((one) => !one.isOnManifest);
  const descriptors = [
    ...rules.map((rule) => descriptor(rule, report.language)),
    ...remarkDescriptors(onManifests),
  ];
  const index = new Map(descriptors.map(({ id }, at) => [id, at]));
  const indexOf = (id: string) => index.get(id) ?? -1;
  const isJudged = report.judged.every((one) => one.judgement !== undefined);
  const run = {
    tool: {
      driver: {
        name: TOOL.name,
        semanticVersion: TOOL.version,
        rules: descriptors,
      },
    },
    language: report.language === 'zh' ? 'zh-CN' : 'en',
    columnKind: 'utf16CodeUnits',
    invocations: [
      {
        executionSuccessful: isJudged && !others.some((one) => one.remark.severity === 'error'),
        exitCode: report.exit,
        toolExecutionNotifications: [
          ...report.notes.map(noteNotification),
          ...others.map(remarkNotification),
          ...idleEntries(report).map(idleNotification),
        ],
      },
    ],
    results: [
      ...onManifests.map((one) => remarkResult(one, indexOf(one.remark.code))),
      ...findingEntries(report).map((one) => result(one, indexOf(one.finding.rule))),
    ],
    properties: { policy: report.policy, asOf: report.asOf, ...factsOf(report) },
  };
  return `${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [run] }, null, 2)}\n`;
}

function descriptor(rule: Rule, language: Language) {
  const title = titleOf(rule, language);
  const basis = basisOf(rule, language);
  const link = linkOf(rule);
  const help = [title, rule.documentation, basis].filter((one) => one !== undefined && one !== '');
  return {
    id: rule.id,
    shortDescription: { text: title },
    ...(rule.documentation === undefined ? {} : { fullDescription: { text: rule.documentation } }),
    help: { text: help.join('\n\n') },
    ...(link === undefined ? {} : { helpUri: link }),
    defaultConfiguration: { level: rule.force === 'must' ? 'error' : 'note' },
    properties: {
      force: rule.force,
      citations: rule.citations.map(({ source, locator }) =>
        locator === undefined ? { source } : { source, locator },
      ),
    },
  };
}

/** The kinds of SARIF, and the level of each: any but `fail` must have `none`. */
const KINDS = {
  violated: { kind: 'fail', level: 'error' },
  advice: { kind: 'fail', level: 'note' },
  waived: { kind: 'fail', level: 'error' },
  open: { kind: 'open', level: 'none' },
} as const;

const OPEN_ADVICE = { kind: 'open', level: 'none' } as const;

function result(entry: FindingEntry, ruleIndex: number): unknown {
  const { finding, weight, locations, fingerprint } = entry;
  const [first, ...others] = locations;
  const text = finding.advice === undefined ? finding.message : `${finding.message} ${finding.advice}`;
  const isOpenAdvice = weight === 'advice' && finding.verdict === 'undetermined';
  return {
    ruleId: finding.rule,
    ...(ruleIndex < 0 ? {} : { ruleIndex }),
    ...(isOpenAdvice ? OPEN_ADVICE : KINDS[weight]),
    message: { text },
    locations:
      first === undefined ? [] : [{ physicalLocation: physical(first), ...logical(finding.pointer) }],
    ...(others.length === 0
      ? {}
      : { relatedLocations: others.map((one, at) => ({ id: at, physicalLocation: physical(one) })) }),
    partialFingerprints: { 'provisoFinding/v1': fingerprint },
    ...(finding.waiver === undefined ? {} : { suppressions: [suppression(finding.waiver)] }),
    properties: {
      verdict: finding.verdict,
      pointer: finding.pointer,
      because: finding.because,
      ...(entry.basis === '' ? {} : { basis: entry.basis }),
    },
  };
}

function suppression(waiver: NonNullable<FindingEntry['finding']['waiver']>): unknown {
  const { until, approvedBy, because } = waiver;
  return {
    kind: 'external',
    status: 'accepted',
    justification: because,
    properties: { until, approvedBy },
  };
}

function logical(pointer: string): object {
  return pointer === '' ? {} : { logicalLocations: [{ fullyQualifiedName: pointer, kind: 'element' }] };
}

/** What was set by hand, by the manifest it was set in. */
function factsOf({ judged, language }: Report): object {
  const facts = judged.flatMap(({ manifest }) => {
    const texts = factTexts(manifest, WORDS[language].inPlaceOf);
    return texts.length === 0 ? [] : [[manifest.file, texts] as const];
  });
  return facts.length === 0 ? {} : { setByHand: Object.fromEntries(facts) };
}

const noteNotification = (note: string): unknown => ({ level: 'warning', message: { text: note } });

function idleNotification({ message, location }: IdleEntry): unknown {
  return {
    descriptor: { id: 'nothing-judged' },
    level: 'warning',
    message: { text: message },
    locations: [{ physicalLocation: physical(location) }],
  };
}
