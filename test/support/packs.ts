/** The packs of the library as they stand in their files: each rule with all it cites, each test that expects it to be broken. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { compile } from '../../compiler/compile.ts';
import type { Cite, File, NameOr, Wording } from '../../grammar/ast.ts';
import { type Diagnostic, newReport } from '../../grammar/diagnostic.ts';
import { parse } from '../../grammar/parse.ts';
import { namesBelow, projectPath, testHost } from './host.ts';

export interface Citing {
  readonly source: string;
  readonly locator: string | undefined;
}
export interface PackRule {
  /** `policy/rule`. */
  readonly id: string;
  readonly policy: string;
  readonly title: string;
  /** From the top of the project. */
  readonly file: string;
  /** Its own citations, and those of what narrows it. */
  readonly cites: readonly Citing[];
}
export interface PackSource {
  readonly name: string;
  readonly title: string;
  readonly titleZh: string | undefined;
  readonly from: string | undefined;
  readonly until: string | undefined;
}
export interface PackTest {
  readonly file: string;
  readonly title: string;
  /** Ids of the rules of which it expects a violation. */
  readonly violated: readonly string[];
}
export interface Packs {
  readonly diagnostics: readonly Diagnostic[];
  readonly rules: readonly PackRule[];
  readonly sources: readonly PackSource[];
  readonly files: readonly { readonly path: string; readonly tree: File }[];
}

const textOf = (name: NameOr): string => (name.kind === 'name' ? name.text : '');
const wordingOf = (wording: Wording | undefined, language?: string): string | undefined =>
  language === undefined
    ? wording?.text.value
    : wording?.translations.find((one) => one.language.text === language)?.text.value;

const isTests = (name: string): boolean => /\.tests$|\/tests\//.test(name);

/** All packs, compiled as one policy that adopts every file, so that no name in them stands twice; then told apart by area. */
export function readPacks(areas: readonly string[]): readonly Packs[] {
  const names = areas.flatMap((area) => namesBelow(projectPath(`stdlib/${area}`), `std/${area}`));
  const adopted = names.filter((name) => !isTests(name)).map((name) => `adopt ${name}\n`);
  const text = `policy all-packs "All packs"\nuse std/app\n${adopted.join('')}`;
  const { diagnostics, files } = compile({ file: './all-packs', text }, testHost(), { asOf: '2026-11-01' });
  const trees = files.map(({ source, file }) => ({
    path: source.file.replace(/^std\//, 'stdlib/'),
    tree: file,
  }));
  return areas.map((area) => {
    const own = trees.filter(({ path }) => path.startsWith(`stdlib/${area}/`));
    return {
      diagnostics: diagnostics.filter((one) => one.span.file.startsWith(`std/${area}/`)),
      rules: own.flatMap(rulesOf),
      sources: own.flatMap(({ tree }) => sourcesOf(tree)),
      files: own,
    };
  });
}

function rulesOf({ path, tree }: { readonly path: string; readonly tree: File }): readonly PackRule[] {
  const policy = policyOf(tree);
  const cited = (all: readonly Cite[]): readonly Citing[] =>
    all.map((one) => ({ source: textOf(one.source), locator: one.locator?.value }));
  const exceptions = tree.declarations.filter((one) => one.kind === 'exception');
  const narrowing = (name: string): readonly Citing[] =>
    exceptions
      .filter((one) => textOf(one.to).replace(/^.*\//, '') === name)
      .flatMap((one) => [...cited(one.cites), ...narrowing(textOf(one.name))]);
  return tree.declarations.flatMap((one) => {
    if (one.kind !== 'rule') return [];
    const name = textOf(one.name);
    const own = [...one.cites, ...one.unless.flatMap((other) => other.cites)];
    const title = wordingOf(one.title) ?? name;
    return [
      { id: `${policy}/${name}`, policy, title, file: path, cites: [...cited(own), ...narrowing(name)] },
    ];
  });
}

function policyOf(tree: File): string {
  const policy = tree.declarations.find((one) => one.kind === 'policy');
  return policy ? textOf(policy.name) : '';
}

function sourcesOf(tree: File): readonly PackSource[] {
  return tree.declarations.flatMap((one) =>
    one.kind === 'source'
      ? {
          name: textOf(one.name),
          title: wordingOf(one.title) ?? textOf(one.name),
          titleZh: wordingOf(one.title, 'zh'),
          from: one.inForce?.from?.value,
          until: one.inForce?.until?.value,
        }
      : [],
  );
}

/** The tests beside the packs and in the examples. A rule named without its policy is one of a policy the file adopts. */
export function readTests(packs: readonly Packs[]): readonly PackTest[] {
  const files = new Map(packs.flatMap((one) => one.files).map(({ path, tree }) => [path, tree]));
  const paths = [...below('stdlib'), ...below('examples')];
  return paths.flatMap((path) => {
    const text = readFileSync(projectPath(path), 'utf8');
    if (!/^\s*expect violation/m.test(text)) return [];
    const tree = parse({ file: path, text }, newReport());
    const rules = [...adopted(tree, files)].flatMap((file) => rulesOf(file));
    return tree.declarations.flatMap((one) => {
      if (one.kind !== 'test' || one.title.kind === 'missing') return [];
      const names = one.expects
        .filter((other) => other.what === 'violation')
        .flatMap((other) => other.rules.map(textOf));
      const ids = names.flatMap((name) =>
        name.includes('/')
          ? name
          : rules.filter((rule) => rule.id.endsWith(`/${name}`)).map((rule) => rule.id),
      );
      return [{ file: path, title: one.title.value, violated: ids }];
    });
  });
}

/** The file and those it adopts, directly or through others. */
function adopted(
  tree: File,
  files: ReadonlyMap<string, File>,
  seen = new Map<string, { readonly path: string; readonly tree: File }>(),
): Iterable<{ readonly path: string; readonly tree: File }> {
  if (seen.has(tree.file)) return seen.values();
  seen.set(tree.file, { path: tree.file, tree });
  for (const one of tree.declarations) {
    if (one.kind !== 'use' || !one.adopt) continue;
    const next = files.get(`${textOf(one.path).replace(/^std\//, 'stdlib/')}.proviso`);
    if (next) adopted(next, files, seen);
  }
  return seen.values();
}

function below(folder: string): readonly string[] {
  if (!existsSync(projectPath(folder))) return [];
  return readdirSync(projectPath(folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.proviso'))
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
    .sort();
}
