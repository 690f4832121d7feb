/** Which constants of a TypeScript file are what they are written as, and what it exports. Runs nothing, knows no declaration. */
import { ts } from 'ts-morph';

/** What is exported, or why that can't be said, with the place. */
export type Exported =
  | { readonly expression: ts.Expression }
  | { readonly why: string; readonly start: number; readonly end: number };

/**
 * The constants at the top of a file that nothing in it can change: texts, numbers and the like, and those of which each use is
 * inside of a value that is written, or in an export. One that is given to a function, or of which something is assigned, may be anything by the time it is exported.
 */
export function fixedConstants(file: ts.SourceFile): ReadonlyMap<string, ts.Expression> {
  const constants = new Map<string, ts.Expression>();
  for (const { name, initializer } of topConstants(file)) {
    if (ts.isIdentifier(name) && initializer) constants.set(name.text, initializer);
  }
  const touched = new Set<string>();
  /** For a constant, those in whose value it stands. */
  const holders = new Map<string, Set<string>>();
  const visit = (node: ts.Node): void => {
    // What is run from a text may change anything.
    if (ts.isIdentifier(node) && node.text === 'eval') for (const name of constants.keys()) touched.add(name);
    if (ts.isIdentifier(node) && constants.has(node.text) && isUse(node)) {
      const end = endOf(node);
      if (end === 'touched') touched.add(node.text);
      else if (end) holders.set(node.text, (holders.get(node.text) ?? new Set()).add(end));
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  const isTouched = (name: string, seen: ReadonlySet<string> = new Set()): boolean =>
    touched.has(name) ||
    [...(holders.get(name) ?? [])].some(
      (holder) => !seen.has(holder) && isTouched(holder, new Set([...seen, name])),
    );
  return new Map([...constants].filter(([name, value]) => isUnchangeable(value) || !isTouched(name)));
}

/** A text, a number, yes or no: nothing can be changed in it, whoever has it. */
function isUnchangeable(expression: ts.Expression): boolean {
  const inner = bare(expression);
  return (
    ts.isStringLiteralLike(inner) ||
    ts.isNumericLiteral(ts.isPrefixUnaryExpression(inner) ? inner.operand : inner) ||
    [ts.SyntaxKind.TrueKeyword, ts.SyntaxKind.FalseKeyword, ts.SyntaxKind.NullKeyword].includes(inner.kind)
  );
}

function topConstants(file: ts.SourceFile): readonly ts.VariableDeclaration[] {
  return file.statements.flatMap((one) =>
    ts.isVariableStatement(one) && (one.declarationList.flags & ts.NodeFlags.Const) !== 0
      ? [...one.declarationList.declarations]
      : [],
  );
}

/** Not the name of something else that is called the same. */
function isUse(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAssignment(parent) || ts.isVariableDeclaration(parent)) return parent.name !== node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name !== node;
  return !ts.isPropertySignature(parent) && !ts.isTypeReferenceNode(parent) && !ts.isTypeQueryNode(parent);
}

/** Where the value goes that a use stands in: a constant by its name, an export (nothing), or anywhere. */
function endOf(use: ts.Node): string | 'touched' | undefined {
  let node = use;
  for (let { parent } = node; ; parent = node.parent) {
    if (ts.isExportAssignment(parent) || ts.isExportSpecifier(parent)) return undefined;
    if (ts.isVariableDeclaration(parent)) {
      const isTop = ts.isSourceFile(parent.parent.parent.parent);
      return isTop && ts.isIdentifier(parent.name) ? parent.name.text : 'touched';
    }
    if (!isWritten(parent)) return 'touched';
    node = parent;
  }
}

/** Whether a node only puts values together. */
function isWritten(node: ts.Node): boolean {
  return (
    ts.isObjectLiteralExpression(node) ||
    ts.isArrayLiteralExpression(node) ||
    ts.isPropertyAssignment(node) ||
    ts.isShorthandPropertyAssignment(node) ||
    ts.isSpreadAssignment(node) ||
    ts.isSpreadElement(node) ||
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isTypeAssertionExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isConditionalExpression(node)
  );
}

/** The default export; without one, the only constant that is exported and written as an object. */
export function exportedFrom(file: ts.SourceFile, constants: ReadonlyMap<string, ts.Expression>): Exported {
  const named = new Map<string, ts.Expression>();
  for (const one of file.statements) {
    if (ts.isExportAssignment(one)) return { expression: one.expression };
    if (
      ts.isExportDeclaration(one) &&
      !one.moduleSpecifier &&
      one.exportClause &&
      ts.isNamedExports(one.exportClause)
    ) {
      for (const { name, propertyName } of one.exportClause.elements) {
        const local = propertyName ?? name;
        if (!ts.isIdentifier(local)) continue;
        if (name.text === 'default') return { expression: local };
        named.set(local.text, local);
      }
    }
    if (
      !ts.isVariableStatement(one) ||
      !one.modifiers?.some((word) => word.kind === ts.SyntaxKind.ExportKeyword)
    )
      continue;
    for (const { name } of one.declarationList.declarations)
      if (ts.isIdentifier(name)) named.set(name.text, name);
  }
  const objects = [...named].filter(([name]) => isObject(constants.get(name)));
  const [first, second] = objects.length > 0 ? objects : [...named];
  if (first === undefined)
    return { why: 'it exports nothing that is written in it', start: 0, end: Math.min(file.end, 1) };
  if (second === undefined) return { expression: first[1] };
  const why = `it exports both \`${first[0].slice(0, 60)}\` and \`${second[0].slice(0, 60)}\`, and neither by default`;
  return { why, start: second[1].getStart(file), end: second[1].end };
}

const isObject = (expression: ts.Expression | undefined): boolean =>
  expression !== undefined && ts.isObjectLiteralExpression(bare(expression));

/** What is only said about a value, for the type checker, is no part of it. */
export function bare(expression: ts.Expression): ts.Expression {
  let inner = expression;
  while (
    ts.isParenthesizedExpression(inner) ||
    ts.isAsExpression(inner) ||
    ts.isSatisfiesExpression(inner) ||
    ts.isTypeAssertionExpression(inner) ||
    ts.isNonNullExpression(inner)
  )
    inner = inner.expression;
  return inner;
}
