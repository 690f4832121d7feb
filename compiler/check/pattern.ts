/** Patterns that every regular-expression engine reads alike and in linear time. */

/** A pattern that finds a text in any letter case. `Camera` -> `[Cc][Aa][Mm][Ee][Rr][Aa]`. */
export function anyCase(text: string): string {
  return [...text].map(letterInAnyCase).join('');
}

function letterInAnyCase(letter: string): string {
  const forms = [...new Set([letter, letter.toLowerCase(), letter.toUpperCase()])];
  const [only = ''] = forms;
  if (forms.length === 1) return escapeLetter(only);
  if (forms.every((form) => form.length === 1)) return `[${forms.join('')}]`;
  return `(?:${forms.map((form) => [...form].map(escapeLetter).join('')).join('|')})`;
}

function escapeLetter(letter: string): string {
  return /[\^$\\.*+?()[\]{}|/]/.test(letter) ? `\\${letter}` : letter;
}

/** One unit of a pattern: a letter, an escape, a class, with what repeats it. */
const UNIT =
  /(\\[\^$\\.*+?()[\]{}|/]|\\d|\.|\[\^?(?:\\[\\\]^-]|[^\\\]^[])+\]|[^^$\\.*+?()[\]{}|/])(\?|\*|\+|\{\d{1,3}(?:,\d{1,3})?\})?/uy;

/** The whole-text pattern for one in the safe subset, or why it is not in it. */
export function wholePattern(text: string): { readonly pattern: string } | { readonly reason: string } {
  if (/\p{Surrogate}/u.test(text)) return { reason: 'it holds half a letter' };
  const alternatives: string[] = [];
  for (const alternative of splitAlternatives(text)) {
    const read = readAlternative(alternative);
    if ('reason' in read) return read;
    alternatives.push(read.pattern);
  }
  const pattern = `^(?:${alternatives.join('|')})$`;
  try {
    new RegExp(pattern, 'u');
  } catch {
    return { reason: 'a range or a count in it runs backwards' };
  }
  return { pattern };
}

function splitAlternatives(text: string): string[] {
  const parts = [''];
  let escaped = false;
  for (const letter of text) {
    if (letter === '|' && !escaped) parts.push('');
    else parts[parts.length - 1] += letter;
    escaped = letter === '\\' && !escaped;
  }
  return parts;
}

function readAlternative(text: string): { readonly pattern: string } | { readonly reason: string } {
  let pattern = '';
  let unbounded = 0;
  let ways = 1;
  UNIT.lastIndex = 0;
  for (let from = 0; from < text.length; from = UNIT.lastIndex) {
    const match = UNIT.exec(text);
    if (match === null) return { reason: `\`${text.slice(from, from + 8)}\` is not allowed` };
    const [, unit = '', repeat = ''] = match;
    if (repeat === '*' || repeat === '+') unbounded += 1;
    ways *= lengthsOf(repeat);
    pattern += (unit === '.' ? '[^\\n]' : unit === '\\d' ? '[0-9]' : unit) + repeat;
  }
  if (unbounded > 1) return { reason: 'more than one `*` or `+` in it' };
  if (ways > MOST_WAYS) return { reason: 'too many parts of it may be longer or shorter' };
  return { pattern };
}

/** How many ways to divide a text among the parts of varying length are still quick to try. */
const MOST_WAYS = 1000;

function lengthsOf(repeat: string): number {
  if (repeat === '?') return 2;
  const [, least, most] = /^\{(\d+),(\d+)\}$/.exec(repeat) ?? [];
  return most === undefined ? 1 : Math.max(1, Number(most) - Number(least) + 1);
}
