/** Manifests made to harm: each is refused with a place, or read as what it is, in bounded time. */
import { describe, expect, it } from 'vitest';
import { decode } from '../readers/decode.ts';
import { readManifest } from '../readers/index.ts';
import { LIMITS, type ManifestRead } from '../readers/reading.ts';
import { plan } from './readers-plan.ts';

async function readText(text: string): Promise<ManifestRead> {
  return readManifest({ file: 'hostile', text }, { plan });
}

const many = 100_000;
const large = LIMITS.bytes;
const keys = Array.from({ length: many + 1 }, (_, index) => `k${index}`);
const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]'];
for (const [index, name] of [...'bcdefghi'].entries()) {
  const below = `*${'abcdefgh'[index]}`;
  bomb.push(`${name}: &${name} [${Array(9).fill(below).join(', ')}]`);
}

const refused: readonly [string, string, string][] = [
  ['brackets in JSON', `{"a":${'['.repeat(many)}`, 'manifest-too-deep'],
  ['closed brackets in JSON', `{"a":${'['.repeat(many)}${']'.repeat(many)}}`, 'manifest-too-deep'],
  ['records in JSON', `{"a":${'{"a":'.repeat(many)}`, 'manifest-too-deep'],
  ['brackets in YAML', `a: ${'['.repeat(many)}`, 'manifest-too-deep'],
  ['closed brackets in YAML', `a: ${'['.repeat(many)}${']'.repeat(many)}`, 'manifest-too-deep'],
  ['dashes in YAML', `a:\n ${'- '.repeat(many)}`, 'manifest-too-deep'],
  ['question marks in YAML', `? ${'? '.repeat(many)}`, 'manifest-too-deep'],
  ['elements in XML', `<manifest>${'<a>'.repeat(many)}`, 'manifest-too-deep'],
  ['values in JSON', `{"a":[${'1,'.repeat(large / 2 - 9)}1]}`, 'manifest-too-many-values'],
  ['keys in JSON', `{${keys.map((key) => `"${key}":1`).join(',')}}`, 'manifest-too-many-values'],
  ['keys in YAML', keys.map((key) => `${key}: 1`).join('\n'), 'manifest-too-many-values'],
  ['anchors in YAML', `a: ${'&a '.repeat(large / 3)}`, 'manifest-too-many-values'],
  ['an alias bomb', bomb.join('\n'), 'manifest-too-many-values'],
  ['an alias that holds itself', 'a: &a [*a, *a]', 'manifest-too-deep'],
  ['an alias bomb after a tag', `t: !x y\n${bomb.join('\n')}`, 'manifest-too-many-values'],
  ['elements side by side', `<manifest>${'<a/>'.repeat(many + 1)}</manifest>`, 'manifest-too-many-values'],
  ['entities', '<!DOCTYPE manifest [<!ENTITY a "b">]><manifest package="&a;"/>', 'xml-doctype'],
  ['an outside entity', '<!DOCTYPE manifest SYSTEM "file:///etc/passwd"><manifest/>', 'xml-doctype'],
  ['a document type inside', '<manifest><!DOCTYPE manifest []></manifest>', 'xml-doctype'],
  ['an unknown entity', '<manifest package="&a;"/>', 'broken-xml'],
  ['less-than signs', '<'.repeat(large), 'broken-xml'],
  ['an unclosed quote', `<manifest ${'" '.repeat(large / 2)}`, 'broken-xml'],
  ['a block that begins with much', `a: |${'b'.repeat(large / 2)}`, 'broken-yaml'],
  ['nothing', ' \n', 'manifest-empty'],
  [
    'a property list',
    '<?xml version="1.0"?><!DOCTYPE plist PUBLIC "a" "b"><plist/>',
    'manifest-unknown-format',
  ],
  ['a duplicate key in JSON', '{"app":{"id":"a","id":"b"}}', 'manifest-duplicate-key'],
  ['a duplicate key in YAML', 'app:\n  id: a\n  "id": b', 'manifest-duplicate-key'],
  ['a control character in JSON', '{"app":{"id":"a\nb"}}', 'broken-json'],
  [
    'a backslash at the end of a text in JSON5',
    '{\n// x\n"manifest_version": 3, "name": "x\\\\',
    'broken-json',
  ],
  ['10^6 brackets in JSON', '['.repeat(1_000_000).replace('[', '{"a":['), 'manifest-too-deep'],
  [
    '10^6 keys in a property list',
    `<plist><dict><key>CFBundleName</key><true/>${'<key>a</key><true/>'.repeat(1_000_000)}`,
    'manifest-too-many-values',
  ],
  [
    'keys in a property list',
    `<plist><dict><key>CFBundleName</key><true/>${'<key>a</key><true/>'.repeat(60_000)}</dict></plist>`,
    'manifest-too-many-values',
  ],
  [
    'entities in a property list',
    '<!DOCTYPE plist [<!ENTITY a "b">]><plist><dict><key>CFBundleName</key><string>&a;</string></dict></plist>',
    'xml-doctype',
  ],
  [
    'an entity that grows',
    `<!DOCTYPE manifest [<!ENTITY a "${'x'.repeat(50_000)}">]><manifest package="${'&a;'.repeat(50_000)}"/>`,
    'xml-doctype',
  ],
  ['text after JSON', '{"app":{}} x', 'broken-json'],
];

describe('what is refused', () => {
  it.each(refused)(
    '%s',
    async (_, text, code) => {
      const read = await readText(text);
      expect(read.tree).toBeUndefined();
      const error = read.diagnostics.find((one) => one.severity === 'error');
      expect(error?.code).toBe(code);
      expect(error?.message.length).toBeLessThan(400);
      const { start, end } = error?.span ?? { start: -1, end: -1 };
      expect(start).toBeGreaterThanOrEqual(0);
      expect(end).toBeLessThanOrEqual(text.length);
    },
    20_000,
  );
});

describe('what is read as it is', () => {
  const readable: readonly [string, string][] = [
    ['a long text in JSON', `{"app":{"id":"${'x'.repeat(large)}"}}`],
    ['a long text in YAML', `app: "${'x'.repeat(large)}"`],
    ['a long attribute', `<manifest package="${'x'.repeat(large)}"/>`],
    ['a long comment', `<!--${'- '.repeat(large / 2)}--><manifest/>`],
    ['many comments', `${'<!--x-->'.repeat(many)}<manifest/>`],
  ];
  it.each(readable)('%s', async (_, text) => {
    expect((await readText(text)).diagnostics).toEqual([]);
  });

  it('a tag of any length is remarked on in a few words', async () => {
    const { diagnostics } = await readText(`a: !${'x'.repeat(large / 2)} b`);
    expect(diagnostics.map((one) => [one.code, one.message.length < 400])).toEqual([
      ['yaml-tag-ignored', true],
    ]);
  });

  it.each(['{"__proto__":{"x":1}}', '__proto__: {x: 1}'])('a key that objects inherit: %s', async (text) => {
    const { tree } = await readText(text);
    expect(Object.keys(tree as object)).toEqual(['__proto__']);
    expect(Object.prototype).not.toHaveProperty('x');
  });
});

describe('bytes', () => {
  const bytes = (...values: number[]) => decode('x', new Uint8Array(values));
  it('names the first byte that is not UTF-8', () => {
    const { diagnostics } = bytes(0xc3, 0xa9, 0x3a, 0x20, 0xe9, 0x0a);
    expect(diagnostics.map((one) => [one.code, one.span.start])).toEqual([['not-utf-8', 3]]);
  });
  it('finds a character cut off at the end', () => {
    const { diagnostics } = bytes(0x61, 0x3a, 0x20, 0xef, 0xbf);
    expect(diagnostics.map((one) => [one.code, one.span.start])).toEqual([['not-utf-8', 3]]);
  });
  it('lets a replacement character pass that is really there', () => {
    expect(bytes(0x61, 0xef, 0xbf, 0xbd)).toEqual({
      source: { file: 'x', text: 'a\ufffd' },
      diagnostics: [],
    });
  });
  it('reads UTF-16 with a byte order mark, either way round', () => {
    expect(bytes(0xff, 0xfe, 0x61, 0).source.text).toBe('a');
    expect(bytes(0xfe, 0xff, 0, 0x61).source.text).toBe('a');
    expect(bytes(0xff, 0xfe, 0x61, 0, 0x61).diagnostics[0]?.code).toBe('not-utf-8');
  });
  it.each([
    ['a binary manifest', [3, 0, 8, 0]],
    ['a zip archive', [0x50, 0x4b, 3, 4]],
  ])('says what %s is', (_, begin) => {
    expect(bytes(...begin).diagnostics[0]?.code).toBe('manifest-compiled');
  });
});
