/** What stands between quotation marks: escapes and blocks, both ways. Knows nothing of tokens. */

/** A bad escape: where it begins in the raw text, and how long it is. */
export interface BadEscape {
  readonly at: number;
  readonly length: number;
}

/** The value of a text on one line, given what stands between its quotation marks. */
export function textValue(raw: string, bad: (found: BadEscape) => void): string {
  if (!raw.includes('\\')) return raw;
  return raw.replace(/\\(?:u\{([0-9a-fA-F]{1,6})\}|([\s\S])|$)/gu, (whole, code, letter, at: number) => {
    if (code !== undefined && Number.parseInt(code, 16) <= 0x10ffff)
      return String.fromCodePoint(Number.parseInt(code, 16));
    if (letter === 'n') return '\n';
    if (letter === '"' || letter === '\\') return letter;
    bad({ at, length: whole.length });
    return whole;
  });
}

// What would not survive a file, or would show the text other than it is: controls, line ends, marks that turn the
// direction of writing, halves of a pair.
const unprintable =
  /(?!\t)\p{Cc}|[\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|\p{Surrogate}/gu;

/** A text in quotation marks, on one line. */
export function quoted(value: string): string {
  const escaped = value
    .replace(/["\\]/g, '\\$&')
    .replace(unprintable, (one) => (one === '\n' ? '\\n' : `\\u{${one.codePointAt(0)?.toString(16)}}`));
  return `"${escaped}"`;
}

/**
 * The value of a block text, given what stands between `"""` and `"""`. When it begins on a new line, that line break and
 * the indentation that all lines share are not part of it; the line of the closing mark counts as one of them.
 */
export function blockValue(raw: string): string {
  const text = raw.replace(/\r\n?/g, '\n');
  const opening = /^[ \t]*\n/.exec(text);
  if (!opening) return text;
  const lines = text.slice(opening[0].length).split('\n');
  const last = lines.length - 1;
  let shared = Number.POSITIVE_INFINITY;
  for (const [index, line] of lines.entries()) {
    const indent = /^[ \t]*/.exec(line)?.[0].length ?? 0;
    if (indent < line.length || index === last) shared = Math.min(shared, indent);
  }
  return lines
    .map((line, index) => (index === last && /^[ \t]*$/.test(line) ? '' : line.slice(shared)))
    .join('\n');
}

/** A block text as it is printed behind an indentation; on one line when a block could not hold the value. */
export function block(value: string, indent: string): string {
  if (/"""|"$|\r|\p{Surrogate}/u.test(value)) return quoted(value);
  if (value.endsWith('\n')) {
    const lines = value.split('\n').map((line) => (line === '' ? '' : `${indent}${line}`));
    lines[lines.length - 1] = indent;
    return `"""\n${lines.join('\n')}"""`;
  }
  for (const form of [`\n${value}`, value]) if (blockValue(form) === value) return `"""${form}"""`;
  return quoted(value);
}
