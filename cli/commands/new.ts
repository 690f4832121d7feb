/** `proviso new policy`: writes a file for a company to start from; never over one that is there. */
import { posix } from 'node:path';
import { compile } from '../../compiler/compile.ts';
import type { Host } from '../../compiler/load.ts';
import { didYouMean } from '../../compiler/nearest.ts';
import { newReport } from '../../grammar/diagnostic.ts';
import { parse } from '../../grammar/parse.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import { fullPath, shownPath, writeNew } from '../files.ts';
import { fileHost, libraryNames } from '../host.ts';
import { type Pack, startingPolicy } from '../starting-policy.ts';
import type { Terminal } from '../terminal.ts';
import { visible } from '../text.ts';

export interface NewOptions {
  readonly out?: string;
  readonly adopt: readonly string[];
}

const NAME = 'company.privacy';

/** Writes the file, and says what to do next. */
export function newPolicy(given: string | undefined, options: NewOptions, terminal: Terminal): ExitCode {
  const name = given ?? NAME;
  const host = fileHost(terminal.cwd);
  const packs = packsOf(host);
  const unknown = options.adopt.find((one) => !packs.some((pack) => pack.name === one));
  if (unknown !== undefined) {
    const known = packs.map((one) => one.name);
    const hint = didYouMean(unknown, known) ?? `there are: ${known.join(', ')}`;
    return refuse(`--adopt: there is no law ${visible(unknown)} in the library; ${hint}`, terminal);
  }
  const text = startingPolicy({ name, packs, adopted: options.adopt, today: terminal.today });
  const out = options.out ?? `${name}.proviso`;
  const file = shownPath(out, terminal.cwd);
  const { diagnostics, names } = compile({ file, text }, host, { asOf: terminal.today });
  if (diagnostics.length > 0 || !names.policies.has(name)) {
    const why = 'a name is made of letters and digits, in words joined by `-`, `.` or `/`: `shop.privacy`';
    return refuse(`${visible(name)} cannot be the name of a policy; ${why}`, terminal);
  }
  const problem = writeNew({ path: fullPath(out, terminal.cwd), text });
  if (problem !== undefined) return refuse(`${visible(file)}: ${problem}`, terminal);
  const shown = visible(file);
  terminal.out.write(
    [
      `${shown}: written`,
      `Next: open it and choose the laws; then \`proviso check ${shown}\`, \`proviso test ${shown}\`,`,
      `and \`proviso lint MANIFEST --policy ${shown}\` for the declaration of an app.`,
      '',
    ].join('\n'),
  );
  return EXIT.complies;
}

function refuse(message: string, { err }: Terminal): ExitCode {
  err.write(`${err.paint.bad('error')}: ${message}\n`);
  return EXIT.unusable;
}

/** The files of the library that are policies. Some are parts of another, in the folder of its name. */
function packsOf(host: Host): readonly Pack[] {
  const parts = new Set<string>();
  const packs = libraryNames().flatMap((name) => {
    const source = host.find(name, undefined);
    const declarations = source ? parse(source, newReport()).declarations : [];
    for (const one of declarations) {
      const adopted = one.kind === 'use' && one.adopt && one.path.kind === 'name' ? one.path.text : '';
      const path = /^\.\.?\//.test(adopted) ? posix.join(posix.dirname(name), adopted) : adopted;
      if (path.startsWith(`${name}/`)) parts.add(path);
    }
    const policy = declarations.find((one) => one.kind === 'policy');
    return policy ? [{ name, title: policy.title?.text.value ?? '' }] : [];
  });
  return packs.map((one) => ({ ...one, isPart: parts.has(one.name) }));
}
