/** The tables of the page: what is collected, and the permissions, with the findings beside each. */
import type { Language } from '../../../grammar/ast.ts';
import type { OpenQuestion } from '../../questions.ts';
import { WORDS } from '../../words.ts';
import type { FindingEntry } from '../entries.ts';
import { xmlText } from '../xml.ts';
import { anchor, CLASS } from './cards.ts';
import type { CollectionView, PermissionView } from './declaration.ts';
import { PAGE_WORDS } from './words.ts';

/** What there is to say beside each row. */
export interface Told {
  readonly entries: readonly FindingEntry[];
  readonly questions: readonly OpenQuestion[];
  readonly language: Language;
}

/** A table whose cells say their column on a narrow screen, where there is no head. */
function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const head = heads.map((title) => `<th>${xmlText(title)}</th>`).join('');
  const body = rows.map((row) => {
    const cells = row.map((cell, at) => `<td data-title="${xmlText(heads[at] ?? '')}">${cell}</td>`);
    return `<tr>${cells.join('')}</tr>`;
  });
  return `<table><thead><tr>${head}</tr></thead><tbody>${body.join('\n')}</tbody></table>`;
}

/** Empty lists and lists that are left out are told apart. */
export function collectionTable(collections: readonly CollectionView[] | undefined, told: Told): string {
  const words = PAGE_WORDS[told.language];
  if (collections === undefined) return `<p class="open">${xmlText(words.notStated)}</p>`;
  if (collections.length === 0) return `<p>${xmlText(words.none)}</p>`;
  const heads = [words.data, words.purposes, words.recipients, words.start, words.findings];
  const rows = collections.map((one) => [
    orUnknown(one.data, words.notStated),
    orUnknown(one.purposes?.join(WORDS[told.language].semicolon) || undefined, words.notStated),
    recipientCell(one, told.language),
    orUnknown(one.start, words.notStated),
    marksOf(one.pointer, told),
  ]);
  return table(heads, rows);
}

function recipientCell({ shares }: CollectionView, language: Language): string {
  const words = PAGE_WORDS[language];
  if (shares === undefined) return orUnknown(undefined, words.notStated);
  if (shares.length === 0) return xmlText(words.nobody);
  return shares.map((one) => orUnknown(one.recipient, words.notStated)).join('<br>');
}

/** Nothing where none is asked for. */
export function permissionTable(permissions: readonly PermissionView[], told: Told): string {
  const words = PAGE_WORDS[told.language];
  const rows = permissions.map((one) => [
    orUnknown(one.name, words.notStated),
    orUnknown(one.data, words.notStated),
    orUnknown(one.told, words.notStated),
    marksOf(one.pointer, told),
  ]);
  return table([words.permission, words.data, words.told, words.findings], rows);
}

const orUnknown = (text: string | undefined, unknown: string): string =>
  text === undefined ? `<span class="open">${xmlText(unknown)}</span>` : xmlText(text);

/** The findings on a record and on what is in it, each a link to where it is told in full. */
function marksOf(pointer: string, { entries, questions, language }: Told): string {
  const isHere = (one: string) => one === pointer || one.startsWith(`${pointer}/`);
  const here = entries.filter(({ finding }) => isHere(finding.pointer));
  const shown = here.filter((one) => one.finding.verdict !== 'undetermined');
  const open = questions.filter((one) => one.pointers.some(isHere)).length;
  const titles = new Map(shown.map((one) => [one.finding.rule, one]));
  const links = [...titles.values()].map(
    (one) => `<a class="${CLASS[one.weight]}" href="#${anchor(one)}">${xmlText(one.finding.title)}</a>`,
  );
  const rest = open > 0 ? [`<span class="open">${xmlText(WORDS[language].stillOpen(open))}</span>`] : [];
  return [...links, ...rest].join('<br>');
}
