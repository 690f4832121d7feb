/** What `proviso lint` takes from proviso.config.json or package.json, and what it says where that is wrong. */
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterEach, describe, expect, it } from 'vitest';
import { projectPath } from './support/host.ts';
import { type Workplace, workplace } from './support/lint.ts';

const FILES = {
  'own.proviso':
    'policy own "Own" zh "自有规则"\nuse std/app\nrule told "Told" zh "应当告知"\n  each collection\n  purposes must be stated\n',
  'a.yaml': 'collections:\n  - data: contact.email\n',
  'b.yaml': 'collections: []\n',
};
const CONFIG = { policy: 'own.proviso', files: ['*.yaml'], lang: 'zh', set: ['app.services=short-video'] };

let place: Workplace | undefined;
afterEach(() => place?.clear());
const at = (files: Readonly<Record<string, string>>): Workplace => {
  place = workplace({ ...FILES, ...files });
  return place;
};

const valid = new Ajv2020({ strict: true }).compile(
  JSON.parse(readFileSync(projectPath('docs/output/config.schema.json'), 'utf8')) as object,
);

describe('is taken from', () => {
  it.each([
    ['proviso.config.json', JSON.stringify(CONFIG)],
    ['package.json', JSON.stringify({ name: 'x', proviso: CONFIG })],
  ])('%s', async (name, text) => {
    expect(valid(CONFIG)).toBe(true);
    const { exit, out, err } = await at({ [name]: text }).proviso('lint');
    expect([exit, err]).toEqual([1, '']);
    expect(out).toContain('a.yaml');
    expect(out).toContain('b.yaml');
    expect(out).toContain('应当告知');
  });

  it('what the command line says comes first', async () => {
    const { exit, out } = await at({ 'proviso.config.json': JSON.stringify(CONFIG) }).proviso(
      ...['lint', 'b.yaml', '--lang', 'en'],
    );
    expect(exit).toBe(0);
    expect(out).toContain('Set by hand: app.services=short-video');
    expect(out).not.toContain('a.yaml');
  });

  it('a package that says nothing of it', async () => {
    const { exit, err } = await at({ 'package.json': '{ "name": "x" }' }).proviso('lint', 'a.yaml');
    expect(exit).toBe(4);
    expect(err).toContain('say which policy');
  });
});

describe('is refused with its place', () => {
  it.each([
    ['{ "polcy": "x" }', 'there is no setting `polcy`; did you mean `policy`?', '1:3'],
    ['{\n  "files": "a.yaml"\n}', '`files` has to be a list of texts', '2:12'],
    ['{ "lang": "fr" }', '`lang` has to be "en" or "zh"', '1:11'],
    ['[]', 'the configuration has to be an object', '1:1'],
    ['{ "policy": ', 'this is not JSON', '1:'],
  ])('%s', async (text, said, where) => {
    const { exit, err } = await at({ 'proviso.config.json': text }).proviso('lint', 'a.yaml');
    expect(exit).toBe(4);
    expect(err).toContain(said);
    expect(err).toContain(`proviso.config.json:${where}`);
  });
});
