/** A declaration in TypeScript -> its tree, with the place of each key and value. Runs nothing: only what is written counts. */
import { ts } from 'ts-morph';
import { hasErrors, report } from '../grammar/diagnostic.ts';
import type { Source } from '../grammar/source.ts';
import { readerCodes } from './codes.ts';
import {
  beginReading,
  emptyRecord,
  endReading,
  LIMITS,
  type ManifestRead,
  pointerTo,
  type ReadContext,
  type Reading,
  spanOf,
} from './reading.ts';
import { bare, exportedFrom, fixedConstants } from './typescript-constants.ts';
import { pastTypeScriptLimit } from './typescript-limits.ts';

const FORMAT = 'declaration-typescript';

/** Reads what a file exports: by default, or as its only constant that is an object. */
export function readDeclarationTypeScript(source: Source, context: ReadContext): ManifestRead {
  const reading = beginReading(source, context);
  try {
    return endReading(reading, FORMAT, treeOf(reading), false);
  } catch (error) {
    // The parser recurses, and so does whoever follows it; how deep one can go is not ours to say.
    if (!(error instanceof RangeError)) throw error;
    report(reading, readerCodes, 'manifest-too-deep', spanOf(reading, 0, 1), { limit: LIMITS.depth });
    return endReading(reading, FORMAT, undefined, false);
  }
}

interface Walk {
  readonly reading: Reading;
  readonly file: ts.SourceFile;
  readonly constants: ReadonlyMap<string, ts.Expression>;
  /** The constants that are being read: one in itself has no value. */
  readonly within: Set<string>;
  values: number;
}

function treeOf(reading: Reading): unknown {
  const { text } = reading.source;
  const past = pastTypeScriptLimit(text);
  if (past !== undefined) {
    report(reading, readerCodes, 'manifest-too-deep', spanOf(reading, past, past + 1), {
      limit: LIMITS.depth,
    });
    return undefined;
  }
  const file = ts.createSourceFile('declaration.ts', text, ts.ScriptTarget.ES2022, true, ts.ScriptKind.TS);
  const [broken] =
    (file as { readonly parseDiagnostics?: readonly ts.DiagnosticWithLocation[] }).parseDiagnostics ?? [];
  if (broken) {
    const problem = ts.flattenDiagnosticMessageText(broken.messageText, ' ').slice(0, 200);
    const lowered = problem.charAt(0).toLowerCase() + problem.slice(1).replace(/\.$/, '');
    const span = spanOf(reading, broken.start, broken.start + Math.max(1, broken.length));
    report(reading, readerCodes, 'broken-typescript', span, { problem: lowered });
    return undefined;
  }
  const walk: Walk = { reading, file, constants: fixedConstants(file), within: new Set(), values: 0 };
  const found = exportedFrom(file, walk.constants);
  if ('why' in found) {
    const { start, end } = found;
    report(reading, readerCodes, 'nothing-exported', spanOf(reading, start, end), { why: found.why });
    return undefined;
  }
  const object = objectOf(found.expression, walk);
  if (object === undefined) return void refuse(found.expression, 'the declaration', walk);
  const tree = recordOf(object, '', walk);
  keepPlacesOf(tree, reading);
  return tree;
}

/** The object that an expression is, through constants. */
function objectOf(expression: ts.Expression, walk: Walk): ts.ObjectLiteralExpression | undefined {
  const seen = new Set<string>();
  let inner = bare(expression);
  while (ts.isIdentifier(inner) && !seen.has(inner.text)) {
    seen.add(inner.text);
    const constant = walk.constants.get(inner.text);
    if (constant === undefined) return undefined;
    inner = bare(constant);
  }
  return ts.isObjectLiteralExpression(inner) ? inner : undefined;
}

/** Stands for what JSON would leave out. */
const LEFT_OUT = Symbol('left out');

function readValue(expression: ts.Expression, pointer: string, walk: Walk): unknown {
  note(expression, pointer, walk);
  if (isTooMuch(expression, pointer, walk)) return null;
  const inner = bare(expression);
  if (ts.isStringLiteralLike(inner)) return inner.text;
  if (ts.isNumericLiteral(inner)) return Number(inner.text);
  if (ts.isPrefixUnaryExpression(inner) && ts.isNumericLiteral(inner.operand)) {
    if (inner.operator === ts.SyntaxKind.MinusToken) return -Number(inner.operand.text);
    if (inner.operator === ts.SyntaxKind.PlusToken) return Number(inner.operand.text);
  }
  if (inner.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (inner.kind === ts.SyntaxKind.FalseKeyword) return false;
  if (inner.kind === ts.SyntaxKind.NullKeyword) return null;
  if (ts.isObjectLiteralExpression(inner)) return recordOf(inner, pointer, walk);
  if (ts.isArrayLiteralExpression(inner)) return listOf(inner, pointer, walk);
  if (ts.isIdentifier(inner)) return constantOf(inner, pointer, walk);
  return notKnown(expression, walk);
}

function note(node: ts.Node, pointer: string, { reading, file }: Walk): void {
  reading.places.set(pointer, spanOf(reading, node.getStart(file), node.end));
}

function constantOf(name: ts.Identifier, pointer: string, walk: Walk): unknown {
  const constant = walk.constants.get(name.text);
  if (constant === undefined) return name.text === 'undefined' ? LEFT_OUT : notKnown(name, walk);
  if (walk.within.has(name.text)) return notKnown(name, walk);
  walk.within.add(name.text);
  const value = readValue(constant, pointer, walk);
  walk.within.delete(name.text);
  // As with an alias in YAML: what is in it is written where it is written; it itself, where it is used.
  note(name, pointer, walk);
  return value;
}

/** A field whose value is computed is not known: what rules ask of it is undetermined. */
function notKnown(node: ts.Node, { reading, file }: Walk): null {
  const span = spanOf(reading, node.getStart(file), node.end);
  report(reading, readerCodes, 'computed-value', span, { seen: shown(node, file) });
  return null;
}

/** Where a part of a list or record is computed, it can't even be said what is not known. */
function refuse(node: ts.Node, what: string, { reading, file }: Walk): null {
  const span = spanOf(reading, node.getStart(file), node.end);
  report(reading, readerCodes, 'computed-part', span, { what });
  return null;
}

function shown(node: ts.Node, file: ts.SourceFile): string {
  const text = node.getText(file).replace(/\s+/g, ' ');
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

function listOf(list: ts.ArrayLiteralExpression, pointer: string, walk: Walk): unknown {
  const items: unknown[] = [];
  for (const element of list.elements) {
    if (ts.isSpreadElement(element)) {
      const spread = arrayOf(element.expression, walk);
      if (spread === undefined) return refuse(element, 'a part of the list', walk);
      for (const item of spread.elements) items.push(itemOf(item, items.length, pointer, walk));
    } else items.push(itemOf(element, items.length, pointer, walk));
  }
  return items;
}

function itemOf(element: ts.Expression, index: number, pointer: string, walk: Walk): unknown {
  if (ts.isSpreadElement(element) || ts.isOmittedExpression(element))
    return refuse(element, 'a part of the list', walk);
  const before = walk.reading.diagnostics.length;
  const value = readValue(element, pointerTo(pointer, index), walk);
  const [first] = walk.reading.diagnostics.slice(before);
  const isItself = first?.code === 'computed-value' && value === null;
  if (!isItself && value !== LEFT_OUT) return value;
  walk.reading.diagnostics.splice(before);
  return refuse(element, 'an item of the list', walk);
}

function arrayOf(expression: ts.Expression, { constants }: Walk): ts.ArrayLiteralExpression | undefined {
  const inner = bare(expression);
  const found = ts.isIdentifier(inner) ? constants.get(inner.text) : inner;
  const array = found && bare(found);
  return array && ts.isArrayLiteralExpression(array) ? array : undefined;
}

function recordOf(object: ts.ObjectLiteralExpression, pointer: string, walk: Walk): unknown {
  if (pointer === '') note(object, pointer, walk);
  const record = emptyRecord();
  addTo(record, object, pointer, walk, new Map(), new Set());
  return record;
}

/** Adds the fields of an object; those of one that is spread give way to what comes after them. */
function addTo(
  record: Record<string, unknown>,
  object: ts.ObjectLiteralExpression,
  pointer: string,
  walk: Walk,
  given: Map<string, ts.Node>,
  spreading: Set<ts.Node>,
): void {
  for (const property of object.properties) {
    if (ts.isSpreadAssignment(property)) {
      const spread = objectOf(property.expression, walk);
      if (spread === undefined || spreading.has(spread)) {
        refuse(property, 'a part of the record', walk);
        continue;
      }
      spreading.add(spread);
      addTo(record, spread, pointer, walk, new Map(), spreading);
      spreading.delete(spread);
      continue;
    }
    const key = keyOf(property);
    if (key === undefined) refuse(property, 'a part of the record', walk);
    else addField(record, key, property as Assigned, pointer, walk, given);
  }
}

type Assigned = ts.PropertyAssignment | ts.ShorthandPropertyAssignment;

function addField(
  record: Record<string, unknown>,
  key: string,
  property: Assigned,
  pointer: string,
  walk: Walk,
  given: Map<string, ts.Node>,
): void {
  const { reading, file } = walk;
  const at = pointerTo(pointer, key);
  const span = spanOf(reading, property.name.getStart(file), property.name.end);
  const first = given.get(key);
  if (first) {
    const related = [{ span: spanOf(reading, first.getStart(file), first.end), message: 'given here first' }];
    report(reading, readerCodes, 'manifest-duplicate-key', span, { key }, related);
    return;
  }
  given.set(key, property.name);
  const value = readValue(ts.isPropertyAssignment(property) ? property.initializer : property.name, at, walk);
  if (value === LEFT_OUT) {
    delete record[key];
    return;
  }
  reading.keys.set(at, span);
  record[key] = value;
}

/** What a later field took the place of has no place any more. */
function keepPlacesOf(tree: unknown, { places, keys }: Reading): void {
  const known = new Set<string>();
  const visit = (value: unknown, pointer: string): void => {
    known.add(pointer);
    if (typeof value !== 'object' || value === null) return;
    for (const [key, item] of Object.entries(value)) visit(item, pointerTo(pointer, key));
  };
  visit(tree, '');
  for (const map of [places, keys]) for (const at of [...map.keys()]) if (!known.has(at)) map.delete(at);
}

/** Undefined for what is no plain field; `__proto__: …` sets what the object inherits. */
function keyOf(property: ts.ObjectLiteralElementLike): string | undefined {
  if (ts.isShorthandPropertyAssignment(property)) return property.name.text;
  if (!ts.isPropertyAssignment(property)) return undefined;
  const { name } = property;
  if (ts.isComputedPropertyName(name))
    return ts.isStringLiteralLike(name.expression) ? name.expression.text : undefined;
  if (ts.isNumericLiteral(name)) return String(Number(name.text));
  const isPlain = ts.isIdentifier(name) || ts.isStringLiteralLike(name);
  return isPlain && name.text !== '__proto__' ? name.text : undefined;
}

/** Stops at the limits, and says so once. */
function isTooMuch(node: ts.Node, pointer: string, walk: Walk): boolean {
  const { reading, file } = walk;
  walk.values++;
  const depth = pointer.split('/').length;
  if (walk.values <= LIMITS.values && depth <= LIMITS.depth) return false;
  if (hasErrors(reading.diagnostics)) return true;
  const span = spanOf(reading, node.getStart(file), node.end);
  if (depth > LIMITS.depth) report(reading, readerCodes, 'manifest-too-deep', span, { limit: LIMITS.depth });
  else report(reading, readerCodes, 'manifest-too-many-values', span, { limit: LIMITS.values });
  return true;
}
