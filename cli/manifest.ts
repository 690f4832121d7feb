/** Brings in a manifest: bytes, text, tree, the facts set by hand, and what a plan says about it. Renders nothing. */
import { evaluate } from '../compiler/evaluate.ts';
import type { Judgement } from '../compiler/findings.ts';
import type { Plan } from '../compiler/plan.ts';
import { type Diagnostic, newReport, report } from '../grammar/diagnostic.ts';
import type { Source } from '../grammar/source.ts';
import { readerCodes } from '../readers/codes.ts';
import { decode } from '../readers/decode.ts';
import { readBinary, readManifest } from '../readers/index.ts';
import { LIMITS, type ManifestRead } from '../readers/reading.ts';
import { openOn, withRests } from '../readers/rests.ts';
import { placeOfProblem, shapeRemarks } from '../readers/shape-remarks.ts';
import { EXIT, type ExitCode } from './exit.ts';
import type { HandSet } from './facts-by-hand.ts';
import { fullPath, readBytes, shownPath } from './files.ts';
import type { Ground } from './ground.ts';
import { type Reached, reachedBy } from './reach.ts';

/** A manifest that was asked for. `problem`: the file cannot be had; without `read`: it cannot be read. */
export interface Manifest {
  /** As shown to people. */
  readonly file: string;
  /** The texts that took part: each place names its own. */
  readonly texts: readonly Source[];
  readonly problem?: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly read?: ManifestRead;
  /** What was set by hand in it. */
  readonly facts?: readonly HandSet[];
  /** Some file of the app cannot be read, so what is said of the app is said of a part of it. */
  readonly isPart?: boolean;
}

/** Reads a manifest file with the records of a plan. `whole` are the platforms on which no other file of the app asks for more. */
export async function loadManifest(
  path: string,
  plan: Plan,
  cwd: string,
  whole: readonly string[] = [],
): Promise<Manifest> {
  return withOthers(await loadPart(path, plan, cwd), plan, whole);
}

/** With what other files of the app may ask for. */
export function withOthers(manifest: Manifest, plan: Plan, whole: readonly string[]): Manifest {
  const { read } = manifest;
  if (read === undefined) return manifest;
  const said = whole.filter((one) => openOn(read, one));
  const facts = said.map((value) => ({ field: 'whole', value }));
  return { ...manifest, read: withRests(read, plan, whole), ...(facts.length > 0 ? { facts } : {}) };
}

/** Reads one of the files of an app. */
export async function loadPart(path: string, plan: Plan, cwd: string): Promise<Manifest> {
  const file = shownPath(path, cwd);
  const got = readBytes(fullPath(path, cwd), LIMITS.bytes);
  if ('problem' in got) return notHad(file, got);
  const { source, diagnostics, isBinaryPlist } = decode(file, got.bytes);
  if (diagnostics.length > 0) return { file, texts: [source], diagnostics };
  return isBinaryPlist
    ? manifestOf(source, await readBinary(source, got.bytes, { plan }))
    : readText(source, plan);
}

function notHad(
  file: string,
  { problem, size }: { readonly problem: string; readonly size?: number },
): Manifest {
  if (size !== undefined) return tooLarge(file, size);
  return { file, texts: [{ file, text: '' }], problem, diagnostics: [] };
}

function tooLarge(file: string, bytes: number): Manifest {
  const to = newReport();
  const about = { bytes, limit: LIMITS.bytes };
  report(to, readerCodes, 'manifest-too-large', { file, start: 0, end: 0 }, about);
  return { file, texts: [{ file, text: '' }], diagnostics: to.diagnostics };
}

/** Reads a manifest whose text is at hand. */
export async function readSource(
  source: Source,
  plan: Plan,
  whole: readonly string[] = [],
): Promise<Manifest> {
  return withOthers(await readText(source, plan), plan, whole);
}

async function readText(source: Source, plan: Plan): Promise<Manifest> {
  if (source.text.length > LIMITS.bytes) return tooLarge(source.file, source.text.length);
  return manifestOf(source, await readManifest(source, { plan }));
}

function manifestOf(source: Source, read: ManifestRead): Manifest {
  const { diagnostics } = read;
  const manifest = { file: source.file, texts: [source], diagnostics };
  return read.tree === undefined ? manifest : { ...manifest, read };
}

/** The text of a manifest by the name of its file. */
export const textsOf =
  ({ texts }: Manifest) =>
  (file: string): Source | undefined =>
    texts.find((one) => one.file === file);

/** A manifest judged. `remarks` hold what the readers and the shape say about its text. */
export interface Judged {
  readonly manifest: Manifest;
  readonly judgement: Judgement | undefined;
  readonly remarks: readonly Diagnostic[];
  readonly exit: ExitCode;
  /** Which rules had something to judge; there where there is a judgement. */
  readonly reached?: Reached;
  /** How many findings were there before and are left out. */
  readonly known?: number;
}

/** What a plan says about a manifest. Where there is no rule to judge by, the policy is wrong for it. */
export async function judge(ground: Ground, manifest: Manifest, language: 'en' | 'zh'): Promise<Judged> {
  const { plan } = ground;
  const { read, diagnostics, file } = manifest;
  if (read === undefined)
    return { manifest, judgement: undefined, remarks: diagnostics, exit: EXIT.unusable };
  const whole = evaluate(plan, read.tree, { language });
  // What is not read may break any rule.
  const judgement = manifest.isPart ? { ...whole, complies: false } : whole;
  // The words of all platforms are many, and only asked for where a word is not known.
  const words = judgement.shape.some((one) => one.problem === 'unknown-term')
    ? (await import('../readers/platform-words.ts')).platformWords
    : undefined;
  const mistakes = saidOnce(judgement);
  const remarks = [...diagnostics, ...shapeRemarks(plan, read, mistakes, file, words)];
  const reached = reachedBy(ground, read.tree, whole);
  const exit = manifest.isPart ? EXIT.unusable : exitOf(judgement, reached);
  return { manifest, judgement, remarks, exit, reached };
}

/** The mistakes in the form without the fields that are missing where a rule is violated for just that: it says so, and why. */
function saidOnce({ shape, findings }: Judgement): Judgement['shape'] {
  const violated = new Set(
    findings
      .filter((one) => one.verdict === 'violation' && one.force === 'must')
      .flatMap((one) => one.because.flatMap(({ pointer, value }) => (value === null ? [pointer] : []))),
  );
  return shape.filter((one) => one.problem !== 'missing-field' || !violated.has(placeOfProblem(one)));
}

/** Recommendations and waived findings do not count: they do not stand against compliance. */
export function exitOf(judgement: Judgement, { inForce }: Pick<Reached, 'inForce'>): ExitCode {
  if (inForce === 0) return EXIT.policyWrong;
  if (judgement.complies) return EXIT.complies;
  const violated = judgement.findings.some((one) => one.force === 'must' && one.verdict === 'violation');
  return violated ? EXIT.violated : EXIT.undetermined;
}
