/** Each stage of compiling, as JSON: for `proviso show`. Follows no reference twice, prints nothing. */
import type { Compilation } from '../compiler/compile.ts';
import { newReport } from '../grammar/diagnostic.ts';
import { parse, scan } from '../grammar/parse.ts';
import { locate, positionAt, type Source, type Span } from '../grammar/source.ts';

/** What there is to show: a stage's result, as plain data. */
export type Stage = (source: Source, compile: () => Compilation) => unknown;

/** The stages in the order in which a rule goes through them. */
export const stages = {
  tokens: (source) => tokensOf(source),
  ast: (source) => parse(source, newReport()),
  names: (_, compile) => namesOf(compile()),
  types: (_, compile) => typesOf(compile()),
  plan: (_, compile) => compile().plan ?? null,
} satisfies Record<string, Stage>;

/** The name of a stage. */
export type StageName = keyof typeof stages;

function tokensOf(source: Source): unknown {
  return scan(source, newReport()).map(({ sort, text, span }) => {
    return { ...positionAt(source, span.start), sort, text };
  });
}

function namesOf(compilation: Compilation): unknown {
  const { files, manifest, ...kinds } = compilation.names;
  return {
    files: files.map((file) => file.source.file),
    manifest: manifest?.name ?? null,
    ...Object.fromEntries(
      Object.entries(kinds).map(([kind, entries]) => [
        kind,
        [...entries.values()].map((entry) => plain(entry, placeOf(compilation), 0)),
      ]),
    ),
  };
}

function typesOf(compilation: Compilation): unknown {
  const { rules, exceptions, waivers } = compilation.meanings;
  const show = (value: unknown) => plain(value, placeOf(compilation), 0);
  return {
    rules: [...rules.values()].map(show),
    exceptions: exceptions.map(show),
    waivers: waivers.map(show),
  };
}

type PlaceOf = (span: Span) => string;

function placeOf(compilation: Compilation): PlaceOf {
  const sources = new Map(compilation.files.map(({ source }) => [source.file, source]));
  return (span) => {
    const source = sources.get(span.file);
    const { line, column } = source ? locate(source, span) : { line: 0, column: 0 };
    return `${span.file}:${line}:${column}`;
  };
}

/**
 * A value as plain data. What is declared elsewhere, and what points back up, is given by its name; a declaration by its
 * place.
 */
function plain(value: unknown, place: PlaceOf, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => plain(item, place, depth + 1));
  if (value instanceof Set) return [...value].map((item) => plain(item, place, depth + 1));
  if (value instanceof Map) {
    const entries = [...value].map(([key, item]) => [String(key), plain(item, place, depth + 1)] as const);
    return Object.fromEntries(entries);
  }
  const one = value as Readonly<Record<string, unknown>>;
  const isDeclared = 'declaration' in one && 'file' in one;
  if (isDeclared && depth > 0) return one.name;
  const kept = Object.entries(one).filter(([key]) => key !== 'declaration' && key !== 'file');
  const shown = kept.map(([key, item]) => [key, plain(item, place, depth + 1)] as const);
  if (!isDeclared) return Object.fromEntries(shown);
  return { at: place((one.declaration as { readonly span: Span }).span), ...Object.fromEntries(shown) };
}
