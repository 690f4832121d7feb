/** `proviso explain`: the page of a diagnostic code, or what a rule says and rests on. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { didYouMean } from '../../compiler/nearest.ts';
import type { Declaration, File, Rule } from '../../grammar/ast.ts';
import { newReport } from '../../grammar/diagnostic.ts';
import { documentation } from '../../grammar/documentation.ts';
import { parse } from '../../grammar/parse.ts';
import type { Source } from '../../grammar/source.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import { placeName } from '../frame.ts';
import { libraryNames, TOP } from '../host.ts';
import { findPolicy, loadPolicy, type PolicyProblem, tellProblem } from '../policy.ts';
import type { Terminal } from '../terminal.ts';
import { visible } from '../text.ts';
import { tellVocabulary } from '../vocabulary-page.ts';

/** What `explain` is told: where to look for a rule; without it, in the library. */
export interface ExplainOptions {
  readonly policy: string | undefined;
}

const PAGES = join(TOP, 'docs', 'codes');

/** Prints the page of a code, else the rule of that name, else the terms of the vocabulary. */
export function explain(name: string, { policy }: ExplainOptions, terminal: Terminal): ExitCode {
  const codes = existsSync(PAGES) ? readdirSync(PAGES).map((file) => file.replace(/\.md$/, '')) : [];
  if (codes.includes(name)) {
    terminal.out.write(readFileSync(join(PAGES, `${name}.md`), 'utf8'));
    return EXIT.complies;
  }
  const texts = policy === undefined ? libraryTexts(terminal) : textsOf(policy, terminal);
  if ('exit' in texts) return tellProblem(texts, undefined, terminal);
  const rules = texts.flatMap(rulesIn);
  const meant = rules.filter((one) => one.id === name || one.id.endsWith(`/${name}`));
  for (const one of meant) tell(one, terminal);
  if (meant.length > 0) return EXIT.complies;
  if (tellVocabulary(name, texts, terminal)) return EXIT.complies;
  const words = rules.flatMap(({ id }) => [id, id.slice(id.lastIndexOf('/') + 1)]);
  const hint = didYouMean(name, [...codes, ...words]) ?? 'name a rule file with --policy';
  terminal.err.write(`there is no code, rule or vocabulary \`${visible(name)}\`; ${hint}\n`);
  return EXIT.unusable;
}

interface Text {
  readonly source: Source;
  readonly file: File;
}

/** A policy and all it brings in. */
function textsOf(policy: string, terminal: Terminal): readonly Text[] | PolicyProblem {
  const found = loadPolicy(policy, terminal.today, terminal);
  return 'exit' in found ? found : found.compilation.files;
}

/** The library, read and not compiled: to show a rule, what it means is not needed. */
function libraryTexts(terminal: Terminal): readonly Text[] {
  return libraryNames().flatMap((name) => {
    const source = findPolicy(name, terminal);
    return 'exit' in source ? [] : [{ source, file: parse(source, newReport()) }];
  });
}

interface WrittenRule extends Text {
  /** `policy/rule`. */
  readonly id: string;
  readonly rule: Rule;
}

function rulesIn({ source, file }: Text): readonly WrittenRule[] {
  const policy = policyName(file.declarations);
  return file.declarations.flatMap((rule) =>
    rule.kind === 'rule' && rule.name.kind === 'name'
      ? [{ source, file, id: `${policy}/${rule.name.text}`, rule }]
      : [],
  );
}

function policyName(declarations: readonly Declaration[]): string {
  const policy = declarations.find((one) => one.kind === 'policy');
  return policy?.name.kind === 'name' ? policy.name.text : '';
}

/** The rule as it is written, under the comment above it: a rule is its own explanation. */
function tell({ source, file, id, rule }: WrittenRule, { out }: Terminal): void {
  const comment = documentation(file, source, rule);
  const text = source.text.slice(rule.span.start, rule.span.end).trimEnd();
  out.write(`${out.paint.strong(id)}\n${out.paint.place(placeName(source, rule.span))}\n\n`);
  if (comment) out.write(`${visible(comment)}\n\n`);
  out.write(`${visible(text)}\n`);
}
