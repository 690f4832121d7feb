/** The findings of the page: a card for each rule, with its law, the lines that show it, and what to do. */
import type { Language } from '../../../grammar/ast.ts';
import { type Location, lineText } from '../../../grammar/source.ts';
import { type Judged, textsOf } from '../../manifest.ts';
import { WORDS } from '../../words.ts';
import { type FindingEntry, groupsOf, type Weight } from '../entries.ts';
import { xmlText } from '../xml.ts';

/** How a finding looks. */
export const CLASS: Readonly<Record<Weight, string>> = {
  violated: 'bad',
  open: 'open',
  advice: 'faint',
  waived: 'faint',
};

/** Where the card of a finding's rule is. */
export const anchor = ({ finding, manifest }: FindingEntry): string =>
  encodeURIComponent(`${manifest}:${finding.rule}:${finding.waiver?.until ?? ''}`).replaceAll('%', '_');

/** From the worst; what is open is told among the questions. */
export function findingCards(entries: readonly FindingEntry[], judged: Judged, language: Language): string {
  const told = entries.filter((one) => one.finding.verdict !== 'undetermined');
  const order: readonly Weight[] = ['violated', 'advice', 'waived'];
  const sorted = [...groupsOf(told)].sort(
    (a, b) => order.indexOf(a[0]?.weight ?? 'waived') - order.indexOf(b[0]?.weight ?? 'waived'),
  );
  return sorted.map((group) => card(group, judged, language)).join('\n');
}

function card(group: readonly FindingEntry[], judged: Judged, language: Language): string {
  const [first] = group;
  if (first === undefined) return '';
  const words = WORDS[language];
  const { finding, basis, weight } = first;
  const { waiver } = finding;
  const verdict = waiver
    ? words.waived(waiver.until, waiver.approvedBy, waiver.because)
    : weight === 'violated'
      ? words.violated
      : words.notFollowed;
  const law = basis === '' ? '' : `<p class="faint">${xmlText(`${words.law}${words.colon}${basis}`)}</p>`;
  const places = group.map((one) => placePart(one, judged));
  const advices = [...new Set(group.flatMap((one) => one.finding.advice ?? []))];
  const todo = advices.map(
    (text) => `<p><strong>${xmlText(words.mend + words.colon)}</strong>${xmlText(text)}</p>`,
  );
  return `<article class="card" id="${anchor(first)}" data-rule="${xmlText(finding.rule)}" data-verdict="${finding.verdict}">
<h4><span class="${CLASS[weight]}">${xmlText(verdict)}</span>${words.colon}${xmlText(finding.title)}</h4>
${law}${places.join('\n')}${todo.join('')}
</article>`;
}

function placePart({ finding, locations }: FindingEntry, { manifest }: Judged): string {
  const lines = locations.slice(0, 3).map((one) => {
    const source = textsOf(manifest)(one.file);
    return source === undefined
      ? ''
      : `${String(one.line).padStart(4)}  ${marked(lineText(source, one.line), one)}`;
  });
  const shown = lines.filter((line) => line !== '').join('\n');
  return `<p>${xmlText(finding.message)}</p>${shown === '' ? '' : `<pre>${shown}</pre>`}`;
}

/** A line with the place in it marked; long lines are cut around it. */
function marked(text: string, { line, column, endLine, endColumn }: Location): string {
  const from = column - 1;
  const to = endLine === line ? endColumn - 1 : text.trimEnd().length;
  const start = from > 120 ? from - 20 : 0;
  const end = Math.min(text.length, Math.max(to, start) + 120);
  const before = (start > 0 ? '…' : '') + text.slice(start, from);
  const after = text.slice(to, end) + (end < text.length ? '…' : '');
  return `${xmlText(before)}<mark>${xmlText(text.slice(from, to))}</mark>${xmlText(after)}`;
}
