/** The picture of the flow: data, what it is used for, who receives it, as one SVG without scripts. Knows no rules. */
import { element, xmlText } from '../xml.ts';
import type { CollectionView } from './declaration.ts';
import type { PageWords } from './words.ts';

/** One column: its nodes from top to bottom. A node without a name stands for what is not stated. */
type Column = readonly (string | undefined)[];

interface Flow {
  readonly columns: readonly [Column, Column, Column];
  /** From a node of a column to one of the next. */
  readonly links: readonly Link[];
}
interface Link {
  readonly column: 0 | 1;
  readonly from: number;
  readonly to: number;
}

/** More than this in one column cannot be followed with the eye. */
const MOST_NODES = 24;
const ROW = 34;
const NODE = { width: 230, height: 24 };
const GAP = 110;
const TOP = 34;

/** Empty where nothing is collected. */
export function flowPicture(collections: readonly CollectionView[], words: PageWords): string {
  if (collections.length === 0) return '';
  const flow = flowOf(collections.slice(0, MOST_NODES), words);
  const rows = Math.max(...flow.columns.map((one) => one.length));
  const width = 3 * NODE.width + 2 * GAP;
  const height = TOP + rows * ROW;
  const [data, purposes, recipients] = flow.columns;
  const label = words.flowOf(data.length, purposes.length, recipients.length);
  const heads = [words.data, words.purposes, words.recipients].map((title, at) =>
    element('text', { x: leftOf(at), y: 16, class: 'head' }, [xmlText(title)]),
  );
  const nodes = flow.columns.flatMap((column, at) => column.map((name, row) => node(name, at, row, words)));
  const left = collections.length - MOST_NODES;
  const rest = left > 0 ? `<p class="rest">${xmlText(words.more(left))}</p>` : '';
  const picture = element('svg', { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': label }, [
    ...heads,
    ...flow.links.map(curve),
    ...nodes,
  ]);
  return `<div class="flow">${picture}${rest}</div>`;
}

function flowOf(collections: readonly CollectionView[], words: PageWords): Flow {
  const columns: [(string | undefined)[], (string | undefined)[], (string | undefined)[]] = [[], [], []];
  const links = new Map<string, Link>();
  const place = (column: 0 | 1 | 2, name: string | undefined): number => {
    const at = columns[column].indexOf(name);
    return at >= 0 ? at : columns[column].push(name) - 1;
  };
  const link = (column: 0 | 1, from: number, to: number) =>
    void links.set(`${column} ${from} ${to}`, { column, from, to });
  for (const one of collections) {
    const data = place(0, one.data);
    const purposes = stated(one.purposes).map((name) => place(1, name));
    for (const purpose of purposes) link(0, data, purpose);
    if (one.shares === undefined) for (const purpose of purposes) link(1, purpose, place(2, undefined));
    if (one.shares?.length === 0) for (const purpose of purposes) link(1, purpose, place(2, words.nobody));
    for (const share of one.shares ?? []) {
      const recipient = place(2, share.recipient);
      for (const name of stated(share.purposes)) {
        const purpose = place(1, name);
        link(0, data, purpose);
        link(1, purpose, recipient);
      }
    }
  }
  return { columns, links: [...links.values()] };
}

/** What is not stated is a node of its own, so that it is seen. */
const stated = (names: readonly string[] | undefined): readonly (string | undefined)[] =>
  names === undefined || names.length === 0 ? [undefined] : names;

const leftOf = (column: number): number => column * (NODE.width + GAP);
const topOf = (row: number): number => TOP + row * ROW;

function node(name: string | undefined, column: number, row: number, words: PageWords): string {
  const x = leftOf(column);
  const y = topOf(row);
  const text = name ?? words.notStated;
  const box = element('rect', { x, y, width: NODE.width, height: NODE.height, rx: 5 });
  const label = element('text', { x: x + 8, y: y + 16 }, [xmlText(shortened(text))]);
  const full = `<title>${xmlText(text)}</title>`;
  return `<g class="${name === undefined ? 'unknown' : 'known'}">${full}${box}${label}</g>`;
}

function curve({ column, from, to }: Link): string {
  const x1 = leftOf(column) + NODE.width;
  const x2 = leftOf(column + 1);
  const y1 = topOf(from) + NODE.height / 2;
  const y2 = topOf(to) + NODE.height / 2;
  const middle = (x1 + x2) / 2;
  return element('path', { d: `M${x1} ${y1} C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}` });
}

/** About as many signs as fit: Chinese characters take twice the room. */
function shortened(text: string): string {
  let room = 34;
  let short = '';
  for (const sign of text) {
    room -= sign > '\u2e80' ? 2 : 1;
    if (room < 1) return `${short}…`;
    short += sign;
  }
  return short;
}
