/** Certifies a build that is about to be written. Writes nothing. */
import { relative } from 'node:path';
import { fileName } from '../../compiler/emit/file-name.ts';
import type { EmittedFile } from '../../compiler/emit/typescript.ts';
import type { Plan } from '../../compiler/plan.ts';
import type { Source } from '../../grammar/source.ts';
import type { Emitted } from '../emit.ts';
import { pathOf } from '../host.ts';
import type { FoundPolicy } from '../policy.ts';
import type { Terminal } from '../terminal.ts';
import { casesOf } from './cases.ts';
import { certificateOf } from './certificate.ts';
import { certify } from './certify.ts';
import { targetsOf } from './targets.ts';
import { comparedText, differenceText } from './tell.ts';

/** A build, and the folder that it goes to. */
export interface Built {
  readonly policy: FoundPolicy;
  readonly plan: Plan;
  readonly emitted: Pick<Emitted, 'files'>;
  readonly folder: string;
  readonly targets: readonly string[];
  readonly closed: boolean;
}

/** How much is tried. */
export interface Extent {
  readonly seed: number;
  readonly samples: number;
}

/** The certificate and what it says in a sentence; or, in words, the smallest manifest of which not all say the same. */
export async function certifyBuild(
  { policy, plan, emitted, folder, targets, closed }: Built,
  { seed, samples }: Extent,
  { cwd, err, interactive = false }: Terminal,
): Promise<{ readonly file: EmittedFile; readonly said: string } | { readonly difference: string }> {
  const cases = await casesOf(policy, plan, cwd);
  const compare = await targetsOf(plan, emitted.files, closed);
  const compared = certify({ targets: compare, cases, seed, samples }, (done) => {
    if (interactive) err.write(`\rcomparing: rule ${done} of ${plan.rules.length}`);
  });
  if (interactive) err.write('\r\u001b[K');
  if ('manifest' in compared) return { difference: differenceText(compared, err) };
  const nameOf = (file: string) => nameFrom(folder, file, cwd);
  const certificate = certificateOf({
    plan,
    policyFile: nameOf(policy.source.file),
    sources: policy.compilation.files.map(({ source }): Source => ({ ...source, file: nameOf(source.file) })),
    files: emitted.files,
    cases,
    targets,
    closed,
    seed,
    samples,
    compared,
  });
  const name = `${fileName(plan.policy.name)}.certificate.json`;
  const text = `${JSON.stringify(certificate, null, 2)}\n`;
  return { file: { name, text }, said: comparedText(compared) };
}

/** A rule file as it is named from a folder, so that both can be moved together; the library keeps its names. */
export function nameFrom(folder: string, file: string, cwd: string): string {
  if (file.startsWith('std/')) return file;
  const path = relative(folder, pathOf(file, cwd)).replaceAll('\\', '/');
  return path.startsWith('.') ? path : `./${path}`;
}
