/** Generated declarations in the making: each text is declared once, whoever asks for it. Knows no formulas. */
import type { Interner } from './intern.ts';
import { jsonLiteral, literal, typed } from './text.ts';

/** What has been declared so far, in order. */
export interface Code {
  readonly declarations: Declaration[];
  /** Text of a declaration without its name -> its name. */
  readonly named: Map<string, string>;
  /** The words -> their interner. */
  readonly interners: Map<string, Interner>;
}

export interface Declaration {
  readonly name: string;
  readonly text: string;
}

export function newCode(): Code {
  return { declarations: [], named: new Map(), interners: new Map() };
}

/** Literals and comments: what is in them is no code. */
const NO_CODE = /"[^"\\]*(?:\\.[^"\\]*)*"|'[^'\\]*(?:\\.[^'\\]*)*'|\/\*[\s\S]*?\*\/|\/\/.*/g;

/** The identifiers in code. */
export function identifiersIn(code: string): Set<string> {
  return new Set(code.replace(NO_CODE, '').match(/[a-zA-Z]\w*/g));
}

/** The declarations that code needs, and those that these need. */
export function neededBy(code: string, declarations: readonly Declaration[]): Declaration[] {
  const texts = new Map(declarations.map((one) => [one.name, one.text]));
  const needed = new Set<string>();
  const pending = [code];
  for (let text = pending.pop(); text !== undefined; text = pending.pop()) {
    for (const name of identifiersIn(text)) {
      const declared = texts.get(name);
      if (declared === undefined || needed.has(name)) continue;
      needed.add(name);
      pending.push(declared);
    }
  }
  return declarations.filter((one) => needed.has(one.name));
}

/** Declares what `make` writes for a name, unless the same is declared already; gives the name. */
export function declare(code: Code, prefix: string, make: (name: string) => string): string {
  const content = make(prefix);
  const known = code.named.get(content);
  if (known) return known;
  const name = `${prefix}${code.named.size}`;
  code.named.set(content, name);
  code.declarations.push({ name, text: make(name) });
  return name;
}

/** A set of words. */
export function setOf(code: Code, words: Iterable<string>): string {
  const list = literal([...words]);
  return declare(code, 'words', (name) => `const ${name} = new Set${typed('<unknown>')}(${list});\n`);
}

export function patternOf(code: Code, pattern: string): string {
  return declare(code, 'pattern', (name) => `const ${name} = new RegExp(${literal(pattern)});\n`);
}

/** A function of one value; `result` is an expression in `value`. */
export function testOf(code: Code, result: string): string {
  const parameter = `value${typed(': unknown')}`;
  return declare(
    code,
    'test',
    (name) => `function ${name}(${parameter})${typed(': boolean')} {\n  return ${result};\n}\n`,
  );
}

/** A list of words or numbers, as JSON: read faster than a literal. */
export function listOf(code: Code, values: readonly (string | number)[]): string {
  const text = jsonLiteral(values);
  return declare(code, 'list', (name) => `const ${name} = JSON.parse(${text});\n`);
}
