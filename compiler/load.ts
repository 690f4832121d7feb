/** Brings in the files a policy uses, each once, dependencies first. Reads only through the host; knows no names yet. */
import type { Declaration, File, Use } from '../grammar/ast.ts';
import { defineCodes, type Report, report } from '../grammar/diagnostic.ts';
import { parse } from '../grammar/parse.ts';
import type { Source, Span } from '../grammar/source.ts';
import { type Elsewhere, elsewhere } from './elsewhere.ts';
import { didYouMean } from './nearest.ts';

/** How the compiler reaches other files. Pure: whoever compiles gives one. */
export interface Host {
  /** The file of a name (`std/app`, `./own-terms`); `from` is the file that uses it, undefined for the command line. */
  readonly find: (name: string, from: string | undefined) => Source | undefined;
  /** The names that can be used from anywhere, for did-you-mean. */
  readonly list: () => readonly string[];
  /** How a text becomes a tree: as `parse` does it. Whoever compiles many files can give one that remembers its trees. */
  readonly parse?: (source: Source, to: Report) => File;
}

/** A file with the files it sees: itself and all that it brings in, directly or not. */
export interface LoadedFile {
  readonly source: Source;
  readonly tree: File;
  readonly sees: ReadonlySet<string>;
  /** Files whose rules it enforces: those it adopts, directly or not. */
  readonly adopts: ReadonlySet<string>;
  /** The files it names itself, as far as they were found. */
  readonly brings: readonly { readonly use: Use; readonly file: LoadedFile }[];
  readonly lost: Lost;
  /** What files declare that it does not see. */
  readonly elsewhere: Elsewhere;
}

/**
 * Names that are not known only because of an error reported elsewhere, over all files: whoever asks for one stays silent.
 * `any`: there may be names of which nothing is known, in a file that is not there or without the name being written.
 */
export interface Lost {
  readonly names: Set<string>;
  readonly any: boolean;
}

/** Whether an unknown name is to be reported. Where names are lost, only one that is surely a slip: it has a near one. */
export function isReportable(name: string, hint: string | undefined, lost: Lost): boolean {
  return !lost.names.has(name) && (!lost.any || hint !== undefined);
}

export const loadCodes = defineCodes({
  'unknown-file': {
    severity: 'error',
    message: ({ path }: { path: string }) =>
      `there is no rule file \`${path}\`, so the names in it are not known here`,
    help: ({ hint }: { hint: string | undefined }) =>
      hint ?? 'a library file is named like `std/app`, a file of your own like `./terms`',
  },
  'import-cycle': {
    severity: 'error',
    message: ({ way }: { way: string }) => `these files use each other in a circle: ${way}`,
    help: () => 'move what both need into a third file that uses neither',
  },
});

interface Loading {
  readonly host: Host;
  readonly report: Report;
  readonly done: Map<string, LoadedFile>;
  readonly order: LoadedFile[];
  readonly lost: { names: Set<string>; any: boolean };
  readonly elsewhere: Elsewhere;
}

/** The entry and all it brings in, in the order in which they can be understood: the entry comes last. */
export function load(entry: Source, host: Host, to: Report): readonly LoadedFile[] {
  const loading: Loading = {
    host,
    report: to,
    done: new Map(),
    order: [],
    lost: { names: new Set(), any: false },
    elsewhere: elsewhere(host),
  };
  loadFile(entry, [], loading);
  return loading.order;
}

function loadFile(source: Source, above: readonly string[], loading: Loading): LoadedFile {
  const known = loading.done.get(source.file);
  if (known) return known;
  const tree = (loading.host.parse ?? parse)(source, loading.report);
  const sees = new Set([source.file]);
  const adopts = new Set([source.file]);
  const brings: { readonly use: Use; readonly file: LoadedFile }[] = [];
  const way = [...above, source.file];
  if (tree.declarations.some(lacksName)) loading.lost.any = true;
  for (const use of tree.declarations) {
    if (use.kind !== 'use') continue;
    const used = loadUsed(use, source, way, loading);
    if (used === undefined) {
      loading.lost.any = true;
      continue;
    }
    brings.push({ use, file: used });
    for (const file of used.sees) sees.add(file);
    if (use.adopt) for (const file of used.adopts) adopts.add(file);
  }
  const loaded = { source, tree, sees, adopts, brings, lost: loading.lost, elsewhere: loading.elsewhere };
  loading.done.set(source.file, loaded);
  loading.order.push(loaded);
  return loaded;
}

function lacksName(declaration: Declaration): boolean {
  return declaration.kind !== 'policy' && 'name' in declaration && declaration.name.kind === 'missing';
}

function loadUsed(use: Use, from: Source, way: readonly string[], loading: Loading): LoadedFile | undefined {
  if (use.path.kind === 'missing') return undefined;
  const path = use.path.text;
  const span: Span = use.path.span;
  const source = loading.host.find(path, from.file);
  if (source === undefined) {
    report(loading.report, loadCodes, 'unknown-file', span, {
      path,
      hint: didYouMean(path, loading.host.list()),
    });
    return undefined;
  }
  const circle = way.indexOf(source.file);
  if (circle >= 0) {
    const names = [...way.slice(circle), source.file].map((file) => `\`${file}\``);
    report(loading.report, loadCodes, 'import-cycle', span, { way: names.join(' uses ') });
    return undefined;
  }
  return loadFile(source, way, loading);
}
