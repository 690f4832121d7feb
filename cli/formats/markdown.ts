/** The report as Markdown for a comment on a pull request: what is violated, what to do, and the questions folded away. */

import { factTexts } from '../facts-by-hand.ts';
import type { Judged } from '../manifest.ts';
import { summaryLine } from '../render-findings.ts';
import { questionTexts } from '../render-questions.ts';
import { paintWith } from '../terminal.ts';
import { WORDS, type Words } from '../words.ts';
import { type FindingEntry, findingEntries, groupsOf, remarkEntries } from './entries.ts';
import type { Report } from './report.ts';

const PLAIN = { write: () => undefined, paint: paintWith(false), width: Number.MAX_SAFE_INTEGER };

/** A heading for each manifest; ends in a line break. */
export function markdown(report: Report): string {
  const { plan, policy, asOf, language } = report;
  const words = WORDS[language];
  const name = plan?.policy.name ?? policy;
  const remarks = remarkEntries(report).map(({ remark, location }) => {
    const help = remark.help === undefined ? '' : ` — ${escaped(remark.help)}`;
    return `- ${code(`${location.file}:${location.line}`)} ${escaped(remark.message)}${help}`;
  });
  const notes = report.notes.map((note) => `- ${escaped(note)}`);
  const blocks = [
    `## Proviso: ${code(name)}${words.asOf(asOf)}`,
    ...(notes.length + remarks.length === 0 ? [] : [[...notes, ...remarks].join('\n')]),
    ...report.judged.flatMap((one) =>
      one.judgement === undefined ? [] : manifestBlocks(one, report, words),
    ),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function manifestBlocks(judged: Judged, report: Report, words: Words): readonly string[] {
  const entries = findingEntries({ ...report, judged: [judged] });
  const shown = (weights: readonly FindingEntry['weight'][]) =>
    groupsOf(entries.filter((one) => weights.includes(one.weight) && one.finding.verdict !== 'undetermined'));
  const { plan, language } = report;
  const questions = plan === undefined ? [] : questionTexts(judged, { plan, language });
  const summary = plan === undefined ? '' : summaryLine(judged, { plan, language }, PLAIN);
  const facts = factTexts(judged.manifest, words.inPlaceOf);
  return [
    `### ${code(judged.manifest.file)}`,
    ...(facts.length === 0 ? [] : [`${words.setByHand}${words.colon}${facts.map(code).join(words.comma)}`]),
    `**${escaped(summary)}**`,
    ...shown(['violated']).map((group) => groupBlock(group, words)),
    ...folded(
      words.adviceHeading,
      shown(['advice', 'waived']).map((group) => groupBlock(group, words)),
    ),
    ...folded(
      words.openQuestions(questions.length),
      questions.map((text) => `- ${escaped(text)}`),
      '\n',
    ),
  ];
}

function groupBlock(group: readonly FindingEntry[], words: Words): string {
  const [first] = group;
  if (first === undefined) return '';
  const { finding, basis } = first;
  const verdict = finding.waiver
    ? words.waived(finding.waiver.until, finding.waiver.approvedBy, finding.waiver.because)
    : finding.force === 'must'
      ? words.violated
      : words.notFollowed;
  const advices = [...new Set(group.flatMap((one) => one.finding.advice ?? []))];
  return [
    `**${escaped(verdict)}${words.colon}${escaped(finding.title)}** (${code(finding.rule)})`,
    ...(basis === '' ? [] : [`_${escaped(basis)}_`]),
    '',
    ...group.map(placeLine),
    ...advices.map((advice) => `- **${words.mend}**${words.colon}${escaped(advice)}`),
  ].join('\n');
}

function placeLine({ locations, finding }: FindingEntry): string {
  const [place] = locations;
  return `- ${place ? code(`${place.file}:${place.line}`) : code(finding.pointer)} ${escaped(finding.message)}`;
}

/** A part that opens on a click; nothing where it is empty. */
function folded(title: string, parts: readonly string[], between = '\n\n'): readonly string[] {
  if (parts.length === 0) return [];
  return [`<details>\n<summary>${escaped(title)}</summary>\n\n${parts.join(between)}\n\n</details>`];
}

/** A text that means nothing but itself, on one line: no links, no markup, nobody called by `@`. */
export function escaped(text: string): string {
  return text
    .replace(/\s*[\r\n]+\s*/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('@', '&#64;')
    .replace(/[\\`*_[\]>|~]/g, (sign) => `\\${sign}`);
}

/** A text as code, whatever backticks it holds. */
function code(text: string): string {
  const fence = '`'.repeat(Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
  const pad = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${text.replace(/\s+/g, ' ')}${pad}${fence}`;
}
