/** A declaration in YAML 1.2 -> its tree, with the place of each key and value. Knows no fields but their types. */
import {
  type Alias,
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  type Node,
  type Pair,
  Parser,
  type Scalar,
  type YAMLMap,
} from 'yaml';
import type { FieldType } from '../compiler/plan.ts';
import { hasErrors, report } from '../grammar/diagnostic.ts';
import type { Source, Span } from '../grammar/source.ts';
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
  typeAt,
} from './reading.ts';
import type { Values } from './values.ts';
import { withoutStacks } from './without-stacks.ts';

/** Reads one document: the core schema, aliases but no merge keys, each key once. */
export function readDeclarationYaml(source: Source, context: ReadContext): ManifestRead {
  const reading: YamlReading = { ...beginReading(source, context), anchors: new Map(), values: 0 };
  const document = compose(reading);
  const root: Spot = { pointer: '', depth: 0, type: { kind: 'record', record: context.plan.root } };
  const tree =
    document && isDeclaration(document.contents, reading) && readNode(document.contents, root, reading);
  return endReading(reading, 'declaration-yaml', tree, false);
}

/** The values of a document of any kind, in its own shape; nothing, and an error reported, where it can't be read. */
export function parseYamlText(reading: Reading): Values | undefined {
  const own: YamlReading = {
    ...reading,
    places: new Map(),
    keys: new Map(),
    anchors: new Map(),
    values: 0,
  };
  const document = compose(own);
  if (!document || hasErrors(reading.diagnostics)) return undefined;
  const value = readNode(document.contents, { pointer: '', depth: 0, type: undefined }, own);
  return { value, places: own.places, keys: own.keys };
}

interface YamlReading extends Reading {
  /** Nodes met so far that have an anchor: an alias means the last one of its name. */
  readonly anchors: Map<string, Node>;
  /** How many values were read, each use of an alias counted. */
  values: number;
}

/** Where a value stands, and what the plan says it is. `place` is used where the value itself has none. */
interface Spot {
  readonly pointer: string;
  readonly depth: number;
  readonly type: FieldType | undefined;
  readonly place?: Span;
}

/** A text or a list is YAML too, but it declares nothing; reading it as a declaration would ask for every field. */
function isDeclaration(contents: Node | null, reading: YamlReading): boolean {
  if (isMap(contents) || hasErrors(reading.diagnostics)) return true;
  const seen = contents === null ? undefined : isSeq(contents) ? 'a list' : 'a text without fields';
  const span = placeOf(contents, reading) ?? spanOf(reading, 0, 0);
  if (seen === undefined) report(reading, readerCodes, 'manifest-empty', span, { file: reading.source.file });
  else report(reading, readerCodes, 'manifest-unknown-format', span, { seen });
  return false;
}

function compose(reading: YamlReading): Document.Parsed | undefined {
  const tokens = tokensOf(reading);
  if (tokens === undefined) return undefined;
  // Keys are compared while walking, since the library's way of doing so is quadratic.
  const composer = new Composer({ schema: 'core', uniqueKeys: false, strict: true });
  const documents = composer.compose(tokens, true, reading.source.text.length);
  const [first, second] = withoutStacks(() => [...documents]);
  if (first === undefined) return undefined;
  reportProblems(first, reading);
  if (second) {
    const [start] = second.range;
    report(reading, readerCodes, 'yaml-several-documents', spanOf(reading, start, start + 3), {});
  }
  return first;
}

/** The tokens of the text, or nothing where they nest too deep: the library recurses when it puts them together. */
function tokensOf(reading: YamlReading): readonly CST.Token[] | undefined {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let lexemes = 0;
  for (const lexeme of new Lexer().lex(reading.source.text)) {
    tokens.push(...parser.next(lexeme));
    lexemes++;
    const here = spanOf(reading, parser.offset, parser.offset + 1);
    // Each level of a block takes up to two places on the parser's stack, each value up to six pieces of text.
    if (parser.stack.length > 2 * LIMITS.depth) return void reportTooDeep(reading, here);
    if (lexemes > 6 * LIMITS.values) return void reportTooMany(reading, here);
  }
  tokens.push(...parser.end());
  return tokens;
}

function reportTooDeep(reading: YamlReading, span: Span): void {
  report(reading, readerCodes, 'manifest-too-deep', span, { limit: LIMITS.depth });
}

function reportTooMany(reading: YamlReading, span: Span): void {
  report(reading, readerCodes, 'manifest-too-many-values', span, { limit: LIMITS.values });
}

function reportProblems(document: Document.Parsed, reading: YamlReading): void {
  for (const warning of document.warnings) {
    const span = spanOf(reading, ...warning.pos);
    const tag = shortened(reading.source.text.slice(span.start, span.end));
    report(reading, readerCodes, 'yaml-tag-ignored', span, { tag });
  }
  const error = document.errors.find((one) => one.code !== 'MULTIPLE_DOCS');
  if (error === undefined) return;
  const [problem = error.message] = error.message.split(/ at line \d|\n/);
  const about = { problem: shortened(lowered(problem)) };
  report(reading, readerCodes, 'broken-yaml', spanOf(reading, ...error.pos), about);
}

/** The parser repeats what it stumbled over, however long. */
function shortened(text: string): string {
  return text.length <= 200 ? text : `${text.slice(0, 120)} … ${text.slice(-60)}`;
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function readNode(node: Node | null, spot: Spot, reading: YamlReading): unknown {
  const own = placeOf(node, reading);
  const span = own ?? spot.place ?? spanOf(reading, 0, 0);
  reading.places.set(spot.pointer, span);
  if (isTooMuch(spot, span, reading)) return null;
  if (node === null) return null;
  if (isAlias(node)) return aliased(node, { ...spot, place: span }, reading);
  if ('anchor' in node && typeof node.anchor === 'string') reading.anchors.set(node.anchor, node);
  if (isMap(node)) return recordOf(node, spot, reading);
  if (isSeq(node)) {
    const of = spot.type?.kind === 'list' ? spot.type.of : undefined;
    return node.items.map((item, index) =>
      readNode(item as Node | null, below(spot, index, of, span), reading),
    );
  }
  return isScalar(node) ? scalarOf(node, spot.type) : null;
}

/** Stops at the limits; says so once, since whatever stands below is not read. */
function isTooMuch(spot: Spot, span: Span, reading: YamlReading): boolean {
  reading.values++;
  if (reading.values > LIMITS.values) {
    if (!hasErrors(reading.diagnostics)) reportTooMany(reading, span);
    return true;
  }
  if (spot.depth <= LIMITS.depth) return false;
  if (!hasErrors(reading.diagnostics)) reportTooDeep(reading, span);
  return true;
}

function below(spot: Spot, key: string | number, type: FieldType | undefined, place: Span): Spot {
  return { pointer: pointerTo(spot.pointer, key), depth: spot.depth + 1, type, place };
}

function placeOf(node: Node | null, reading: YamlReading): Span | undefined {
  const range = node?.range;
  if (!range || range[0] === range[1]) return undefined;
  // A block ends where the next begins; its place ends with its last word.
  return spanOf(reading, range[0], range[0] + reading.source.text.slice(range[0], range[1]).trimEnd().length);
}

/** What an alias stands for. What is below it is written where the anchor is; it itself, where it is used. */
function aliased(alias: Alias, spot: Spot, reading: YamlReading): unknown {
  const node = reading.anchors.get(alias.source);
  if (node === undefined) return null;
  const value = readNode(node, { ...spot, depth: spot.depth + 1 }, reading);
  if (spot.place) reading.places.set(spot.pointer, spot.place);
  return value;
}

function recordOf(map: YAMLMap, spot: Spot, reading: YamlReading): unknown {
  const record = emptyRecord();
  const seen = new Map<string, Span>();
  for (const pair of map.items as Pair<Node | null, Node | null>[]) {
    const span = placeOf(pair.key, reading) ?? spanOf(reading, 0, 0);
    const key = keyOf(pair.key, span, reading);
    if (key === undefined) continue;
    const first = seen.get(key);
    if (first) {
      const related = [{ span: first, message: 'given here first' }];
      report(reading, readerCodes, 'manifest-duplicate-key', span, { key }, related);
    } else seen.set(key, span);
    const next = below(spot, key, typeAt(reading.plan, spot.type, key), span);
    reading.keys.set(next.pointer, span);
    record[key] = readNode(pair.value, next, reading);
  }
  return record;
}

function keyOf(key: Node | null, span: Span, reading: YamlReading): string | undefined {
  if (!isScalar(key) || key.value === null) {
    report(reading, readerCodes, 'yaml-key-not-text', span, {});
    return undefined;
  }
  const text = written(key) ?? String(key.value);
  if (text !== '<<' || key.type !== 'PLAIN') return text;
  report(reading, readerCodes, 'yaml-merge-key', span, {});
  return undefined;
}

/** What was written, where it was written without quotes or a tag. */
function written(scalar: Scalar): string | undefined {
  return scalar.type === 'PLAIN' && scalar.tag === undefined ? scalar.source : undefined;
}

/**
 * The value of a scalar. A word without quotes is what its field says it is: `yes` is a yes in a yes-no field and a word
 * elsewhere (`no` may be Norway), `1.10` is a text where a text is due. Quoted, it is always text.
 */
function scalarOf(scalar: Scalar, type: FieldType | undefined): unknown {
  const text = written(scalar);
  if (text === undefined || scalar.value === null) return scalar.value;
  if (type?.kind === 'yes-no') {
    if (/^(?:yes|Yes|YES)$/.test(text)) return true;
    return /^(?:no|No|NO)$/.test(text) ? false : scalar.value;
  }
  const isWord = type && ['text', 'link', 'date', 'term'].includes(type.kind);
  return isWord ? text : scalar.value;
}
