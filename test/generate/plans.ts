/** Random plans: every formula, test, field type and presence, records three deep. Knows no compiler but the Plan. */
import type fc from 'fast-check';
import type {
  Field,
  FieldType,
  Initial,
  Plan,
  RecordType,
  Rule,
  ScalarType,
  Site,
  Step,
  Term,
  Vocabulary,
} from '../../compiler/plan.ts';
import { arbitraryFrom, chance, type Draw, pick, times } from './draw.ts';
import { drawFormula, drawWaivers } from './formulas.ts';
import { drawManifest } from './manifests.ts';

export { drawManifest } from './manifests.ts';

/** A plan with one to four rules. */
export function arbitraryPlan(): fc.Arbitrary<Plan> {
  return arbitraryFrom(drawPlan);
}

/** Any JSON value: mostly manifests of the plan, half-filled, many of them with something wrong. */
export function arbitraryManifest(plan: Plan): fc.Arbitrary<unknown> {
  return arbitraryFrom((draw) => drawManifest(plan, draw));
}

export function drawPlan(draw: Draw): Plan {
  const vocabularies = times(draw.integer(1, 2), (index) => drawVocabulary(draw, index));
  const records = drawRecords(draw, vocabularies);
  return {
    format: 'proviso-plan/1',
    asOf: '2026-01-31',
    policy: { name: 'some/policy', title: { en: 'Some "policy"', zh: '政策' }, version: '1' },
    vocabularies,
    records,
    root: 'app',
    tables: [],
    rules: times(draw.integer(1, 4), (index) => drawRule(draw, index, vocabularies, records)),
  };
}

const TERMS = ['alpha', 'beta', 'gamma', 'delta', 'épsilon', '六', 'eta', 'theta'];

function drawVocabulary(draw: Draw, index: number): Vocabulary {
  const terms: Term[] = [];
  for (const name of TERMS.slice(0, draw.integer(2, TERMS.length))) {
    const parent = terms.length > 0 && chance(draw, 60) ? pick(draw, terms).name : undefined;
    terms.push({ name, title: { en: `The ${name}` }, also: {}, ...(parent === undefined ? {} : { parent }) });
  }
  return { name: `words-${index}`, title: { en: `Words ${index}` }, terms };
}

const RECORDS = ['app', 'collection', 'share', 'std/place'];

/** Records hold only records further down the list: the tree is finite. */
function drawRecords(draw: Draw, vocabularies: readonly Vocabulary[]): RecordType[] {
  return RECORDS.map((name, index) => {
    const plain = times(draw.integer(1, 5), (at) => drawPlainField(draw, `plain-${at}`, vocabularies));
    const below = RECORDS.slice(index + 1);
    const holders = times(below.length === 0 ? 0 : draw.integer(1, 2), (at) =>
      drawHolder(draw, `holder-${at}`, at === 0 ? below.slice(0, 2) : below),
    );
    return { name, title: { en: `A ${name}` }, fields: [...plain, ...holders] };
  });
}

const keyOf = (name: string): string => name.replace(/-(.)/g, (_, after: string) => after.toUpperCase());

function drawPlainField(draw: Draw, name: string, vocabularies: readonly Vocabulary[]): Field {
  const scalar = drawScalarType(draw, vocabularies);
  const list = chance(draw, 30);
  const type: FieldType = list ? { kind: 'list', of: scalar } : scalar;
  const presence = pick(draw, ['optional', 'required', 'default'] as const);
  const head = { name, key: keyOf(name), title: { en: `Field ${name}` }, type, presence };
  return presence === 'default'
    ? { ...head, initial: list ? [] : drawInitial(draw, scalar, vocabularies) }
    : head;
}

function drawScalarType(draw: Draw, vocabularies: readonly Vocabulary[]): ScalarType {
  const vocabulary = pick(draw, vocabularies).name;
  if (chance(draw, 45)) return { kind: 'term', vocabulary };
  return { kind: pick(draw, ['text', 'link', 'date', 'yes-no', 'number', 'days'] as const) };
}

function drawInitial(draw: Draw, type: ScalarType, vocabularies: readonly Vocabulary[]): Initial {
  switch (type.kind) {
    case 'text':
      return pick(draw, ['', 'camera', ' ']);
    case 'link':
      return 'https://example.org/';
    case 'date':
      return '2024-02-29';
    case 'yes-no':
      return chance(draw, 50);
    case 'number':
      return pick(draw, [0, 1, -1, 2.5]);
    case 'days':
      return pick(draw, [0, 1, 30]);
    case 'term':
      return pick(draw, termsOf(vocabularies, type.vocabulary)).name;
  }
}

function termsOf(vocabularies: readonly Vocabulary[], name: string): readonly Term[] {
  return vocabularies.find((one) => one.name === name)?.terms ?? [];
}

function drawHolder(draw: Draw, name: string, below: readonly string[]): Field {
  const record = pick(draw, below);
  const many = chance(draw, 65);
  const type: FieldType = many
    ? { kind: 'list', of: { kind: 'record', record } }
    : { kind: 'record', record };
  const presence = pick(
    draw,
    many ? (['optional', 'required', 'default'] as const) : (['optional', 'required'] as const),
  );
  const head = { name, key: keyOf(name), title: { en: `Holder ${name}` }, type, presence };
  return presence === 'default' ? { ...head, initial: [] } : head;
}

/** Every way from the root to a record of the kind. */
function pathsTo(records: readonly RecordType[], from: string, target: string): Step[][] {
  const found: Step[][] = from === target ? [[]] : [];
  for (const field of records.find((one) => one.name === from)?.fields ?? []) {
    const held = field.type.kind === 'list' ? field.type.of : field.type;
    if (held.kind !== 'record') continue;
    const step: Step = {
      key: field.key,
      many: field.type.kind === 'list',
      record: held.record,
      absentIsNone: field.presence === 'default',
    };
    for (const rest of pathsTo(records, held.record, target)) found.push([step, ...rest]);
  }
  return found;
}

function drawRule(
  draw: Draw,
  index: number,
  vocabularies: readonly Vocabulary[],
  records: readonly RecordType[],
): Rule {
  const record = pick(draw, RECORDS);
  const world = { vocabularies, records };
  const name = `rule-${index}`;
  const sites = pathsTo(records, 'app', record)
    .slice(0, 3)
    .map((path): Site => {
      const frames = ['app', ...path.map((step) => step.record)];
      return {
        path,
        broken: drawFormula(draw, world, frames, 3),
        waivers: drawWaivers(draw, world, frames),
        say: { en: ['It is "broken"'] },
      };
    });
  return {
    id: `some/policy/${name}`,
    name,
    policy: 'some/policy',
    force: chance(draw, 10) ? 'should' : 'must',
    title: { en: `Rule ${index}`, zh: '规则' },
    citations: [{ source: 'Law', title: { en: 'Some Law' }, locator: `Article ${index}` }],
    exceptions: [],
    outsideSchema: false,
    record,
    sites,
    location: { file: 'some.proviso', line: index + 1, column: 1, endLine: index + 1, endColumn: 5 },
  };
}
