/** How text gets into an emitted file: the only ways for a policy's words to become part of code. Knows no plan. */

/**
 * Marks of a stretch that stands in TypeScript only. Neither occurs in emitted text: `literal` escapes control characters
 * and `comment` drops them.
 */
const OPEN = '\u0001';
const CLOSE = '\u0002';

/** A stretch of code that TypeScript has and JavaScript has not, such as `: unknown`. */
export function typed(text: string): string {
  return OPEN + text + CLOSE;
}

/** Code with its typed stretches. */
export function asTypeScript(code: string): string {
  return code.replaceAll(OPEN, '').replaceAll(CLOSE, '');
}

/**
 * Code without its typed stretches, nor what only a reader wants: an engine takes a file as long to read as it is, twice as long
 * where it is not all ASCII. No text in the code goes over several lines, nor stands in a regular expression.
 */
export function asJavaScript(code: string): string {
  const [first = '', ...rest] = code.split(OPEN);
  const plain = first + rest.map((part) => part.slice(part.indexOf(CLOSE) + 1)).join('');
  return plain.replace(/\n\s+/g, '\n').replace(/[^\0-\x7f]/g, (unit) => escaped(unit.charCodeAt(0)));
}

/**
 * A plain JSON value as a literal. Nothing in it can end the string, a comment or a script element around it, reorder
 * what a reader sees, or set a prototype.
 */
export function literal(value: unknown, indent = ''): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  const parts = Array.isArray(value)
    ? value.map((item: unknown) => literal(item, inner))
    : Object.entries(value)
        .filter(([, part]) => part !== undefined)
        .map(([key, part]) => `${keyLiteral(key)}: ${literal(part, inner)}`);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const line = `${open}${Array.isArray(value) || parts.length === 0 ? '' : ' '}${parts.join(', ')}`;
  const ending = Array.isArray(value) || parts.length === 0 ? close : ` ${close}`;
  if (line.length + indent.length < 100 && !line.includes('\n')) return line + ending;
  return `${open}\n${parts.map((part) => `${inner}${part},\n`).join('')}${indent}${close}`;
}

/** The key of an entry of an object literal: computed where the bare name would set the prototype. */
function keyLiteral(key: string): string {
  return key === '__proto__' ? '["__proto__"]' : propertyName(key);
}

/** The name of a property in a type: bare where that is plain. */
export function propertyName(key: string): string {
  return /^[a-zA-Z][a-zA-Z0-9]*$/.test(key) ? key : quoted(key);
}

// `<` could begin `</script>` or `<!--`; format characters hide or turn text round; U+2028 and U+2029 end lines.
const RISKY = /[<\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu;

function quoted(text: string): string {
  return JSON.stringify(text).replace(RISKY, (found) =>
    Array.from({ length: found.length }, (_, index) => escaped(found.charCodeAt(index))).join(''),
  );
}

/** The JSON text of a value as a literal: in single quotes, since it is full of double ones. */
export function jsonLiteral(value: unknown): string {
  const inner = quoted(JSON.stringify(value)).slice(1, -1);
  return `'${inner.replace(/\\.|'/g, (found) => (found === '\\"' ? '"' : found === "'" ? "\\'" : found))}'`;
}

function escaped(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}

/** A doc comment of some lines of text; empty where there is nothing to say. */
export function comment(lines: readonly string[], indent = ''): string {
  const clean = lines.map(harmless).filter((line) => line !== '');
  if (clean.length === 0) return '';
  if (clean.length === 1) return `${indent}/** ${clean[0]} */\n`;
  return `${indent}/**\n${clean.map((line) => `${indent} * ${line}\n`).join('')}${indent} */\n`;
}

/** A line that cannot end its comment or be taken for a tag, a directive or markup. */
function harmless(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/[\p{Cf}\p{Co}\p{Cn}\p{Cs}]/gu, '\ufffd')
    .replaceAll('*/', '*\\/')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('@', '&#64;')
    .replace(/^\/+/, '')
    .trim();
}

/** Code of which each line opens or closes at most one block, with the indentation of its blocks. */
export function indented(code: string): string {
  let depth = 0;
  const lines = code.split('\n').map((line) => {
    const text = line.trim();
    if (text.startsWith('}')) depth -= 1;
    const placed = text === '' ? '' : '  '.repeat(depth) + text;
    if (text.endsWith('{')) depth += 1;
    return placed;
  });
  return lines.join('\n');
}
