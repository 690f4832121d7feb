/** `proviso build`: compiles a policy to its targets and writes their files, all or none. */
import { join } from 'node:path';
import type { EmittedFile } from '../../compiler/emit/typescript.ts';
import { emitAll, targetsFrom } from '../emit.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import { fullPath, shownPath, writeWhole } from '../files.ts';
import { demandPlan, sourcesOf } from '../policy.ts';
import { renderDiagnostics } from '../render-diagnostics.ts';
import type { Terminal } from '../terminal.ts';
import { counted, labelled, visible } from '../text.ts';

/** What `build` is told. */
export interface BuildOptions {
  readonly out: string;
  readonly target: readonly string[];
  readonly asOf: string;
  readonly verify: boolean;
}

/** Compiles one policy into a folder. */
export async function build(name: string, options: BuildOptions, terminal: Terminal): Promise<ExitCode> {
  const { out, err } = terminal;
  const targets = targetsFrom(options.target);
  if (typeof targets === 'string') {
    err.write(`${err.paint.bad('error')}: --target: ${targets}\n`);
    return EXIT.unusable;
  }
  const found = demandPlan(name, options.asOf, terminal);
  if ('exit' in found) return found.exit;
  const sources = sourcesOf(found.policy);
  const { files, schemas, notCarried, diagnostics } = emitAll(found.plan, targets, sources);
  if (diagnostics.length > 0) {
    err.write(renderDiagnostics(diagnostics, sources, err));
    return EXIT.policyWrong;
  }
  if (options.verify && !(await stands(files, schemas, terminal))) return EXIT.internal;
  const folder = fullPath(options.out, terminal.cwd);
  const problem = writeWhole(files.map((file) => ({ path: join(folder, file.name), text: file.text })));
  if (problem) {
    err.write(
      `${err.paint.bad('error')}: ${visible(options.out)}: ${problem}; no file was left half written\n`,
    );
    return EXIT.unusable;
  }
  const { policy, rules, asOf } = found.plan;
  out.write(`${policy.name} as of ${asOf}: ${counted(rules.length, 'rule')}\n`);
  for (const file of files) {
    out.write(`  ${size(file.text).padStart(9)}  ${shownPath(join(folder, file.name), terminal.cwd)}\n`);
  }
  for (const [reason, words] of Object.entries(LEFT_OUT)) {
    const rules = notCarried.filter((one) => one.reason === reason).map((one) => one.rule);
    if (rules.length > 0)
      out.write(`${labelled('', `${words}: ${rules.join(', ')}`, out.width).join('\n')}\n`);
  }
  if (options.verify) out.write(`${out.paint.good('verified')}: the files stand up to TypeScript and Ajv\n`);
  return EXIT.complies;
}

/** Why a rule is not in the schema; findings come from it all the same. */
const LEFT_OUT = {
  should: 'Not in the schema, being recommendations',
  outside: 'Not in the schema, as the rules themselves say',
} as const;

function size(text: string): string {
  const bytes = Buffer.byteLength(text);
  return bytes < 1024 ? `${bytes} B` : `${(bytes / 1024).toFixed(1)} kB`;
}

/** Checks the files by other means; what fails there is a fault of this program, not of the policy. */
async function stands(
  files: readonly EmittedFile[],
  schemas: readonly EmittedFile[],
  terminal: Terminal,
): Promise<boolean> {
  const { verify } = await import('../verify.ts');
  const faults = await verify(files, schemas);
  const { err } = terminal;
  for (const { file, line, message } of faults) {
    err.write(`${err.paint.bad('error')}: ${file}${line === undefined ? '' : `:${line}`}: ${message}\n`);
  }
  if (faults.length > 0)
    err.write('This is a fault of proviso: please report it, with the policy. Nothing was written.\n');
  return faults.length === 0;
}
