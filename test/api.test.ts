/** The library as a developer uses it: the page's examples run, and nothing that is given to it makes it throw. Needs `npm ci`. */
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { compile, emit, evaluate, readManifest, textHost } from '../api/index.ts';
import { fileHost, pathOfFile, readManifestFile, render } from '../api/node.ts';
import type { Plan } from '../compiler/plan.ts';
import { examplesOf, type Fresh, freshFolder } from './support/examples.ts';
import { projectPath } from './support/host.ts';

const asOf = '2026-11-01';
const TOLD = 'policy mine "Mine"\nuse std/app\nrule told "Told" each collection purposes must be stated';

describe('the examples of README.md and docs/developers.md', () => {
  const examples = ['README.md', 'docs/developers.md'].flatMap(examplesOf);
  let fresh: Fresh;
  beforeAll(() => {
    fresh = freshFolder(['typescript', 'unplugin', 'esbuild']);
    for (const { name, text } of examples) fresh.put(name, text);
  });
  afterAll(() => fresh.clear());

  it.each(examples.filter((one) => one.name.endsWith('.mjs')))('$name', ({ name, says }) => {
    const { status, said } = fresh.node(name);
    expect([status, said]).toEqual([0, said]);
    expect(says.length).toBeGreaterThan(0);
    let at = 0;
    for (const line of says) {
      expect(said.slice(at)).toContain(line);
      at = said.indexOf(line, at) + line.length;
    }
  });
});

describe('compile', () => {
  const host = fileHost(projectPath('.'));

  it('takes a name of the library, a path with or without its ending, and a text', () => {
    for (const name of ['std/cn/pipl', 'std/cn/pipl.proviso', 'stdlib/cn/pipl', './stdlib/cn/pipl.proviso']) {
      expect([name, compile(name, host, { asOf }).plan?.policy.name]).toEqual([name, 'cn.pipl']);
    }
    expect(compile({ file: 'mine', text: TOLD }, host, { asOf }).plan?.rules.length).toBe(1);
  });

  it.each([
    'garbage',
    '',
    '2026-02-30',
    '2026-1-1',
    '2026-11-01T00:00:00Z',
    undefined,
    null,
    3,
  ])('refuses %j as a day', (day) => {
    const { plan, diagnostics, planAsOf } = compile('std/cn/pipl', host, { asOf: day as string });
    expect([plan, diagnostics.map((one) => one.code)]).toEqual([undefined, ['bad-day']]);
    expect(planAsOf(day as string)).toBe(undefined);
    expect(planAsOf(asOf)).toBe(undefined);
    expect(compile('std/cn/pipl', host, { asOf }).planAsOf(day as string)).toBe(undefined);
  });

  it('says what is wrong with a name, and where no file says what a manifest is', () => {
    const codes = (policy: string | { file: string; text: string }) =>
      compile(policy, host, { asOf }).diagnostics.map((one) => one.code);
    expect(codes('std/cn/pip')).toEqual(['unknown-file']);
    expect(codes('../../nowhere')).toEqual(['unknown-file']);
    expect(codes('std/../package')).toEqual(['unknown-file']);
    expect(codes({ file: 'mine', text: '' })).toEqual(['no-manifest']);
    expect(codes({ file: 'mine', text: 'policy mine "Mine"' })).toEqual(['no-rule-enforced', 'no-manifest']);
  });

  it('neither throws without a host and options', () => {
    const loose = compile as unknown as (policy: unknown) => ReturnType<typeof compile>;
    expect(loose('std/cn/pipl').diagnostics.map((one) => one.code)).toEqual(['unknown-file']);
    expect(loose({ file: 'mine', text: TOLD }).plan).toBe(undefined);
  });

  it('names each source so that it can be found on the disk', () => {
    const { sources } = compile('stdlib/cn/pipl', host, { asOf });
    const paths = sources.map((one) => pathOfFile(one.file, projectPath('.')));
    expect(paths).toContain(projectPath('stdlib/app.proviso'));
    expect(paths.at(-1)).toBe(projectPath('stdlib/cn/pipl.proviso'));
  });
});

test('an error is shown with its place', () => {
  const policy = { file: 'mine.proviso', text: TOLD.replace('purposes', 'purpose') };
  const { diagnostics, sources } = compile(policy, fileHost(), { asOf });
  const said = render(diagnostics, sources);
  expect(said).toContain('mine.proviso:3:');
  expect(said).toContain('^^^^^^^');
  expect(said).not.toContain('\u001b[');
});

describe('with a plan', () => {
  const { plan, sources } = compile('./mine', textHost({ './mine': TOLD }, fileHost()), { asOf });
  const mine = plan as Plan;

  it('emits one target or all, closed or open', () => {
    const names = (options: Parameters<typeof emit>[1]) => emit(mine, options).files.map((one) => one.name);
    expect(names({ targets: ['typescript'] })).toEqual(['mine.ts', 'mine.js', 'mine.d.ts']);
    expect(names({}).length).toBe(6);
    const schema = (closed: boolean) =>
      JSON.parse(emit(mine, { closed, sources }).schemas[0]?.text ?? '') as {
        $defs: Record<string, { additionalProperties?: boolean }>;
      };
    expect(schema(true).$defs['record.app']?.additionalProperties).toBe(false);
    expect(schema(false).$defs['record.app']?.additionalProperties).toBe(undefined);
  });

  it('reads a text and a file, and says where neither can be had', async () => {
    const text = 'collections:\n  - data: contact.phone\n';
    const read = await readManifest({ file: 'a.yaml', text }, { plan: mine });
    expect(evaluate(mine, read.tree).findings.map((one) => one.verdict)).toEqual(['violation']);
    const file = await readManifestFile('examples/alipay-annual-bill/before.yaml', mine, projectPath('.'));
    expect([file.problem, file.tree === undefined]).toEqual([undefined, false]);
    const none = await readManifestFile('nowhere.yaml', mine, projectPath('.'));
    expect([none.problem, none.tree]).toEqual(['there is no such file', undefined]);
    const broken = await readManifest({ file: 'a.yaml', text: 'a: [' }, { plan: mine });
    expect([broken.tree, broken.diagnostics.map((one) => one.code)]).toEqual([undefined, ['broken-yaml']]);
  });
});
