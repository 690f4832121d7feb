/** The emitted validator under hostile input, as an open one, and as text: what no policy and no manifest may do to it. */
import { describe, expect, test } from 'vitest';
import { compile } from '../compiler/compile.ts';
import type { TextJudgement } from '../compiler/emit/typescript/runtime/public.ts';
import { emitTypeScript, type TypeScriptOptions } from '../compiler/emit/typescript.ts';
import { evaluate } from '../compiler/evaluate.ts';
import type { Judgement } from '../compiler/findings.ts';
import type { Plan } from '../compiler/plan.ts';
import { positionAt } from '../grammar/source.ts';
import { readDeclarationJson } from '../readers/declaration-json.ts';
import { NO_WORDS } from '../readers/mapping.ts';
import { placeAt } from '../readers/reading.ts';
import { testHost } from './support/host.ts';

const POLICY = `
policy hostile "Hostile"
vocabulary data
- place "Place"
- place.exact "Exact place"
- mail "Mail"
- 相机 "Camera"
record share
- name: text optional
- country: text optional
record collection
- data: data
- kept: days optional
- function: text optional
- shares: list of share optional
record app
- country: text optional
record top
- app: app optional
- collections: list of collection
- link: link optional
manifest top
rule purpose-stated "Each collection says what it is for"
  each collection
  function must be stated
rule short "Places are not kept for long"
  each collection where data is place
  kept must be at most 30 days
rule named "Who receives places is named"
  each share where collection.data is place
  name must be stated
  unless app.country is "cn"
rule few "Mail goes to few"
  each collection where data is mail
  require number of shares where name is stated is at most 2
`;

function planOf(text: string): Plan {
  const { plan, diagnostics } = compile({ file: 'hostile.proviso', text }, testHost(), {
    asOf: '2026-01-31',
  });
  if (plan === undefined) throw new Error(JSON.stringify(diagnostics));
  return plan;
}

interface Emitted {
  readonly validate: (manifest: unknown) => Judgement;
  readonly validateJson: (json: Uint8Array | string) => Judgement;
  readonly validateText: (json: Uint8Array | string) => TextJudgement;
  readonly complies: (manifest: unknown) => boolean;
}

function load(plan: Plan, options: TypeScriptOptions = {}): Emitted {
  const script = emitTypeScript(plan, options).files.find((one) => one.name.endsWith('.js'))?.text ?? '';
  const body = script.replace(/^export (?=const|function|let)/gm, '');
  return new Function(`${body}\nreturn { validate, validateJson, validateText, complies };`)();
}

const plan = planOf(POLICY);
const emitted = load(plan);
const clean = (): Record<string, unknown> => ({
  app: { country: 'de' },
  collections: [
    { data: 'place.exact', kept: 3, function: 'Map', shares: [{ name: 'A' }, { name: '例', country: 'cn' }] },
    { data: '相机', function: '相机', 'x-note': { deep: [1, null] } },
  ],
});
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const asJson = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

test('what is clean complies, from values and from bytes', () => {
  expect(emitted.validate(clean())).toEqual({ complies: true, shape: [], findings: [], questions: [] });
  expect(emitted.complies(clean())).toBe(true);
  expect(emitted.validateJson(bytesOf(JSON.stringify(clean()))).complies).toBe(true);
  expect(emitted.validateJson(JSON.stringify(clean(), null, 2)).complies).toBe(true);
});

/** Whether a verdict is told while JSON.parse is out of order, as it is from bytes that are plain and clean. */
function toldFromBytes(validator: Emitted, text: string): boolean {
  // The tables themselves are JSON: they are there after the first time.
  validator.validateJson(bytesOf(text));
  const { parse } = JSON;
  let parsed = 0;
  JSON.parse = (...given: Parameters<typeof parse>) => {
    parsed += 1;
    return parse(...given);
  };
  try {
    return (
      validator.validateJson(bytesOf(text)).complies && validator.validateJson(text).complies && parsed === 0
    );
  } finally {
    JSON.parse = parse;
  }
}

describe('what is plain and clean is told from the text alone', () => {
  const list = (...collections: readonly object[]): string => JSON.stringify({ collections });
  const mail = { data: 'mail', function: 'f', shares: [] as readonly object[] };
  const full = JSON.stringify(clean(), (key, value: unknown) => (key === 'x-note' ? undefined : value), 2);
  test.each([
    ['a full one', JSON.stringify(JSON.parse(full))],
    ['on many lines', full],
    ['nulls', list({ data: '相机', function: 'f', kept: null, shares: null })],
    ['numbers', list({ ...mail, kept: 31 }, { ...mail, data: 'place', kept: 30 }, { ...mail, kept: 0.5 })],
    ['as many as are allowed', list({ ...mail, shares: [{ name: 'a' }, { name: 'b' }, {}] })],
    [
      'a text that is compared',
      JSON.stringify({
        app: { country: 'cn' },
        collections: [{ ...mail, data: 'place', kept: 1, shares: [{}] }],
      }),
    ],
    ['a link', JSON.stringify({ link: 'https://example.com/', collections: [] })],
    [
      'keys in another order',
      list({ shares: [], function: 'f', data: 'mail' }, mail, { kept: 1, data: '相机', function: 'f' }),
    ],
  ])('%s', (_, text) => {
    expect(evaluate(plan, JSON.parse(text)).complies).toBe(true);
    expect(toldFromBytes(emitted, text)).toBe(true);
  });

  test.each([
    ['one more than is allowed', list({ ...mail, shares: [{ name: 'a' }, { name: 'b' }, { name: 'c' }] })],
    ['a day too many', list({ ...mail, data: 'place', kept: 31 })],
    [
      'another text',
      JSON.stringify({
        app: { country: 'de' },
        collections: [{ ...mail, data: 'place', kept: 1, shares: [{}] }],
      }),
    ],
    ['no link', JSON.stringify({ link: 'example', collections: [] })],
    ['a field that is needed twice', list(mail, { data: 'mail', data2: 1 })],
  ])('%s is found', (_, text) => {
    expect(asJson(emitted.validateJson(bytesOf(text)))).toEqual(asJson(evaluate(plan, JSON.parse(text))));
    expect(emitted.validateJson(text).complies).toBe(false);
  });

  test('half a character is not taken for the one it is encoded as', () => {
    for (const text of [list({ ...mail, function: '\ud800' }), list({ ...mail, function: '\ufffd' })]) {
      const raw = text.replace('\\ud800', '\ud800');
      expect(asJson(emitted.validateJson(raw))).toEqual(asJson(evaluate(plan, JSON.parse(raw))));
    }
  });

  test('a text too long to be copied goes the long way', () => {
    expect(emitted.validateJson(list({ ...mail, function: 'f'.repeat(5_000_000) })).complies).toBe(true);
    expect(emitted.validateJson(bytesOf(list({ ...mail, data: 'm'.repeat(5_000_000) }))).complies).toBe(
      false,
    );
  });
});

describe('a text with places', () => {
  const texts = [
    '{"collections":[{"data":"mail"}]}',
    '{\r\n  "app": { "country" : "d\\u0065" },\r"collections": [\n\n  { "x-\\"[": [{"]": "\\\\"}], "data": "place", "shares": [ {}, { "name": "例" }, {} ] },\t{ "data": "相机" }\n]\n}\n',
    '{"link":"no","more":{"a":[[]]},"collections":[1,{"data":"x","function":"f"},{"function":"f"}]}',
    ' [] ',
    '{"collections":{}}',
    '{"a/b~c":1,"collections":[]}',
  ];
  test.each(texts)('%j', async (text) => {
    const judged = emitted.validateText(text);
    expect(asJson({ ...judged, places: undefined })).toEqual(asJson(evaluate(plan, JSON.parse(text))));
    expect(emitted.validateText(bytesOf(text))).toEqual(judged);
    const source = { file: 'manifest.json', text };
    const read = readDeclarationJson(source, { plan, words: NO_WORDS });
    const named = [...judged.shape, ...judged.findings, ...judged.findings.flatMap(({ because }) => because)];
    expect(named.length).toBeGreaterThan(0);
    for (const { pointer } of [...named, ...judged.questions])
      expect(judged.places[pointer], pointer).toEqual(positionAt(source, placeAt(read, pointer)?.start ?? 0));
  });

  test('of a key that stands twice the last counts', () => {
    const text = '{"collections":[{"data":"mail"},{"data":"mail"}],"collections":[\n{"data":"mail"}]}';
    expect(emitted.validateText(text).places['/collections/0']).toEqual({ line: 2, column: 1 });
  });

  test('nothing is placed where nothing is found, nor in what is no JSON', () => {
    expect(emitted.validateText(JSON.stringify(clean()))).toEqual({
      complies: true,
      shape: [],
      findings: [],
      questions: [],
      places: {},
    });
    expect(emitted.validateText('{"collections":')).toMatchObject({ complies: false, places: {} });
  });

  test('deep nesting beside what is found', () => {
    const text = `{"x-deep":${'['.repeat(100_000)}${']'.repeat(100_000)},\n"collections":[{"data":"mail"}]}`;
    expect(emitted.validateText(text).places['/collections/0']).toEqual({ line: 2, column: 16 });
  });
});

function deep(levels: number): unknown {
  let value: unknown = {};
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { collections: value };
  return value;
}

const thrower = {
  get collections(): unknown {
    throw new Error('no');
  },
};
const first = (over: object): unknown => ({ collections: [{ data: '相机', function: 'f', ...over }] });

/** A clean manifest with some bytes in one of its texts. */
const around = (bytes: readonly number[]): Uint8Array =>
  Uint8Array.from([...bytesOf('{"collections":[{"data":"相机","function":"'), ...bytes, ...bytesOf('"}]}')]);

/** Values that JSON can write, as text, since no value writes some of them. */
const TEXTS: Readonly<Record<string, string>> = {
  'an own __proto__': '{"collections":[],"__proto__":{"collections":[]}}',
  'an own __proto__ in a record': '{"collections":[{"data":"相机","function":"f","__proto__":null}]}',
  'a number past all bounds': '{"collections":[{"data":"相机","function":"f","kept":1e400}]}',
  'a number below all bounds': '{"collections":[{"data":"相机","function":"f","kept":-1e400}]}',
  'minus zero': '{"collections":[{"data":"place","function":"f","kept":-0}]}',
  'a fraction': '{"collections":[{"data":"place","function":"f","kept":30.5}]}',
  'a lone surrogate': '{"collections":[{"data":"相机","function":"\\ud800"}]}',
  'an escaped term': '{"collections":[{"data":"m\\u0061il","function":"f"}]}',
  'a key said twice': '{"collections":[{"data":"相机","function":"f","function":" "}]}',
  'a key said twice, the first wrong': '{"collections":[{"data":1,"data":"相机","function":"f"}]}',
  'a blank text': '{"collections":[{"data":"相机","function":"\u3000\t"}]}'.replace('\t', ' '),
  'an empty text': '{"collections":[{"data":"相机","function":""}]}',
  'the name of what objects inherit': '{"collections":[],"constructor":1}',
  'what objects inherit as a term': '{"collections":[{"data":"constructor","function":"f"}]}',
  'an empty key': '{"collections":[],"":1}',
  'null for what is required': '{"collections":null}',
  'a list in place of a record': '{"collections":[[]]}',
  'a record in place of a list': '{"collections":{}}',
  'many spaces': ' \n\t{ "collections" : [ { "data" : "相机" , "function" : "f" } ] } \r\n',
};

describe('JSON of every kind', () => {
  test.each(Object.entries(TEXTS))('%s', (_, text) => {
    const value: unknown = JSON.parse(text);
    const reference = asJson(evaluate(plan, value));
    expect(asJson(emitted.validate(value))).toEqual(reference);
    expect(emitted.complies(value)).toBe(reference.complies);
    expect(asJson(emitted.validateJson(bytesOf(text)))).toEqual(reference);
    expect(asJson(emitted.validateJson(text))).toEqual(reference);
  });

  test.each([
    '',
    ' ',
    '{',
    '{"collections":[]',
    '{"collections":[],}',
    '{"collections":[]}x',
    "{'collections':[]}",
  ])('text that is no JSON does not comply: %j', (text) => {
    expect(emitted.validateJson(text).complies).toBe(false);
    expect(emitted.validateJson(bytesOf(text)).complies).toBe(false);
  });

  test.each([
    ['an overlong slash', [0xc0, 0xaf]],
    ['an overlong null', [0xe0, 0x80, 0x80]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['past the last character', [0xf4, 0x90, 0x80, 0x80]],
    ['half a character', [0xe4, 0xbd]],
    ['a byte that begins nothing', [0xff]],
    ['a line break', [10]],
    ['a zero', [0]],
  ])('bytes that are no text do not comply: %s', (_, bytes) => {
    expect(emitted.validateJson(around(bytes)).complies).toBe(false);
  });

  test('characters of every length are text', () => {
    for (const text of ['é', '相', '😀', '\u{10ffff}', '\ud7ff', '\ue000', '\ufeff'])
      expect(emitted.validateJson(around([...bytesOf(text)])).complies).toBe(text !== '\ufeff');
  });

  test('bytes in the middle of a buffer are read where they are', () => {
    const text = JSON.stringify(clean());
    const whole = bytesOf(`xxx${text}yyy`);
    expect(emitted.validateJson(whole.subarray(3, whole.length - 3)).complies).toBe(true);
    expect(emitted.validateJson(whole.subarray(3)).complies).toBe(false);
  });
});

/** Values that no JSON text makes. */
const VALUES: Readonly<Record<string, () => unknown>> = {
  'a getter that throws': () => thrower,
  'a proxy that throws': () =>
    new Proxy(
      {},
      {
        ownKeys() {
          throw new Error('no');
        },
      },
    ),
  'a proxy of a proxy': () => new Proxy(new Proxy({ collections: 1 }, {}), {}),
  'a revoked proxy': () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  },
  'a sparse list': () => ({ collections: new Array(3) }),
  'inherited fields': () => Object.create({ collections: [] }) as unknown,
  'inherited fields under a false name': () =>
    Object.create(Object.defineProperty({ collections: [] }, 'constructor', { value: Object })) as unknown,
  'inherited fields of a record': () => ({ collections: [Object.create({ data: '相机', function: 'f' })] }),
  'hidden fields': () => Object.defineProperty({}, 'collections', { value: [] }),
  'a list that claims to be a record': () => Object.setPrototypeOf([], Object.prototype) as unknown,
  'a date': () => new Date(0),
  'a map': () => new Map([['collections', []]]),
  'a function': () => () => undefined,
  'a symbol': () => Symbol('collections'),
  'a big number': () => first({ kept: 3n }),
  'a text object': () => first({ function: Object('f') }),
  'not a number': () => first({ kept: Number.NaN }),
  'an infinite number': () => first({ kept: Number.POSITIVE_INFINITY }),
  undefined: () => undefined,
  'deep nesting': () => deep(20_000),
  'deep nesting in a field': () => first({ shares: deep(20_000) }),
  'a text of 50 MB as a term': () => first({ data: 'm'.repeat(50_000_000) }),
};

describe('values that are no JSON', () => {
  test('but for what is changed in them they comply', () => {
    expect(emitted.complies(first({}))).toBe(true);
    expect(emitted.validateJson(around([...bytesOf('f')])).complies).toBe(true);
  });

  test.each(Object.entries(VALUES))('%s neither throws nor complies', (_, make) => {
    expect(emitted.complies(make())).toBe(false);
    expect(emitted.validate(make()).complies).toBe(false);
  });

  test('a class of its own is read for what it holds', () => {
    class Holder {
      collections: readonly unknown[] = [];
    }
    expect(emitted.validate(new Holder()).complies).toBe(true);
    expect(emitted.complies(Object.assign(Object.create(null), { collections: [] }))).toBe(true);
  });

  test('a text of 50 MB that says something is fine', () => {
    expect(emitted.complies(first({ function: 'f'.repeat(50_000_000) }))).toBe(true);
  });

  test('what all objects are made to inherit is not in the manifest', () => {
    Object.defineProperty(Object.prototype, 'kept', {
      value: 'x',
      enumerable: true,
      configurable: true,
      writable: true,
    });
    try {
      expect(emitted.complies(clean())).toBe(true);
      expect(emitted.validate(clean()).complies).toBe(true);
    } finally {
      Reflect.deleteProperty(Object.prototype, 'kept');
    }
  });
});

test('an open validator lets other keys pass, and nothing else', () => {
  const open = load(plan, { closed: false });
  const more = { ...clean(), more: 1 };
  expect(emitted.complies(more)).toBe(false);
  expect(open.complies(more)).toBe(true);
  expect(open.validate(more)).toEqual({ complies: true, shape: [], findings: [], questions: [] });
  expect(open.validateJson(bytesOf(JSON.stringify(more))).complies).toBe(true);
  expect(open.complies({ ...more, link: 3 })).toBe(false);
  expect(open.validate({ ...more, link: 3 }).shape.map((one) => one.pointer)).toEqual(['/link']);
});

test('the same plan gives the same text', () => {
  expect(emitTypeScript(planOf(POLICY))).toEqual(emitTypeScript(plan));
});

test('what a policy says never becomes code', () => {
  const evil = "'];globalThis.broken=1;//*/\\u{2028}`$" + '{globalThis.broken=1}</script>';
  const text = POLICY.replace('"Hostile"', `"${evil}"`)
    .replace('"Exact place"', `"${evil}"`)
    .replace('is "cn"', `is "${evil}"`)
    .replace('rule purpose-stated "Each', `# ${evil}\nrule purpose-stated "${evil} Each`);
  const loaded = load(planOf(text));
  loaded.validate({ collections: [{ data: 'mail' }] });
  expect('broken' in globalThis).toBe(false);
});

test('no function comes near the size that is never optimised', () => {
  const script = emitTypeScript(plan).files.find((one) => one.name.endsWith('.js'))?.text ?? '';
  const sizes = script.split(/^(?=function )/m).map((one) => one.length);
  expect(Math.max(...sizes.slice(1, -1))).toBeLessThan(60_000);
});
