/** Plans made by hand at the size of real ones: a table of 39 services by 150 terms, a field against a field of 150 terms. */
import type {
  Domain,
  Field,
  FieldReference,
  Formula,
  Plan,
  Site,
  Test,
  Vocabulary,
} from '../../compiler/plan.ts';
import { times } from './draw.ts';

const SERVICES = times(39, (index) => `service-${index}`);
/** Ten groups of fourteen terms and a term above each. */
const TERMS = times(10, (group) => [`g${group}`, ...times(14, (index) => `g${group}.t${index}`)]).flat();

const vocabulary = (name: string, terms: readonly string[]): Vocabulary => ({
  name,
  title: { en: name },
  terms: terms.map((term) => {
    const parent = term.split('.').slice(0, -1).join('.');
    return { name: term, title: { en: term }, also: {}, ...(parent === '' ? {} : { parent }) };
  }),
});

const term = (of: string) => ({ kind: 'term', vocabulary: of }) as const;
const records = (record: string) => ({ kind: 'list', of: { kind: 'record', record } }) as const;
const field = (name: string, type: Field['type']): Field => ({
  name,
  key: name,
  title: { en: name },
  type,
  presence: 'optional',
});

const WORLD = {
  format: 'proviso-plan/1',
  asOf: '2026-01-31',
  policy: { name: 'large', title: { en: 'Large' } },
  vocabularies: [
    vocabulary('data', TERMS),
    vocabulary('service', SERVICES),
    vocabulary('necessity', ['required', 'offered']),
  ],
  records: [
    {
      name: 'declaration',
      title: {},
      fields: [
        field('services', { kind: 'list', of: term('service') }),
        field('collections', records('collection')),
        field('permissions', records('permission')),
      ],
    },
    {
      name: 'collection',
      title: {},
      fields: [
        field('data', term('data')),
        field('necessity', term('necessity')),
        field('used', { kind: 'list', of: term('data') }),
      ],
    },
    {
      name: 'permission',
      title: {},
      fields: [field('data', term('data')), field('used', { kind: 'list', of: term('data') })],
    },
  ],
  root: 'declaration',
  tables: [],
} as const satisfies Omit<Plan, 'rules'>;

const under = (wanted: readonly string[]): Test => {
  const isUnder = (one: string) => wanted.some((name) => one === name || one.startsWith(`${name}.`));
  const isAbove = (one: string) => wanted.some((name) => name.startsWith(`${one}.`));
  const maybe = TERMS.filter((one) => !isUnder(one) && isAbove(one));
  return { kind: 'term', vocabulary: 'data', yes: TERMS.filter(isUnder), maybe };
};
const exactly = (of: string, names: readonly string[]): Test => ({
  kind: 'term',
  vocabulary: of,
  yes: names,
  maybe: [],
});
const dataOf = (frame: number): FieldReference => ({ frame, path: ['data'], type: term('data') });
const usedOf = (frame: number): FieldReference => ({
  frame,
  path: ['used'],
  type: { kind: 'list', of: term('data') },
});
const listOf = (key: string, record: string): Domain => ({
  frame: 0,
  path: [key],
  many: true,
  record,
  absentIsNone: false,
});

function planOf(name: string, record: string, list: string, broken: Formula): Plan {
  const site: Site = {
    path: [{ key: list, many: true, record, absentIsNone: false }],
    broken,
    waivers: [],
  };
  return {
    ...WORLD,
    rules: [
      {
        id: `large/${name}`,
        name,
        policy: 'large',
        force: 'must',
        title: { en: name },
        citations: [],
        exceptions: [],
        outsideSchema: false,
        record,
        sites: [site],
        location: { file: 'large.proviso', line: 1, column: 1, endLine: 1, endColumn: 2 },
      },
    ],
  };
}

/** What a user must hand over is in the table's rows for the services: each row has about four terms or a whole group. */
export function tableRule(): Plan {
  const rowOf = (index: number) =>
    index % 7 === 0
      ? [`g${index % 10}`]
      : times(4, (at) => TERMS[(index * 11 + at * 37) % TERMS.length] as string);
  const inRows: Formula = {
    kind: 'or',
    of: SERVICES.map((service, index) => ({
      kind: 'and',
      of: [
        {
          kind: 'some-item',
          field: { frame: 0, path: ['services'], type: { kind: 'list', of: term('service') } },
          test: exactly('service', [service]),
        },
        { kind: 'test', field: dataOf(1), test: under(rowOf(index)) },
      ],
    })),
  };
  const required: Formula = {
    kind: 'test',
    field: { frame: 1, path: ['necessity'], type: term('necessity') },
    test: exactly('necessity', ['required']),
  };
  return planOf('within-service', 'collection', 'collections', {
    kind: 'and',
    of: [required, { kind: 'not', of: inRows }],
  });
}

/** Each permission: some collection where data is permission.data. */
export function disclosedRule(): Plan {
  const same: Formula = {
    kind: 'or',
    of: TERMS.map((name) => ({
      kind: 'and',
      of: [
        { kind: 'test', field: dataOf(1), test: exactly('data', [name]) },
        { kind: 'test', field: dataOf(2), test: under([name]) },
      ],
    })),
  };
  const some: Formula = { kind: 'some', domain: listOf('collections', 'collection'), body: same };
  return planOf('permission-disclosed', 'permission', 'permissions', { kind: 'not', of: some });
}

/** Each permission: some collection of which every use is a use of the permission. No schema of bearable size says this. */
export function subsetRule(): Plan {
  const subset: Formula = {
    kind: 'and',
    of: TERMS.map((name) => ({
      kind: 'or',
      of: [
        { kind: 'not', of: { kind: 'some-item', field: usedOf(2), test: exactly('data', [name]) } },
        { kind: 'some-item', field: usedOf(1), test: exactly('data', [name]) },
      ],
    })),
  };
  const some: Formula = { kind: 'some', domain: listOf('collections', 'collection'), body: subset };
  return planOf('uses-covered', 'permission', 'permissions', { kind: 'not', of: some });
}
