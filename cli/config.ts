/** What a project says once instead of on each command line: `proviso.config.json`, or `proviso` in package.json. */
import { type AnyNode, type MemberNode, type ObjectNode, parse } from '@humanwhocodes/momoa';
import { didYouMean } from '../compiler/nearest.ts';
import type { Source, Span } from '../grammar/source.ts';
import { decode } from '../readers/decode.ts';
import { PLATFORMS } from '../readers/in-part.ts';
import { fullPath, readBytes } from './files.ts';
import { frame, placeName } from './frame.ts';
import type { Stream, Terminal } from './terminal.ts';

/** Every key is optional; what the command line says comes first. docs/output/config.schema.json describes the file. */
export interface Config {
  readonly policy?: string;
  readonly files?: readonly string[];
  readonly set?: readonly string[];
  /** Platforms on which the files show all that the app asks for. */
  readonly whole?: readonly string[];
  readonly lang?: 'en' | 'zh';
  readonly baseline?: string;
  /** Of `build`: whether records have no keys but their fields. */
  readonly closed?: boolean;
}

/** What each key holds, and how to say so. */
const KEYS = {
  $schema: { due: 'a text', fits: isText },
  policy: { due: 'a text: a rule file, or a name of the library such as "std/cn/pipl"', fits: isText },
  files: { due: 'a list of texts: the manifests, or patterns of their names', fits: isTexts },
  set: { due: 'a list of texts such as "app.services=short-video"', fits: isTexts },
  whole: {
    due: `a list of: ${PLATFORMS.join(', ')}`,
    fits: (value: unknown) =>
      isTexts(value) && (value as readonly string[]).every((one) => PLATFORMS.includes(one)),
  },
  lang: { due: '"en" or "zh"', fits: (value: unknown) => value === 'en' || value === 'zh' },
  baseline: { due: 'a text: the file of an earlier report', fits: isText },
  closed: { due: 'true or false', fits: (value: unknown) => typeof value === 'boolean' },
} as const;

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every(isText);
}

const FILES = ['proviso.config.json', 'package.json'] as const;
const MOST_BYTES = 4 * 1024 * 1024;

/** A mistake, and where. */
interface Mistake {
  readonly message: string;
  readonly span: Span;
}

/** The configuration of the folder; empty where there is none, undefined after a word on what is wrong with it. */
export function readConfig({ cwd, err }: Terminal): Config | undefined {
  for (const name of FILES) {
    const read = readBytes(fullPath(name, cwd), MOST_BYTES);
    if ('problem' in read) continue;
    const { source, diagnostics } = decode(name, read.bytes);
    const found = diagnostics.length > 0 ? wrongAt(source, 'this is not text in UTF-8') : configIn(source);
    if (found === undefined) continue;
    if (!('mistakes' in found)) return found.config;
    for (const one of found.mistakes) tell(one, source, err);
    return undefined;
  }
  return {};
}

type Found = { readonly config: Config } | { readonly mistakes: readonly Mistake[] };

const wrongAt = (source: Source, message: string, start = 0, end = start): Found => ({
  mistakes: [{ message, span: { file: source.file, start, end } }],
});

/** Undefined where a package says nothing of this tool. */
function configIn(source: Source): Found | undefined {
  const isPackage = source.file === 'package.json';
  let top: AnyNode;
  try {
    top = parse(source.text, { mode: 'json', ranges: true }).body;
  } catch (error) {
    // What is wrong with a package is for others to say.
    if (isPackage) return undefined;
    const { offset = 0 } = error as { readonly offset?: number };
    return wrongAt(source, 'this is not JSON, so the configuration cannot be read', offset, offset + 1);
  }
  const node = isPackage ? memberOf(top, 'proviso')?.value : top;
  if (node === undefined) return undefined;
  if (node.type === 'Object') return fromObject(node, source);
  return wrongAt(source, 'the configuration has to be an object: `{ "policy": … }`', ...rangeOf(node));
}

function memberOf(node: AnyNode, key: string): MemberNode | undefined {
  return node.type === 'Object' ? node.members.find((one) => keyOf(one) === key) : undefined;
}

const keyOf = ({ name }: MemberNode): string => (name.type === 'String' ? name.value : '');
const rangeOf = (node: AnyNode): [number, number] => node.range ?? [0, 0];

function fromObject(node: ObjectNode, source: Source): Found {
  const mistakes: Mistake[] = [];
  const config: Record<string, unknown> = {};
  for (const member of node.members) {
    const key = keyOf(member);
    const value = valueIn(member.value);
    const span = (of: AnyNode): Span => ({ file: source.file, start: rangeOf(of)[0], end: rangeOf(of)[1] });
    if (!isKey(key)) {
      const hint = didYouMean(key, Object.keys(KEYS)) ?? `there are: ${Object.keys(KEYS).join(', ')}`;
      mistakes.push({ message: `there is no setting \`${key}\`; ${hint}`, span: span(member.name) });
    } else if (!KEYS[key].fits(value)) {
      mistakes.push({ message: `\`${key}\` has to be ${KEYS[key].due}`, span: span(member.value) });
    } else config[key] = value;
  }
  return mistakes.length > 0 ? { mistakes } : { config };
}

const isKey = (key: string): key is keyof typeof KEYS => Object.hasOwn(KEYS, key);

/** Texts, lists of them, true and false; anything else fits nowhere. */
function valueIn(node: AnyNode): unknown {
  if (node.type === 'String' || node.type === 'Boolean') return node.value;
  return node.type === 'Array' ? node.elements.map((one) => valueIn(one.value)) : undefined;
}

function tell({ message, span }: Mistake, source: Source, err: Stream): void {
  const lines = [
    `${err.paint.bad('error')}: ${message}`,
    `  ${err.paint.place(placeName(source, span))}`,
    ...frame(source, [span], err),
  ];
  err.write(`${lines.join('\n')}\n`);
}
