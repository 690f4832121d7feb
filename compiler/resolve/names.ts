/** What the names of a set of files stand for, and how a name is looked up. Holds no conditions. */
import type {
  Define,
  Exception,
  Name,
  NameOr,
  Policy,
  RecordDeclaration,
  Rule,
  SetDeclaration,
  SourceDeclaration,
  Table,
  Test,
  Vocabulary,
  Waiver,
  Wording,
} from '../../grammar/ast.ts';
import { type Report, report } from '../../grammar/diagnostic.ts';
import { useLine } from '../elsewhere.ts';
import { isReportable, type LoadedFile } from '../load.ts';
import { didYouMean } from '../nearest.ts';
import type { FieldType, Initial, Term, Texts } from '../plan.ts';
import { resolveCodes } from './codes.ts';
import { termHint, termsLike } from './term-hints.ts';

/** A declaration with the file it stands in. */
export interface Declared<D> {
  readonly name: string;
  readonly declaration: D;
  readonly file: LoadedFile;
}

export interface VocabularyEntry extends Declared<Vocabulary> {
  readonly title: Texts;
  readonly terms: Map<string, Term>;
  /** Each term with itself and all below it. */
  readonly below: Map<string, Set<string>>;
}
export interface SetEntry extends Declared<SetDeclaration> {
  readonly vocabulary: VocabularyEntry;
  /** The terms of each entry, with all below them. */
  readonly members: Set<string>[];
}
export interface TableEntry extends Declared<Table> {
  readonly from: VocabularyEntry;
  readonly to: VocabularyEntry | 'number' | 'days';
  /** By key; the terms of a row with all below them. */
  readonly rows: Map<string, { readonly written: readonly string[]; readonly terms: Set<string> } | number>;
}
export interface FieldEntry {
  readonly name: string;
  readonly key: string;
  readonly title: Texts;
  readonly type: FieldType;
  readonly presence: 'required' | 'optional' | 'default';
  readonly initial: Initial | undefined;
}
export interface RecordEntry extends Declared<RecordDeclaration> {
  readonly title: Texts;
  readonly fields: Map<string, FieldEntry>;
}
export interface RuleEntry extends Declared<Rule> {
  readonly policy: Declared<Policy>;
}
export interface ExceptionEntry extends Declared<Exception> {
  /** What it is an exception to; undefined where that is not known. */
  to: RuleEntry | ExceptionEntry | undefined;
}

/** Everything the files declare. A name is unique within its kind; that of a rule, within its policy. */
export interface Names {
  readonly files: readonly LoadedFile[];
  readonly policies: Map<string, Declared<Policy>>;
  readonly sources: Map<string, Declared<SourceDeclaration>>;
  readonly vocabularies: Map<string, VocabularyEntry>;
  readonly sets: Map<string, SetEntry>;
  readonly tables: Map<string, TableEntry>;
  readonly records: Map<string, RecordEntry>;
  readonly defines: Map<string, Declared<Define>>;
  /** By `policy/rule`. */
  readonly rules: Map<string, RuleEntry>;
  readonly exceptions: Map<string, ExceptionEntry>;
  readonly waivers: Declared<Waiver>[];
  readonly tests: Declared<Test>[];
  /** The record at the top, undefined where no file says. */
  manifest: RecordEntry | undefined;
}

/** The words for a kind of name, as a diagnostic says them. */
export type NameKind =
  | 'source'
  | 'vocabulary'
  | 'set'
  | 'table'
  | 'record'
  | 'condition'
  | 'rule'
  | 'rule or exception';

/**
 * Looks a name up among one kind, for a file that must see where it is declared. Reports and gives undefined where there is
 * none, with what was meant if the caller knows; silent where the name is missing, since the parser has spoken.
 */
export function lookUp<E extends Declared<unknown>>(
  name: NameOr,
  kind: NameKind,
  known: ReadonlyMap<string, E>,
  file: LoadedFile,
  to: Report,
  meant?: string,
): E | undefined {
  if (name.kind === 'missing') return undefined;
  const entry = known.get(name.text);
  if (entry && file.sees.has(entry.file.source.file)) return entry;
  const visible = [...known].filter(([, one]) => file.sees.has(one.file.source.file)).map(([word]) => word);
  const hint = entry
    ? `it is declared in \`${entry.file.source.file}\`: bring that file in with \`use\``
    : (meant ??
      beyond(name.text, kind, file) ??
      titleHint(name.text, known, file) ??
      didYouMean(name.text, visible));
  if (isReportable(name.text, hint, file.lost)) {
    report(to, resolveCodes, 'unknown-name', name.span, { name: name.text, kind, hint });
  }
  return undefined;
}

/** The line that brings in a name of the library. */
function beyond(name: string, kind: NameKind, file: LoadedFile): string | undefined {
  // A file that is not there may declare it.
  if (kind === 'rule' || kind === 'rule or exception' || file.lost.any) return undefined;
  return useLine(name, file.elsewhere(name, { kinds: kind === 'condition' ? ['condition', 'set'] : [kind] }));
}

/** Someone who wrote the title, in any language, for the name: `网络安全法` for `CSL`. */
function titleHint(
  words: string,
  known: ReadonlyMap<string, Declared<unknown>>,
  file: LoadedFile,
): string | undefined {
  for (const [name, { declaration, file: where }] of known) {
    const { title } = declaration as { readonly title?: Wording };
    if (title === undefined || !file.sees.has(where.source.file)) continue;
    const titles = [title.text.value, ...title.translations.map((one) => one.text.value)];
    if (titles.some((one) => isTitle(one, words))) return `its name is \`${name}\`: write that`;
  }
  return undefined;
}

/** Whether a title is meant by some words: they are the title, or its end where it begins with a country. */
const isTitle = (title: string, words: string): boolean =>
  title.toLowerCase() === words.toLowerCase() || (words.length > 3 && words.endsWith(title));

/** `policy/rule`, as reports name it. */
export const idOfRule = (rule: RuleEntry): string => `${rule.policy.name}/${rule.name}`;

/** A rule, by its name or as `policy/rule`. By its name alone, one of the file itself comes first. */
export function lookUpRule(name: NameOr, names: Names, file: LoadedFile, to: Report): RuleEntry | undefined {
  if (name.kind === 'missing') return undefined;
  const called = rulesCalled(name.text, names, file);
  if (reportAmbiguous(name, called, to)) return undefined;
  // Plain names are known too, for what else may have been meant.
  const plain = [...names.rules.values(), ...called].map((one) => [one.name, one] as const);
  return lookUp(name, 'rule', new Map([...plain, ...names.rules]), file, to);
}

/** The rules of that plain name that a file sees: only its own, where it has one. */
export function rulesCalled(name: string, names: Names, file: LoadedFile): readonly RuleEntry[] {
  const seen = [...names.rules.values()].filter(
    (one) => one.name === name && file.sees.has(one.file.source.file),
  );
  const own = seen.filter((one) => one.file.source.file === file.source.file);
  return own.length > 0 ? own : seen;
}

/** Whether a plain name means several rules, which is then reported. */
export function reportAmbiguous(name: Name, called: readonly RuleEntry[], to: Report): boolean {
  if (called.length < 2) return false;
  const parameters = { name: name.text, ids: called.map(idOfRule) };
  report(to, resolveCodes, 'ambiguous-rule', name.span, parameters);
  return true;
}

/** A name of one kind that a file sees, without a word when there is none. */
export function find<E extends Declared<unknown>>(
  name: string,
  known: ReadonlyMap<string, E>,
  file: LoadedFile,
): E | undefined {
  const entry = known.get(name);
  return entry && file.sees.has(entry.file.source.file) ? entry : undefined;
}

/** A term of a vocabulary, reported where it is none. */
export function lookUpTerm(name: NameOr, vocabulary: VocabularyEntry, to: Report): string | undefined {
  if (name.kind === 'missing') return undefined;
  if (vocabulary.terms.has(name.text)) return name.text;
  reportUnknownTerm(name, vocabulary, [], to);
  return undefined;
}

/** Reports a word that is no term; `others` are names that could have stood there too. */
export function reportUnknownTerm(
  name: Name,
  vocabulary: VocabularyEntry,
  others: readonly string[],
  to: Report,
): void {
  const hint = termHint(name.text, vocabulary, others);
  if (!isReportable(name.text, hint, vocabulary.file.lost)) return;
  const parameters = {
    term: name.text,
    vocabulary: vocabulary.name,
    hint: hint ?? termsLike(name.text, vocabulary),
  };
  report(to, resolveCodes, 'unknown-term', name.span, parameters);
}
