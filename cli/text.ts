/** Text for a terminal: made harmless, measured, wrapped. Knows nothing of what it says. */

/**
 * A text of a file, safe to print: control characters would move the cursor or change colours, and marks of direction would
 * show it in another order than it is stored.
 */
export function visible(text: string): string {
  return (
    text
      .replaceAll('\t', '    ')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: it is these that are replaced
      .replace(/[\u0000-\u0009\u000b-\u001f]/g, (sign) => String.fromCharCode(0x2400 + sign.charCodeAt(0)))
      .replace(/[\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '\ufffd')
  );
}

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** How many columns a text takes: Chinese characters take two. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const sign of text) columns += WIDE.test(sign) ? 2 : 1;
  return columns;
}

/** Breaks a text into lines of at most `width` columns, at blanks or next to Chinese characters. */
export function wrap(text: string, width: number): readonly string[] {
  return text.split('\n').flatMap((line) => wrapLine(line, width));
}

function wrapLine(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const [piece] of text.matchAll(
    /\s+|[\u2e80-\u9fff\uff00-\uffef][，。、；：）》]*|[^\s\u2e80-\u9fff\uff00-\uffef]+[，。、；：）》]*/g,
  )) {
    if (line !== '' && columnsOf(line + piece.trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line += piece;
  }
  return [...lines, line.trimEnd()];
}

/** Lines with the first behind a label and the others below its text. */
export function labelled(label: string, text: string, width: number): readonly string[] {
  const margin = ' '.repeat(columnsOf(label));
  return wrap(visible(text), width - columnsOf(label)).map(
    (line, index) => (index === 0 ? label : margin) + line,
  );
}

/** `1 rule`, `2 rules`. */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
