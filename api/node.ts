/** The library `proviso/node`: the same with files. The only part of the library that touches them. */
import { fileHost as hostOf, pathOf } from '../cli/host.ts';
import { loadManifest, textsOf } from '../cli/manifest.ts';
import { renderDiagnostics } from '../cli/render-diagnostics.ts';
import { paintWith } from '../cli/terminal.ts';
import type { Host } from '../compiler/load.ts';
import type { Plan } from '../compiler/plan.ts';
import type { Diagnostic } from '../grammar/diagnostic.ts';
import type { Source } from '../grammar/source.ts';
import type { ManifestRead } from '../readers/reading.ts';

/** The library as `std/…`, other rule files by their path from a folder: the working folder, if none is named. */
export function fileHost(folder: string = process.cwd()): Host {
  const host = hostOf(folder);
  const isName = (name: string) => /^(?:std\/|\.{0,2}\/)/.test(name);
  return {
    ...host,
    // A path given to compile may leave out `./`; what a rule file uses may not.
    find: (name, from) => host.find(from !== undefined || isName(name) ? name : `./${name}`, from),
  };
}

/** The path of a file by the name that a compilation gives it. */
export function pathOfFile(file: string, folder: string = process.cwd()): string {
  return pathOf(file, folder);
}

/** A manifest file that was asked for. */
export interface ManifestFile {
  /** What it says; undefined where it cannot be had or read. */
  readonly tree: unknown;
  /** All that the reader found out; undefined where it cannot be had or read. */
  readonly read: ManifestRead | undefined;
  /** Why the file cannot be had at all: there is none, it may not be read, … */
  readonly problem: string | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** The texts that the diagnostics are about. */
  readonly sources: readonly Source[];
}

/** Reads a manifest in whichever format it is written, with the records of a plan. Never throws. */
export async function readManifestFile(
  path: string,
  plan: Plan,
  folder: string = process.cwd(),
): Promise<ManifestFile> {
  const { read, problem, diagnostics, texts } = await loadManifest(path, plan, folder);
  return { tree: read?.tree, read, problem, diagnostics, sources: texts };
}

/** Diagnostics as the command shows them: the message, the line with the place underlined, what to do. */
export function render(
  diagnostics: readonly Diagnostic[],
  sources: readonly Source[],
  { colour = false, width = 100 }: { readonly colour?: boolean; readonly width?: number } = {},
): string {
  const find = textsOf({ file: '', texts: sources, diagnostics });
  return renderDiagnostics(diagnostics, find, { write: () => undefined, paint: paintWith(colour), width });
}
