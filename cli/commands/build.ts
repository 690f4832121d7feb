/** `proviso build`: compiles a policy to its targets and writes their files, all or none; with --watch, again and again. */
import { join } from 'node:path';
import type { EmittedFile } from '../../compiler/emit/typescript.ts';
import { readConfig } from '../config.ts';
import { DEFAULT_TARGETS, type Emitted, emitAll, type Target, targetsFrom } from '../emit.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import { fullPath, shownPath, writeWhole } from '../files.ts';
import { pathOf } from '../host.ts';
import { demandPlan, type FoundPolicy, loadPolicy, sourcesOf } from '../policy.ts';
import { renderDiagnostics } from '../render-diagnostics.ts';
import type { Terminal } from '../terminal.ts';
import { waitForChanges } from '../testing/watch.ts';
import { counted, labelled, visible } from '../text.ts';

/** What `build` is told. */
export interface BuildOptions {
  readonly out: string;
  readonly target: readonly string[];
  readonly asOf: string;
  readonly verify: boolean;
  readonly certify: boolean;
  readonly seed: number;
  readonly samples: number;
  /** Records take other keys than their fields; where it is left out, the configuration says, else they do not. */
  readonly open?: boolean | undefined;
  readonly watch: boolean;
}

/** Compiles one policy into a folder. Watching ends with the signal. */
export async function build(
  name: string,
  options: BuildOptions,
  terminal: Terminal,
  signal?: AbortSignal,
): Promise<ExitCode> {
  const targets = targetsFrom(options.target);
  if (typeof targets === 'string') return complain(`--target: ${targets}`, terminal);
  if (options.certify && !targets.some((one) => DEFAULT_TARGETS.includes(one)))
    return complain(
      `--certify compares ${DEFAULT_TARGETS.join(' and ')}: build one of them as well`,
      terminal,
    );
  const last = { exit: await buildOnce(name, targets, options, terminal), paths: [] as readonly string[] };
  if (!options.watch) return last.exit;
  last.paths = watched(name, options, terminal);
  const say = (text: string) => terminal.err.write(terminal.err.paint.faint(`${text}\n`));
  const waiting = 'waiting for a rule file to change; Ctrl-C ends it';
  say(waiting);
  await waitForChanges({
    paths: () => last.paths,
    changed: async (paths) => {
      say(`changed: ${[...paths].map((path) => shownPath(path, terminal.cwd)).join(', ')}`);
      last.exit = await buildOnce(name, targets, options, terminal);
      last.paths = watched(name, options, terminal);
      say(waiting);
    },
    ...(signal ? { signal } : {}),
  });
  return last.exit;
}

/** The policy and all that it brings in, as far as these can be found, and the configuration. */
function watched(name: string, { asOf }: BuildOptions, terminal: Terminal): readonly string[] {
  const found = loadPolicy(name, asOf, terminal);
  const named = name.startsWith('std/') ? [] : [fullPath(name, terminal.cwd)];
  const files =
    'exit' in found ? [] : found.compilation.files.map(({ source }) => pathOf(source.file, terminal.cwd));
  const configs = ['proviso.config.json', 'package.json'].map((one) => fullPath(one, terminal.cwd));
  return [...new Set([...named, ...files, ...configs])];
}

async function buildOnce(
  name: string,
  targets: readonly Target[],
  options: BuildOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { out, err } = terminal;
  const config = readConfig(terminal);
  if (config === undefined) return EXIT.unusable;
  const closed = options.open === undefined ? (config.closed ?? true) : !options.open;
  const found = demandPlan(name, options.asOf, terminal);
  if ('exit' in found) return found.exit;
  const { plan, policy } = found;
  const sources = sourcesOf(policy);
  const emitted = emitAll(plan, targets, sources, { closed });
  if (emitted.diagnostics.length > 0) {
    err.write(renderDiagnostics(emitted.diagnostics, sources, err));
    return EXIT.policyWrong;
  }
  if (options.verify && !(await stands(emitted, terminal))) return EXIT.internal;
  const folder = fullPath(options.out, terminal.cwd);
  const certified = options.certify
    ? await certificateFor({ policy, plan, emitted, folder, targets, closed, options }, terminal)
    : { files: [], said: '' };
  if (certified === undefined) return EXIT.internal;
  const files = [...emitted.files, ...certified.files];
  const problem = writeWhole(files.map((file) => ({ path: join(folder, file.name), text: file.text })));
  if (problem)
    return complain(`${visible(options.out)}: ${problem}; no file was left half written`, terminal);
  out.write(`${plan.policy.name} as of ${plan.asOf}: ${counted(plan.rules.length, 'rule')}\n`);
  for (const file of files)
    out.write(`  ${size(file.text).padStart(9)}  ${shownPath(join(folder, file.name), terminal.cwd)}\n`);
  tellLeftOut(emitted, terminal);
  if (options.verify) out.write(`${out.paint.good('verified')}: the files stand up to TypeScript and Ajv\n`);
  if (certified.said !== '')
    out.write(`${labelled('', `${out.paint.good('certified')}: ${certified.said}`, out.width).join('\n')}\n`);
  return EXIT.complies;
}

function complain(message: string, { err }: Terminal): ExitCode {
  err.write(`${err.paint.bad('error')}: ${message}\n`);
  return EXIT.unusable;
}

/** Why a rule is not in a schema; findings come from it all the same. */
const LEFT_OUT = {
  should: 'being recommendations',
  outside: 'as the rules themselves say',
  dialect: 'which cannot count entries of a list',
  'too-large': 'being too large for a schema',
} as const;

const NAMES: Readonly<Partial<Record<Target, string>>> = {
  'draft-07': 'the schema of draft-07',
  'openapi-3.1': 'the OpenAPI document',
};

function tellLeftOut({ leftOut }: Emitted, { out }: Terminal): void {
  const say = (text: string) => out.write(`${labelled('', text, out.width).join('\n')}\n`);
  const told = new Set<string>();
  for (const { target, rules, carried, atRisk } of leftOut) {
    const name = NAMES[target] ?? 'the schema';
    for (const [reason, why] of Object.entries(LEFT_OUT)) {
      const left = rules.filter((one) => one.reason === reason).map((one) => one.rule);
      const text = `${why}: ${left.join(', ')}`;
      if (left.length > 0 && !told.has(text)) say(`Not in ${name}, ${text}`);
      told.add(text);
    }
    if (atRisk > 0)
      say(
        `Of the ${counted(carried, 'rule')} in ${name}, ${atRisk} need \`if\` or \`contains\`, which some tools for OpenAPI pass over: hold manifests to them with a validator that does not.`,
      );
  }
}

function size(text: string): string {
  const bytes = Buffer.byteLength(text);
  return bytes < 1024 ? `${bytes} B` : `${(bytes / 1024).toFixed(1)} kB`;
}

const FAULT = 'This is a fault of proviso: please report it, with the policy. Nothing was written.\n';

/** Checks the files by other means; what fails there is a fault of this program, not of the policy. */
async function stands({ files, schemas }: Emitted, { err }: Terminal): Promise<boolean> {
  const { verify } = await import('../verify.ts');
  const faults = await verify(files, schemas);
  for (const { file, line, message } of faults) {
    err.write(`${err.paint.bad('error')}: ${file}${line === undefined ? '' : `:${line}`}: ${message}\n`);
  }
  if (faults.length > 0) err.write(FAULT);
  return faults.length === 0;
}

interface Built {
  readonly policy: FoundPolicy;
  readonly plan: import('../../compiler/plan.ts').Plan;
  readonly emitted: Emitted;
  readonly folder: string;
  readonly targets: readonly Target[];
  readonly closed: boolean;
  readonly options: BuildOptions;
}

/** The certificate as a file, and what it says; undefined after a word on a manifest of which not all say the same. */
async function certificateFor(
  built: Built,
  terminal: Terminal,
): Promise<{ readonly files: readonly EmittedFile[]; readonly said: string } | undefined> {
  const { certifyBuild } = await import('../certify/build.ts');
  const made = await certifyBuild(built, built.options, terminal);
  if ('file' in made) return { files: [made.file], said: made.said };
  terminal.err.write(`${made.difference}${FAULT}`);
  return undefined;
}
