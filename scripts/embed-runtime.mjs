/**
 * Writes compiler/emit/typescript/runtime.generated.ts: the reference semantics as text, for the emitted TypeScript to carry.
 * `node scripts/embed-runtime.mjs` writes it, with `--check` it fails where the file is out of date.
 *
 * What is taken: every export of runtime/access.ts and runtime/judge.ts that is a value, and all that these need. What this
 * asks of the files below: only named imports without renaming, no default exports, top-level names that are unique among
 * them, no text that goes over several lines, and nothing that runs while loading but constants.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';
import ts from 'typescript';

const root = fileURLToPath(new URL('..', import.meta.url));
const runtime = 'compiler/emit/typescript/runtime';
/** In an order in which each constant stands after those that it is made of. */
const FILES = [
  'grammar/ast.ts',
  'grammar/source.ts',
  'compiler/plan.ts',
  'compiler/findings.ts',
  'compiler/values.ts',
  'compiler/truth.ts',
  'compiler/reasons.ts',
  'compiler/messages.ts',
  'compiler/shape.ts',
  'compiler/evaluate.ts',
  `${runtime}/public.ts`,
  `${runtime}/hot.ts`,
  `${runtime}/bytes.ts`,
  `${runtime}/tables.ts`,
  `${runtime}/reading.ts`,
  `${runtime}/scalars.ts`,
  `${runtime}/reader.ts`,
  `${runtime}/access.ts`,
  `${runtime}/judge.ts`,
  `${runtime}/places.ts`,
];
/** Their exported types are exported by the emitted file. */
const PUBLIC = ['compiler/findings.ts', `${runtime}/public.ts`];
/**
 * Their exported values are what generated code calls: those it calls for every manifest, those of rules
 * that are decided apart, and those for when something is found.
 */
const HOT = [`${runtime}/hot.ts`];
const BYTES = [`${runtime}/reading.ts`, `${runtime}/reader.ts`];
const ACCESS = [`${runtime}/access.ts`];
const COLD = [`${runtime}/judge.ts`, `${runtime}/places.ts`];
const target = `${root}compiler/emit/typescript/runtime.generated.ts`;

const program = ts.createProgram(
  FILES.map((file) => root + file),
  {
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    allowImportingTsExtensions: true,
    noEmit: true,
    strict: true,
    types: [],
  },
);
const checker = program.getTypeChecker();

/** Every top-level declaration by its statement, in order. */
function declarations() {
  const found = new Map();
  for (const file of FILES) {
    const source = program.getSourceFile(root + file);
    if (!source) throw new Error(`${file} is not there`);
    for (const statement of source.statements) {
      if (ts.isImportDeclaration(statement)) checkImport(statement, file);
      else if (isAmbient(statement)) continue;
      else found.set(statement, { names: namesOf(statement), file, statement, source });
    }
  }
  return found;
}

/** What the emitted file itself declares around what is carried. */
const isAmbient = (statement) =>
  statement.modifiers?.some((one) => one.kind === ts.SyntaxKind.DeclareKeyword) ?? false;

function namesOf(statement) {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map((one) => one.name.getText());
  }
  if (statement.name) return [statement.name.getText()];
  throw new Error(`cannot carry: ${statement.getText().slice(0, 80)}`);
}

function checkImport(statement, file) {
  const bindings = statement.importClause?.namedBindings;
  const plain =
    bindings && ts.isNamedImports(bindings) && bindings.elements.every((one) => !one.propertyName);
  if (!plain) throw new Error(`${file}: only named imports, without renaming, can be carried`);
}

const all = declarations();
const isType = ({ statement }) =>
  ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement);
const isExported = ({ statement }) =>
  statement.modifiers?.some((one) => one.kind === ts.SyntaxKind.ExportKeyword) ?? false;

/** All that these declarations speak of, themselves included. */
function reachable(entries) {
  const reached = new Set();
  const pending = [...entries];
  while (pending.length > 0) {
    const one = pending.pop();
    if (reached.has(one)) continue;
    reached.add(one);
    const walk = (node) => {
      if (ts.isIdentifier(node)) pending.push(...declarationOf(node));
      if (ts.isTemplateLiteralToken(node) && node.text.includes('\n'))
        throw new Error('a text goes over several lines');
      ts.forEachChild(node, walk);
    };
    walk(one.statement);
  }
  return reached;
}

/** The top-level declaration an identifier means: none for a name of the language, a parameter or a member. */
function declarationOf(identifier) {
  let symbol = ts.isShorthandPropertyAssignment(identifier.parent)
    ? checker.getShorthandAssignmentValueSymbol(identifier.parent)
    : checker.getSymbolAtLocation(identifier);
  if (symbol && symbol.flags & ts.SymbolFlags.Alias) symbol = checker.getAliasedSymbol(symbol);
  return (symbol?.declarations ?? []).flatMap((one) => {
    const statement = ts.isVariableDeclaration(one) ? one.parent.parent : one;
    return all.get(statement) ?? [];
  });
}

/** The text of a declaration with the comments right above it, without the word `export`. */
function textOf({ statement, source }) {
  const text = source.text;
  let start = statement.getStart(source);
  for (const range of (ts.getLeadingCommentRanges(text, statement.getFullStart()) ?? []).reverse()) {
    if (/\n\s*\n/.test(text.slice(range.end, start))) break;
    start = range.pos;
  }
  const body = text.slice(statement.getStart(source), statement.end).replace(/^export /, '');
  return text.slice(start, statement.getStart(source)) + body;
}

/** The chosen declarations in order; their names must be unique, since they come to stand in one file. */
function pick(chosen) {
  const picked = [...all.values()].filter(chosen);
  const names = picked.flatMap((one) => one.names);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) throw new Error(`${twice} is declared twice`);
  return picked;
}

const publicTypes = reachable(
  [...all.values()].filter((one) => PUBLIC.includes(one.file) && isType(one) && isExported(one)),
);
const types = pick((one) => publicTypes.has(one));
const publicText = types.map((one) => textOf(one).replace(/^(interface|type) /m, 'export $1 ')).join('\n\n');
const typeNames = types.flatMap((one) => one.names);

/** The values that some files export, with all that these need, as TypeScript and as JavaScript. */
async function carried(files) {
  const entries = [...all.values()].filter(
    (one) => files.includes(one.file) && !isType(one) && isExported(one),
  );
  const needed = reachable(entries);
  pick((one) => publicTypes.has(one) || needed.has(one));
  const text = pick((one) => needed.has(one) && !publicTypes.has(one))
    .map(textOf)
    .join('\n\n');
  const javascript = await transform(text, {
    loader: 'ts',
    format: 'esm',
    target: 'es2022',
    charset: 'ascii',
    minifyWhitespace: true,
    minifySyntax: true,
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
  });
  return { names: entries.flatMap((one) => one.names), typescript: text, javascript: javascript.code };
}

const hot = await carried(HOT);
const bytes = await carried(BYTES);
const access = await carried(ACCESS);
const cold = await carried(COLD);

const lines = (text) =>
  `[\n${text
    .trimEnd()
    .split('\n')
    .map((line) => `  ${JSON.stringify(line)},\n`)
    .join('')}].join('\\n')`;

const part = ({ names, typescript, javascript }) => `{
  names: ${JSON.stringify(names)},
  typescript: ${lines(typescript)},
  javascript: ${lines(javascript)},
}`;

const generated = `/** Written by scripts/embed-runtime.mjs from the reference semantics: what each emitted file carries. Not to be edited. */

/** The types that an emitted file exports besides its own. */
export const publicTypeNames: readonly string[] = ${JSON.stringify(typeNames)};

/** The declarations of the public types. */
export const publicTypes: string = ${lines(publicText)};

/** A part of the runtime as the body of a function, in both languages, and the names that generated code may call. */
export interface Carried {
  readonly names: readonly string[];
  readonly typescript: string;
  readonly javascript: string;
}

/** What every manifest needs. */
export const hotRuntime: Carried = ${part(hot)};

/** What reading bytes needs. */
export const bytesRuntime: Carried = ${part(bytes)};

/** What rules need that are decided apart. */
export const accessRuntime: Carried = ${part(access)};

/** The reference semantics: what is needed once something is found. */
export const coldRuntime: Carried = ${part(cold)};
`;

if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== generated) {
    console.error('runtime.generated.ts is out of date: run node scripts/embed-runtime.mjs');
    process.exit(1);
  }
} else {
  writeFileSync(target, generated);
}
