/**
 * The report as one page for someone who does not read code: what is collected, why, who receives it, and beside it what
 * the rules say. Holds everything it shows; runs no script and fetches nothing.
 */
import { factTexts } from '../facts-by-hand.ts';
import type { Judged } from '../manifest.ts';
import { openQuestionsOf } from '../questions.ts';
import { summaryLine } from '../render-findings.ts';
import { questionText } from '../render-questions.ts';
import { paintWith } from '../terminal.ts';
import { TOOL } from '../tool.ts';
import { verdictOf } from '../verdict.ts';
import { WORDS } from '../words.ts';
import { findingEntries, remarkEntries } from './entries.ts';
import { findingCards } from './html/cards.ts';
import { collectionsOf, permissionsOf } from './html/declaration.ts';
import { flowPicture } from './html/flow.ts';
import { STYLE } from './html/style.ts';
import { collectionTable, permissionTable } from './html/tables.ts';
import { PAGE_WORDS } from './html/words.ts';
import type { Report } from './report.ts';
import { xmlText } from './xml.ts';

const PLAIN = { write: () => undefined, paint: paintWith(false), width: Number.MAX_SAFE_INTEGER };

/** A whole page. */
export function html(report: Report): string {
  const words = PAGE_WORDS[report.language];
  const { plan, policy, asOf } = report;
  const title = plan?.policy.title[report.language] ?? plan?.policy.title.en ?? policy;
  const name = plan?.policy.name ?? policy;
  return `<!doctype html>
<html lang="${words.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${xmlText(words.title)}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${xmlText(words.title)}</h1>
<p class="faint">${xmlText(`${words.policy}: ${title} (${name})${WORDS[report.language].asOf(asOf)}`)}</p>
</header>
<main>
${remarksPart(report)}${report.judged.map((one) => manifestPart(one, report)).join('\n')}
</main>
<footer>${xmlText(words.foot)} ${TOOL.name} ${TOOL.version}</footer>
</body>
</html>
`;
}

function remarksPart(report: Report): string {
  const items = remarkEntries(report).map(({ remark, location }) => {
    const place = `${location.file}:${location.line}`;
    const help = remark.help === undefined ? '' : ` — ${remark.help}`;
    return `<li><code>${xmlText(place)}</code> ${xmlText(remark.message + help)}</li>`;
  });
  const all = [...report.notes.map((note) => `<li>${xmlText(note)}</li>`), ...items];
  return all.length === 0 ? '' : `<ul class="remarks">${all.join('')}</ul>\n`;
}

function manifestPart(judged: Judged, report: Report): string {
  const heading = `<h2>${xmlText(judged.manifest.file)}</h2>`;
  const { plan, language } = report;
  if (judged.judgement === undefined || plan === undefined) return `<section>${heading}</section>`;
  const words = PAGE_WORDS[language];
  const entries = findingEntries({ ...report, judged: [judged] });
  const { tree, rests } = judged.manifest.read ?? { tree: undefined };
  const collections = collectionsOf(tree, { plan, language });
  const all = permissionsOf(tree, { plan, language }) ?? [];
  // What other files may ask for is among the questions.
  const permissions = all.filter(({ pointer }) => rests?.has(pointer) !== true);
  const questions = openQuestionsOf(judged, { plan, language });
  return `<section>
${heading}
${factsPart(judged, language)}<p class="verdict ${classOf(judged)}">${xmlText(summaryLine(judged, { plan, language }, PLAIN))}</p>
${part(words.flow, flowPicture(collections ?? [], words))}
${part(words.collected, collectionTable(collections, { entries, questions, language }))}
${part(words.permissions, permissions.length === 0 ? '' : permissionTable(permissions, { entries, questions, language }))}
${part(words.findings, findingCards(entries, judged, language))}
${part(words.questions, listOf(questions.map((one) => questionText(one, WORDS[language]))))}
</section>`;
}

function factsPart({ manifest }: Judged, language: Report['language']): string {
  const words = WORDS[language];
  const facts = factTexts(manifest, words.inPlaceOf).map((fact) => `<code>${xmlText(fact)}</code>`);
  if (facts.length === 0) return '';
  return `<p class="faint">${xmlText(`${words.setByHand}${words.colon}`)}${facts.join(words.comma)}</p>\n`;
}

function classOf(judged: Judged): string {
  const verdict = verdictOf(judged);
  return verdict === 'complies' ? 'good' : verdict === 'violated' ? 'bad' : 'open';
}

const part = (title: string, body: string): string =>
  body === '' ? '' : `<h3>${xmlText(title)}</h3>\n${body}`;

const listOf = (texts: readonly string[]): string =>
  texts.length === 0 ? '' : `<ul>${texts.map((text) => `<li>${xmlText(text)}</li>`).join('')}</ul>`;
