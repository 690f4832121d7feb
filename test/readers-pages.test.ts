/** The pages of the readers' codes are their tests: the bad manifest gives exactly that code, the good one gives none. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { withFacts } from '../cli/facts-by-hand.ts';
import { parseFact } from '../cli/set-facts.ts';
import type { Plan } from '../compiler/plan.ts';
import { shapeProblems } from '../compiler/shape.ts';
import { wordsOf } from '../compiler/values.ts';
import type { Diagnostic } from '../grammar/diagnostic.ts';
import { readerCodes } from '../readers/codes.ts';
import { decode } from '../readers/decode.ts';
import { readManifest } from '../readers/index.ts';
import { mergeReads } from '../readers/merge.ts';
import { LIMITS } from '../readers/reading.ts';
import { shapeRemarks } from '../readers/shape-remarks.ts';
import { plan as small } from './readers-plan.ts';
import { libraryPlan } from './support/library-plan.ts';

/** Codes of platforms' files speak of records that the small plan has not. */
const library = libraryPlan();
const PLATFORM_CODES = /^(?:plist-|json-not-strict|manifest-key-twice)/;

interface Example {
  readonly kind: string;
  readonly bytes: Uint8Array;
  /** A fact that is set by hand. */
  readonly set?: string | undefined;
}

/** The fenced blocks of a page; `bad hex` holds bytes, `bad repeat=N` its text N times, `bad files` several files. */
function examples(page: string): readonly Example[] {
  return [...page.matchAll(/^```(bad|good)(?: (.*))?\n([\s\S]*?)^```$/gm)].map((match) => {
    const [, kind = '', how = '', text = ''] = match;
    if (how === 'hex') return { kind, bytes: new Uint8Array(Buffer.from(text.trim(), 'hex')) };
    const set = /^set=(.*)$/.exec(how)?.[1];
    const times = Number(/^repeat=(\d+)$/.exec(how)?.[1] ?? 1);
    return { kind, bytes: new Uint8Array(Buffer.from(text.repeat(times))), set };
  });
}

async function remarks({ bytes, set }: Example, plan: Plan): Promise<readonly Diagnostic[]> {
  const { source, diagnostics } = decode('page', bytes);
  if (diagnostics.length > 0) return diagnostics;
  const texts = source.text.split(/^-{5}\n/m).map((text, index) => ({ file: `page ${index}`, text }));
  const reads = await Promise.all(texts.map((one) => readManifest(one, { plan })));
  const merged = mergeReads(plan, reads);
  const facts = set === undefined ? [] : [parseFact(plan, set)].filter((one) => 'path' in one);
  const manifest = { file: 'page 0', texts, diagnostics: merged.diagnostics, read: merged };
  const { read = merged, diagnostics: told } = withFacts(manifest, facts, plan);
  if (read.tree === undefined) return read.diagnostics;
  const problems = shapeProblems(plan, read.tree, wordsOf(plan));
  return [...told, ...shapeRemarks(plan, read, problems, source.file)];
}

describe.each(Object.keys(readerCodes))('%s', (code) => {
  const page = readFileSync(new URL(`../docs/codes/${code}.md`, import.meta.url), 'utf8');
  it.each(examples(page))('$kind', async (example) => {
    const { kind, bytes } = example;
    const tooLarge = bytes.length > LIMITS.bytes ? ['manifest-too-large'] : undefined;
    const codes =
      tooLarge ??
      (await remarks(example, PLATFORM_CODES.test(code) ? library : small)).map((one) => one.code);
    expect(codes).toEqual(kind === 'bad' ? [code] : []);
  });
  it('has both blocks', () => {
    expect(new Set(examples(page).map((one) => one.kind))).toEqual(new Set(['bad', 'good']));
  });
});
