/** `proviso verify`: holds a certificate of a build against the files beside it, and compares again what was compared. */
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { EmittedFile } from '../../compiler/emit/typescript.ts';
import type { Plan } from '../../compiler/plan.ts';
import type { Source } from '../../grammar/source.ts';
import { nameFrom } from '../certify/build.ts';
import { casesOf } from '../certify/cases.ts';
import {
  asJson,
  type Certificate,
  certificateFrom,
  hashOfCases,
  hashOfPlan,
  sha256,
} from '../certify/certificate.ts';
import { certify } from '../certify/certify.ts';
import { targetsOf } from '../certify/targets.ts';
import { comparedText, differenceText } from '../certify/tell.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import { fullPath, readBytes, shownPath } from '../files.ts';
import { demandPlan, type FoundPolicy } from '../policy.ts';
import type { Terminal } from '../terminal.ts';
import { labelled, visible } from '../text.ts';
import { TOOL } from '../tool.ts';

/** The schema of the whole library has some 40 MB at the most. */
const MOST_BYTES = 512 * 1024 * 1024;

/** Says whether all is as the certificate says; where not, what is otherwise. */
export async function verifyCertificate(path: string, terminal: Terminal): Promise<ExitCode> {
  const { cwd, out, err } = terminal;
  const complain = (message: string): ExitCode => {
    err.write(`${err.paint.bad('error')}: ${visible(path)}: ${message}\n`);
    return EXIT.unusable;
  };
  const read = readBytes(fullPath(path, cwd), MOST_BYTES);
  if ('problem' in read) return complain(read.problem);
  const certificate = certificateFrom(new TextDecoder().decode(read.bytes));
  if (typeof certificate === 'string') return complain(certificate);
  const folder = dirname(fullPath(path, cwd));
  const { policy: of, asOf } = certificate;
  const name = of.file.startsWith('std/') ? of.file : shownPath(join(folder, of.file), cwd);
  const found = demandPlan(name, asOf, terminal);
  if ('exit' in found) return found.exit;
  const { files, problems } = filesBeside(certificate, folder);
  const cases = await casesOf(found.policy, found.plan, cwd);
  const other = [...problems, ...changesOf(certificate, found, cases, folder, cwd)];
  if (certificate.tool.version !== TOOL.version)
    err.write(`note: it was made by ${certificate.tool.version}, and this is ${TOOL.version}\n`);
  const differs = await compareAgain(certificate, found.plan, files, cases, terminal);
  if (typeof differs === 'string') other.push(differs);
  for (const one of other) err.write(`${err.paint.bad('differs')}: ${visible(one)}\n`);
  if (other.length > 0) return EXIT.violated;
  const said = `${out.paint.good('as certified')}: ${typeof differs === 'object' ? differs.said : ''}`;
  out.write(`${labelled('', said, out.width).join('\n')}\n`);
  return EXIT.complies;
}

function filesBeside(
  { files }: Certificate,
  folder: string,
): { readonly files: readonly EmittedFile[]; readonly problems: readonly string[] } {
  const problems: string[] = [];
  const found = files.flatMap(({ file, sha256: due }): readonly EmittedFile[] => {
    // A certificate names files beside it, and no others.
    if (/[\\/]/.test(file)) return [];
    const read = readBytes(join(folder, file), MOST_BYTES);
    if ('problem' in read) {
      problems.push(`${file}: ${read.problem}`);
      return [];
    }
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(read.bytes);
    if (sha256(text) !== due) problems.push(`${file} is not the file that was certified`);
    return [{ name: file, text }];
  });
  return { files: found, problems };
}

function changesOf(
  certificate: Certificate,
  { policy, plan }: { readonly policy: FoundPolicy; readonly plan: Plan },
  cases: readonly unknown[],
  folder: string,
  cwd: string,
): readonly string[] {
  const sources = new Map(
    policy.compilation.files.map(({ source }): [string, Source] => [
      nameFrom(folder, source.file, cwd),
      source,
    ]),
  );
  const changed = certificate.sources.flatMap(({ file, sha256: due }) => {
    const source = sources.get(file);
    if (source === undefined) return [`${file} is no longer part of the policy`];
    return sha256(source.text) === due ? [] : [`${file} has changed since`];
  });
  const known = new Set(certificate.sources.map((one) => one.file));
  const added = [...sources.keys()].filter((one) => !known.has(one));
  return [
    ...changed,
    ...added.map((file) => `${file} has become part of the policy`),
    ...(hashOfPlan(plan) === certificate.plan ? [] : ['the policy means something else than it did']),
    ...(hashOfCases(cases) === certificate.cases ? [] : ['the manifests of its tests have changed since']),
  ];
}

/** What differs, or what was said of the same comparisons. */
async function compareAgain(
  certificate: Certificate,
  plan: Plan,
  files: readonly EmittedFile[],
  cases: readonly unknown[],
  terminal: Terminal,
): Promise<string | { readonly said: string }> {
  const { seed, samples, closed } = certificate;
  let compared: ReturnType<typeof certify>;
  try {
    compared = certify({ targets: await targetsOf(plan, files, closed), cases, seed, samples });
  } catch (error) {
    const [why = ''] = error instanceof Error ? error.message.split('\n') : [];
    return `the files cannot be run: ${why}`;
  }
  if ('manifest' in compared) {
    terminal.err.write(differenceText(compared, terminal.err));
    return 'the files do not say what the policy says';
  }
  if (!isDeepStrictEqual(asJson(compared), certificate.compared))
    return 'other manifests were compared than the certificate counts';
  return { said: comparedText(compared) };
}
