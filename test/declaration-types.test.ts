/** The emitted types under the TypeScript compiler: a declaration written in TypeScript is checked where it is written; Standard Schema. */
import { Project, ts } from 'ts-morph';
import { describe, expect, it } from 'vitest';
import { compile, emit, textHost } from '../api/index.ts';
import { fileHost } from '../api/node.ts';
import { validatorFrom } from '../cli/certify/load.ts';
import type { Plan } from '../compiler/plan.ts';
import { projectPath } from './support/host.ts';

const own = `policy own "Own"
vocabulary data
- place
- place.exact
record share
- name: text
record top
- kept: days optional
- data: list of data
- shares: list of share optional
- note: text default "none"
manifest top
rule r "R" each share name must not be "x"
`;

function planOf(text: string): Plan {
  const host = textHost({}, fileHost(projectPath('.')));
  const { plan, diagnostics } = compile({ file: 'own', text }, host, { asOf: '2026-11-01' });
  if (plan === undefined) throw new Error(JSON.stringify(diagnostics));
  return plan;
}

const textIn = (plan: Plan, ending: string): string =>
  emit(plan, { targets: ['typescript'] }).files.find((one) => one.name.endsWith(ending))?.text ?? '';

/** Each error of the compiler as `line: the text underlined`. */
function errorsIn(types: { readonly name: string; readonly text: string }, text: string): readonly string[] {
  const project = new Project({
    useInMemoryFileSystem: false,
    compilerOptions: {
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      lib: ['lib.es2022.d.ts'],
      types: [],
      skipLibCheck: true,
    },
  });
  const at = (name: string) => projectPath(`test/in-memory/${name}`);
  project.createSourceFile(at(types.name), types.text);
  const file = project.createSourceFile(at('app.ts'), text);
  return project.getPreEmitDiagnostics().map((one) => {
    const start = one.getStart() ?? 0;
    const { line } = file.getLineAndColumnAtPos(start);
    return `${line}: ${text.slice(start, start + (one.getLength() ?? 0))}`;
  });
}

const GOOD = `import type { Declaration } from './policy';
export default {
  kept: 30,
  data: ['place', 'place.exact'],
  shares: [{ name: 'A', 'x-note': { any: 1 } }],
  note: null,
} as const satisfies Declaration;
`;

describe.each(['.d.ts', '.ts'])('a declaration against %s', (ending) => {
  const types = { name: `policy${ending}`, text: textIn(planOf(own), ending) };
  it('that is right', () => expect(errorsIn(types, GOOD)).toEqual([]));
  it.each([
    ['a wrong term', "'place.exact'", "'place.exct'", ["4: 'place.exct'"]],
    ['a field that is not there', 'kept: 30', 'keept: 30', ['3: keept']],
    ['a field that is demanded', "name: 'A', ", '', ['5: {']],
    ['another type', 'kept: 30', "kept: '30'", ['3: kept']],
    ['a term where a list is due', "data: ['place', 'place.exact']", "data: 'place'", ['4: data']],
    ['null where a field is demanded', "name: 'A'", 'name: null', ['5: name']],
  ])('%s', (_, from, to, due) => {
    expect(GOOD).toContain(from);
    const seen = errorsIn(types, GOOD.replace(from, to));
    expect(seen.map((one, at) => one.slice(0, due[at]?.length))).toEqual(due);
  });
});

it('with the records of the library has that name too, and no other record takes it', () => {
  const library = textIn(planOf('use std/app'), '.d.ts');
  expect(library.match(/^export (?:interface|type) Declaration\b/gm)).toHaveLength(1);
  const clash = textIn(planOf(own.replaceAll('share', 'declaration')), '.d.ts');
  expect(clash).toContain('export type Declaration = Top;');
  expect(clash).toContain('export interface DeclarationRecord {');
});

describe('Standard Schema', () => {
  const types = { name: 'policy.d.ts', text: textIn(planOf(own), '.d.ts') };
  it('has the types of version 1', () => {
    const text = `import type { StandardSchemaV1 } from '@standard-schema/spec';
import { type Declaration, standard } from './policy';
const schema: StandardSchemaV1<unknown, Declaration> | StandardSchemaV1<Declaration> = standard;
type Output = StandardSchemaV1.InferOutput<typeof standard>;
const output: Output = { data: ['place'] };
const back: Declaration = output;
const wrong: Output = { data: ['nowhere'] };
export { back, schema, wrong };
`;
    expect(errorsIn(types, text)).toEqual(["7: 'nowhere'"]);
  });

  it('gives the value, or issues with the way to each', () => {
    const module = validatorFrom(textIn(planOf(own), '.js')) as unknown as { standard: Standard };
    const { version, vendor, validate } = module.standard['~standard'];
    expect([version, vendor]).toEqual([1, 'proviso']);
    const value = { data: ['place'], shares: [{ name: 'y' }] };
    const good = validate(value);
    expect(good).toEqual({ value });
    expect(good.value).toBe(value);
    expect(validate({ data: ['place', 'no'], shares: [{ name: 'x' }, {}], 'a/b~c': 1 })).toEqual({
      issues: [
        { message: 'not a term of data', path: ['data', 1] },
        { message: 'name is required', path: ['shares', 1, 'name'] },
        { message: 'not a field of top', path: ['a/b~c'] },
        { message: 'R', path: ['shares', 0] },
        { message: expect.stringContaining('name'), path: ['shares', 1] },
      ],
    });
    for (const odd of [
      undefined,
      null,
      3,
      [],
      () => 0,
      new Proxy(
        {},
        {
          ownKeys: () => {
            throw new Error('no');
          },
        },
      ),
    ]) {
      expect(validate(odd).issues?.length).toBeGreaterThan(0);
    }
  });
});

interface Standard {
  readonly '~standard': {
    readonly version: number;
    readonly vendor: string;
    readonly validate: (value: unknown) => { value?: unknown; issues?: readonly unknown[] };
  };
}
