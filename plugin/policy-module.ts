/** A rule file as a module of JavaScript: compiled, or what is wrong with it. Knows no bundler. */
import { relative } from 'node:path';
import { compile } from '../api/compile.ts';
import { emit } from '../api/emit.ts';
import { fileHost, pathOfFile, render } from '../api/node.ts';
import { isInLibrary, nameInLibrary } from '../cli/host.ts';
import type { EmittedFile } from '../compiler/emit/typescript.ts';
import { type Diagnostic, hasErrors } from '../grammar/diagnostic.ts';
import { type Location, locate, type Source } from '../grammar/source.ts';

/** What compiling is told. */
export interface ModuleOptions {
  /** The day whose law counts, YYYY-MM-DD. */
  readonly asOf: string;
  readonly closed: boolean;
  /** The folder from which files are named in messages. */
  readonly folder: string;
}

/** A remark to show: its words with the place underlined, and where it is. */
export interface Remark {
  readonly message: string;
  readonly location: Location | undefined;
}

/** A compiled rule file. */
export interface PolicyModule {
  /** JavaScript; undefined where there are errors. */
  readonly code: string | undefined;
  /** Its types. */
  readonly types: string | undefined;
  readonly errors: readonly Remark[];
  readonly warnings: readonly Remark[];
  /** The rule files of the project that took part. */
  readonly watched: readonly string[];
}

/** What the module exports besides by name: all of it as one. */
const EXPORTS = ['policy', 'rules', 'validate', 'validateJson', 'complies', 'standard'];

/** Compiles the rule file at a path. Never throws for what it holds. */
export function policyModule(path: string, { asOf, closed, folder }: ModuleOptions): PolicyModule {
  const name = isInLibrary(path) ? nameInLibrary(path) : `./${relative(folder, path).replaceAll('\\', '/')}`;
  const { plan, diagnostics, sources } = compile(name, fileHost(folder), { asOf });
  const emitted = plan && emit(plan, { targets: ['typescript'], closed, sources });
  const all = [...diagnostics, ...(emitted?.diagnostics ?? [])];
  const files = hasErrors(all) ? [] : (emitted?.files ?? []);
  const paths = sources.map((one) => pathOfFile(one.file, folder));
  return {
    code: textOf(files, '.js', `\nexport default { ${EXPORTS.join(', ')} };\n`),
    types: textOf(files, '.d.ts', declared()),
    errors: remarks(all, 'error', sources, folder),
    warnings: remarks(all, 'warning', sources, folder),
    watched: [...new Set([path, ...paths])].filter((one) => !isInLibrary(one)),
  };
}

function textOf(files: readonly EmittedFile[], ending: string, more: string): string | undefined {
  const file = files.find((one) => one.name.endsWith(ending));
  return file && file.text + more;
}

function declared(): string {
  const members = EXPORTS.map((one) => `  readonly ${one}: typeof ${one};\n`);
  return `declare const module: {\n${members.join('')}};\nexport default module;\n`;
}

function remarks(
  diagnostics: readonly Diagnostic[],
  severity: Diagnostic['severity'],
  sources: readonly Source[],
  folder: string,
): readonly Remark[] {
  return diagnostics
    .filter((one) => one.severity === severity)
    .map((one) => {
      const source = sources.find((other) => other.file === one.span.file);
      const location = source && locate(source, one.span);
      return {
        message: render([one], sources).trim(),
        location: location && { ...location, file: pathOfFile(location.file, folder) },
      };
    });
}
