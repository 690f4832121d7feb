/** The report of `lint --format json`: one object, described by docs/output/lint.schema.json. Renders no text. */
import type { Finding } from '../../compiler/findings.ts';
import { textIn } from '../../compiler/messages.ts';
import type { Plan } from '../../compiler/plan.ts';
import type { Language } from '../../grammar/ast.ts';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import { locate } from '../../grammar/source.ts';
import { type Judged, textsOf } from '../manifest.ts';
import { located, locationOf, placesOf } from '../places.ts';
import { openQuestionsOf } from '../questions.ts';
import type { Sources } from '../render-diagnostics.ts';
import { TOOL } from '../tool.ts';
import { isNothingNew, verdictOf } from '../verdict.ts';
import { WORDS } from '../words.ts';
import { fingerprinter } from './fingerprint.ts';
import type { Report } from './report.ts';

/** The object as text; ends in a line break. */
export function json(report: Report): string {
  return `${JSON.stringify(lintReport(report), null, 2)}\n`;
}

function lintReport(report: Report): unknown {
  const { plan, judged, language } = report;
  const questions = plan === undefined ? [] : judged.flatMap((one) => questionsOf(one, plan, language));
  return {
    tool: TOOL,
    policy: policyOf(report),
    asOf: report.asOf,
    language,
    notes: report.notes,
    diagnostics: report.diagnostics.map((one) => remarkOf(one, report.sources)),
    manifests: judged.map((one) => ({ ...manifestOf(one, language), ...idleRulesOf(one) })),
    findings: plan === undefined ? [] : judged.flatMap((one) => findingsOf(one, plan, language)),
    questions,
    summary: summaryOf(report, questions.length),
  };
}

/** What a manifest leaves open: a question for each fact, whatever the number of records it is asked of. */
export function questionsOf(judged: Judged, plan: Plan, language: Language): readonly object[] {
  const { manifest } = judged;
  return openQuestionsOf(judged, { plan, language }).map(({ pointers, rules, title, set }) => ({
    manifest: manifest.file,
    question: title,
    pointer: pointers[0] ?? '',
    pointers,
    rules,
    ...(set === undefined ? {} : { set }),
    location: locationOf(pointers[0] ?? '', manifest),
  }));
}

function policyOf({ policy, plan, language }: Report): unknown {
  if (plan === undefined) return { given: policy };
  const { name, title, version } = plan.policy;
  const words = textIn(title, language);
  return {
    given: policy,
    name,
    ...(words === '' ? {} : { title: words }),
    ...(version === undefined ? {} : { version }),
  };
}

function remarkOf(one: Diagnostic, sources: Sources): unknown {
  const source = sources(one.span.file);
  return {
    code: one.code,
    severity: one.severity,
    message: one.message,
    ...(one.help === undefined ? {} : { help: one.help }),
    locations: source ? [locate(source, one.span)] : [],
  };
}

/** A manifest and what was remarked on its text. */
export function manifestOf(judged: Judged, language: Language): object {
  const { manifest, remarks, reached, known } = judged;
  const { facts } = manifest;
  const verdict = verdictOf(judged);
  const { file, read, problem, texts } = manifest;
  return {
    file,
    ...(texts.length > 1 ? { files: texts.map((one) => one.file) } : {}),
    read: read !== undefined,
    ...(read ? { format: read.format, partial: read.partial } : {}),
    ...(verdict === undefined ? {} : { verdict, complies: verdict === 'complies' }),
    ...(reached === undefined ? {} : { rules: { inForce: reached.inForce, applied: reached.applied } }),
    ...(reached?.why === undefined ? {} : { nothingJudged: WORDS[language].idle(file, reached.why) }),
    ...(facts === undefined ? {} : { setByHand: facts }),
    ...(known === undefined ? {} : { known, nothingNew: isNothingNew(judged) }),
    ...(problem === undefined ? {} : { problem }),
    diagnostics: remarks.map((one) => remarkOf(one, textsOf(manifest))),
  };
}

/** The rules that had nothing to judge, by their ids. */
function idleRulesOf({ reached }: Judged): object {
  return reached === undefined ? {} : { idleRules: reached.idle };
}

/** The findings on a manifest, with their places. */
export function findingsOf(judged: Judged, plan: Plan, language: Language): readonly object[] {
  const fingerprintOf = fingerprinter(judged.manifest, plan);
  const findings = judged.judgement?.findings ?? [];
  return findings.map((one) => findingOf(one, judged, fingerprintOf(one), language));
}

function findingOf(finding: Finding, { manifest }: Judged, fingerprint: string, language: Language): object {
  const { advice, waiver } = finding;
  return {
    manifest: manifest.file,
    rule: finding.rule,
    verdict: finding.verdict,
    force: finding.force,
    title: finding.title,
    message: finding.message,
    ...(advice === undefined ? {} : { advice }),
    citations: finding.citations.map((one) => ({ ...one, title: textIn(one.title, language) || one.source })),
    pointer: finding.pointer,
    locations: placesOf(finding, manifest).map((span) => located(span, manifest)),
    because: finding.because,
    fingerprint,
    ...(waiver === undefined ? {} : { waiver }),
  };
}

function summaryOf({ judged, plan, exit: exitCode }: Report, questions: number): unknown {
  const findings = judged.flatMap((one) => one.judgement?.findings ?? []);
  const count = (test: (one: Finding) => boolean) => findings.filter(test).length;
  return {
    complies: plan !== undefined && judged.every((one) => verdictOf(one) === 'complies'),
    exitCode,
    idle: judged.filter((one) => verdictOf(one) === 'idle').length,
    violations: count((one) => one.verdict === 'violation' && one.force === 'must'),
    recommendations: count((one) => one.verdict === 'violation' && one.force === 'should'),
    undetermined: count((one) => one.verdict === 'undetermined'),
    waived: count((one) => one.verdict === 'waived'),
    questions,
    ...(judged.some((one) => one.known !== undefined) ? { nothingNew: judged.every(isNothingNew) } : {}),
    known: judged.reduce((sum, one) => sum + (one.known ?? 0), 0),
    shapeProblems: judged.reduce((sum, one) => sum + (one.judgement?.shape.length ?? 0), 0),
  };
}
