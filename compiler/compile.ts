/** The pipeline, from a rule file to a Plan: load and parse, resolve, check, lint, lower. Pure: files come from the host. */
import type { File, Test } from '../grammar/ast.ts';
import { grammarCodes } from '../grammar/codes.ts';
import { dayMeant, isDay } from '../grammar/day.ts';
import { type Diagnostic, hasErrors, newReport, report } from '../grammar/diagnostic.ts';
import type { Source } from '../grammar/source.ts';
import { check, type Meanings } from './check/check.ts';
import { checkReferences } from './check/references.ts';
import { lintPolicy } from './lint/index.ts';
import { type Host, load } from './load.ts';
import { lower } from './lower.ts';
import type { Plan } from './plan.ts';
import type { Names } from './resolve/names.ts';
import { resolve } from './resolve/resolve.ts';

export interface CompileOptions {
  /** The day for which it is compiled, YYYY-MM-DD: only what is in force on it counts. */
  readonly asOf: string;
}

/** What compiling gives. With errors there is no plan; everything else is there as far as it could be understood. */
export interface Compilation {
  /** In the order of the files and, within one, of the text; each thing is said once. */
  readonly diagnostics: readonly Diagnostic[];
  /** Every file that took part; the one compiled comes last. */
  readonly files: readonly { readonly source: Source; readonly file: File }[];
  readonly names: Names;
  readonly meanings: Meanings;
  /** Undefined with errors, or where no file says what a manifest is. */
  readonly plan: Plan | undefined;
  /** The `test` declarations of the file compiled. */
  readonly tests: readonly Test[];
  /** The plan of another day, without compiling again. */
  readonly planAsOf: (day: string) => Plan | undefined;
}

/** Compiles a rule file and all it brings in. Never throws on any text. */
export function compile(entry: Source, host: Host, options: CompileOptions): Compilation {
  const to = newReport();
  if (!isDay(options.asOf)) {
    const span = { file: entry.file, start: 0, end: 0 };
    const found = String(options.asOf);
    report(to, grammarCodes, 'bad-day', span, { found, meant: dayMeant(found) });
  }
  const files = load(entry, host, to);
  const names = resolve(files, to);
  const meanings = check(names, to);
  checkReferences(names, to);
  const loaded = files.at(-1);
  if (loaded && !hasErrors(to.diagnostics))
    lintPolicy({ names, meanings, entry: loaded, day: options.asOf }, to);
  const diagnostics = inOrder(
    to.diagnostics,
    files.map((one) => one.source.file),
  );
  const planAsOf = (day: string): Plan | undefined =>
    loaded === undefined || hasErrors(diagnostics) || !isDay(day)
      ? undefined
      : lower(names, meanings, loaded, day);
  return {
    diagnostics,
    files: files.map(({ source, tree }) => ({ source, file: tree })),
    names,
    meanings,
    plan: planAsOf(options.asOf),
    tests: loaded?.tree.declarations.filter((one) => one.kind === 'test') ?? [],
    planAsOf,
  };
}

function inOrder(diagnostics: readonly Diagnostic[], files: readonly string[]): readonly Diagnostic[] {
  const unique = new Map<string, Diagnostic>();
  for (const one of diagnostics) {
    const key = JSON.stringify([one.code, one.span, one.message]);
    if (!unique.has(key)) unique.set(key, one);
  }
  const place = new Map(files.map((file, index) => [file, index]));
  const rank = (one: Diagnostic): number => place.get(one.span.file) ?? files.length;
  return [...unique.values()].sort((a, b) => rank(a) - rank(b) || a.span.start - b.span.start);
}
