/** `proviso read`: the tree that a manifest gives, as JSON, as rules see it. */
import type { Source } from '../../grammar/source.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import { libraryNames } from '../host.ts';
import { loadManifest, textsOf } from '../manifest.ts';
import { demandPlan } from '../policy.ts';
import { renderDiagnostics } from '../render-diagnostics.ts';
import type { Terminal } from '../terminal.ts';
import { visible } from '../text.ts';

/** What `read` is told: the policy whose records the tree is made of; without one, the records of the library. */
export interface ReadOptions {
  readonly policy: string | undefined;
}

/** The records of the library, with all that it knows of platforms. */
function libraryRecords(): Source {
  const platforms = libraryNames().filter((name) => name.startsWith('std/platform/'));
  return { file: 'std', text: ['std/app', ...platforms].map((name) => `use ${name}\n`).join('') };
}

/** Prints the tree; null is what the file leaves open. */
export async function read(file: string, options: ReadOptions, terminal: Terminal): Promise<ExitCode> {
  const found = demandPlan(options.policy ?? libraryRecords(), terminal.today, terminal);
  if ('exit' in found) return found.exit;
  const manifest = await loadManifest(file, found.plan, terminal.cwd);
  const { err } = terminal;
  if (manifest.problem)
    err.write(`${err.paint.bad('error')}: ${visible(manifest.file)}: ${manifest.problem}\n`);
  if (manifest.diagnostics.length > 0) {
    err.write(renderDiagnostics(manifest.diagnostics, textsOf(manifest), err));
  }
  if (manifest.read === undefined) return EXIT.unusable;
  terminal.out.write(`${JSON.stringify(manifest.read.tree, null, 2)}\n`);
  return EXIT.complies;
}
