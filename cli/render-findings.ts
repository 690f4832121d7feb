/** Shows findings as text: what is violated and where, on what it rests, what to do, what is still to be answered. */
import type { Finding, FindingCitation } from '../compiler/findings.ts';
import { textIn } from '../compiler/messages.ts';
import type { Plan } from '../compiler/plan.ts';
import type { Language } from '../grammar/ast.ts';
import { framesOf } from './frame.ts';
import { locatorIn } from './locator.ts';
import { type Judged, textsOf } from './manifest.ts';
import { located, placesOf } from './places.ts';
import { type Asking, openQuestionsOf } from './questions.ts';
import { questionBlocks } from './render-questions.ts';
import type { Stream } from './terminal.ts';
import { labelled, visible } from './text.ts';
import { verdictOf } from './verdict.ts';
import { WORDS, type Words } from './words.ts';

/** How to show a report. */
export interface Look {
  readonly plan: Plan;
  readonly language: Language;
  readonly stream: Stream;
  /** Each rule with its first place in full, each question in a line. */
  readonly brief?: boolean;
  /** Says of each rule why it is there, and where its law can be read. */
  readonly explain?: boolean;
}

/** The report on one manifest, from the worst to what is open, ending in one line that sums it up. */
export function renderJudged(judged: Judged, look: Look): string {
  const { judgement } = judged;
  if (judgement === undefined) return '';
  const words = WORDS[look.language];
  const has = (verdict: Finding['verdict'], force: Finding['force']) => (one: Finding) =>
    one.verdict === verdict && one.force === force;
  const { findings } = judgement;
  const groups = [
    ...byRule(findings.filter(has('violation', 'must'))),
    ...byRule(findings.filter(has('violation', 'should'))),
    ...byRule(findings.filter((one) => one.verdict === 'waived')),
  ];
  const blocks = [
    ...groups.map((group) => groupBlock(group, judged, look, words)),
    ...questionBlocks(judged, look, words),
  ];
  if (judged.manifest.read?.partial && !look.brief)
    blocks.push(labelled('', words.partial, look.stream.width));
  blocks.push([summaryLine(judged, look, look.stream)]);
  return blocks.map((lines) => `${lines.join('\n')}\n`).join('\n');
}

function byRule(findings: readonly Finding[]): readonly (readonly Finding[])[] {
  const groups = new Map<string, Finding[]>();
  for (const one of findings) {
    const key = JSON.stringify([one.rule, one.waiver]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

function groupBlock(group: readonly Finding[], judged: Judged, look: Look, words: Words): readonly string[] {
  const [first] = group;
  if (first === undefined) return [];
  const { paint, width } = look.stream;
  const basis = basisTexts(first.citations, look.language);
  const advices = [...new Set(group.map((one) => one.advice))];
  const shared = advices.length === 1 ? advices[0] : undefined;
  const shown = look.brief ? [first] : group;
  const others = group.slice(shown.length).map((one) => lineOf(one, judged));
  return [
    ...verdictLines(first, look, words),
    ...labelled(`  ${words.rule}${words.colon}`, first.rule, width).map(paint.faint),
    ...(basis.length > 0 ? labelled(`  ${words.law}${words.colon}`, basis.join(words.semicolon), width) : []),
    ...(look.explain ? whyLines(first, look, words) : []),
    ...shown.flatMap((one) => placeLines(one, judged, look, words, shared === undefined)),
    ...(others.length > 0
      ? labelled('  ', words.alsoAt(others.length, others.join(words.comma)), width)
      : []),
    ...(shared === undefined ? [] : labelled(`  ${words.mend}${words.colon}`, shared, width)),
  ];
}

/** What stands above the rule in its file, and the addresses of the laws that it cites. */
function whyLines({ rule: id, citations }: Finding, look: Look, words: Words): readonly string[] {
  const rule = look.plan.rules.find((one) => one.id === id);
  const { width } = look.stream;
  const links = [...new Set(citations.flatMap((one) => one.link ?? []))];
  return [
    ...(rule?.documentation ? labelled(`  ${words.why}${words.colon}`, rule.documentation, width) : []),
    ...links.flatMap((link) => labelled(`  ${words.source}${words.colon}`, link, width)),
  ];
}

function lineOf(finding: Finding, { manifest }: Judged): number {
  const [place] = placesOf(finding, manifest);
  return place ? located(place, manifest).line : 1;
}

function verdictLines(finding: Finding, { stream }: Look, words: Words): readonly string[] {
  const { waiver } = finding;
  const verdict = waiver
    ? words.waived(waiver.until, waiver.approvedBy, waiver.because)
    : finding.force === 'must'
      ? words.violated
      : words.notFollowed;
  const colour = waiver || finding.force === 'should' ? stream.paint.open : stream.paint.bad;
  if (waiver) {
    return [stream.paint.strong(finding.title), ...labelled('  ', verdict, stream.width).map(colour)];
  }
  const [first = '', ...rest] = labelled(verdict + words.colon, finding.title, stream.width);
  const title = first.slice(verdict.length + words.colon.length);
  return [colour(verdict) + words.colon + stream.paint.strong(title), ...rest.map(stream.paint.strong)];
}

function placeLines(
  finding: Finding,
  judged: Judged,
  { stream }: Look,
  words: Words,
  withAdvice: boolean,
): readonly string[] {
  const shown = framesOf(placesOf(finding, judged.manifest), textsOf(judged.manifest), stream);
  const says = finding.message === finding.title ? [] : labelled('  ', finding.message, stream.width);
  const advice =
    withAdvice && finding.advice
      ? labelled(`  ${words.mend}${words.colon}`, finding.advice, stream.width)
      : [];
  return [...(shown.length > 0 ? shown : [`  ${finding.pointer}`]), ...says, ...advice];
}

/** What is cited of each law: `Cybersecurity Law, Article 41(1), Article 42`. */
export function basisTexts(citations: readonly FindingCitation[], language: Language): readonly string[] {
  const bySource = new Map<string, string[]>();
  for (const one of citations) {
    const title = textIn(one.title, language) || one.source;
    bySource.set(title, [
      ...(bySource.get(title) ?? []),
      // A source without a title in the language is cited as its own language cites it.
      ...(one.locator === undefined
        ? []
        : [one.title[language] ? locatorIn(one.locator, language) : one.locator]),
    ]);
  }
  const { comma } = WORDS[language];
  const between = language === 'zh' ? ' ' : comma;
  return [...bySource].map(([title, locators]) =>
    locators.length === 0 ? title : `${title}${between}${locators.join(comma)}`,
  );
}

const NOTHING_THERE = { kind: 'nothing-there', rules: 0 } as const;

/** One line: the verdict, then what else there is to know. */
export function summaryLine(judged: Judged, asking: Asking, stream: Stream): string {
  const words = WORDS[asking.language];
  const { judgement, remarks } = judged;
  const findings = judgement?.findings ?? [];
  const violations = findings.filter((one) => one.verdict === 'violation' && one.force === 'must');
  const rules = new Set(violations.map((one) => one.rule)).size;
  const errors = remarks.filter((one) => one.severity === 'error').length;
  const followed = findings.filter((one) => one.verdict === 'violation' && one.force === 'should').length;
  const waived = findings.filter((one) => one.verdict === 'waived').length;
  const open = openQuestionsOf(judged, asking).length;
  const { paint } = stream;
  const verdict = verdictOf(judged);
  const said = {
    idle: () => paint.open(words.idle(visible(judged.manifest.file), judged.reached?.why ?? NOTHING_THERE)),
    complies: () => paint.good(words.complies),
    'nothing-new': () => paint.open(words.nothingNew(judged.known ?? 0)),
    violated: () => paint.bad(words.breaks(rules, violations.length)),
    undecided: () => paint.open(words.undecided),
  }[verdict ?? 'undecided']();
  const rest = [
    ...(errors > 0 ? [words.misshapen(errors)] : []),
    ...(open > 0 ? [words.stillOpen(open)] : []),
    ...(followed > 0 ? [words.recommendations(followed)] : []),
    ...(waived > 0 ? [words.waivers(waived)] : []),
    ...(judged.known && verdict !== 'nothing-new' ? [words.known(judged.known)] : []),
    ...(judged.reached && verdict !== 'idle'
      ? [words.applied(judged.reached.applied, judged.reached.inForce)]
      : []),
  ];
  return [said, ...rest].join(words.semicolon);
}
