/** Spoils the bytes of a manifest in the ways that files are spoilt, by chance or on purpose. The same seed spoils alike. */

/** A whole number from 0 up to, and without, a bound. */
export type Draw = (bound: number) => number;

/** A stream of numbers that a seed and the number of a case repeat (mulberry32). */
export function newDraw(seed: number, index: number): Draw {
  let state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b)) >>> 0;
  return (bound) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  };
}

/** What readers take for a sign of something, or trip over. */
const PIECES = [
  ...[
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    "'",
    '\\',
    '/*',
    '*/',
    '//',
    '#',
    '- ',
    '? ',
    '&a ',
    '*a',
    '<<: ',
    '!x ',
  ],
  ...[
    '<',
    '>',
    '</',
    '/>',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<?',
    '?>',
    '<!DOCTYPE a [',
    '<!ENTITY a "b">',
  ],
  ...[
    '&a;',
    '&#0;',
    '&amp;',
    '<dict>',
    '</dict>',
    '<array>',
    '<key>a</key>',
    '<string/>',
    '<true/>',
    '<plist>',
  ],
  ...[
    'null',
    'true',
    '-1',
    '1e999',
    'NaN',
    '__proto__',
    'constructor',
    'toString',
    '\u0024{a}',
    '$(A)',
    '{{a}}',
  ],
  ...['\u0000', '\ufeff', '\u2028', '\ud800', '\r', '\r\n', '\n', '\t', '=', ';', '""', 'x-', '.', '|', '@'],
];

type Change = (bytes: Buffer, draw: Draw, others: readonly Buffer[]) => Buffer;

function cut(bytes: Buffer, draw: Draw): readonly [number, number] {
  const start = draw(bytes.length + 1);
  return [start, Math.min(bytes.length, start + draw(1 + Math.min(bytes.length, 2 ** draw(9))))];
}

const CHANGES: readonly Change[] = [
  (bytes, draw) => {
    const made = Buffer.from(bytes);
    if (made.length > 0) made[draw(made.length)] = draw(256);
    return made;
  },
  (bytes, draw) => {
    const [start, end] = cut(bytes, draw);
    return Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]);
  },
  (bytes, draw) => {
    const at = draw(bytes.length + 1);
    const piece = Buffer.from(PIECES[draw(PIECES.length)] ?? '');
    return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)]);
  },
  // Repeated many times: what grows faster than the text shows here.
  (bytes, draw) => {
    const [start, end] = cut(bytes, draw);
    const part = draw(2) ? bytes.subarray(start, end) : Buffer.from(PIECES[draw(PIECES.length)] ?? '');
    const times = Math.min(2 ** draw(17), Math.floor(600_000 / Math.max(1, part.length)));
    const many = Buffer.concat(Array<Buffer>(times).fill(part));
    return Buffer.concat([bytes.subarray(0, start), many, bytes.subarray(start)]);
  },
  (bytes, draw, others) => {
    const other = others[draw(others.length)] ?? bytes;
    const [start, end] = cut(other, draw);
    const at = draw(bytes.length + 1);
    return Buffer.concat([bytes.subarray(0, at), other.subarray(start, end), bytes.subarray(at)]);
  },
  (bytes, draw) => bytes.subarray(0, draw(bytes.length + 1)),
];

/** One of the files, with some changes. */
export function spoilt(files: readonly Buffer[], draw: Draw): Buffer {
  let bytes = files[draw(files.length)] ?? Buffer.alloc(0);
  for (let left = draw(4); left >= 0; left--) {
    bytes = CHANGES[draw(CHANGES.length)]?.(bytes, draw, files) ?? bytes;
    if (bytes.length > 2_000_000) bytes = bytes.subarray(0, 2_000_000);
  }
  return bytes;
}
