/** A text in which a pattern is found, for the patterns that plans hold. Knows no plan. */

/** Undefined where none could be made. */
export function textFor(pattern: string): string | undefined {
  const text = alternatives({ text: pattern, at: 0 });
  return new RegExp(pattern, 'u').test(text) ? text : undefined;
}

interface Reader {
  readonly text: string;
  at: number;
}

/** The first way through; the others are passed over. */
function alternatives(reader: Reader): string {
  const ways = [sequence(reader)];
  while (reader.text[reader.at] === '|') {
    reader.at++;
    ways.push(sequence(reader));
  }
  return ways.find((one) => one !== '') ?? '';
}

function sequence(reader: Reader): string {
  let made = '';
  while (reader.at < reader.text.length && !/[|)]/.test(reader.text[reader.at] ?? '')) {
    const unit = unitOf(reader);
    made += unit.repeat(Math.max(1, timesOf(reader)));
  }
  return made;
}

function unitOf(reader: Reader): string {
  const rest = reader.text.slice(reader.at);
  const [group] = /^\((?:\?:)?/.exec(rest) ?? [];
  if (group) {
    reader.at += group.length;
    const made = alternatives(reader);
    reader.at++;
    return made;
  }
  const [list] = /^\[(?:\\.|[^\\\]])+\]/.exec(rest) ?? [];
  const [unit = ''] = list ? [list] : (/^(?:\\u[0-9a-f]{4}|\\?.)/isu.exec(rest) ?? []);
  reader.at += unit.length;
  if (list) return oneOf(list);
  if (unit === '^' || unit === '$') return '';
  if (unit === '.') return 'x';
  return unit.startsWith('\\') ? oneOf(`[${unit}]`) : unit;
}

const SIGNS = ['x', 'a', 'A', '0', '1', ' ', '-', '_', '/', '.', ':', '例'];

/** A sign of a class: a common one if it will do. */
function oneOf(list: string): string {
  const fits = new RegExp(`^${list}$`, 'u');
  const plain = list.replace(/^\[\^?|\]$/g, '').replace(/\\(?=[^a-z])/gi, '');
  return [...plain, ...SIGNS].find((sign) => fits.test(sign)) ?? '';
}

function timesOf(reader: Reader): number {
  const [repeat, least] = /^(?:[?*+]|\{(\d+)(?:,\d*)?\})/.exec(reader.text.slice(reader.at)) ?? [];
  reader.at += repeat?.length ?? 0;
  return Number(least ?? 1);
}
