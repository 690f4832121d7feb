/** Random formulas over given records: each kind of formula and of test, domains and fields of any frame. */
import type {
  Comparison,
  Domain,
  FieldReference,
  FieldType,
  Formula,
  RecordType,
  ScalarType,
  Test,
  Vocabulary,
  Waiver,
} from '../../compiler/plan.ts';
import { NOT_BLANK } from '../../compiler/plan.ts';
import { chance, type Draw, pick, someOf, times } from './draw.ts';

/** What formulas speak of. */
export interface World {
  readonly vocabularies: readonly Vocabulary[];
  readonly records: readonly RecordType[];
}

/** A formula over records of these kinds, the manifest first; `depth` bounds its nesting. */
export function drawFormula(draw: Draw, world: World, frames: readonly string[], depth: number): Formula {
  const leaf = (): Formula => drawLeaf(draw, world, frames);
  if (depth === 0) return leaf();
  const within = (): Formula => drawFormula(draw, world, frames, depth - 1);
  const kind = pick(draw, ['leaf', 'not', 'and', 'or', 'some', 'every', 'count', 'same'] as const);
  switch (kind) {
    case 'leaf':
      return leaf();
    case 'not':
      return { kind, of: within() };
    case 'and':
    case 'or':
      return { kind, of: times(draw.integer(0, 3), within) };
    case 'same':
      return drawSame(draw, world, frames) ?? leaf();
    default:
      return drawQuantified(draw, world, frames, depth, kind) ?? leaf();
  }
}

/** None to two waivers of a site. */
export function drawWaivers(draw: Draw, world: World, frames: readonly string[]): Waiver[] {
  return times(chance(draw, 25) ? draw.integer(1, 2) : 0, () => ({
    condition: drawFormula(draw, world, frames, 1),
    until: '2027-01-31',
    approvedBy: 'the board',
    because: 'it is being mended',
  }));
}

function drawQuantified(
  draw: Draw,
  world: World,
  frames: readonly string[],
  depth: number,
  kind: 'some' | 'every' | 'count',
): Formula | undefined {
  const domains = frames.flatMap((record, frame) => domainsOf(world, record, frame, []));
  if (domains.length === 0) return undefined;
  const domain = pick(draw, domains);
  const body = drawFormula(draw, world, [...frames, domain.record], depth - 1);
  if (kind !== 'count') return { kind, domain, body };
  return { kind, domain, body, comparison: drawComparison(draw), bound: draw.integer(-1, 3) };
}

function domainsOf(world: World, record: string, frame: number, path: readonly string[]): Domain[] {
  return fieldsOf(world, record).flatMap((field): Domain[] => {
    const many = field.type.kind === 'list';
    const held = field.type.kind === 'list' ? field.type.of : field.type;
    if (held.kind !== 'record') return [];
    const here: Domain = {
      frame,
      path: [...path, field.key],
      many,
      record: held.record,
      absentIsNone: field.presence === 'default',
    };
    return many ? [here] : [here, ...domainsOf(world, held.record, frame, here.path)];
  });
}

function fieldsOf(world: World, record: string): RecordType['fields'] {
  return world.records.find((one) => one.name === record)?.fields ?? [];
}

/** Every field of a record, also through records that stand alone. */
function referencesOf(
  world: World,
  record: string,
  frame: number,
  path: readonly string[],
): FieldReference[] {
  return fieldsOf(world, record).flatMap((field): FieldReference[] => {
    const here: FieldReference = {
      frame,
      path: [...path, field.key],
      type: field.type,
      ...(field.initial === undefined ? {} : { initial: field.initial }),
    };
    if (field.type.kind !== 'record') return [here];
    return [here, ...referencesOf(world, field.type.record, frame, here.path)];
  });
}

function drawLeaf(draw: Draw, world: World, frames: readonly string[]): Formula {
  if (chance(draw, 6)) return { kind: 'constant', value: pick(draw, ['true', 'false', 'unknown'] as const) };
  const frame = chance(draw, 60) ? frames.length - 1 : draw.integer(0, frames.length - 1);
  const field = pick(draw, referencesOf(world, frames[frame] ?? '', frame, []));
  if (chance(draw, 15)) return { kind: 'stated', field };
  if (field.type.kind === 'list' && field.type.of.kind !== 'record') {
    return { kind: 'some-item', field, test: drawTest(draw, world, field.type.of) };
  }
  const scalar = scalarOf(field.type);
  return scalar ? { kind: 'test', field, test: drawTest(draw, world, scalar) } : { kind: 'stated', field };
}

function scalarOf(type: FieldType): ScalarType | undefined {
  return type.kind === 'list' || type.kind === 'record' ? undefined : type;
}

const drawComparison = (draw: Draw): Comparison =>
  pick(draw, ['at-most', 'at-least', 'more-than', 'less-than', 'exactly'] as const);

/** Patterns mean the same with and without the `u` flag. */
const PATTERNS = ['cam', '^[Cc]amera', 'a+b', '相机', '^$', '[0-9]{2}$', 'org', NOT_BLANK];
const TEXTS = ['', 'camera', 'Camera', '2024-02-29', 'https://example.org/', '"\\'];

function drawTest(draw: Draw, world: World, type: ScalarType): Test {
  switch (type.kind) {
    case 'term':
      return drawTermTest(draw, world, type.vocabulary);
    case 'yes-no':
      return { kind: 'yes-no', is: chance(draw, 50) };
    case 'number':
    case 'days':
      return {
        kind: 'number',
        comparison: drawComparison(draw),
        bound: pick(draw, [1, 0, 30, 2.5, -1]),
      };
    default:
      return chance(draw, 50)
        ? { kind: 'text', pattern: pick(draw, PATTERNS) }
        : { kind: 'text-is', oneOf: someOf(draw, TEXTS) };
  }
}

/** Mostly what "is T" means: true for T and its kinds, unknown for what stands above; now and then any two sets. */
function drawTermTest(draw: Draw, world: World, vocabulary: string): Test {
  const terms = world.vocabularies.find((one) => one.name === vocabulary)?.terms ?? [];
  const names = terms.map((one) => one.name);
  if (chance(draw, 20)) {
    return { kind: 'term', vocabulary, yes: someOf(draw, names), maybe: someOf(draw, names) };
  }
  const wanted = times(draw.integer(1, 2), () => pick(draw, names));
  return isAmong(world, vocabulary, wanted);
}

function isAmong(world: World, vocabulary: string, wanted: readonly string[]): Test {
  const terms = world.vocabularies.find((one) => one.name === vocabulary)?.terms ?? [];
  const parents = new Map(terms.map((one) => [one.name, one.parent]));
  const lineOf = (name: string): string[] => {
    const parent = parents.get(name);
    return parent === undefined ? [name] : [name, ...lineOf(parent)];
  };
  const yes = terms.map((one) => one.name).filter((name) => lineOf(name).some((up) => wanted.includes(up)));
  const above = new Set(wanted.flatMap((name) => lineOf(name)));
  return { kind: 'term', vocabulary, yes, maybe: [...above].filter((name) => !yes.includes(name)) };
}

/** A field against a field of the same vocabulary, spelled out term by term. */
function drawSame(draw: Draw, world: World, frames: readonly string[]): Formula | undefined {
  const fields = frames.flatMap((record, frame) => referencesOf(world, record, frame, []));
  const left = pick(draw, fields);
  const vocabulary = vocabularyOf(left);
  const rights = fields.filter((one) => vocabularyOf(one) === vocabulary);
  const right = pick(draw, rights);
  if (vocabulary === undefined || right === undefined) return undefined;
  const names = (world.vocabularies.find((one) => one.name === vocabulary)?.terms ?? []).map(
    (one) => one.name,
  );
  const parts = names.map((name): Formula => {
    const exactly: Test = { kind: 'term', vocabulary, yes: [name], maybe: [] };
    return {
      kind: 'and',
      of: [passes(left, exactly), passes(right, isAmong(world, vocabulary, [name]))],
    };
  });
  return { kind: 'or', of: parts };
}

function vocabularyOf(field: FieldReference): string | undefined {
  const scalar = field.type.kind === 'list' ? field.type.of : field.type;
  return scalar.kind === 'term' ? scalar.vocabulary : undefined;
}

function passes(field: FieldReference, test: Test): Formula {
  return field.type.kind === 'list' ? { kind: 'some-item', field, test } : { kind: 'test', field, test };
}
