/** Trees -> Names: what each declared name stands for. Looks at no condition. */
import type { Declaration, Exception, Policy, Rule } from '../../grammar/ast.ts';
import { type Report, report } from '../../grammar/diagnostic.ts';
import type { Span } from '../../grammar/source.ts';
import { isReportable, type LoadedFile } from '../load.ts';
import { didYouMean } from '../nearest.ts';
import { resolveCodes } from './codes.ts';
import { declare } from './declarations.ts';
import {
  type Declared,
  type ExceptionEntry,
  idOfRule,
  type Names,
  type RuleEntry,
  reportAmbiguous,
  rulesCalled,
} from './names.ts';
import { resolveRecords } from './records.ts';
import { resolveSets, resolveTables, resolveVocabularies } from './terms.ts';

/** Everything the files declare; what is wrong is reported and left out. */
export function resolve(files: readonly LoadedFile[], to: Report): Names {
  const names: Names = {
    files,
    policies: new Map(),
    sources: new Map(),
    vocabularies: new Map(),
    sets: new Map(),
    tables: new Map(),
    records: new Map(),
    defines: new Map(),
    rules: new Map(),
    exceptions: new Map(),
    waivers: [],
    tests: [],
    manifest: undefined,
  };
  for (const file of files) collectFile(file, names, to);
  resolveVocabularies(names, to);
  resolveSets(names, to);
  resolveTables(names, to);
  resolveRecords(names, to);
  resolveExceptions(names, to);
  return names;
}

const spanOfName = (entry: Declared<{ readonly name: { readonly span: Span } }>): Span =>
  entry.declaration.name.span;

function collectFile(file: LoadedFile, names: Names, to: Report): void {
  const policy = collectPolicy(file, names, to);
  for (const declaration of file.tree.declarations) collectDeclaration(declaration, file, policy, names, to);
}

function collectPolicy(file: LoadedFile, names: Names, to: Report): Declared<Policy> | undefined {
  let policy: Declared<Policy> | undefined;
  for (const declaration of file.tree.declarations) {
    if (declaration.kind !== 'policy' || declaration.name.kind === 'missing') continue;
    if (policy) {
      report(to, resolveCodes, 'second-policy', declaration.name.span, { name: policy.name });
      continue;
    }
    policy = { name: declaration.name.text, declaration, file };
    declare(policy, 'policy', declaration.name.span, names.policies, to, spanOfName);
  }
  return policy;
}

function collectDeclaration(
  declaration: Declaration,
  file: LoadedFile,
  policy: Declared<Policy> | undefined,
  names: Names,
  to: Report,
): void {
  switch (declaration.kind) {
    case 'source':
      if (declaration.name.kind === 'missing') return;
      return declare(
        { name: declaration.name.text, declaration, file },
        'source',
        declaration.name.span,
        names.sources,
        to,
        spanOfName,
      );
    case 'define':
      if (declaration.name.kind === 'missing') return;
      return declare(
        { name: declaration.name.text, declaration, file },
        'condition',
        declaration.name.span,
        names.defines,
        to,
        spanOfName,
      );
    case 'rule':
      return collectRule(declaration, file, policy, names, to);
    case 'exception':
      return collectException(declaration, file, names, to);
    case 'waiver':
      names.waivers.push({ name: '', declaration, file });
      return;
    case 'test':
      names.tests.push({
        name: declaration.title.kind === 'text' ? declaration.title.value : '',
        declaration,
        file,
      });
      return;
    default:
      return;
  }
}

function collectRule(
  declaration: Rule,
  file: LoadedFile,
  policy: Declared<Policy> | undefined,
  names: Names,
  to: Report,
): void {
  if (declaration.name.kind === 'missing') return;
  if (policy === undefined) {
    const broken = file.tree.declarations.some((one) => one.kind === 'policy');
    if (!broken) report(to, resolveCodes, 'no-policy', declaration.name.span, { what: 'rules' });
    return;
  }
  const entry: RuleEntry = { name: declaration.name.text, declaration, file, policy };
  declare(entry, 'rule', declaration.name.span, names.rules, to, spanOfName, idOfRule(entry));
}

function collectException(declaration: Exception, file: LoadedFile, names: Names, to: Report): void {
  if (declaration.name.kind === 'missing') return;
  const entry: ExceptionEntry = { name: declaration.name.text, declaration, file, to: undefined };
  const rule = rulesCalled(entry.name, names, file).find((one) => one.file === file);
  if (rule) {
    report(to, resolveCodes, 'name-clash', declaration.name.span, { kind: 'rule', name: entry.name }, [
      { span: spanOfName(rule), message: 'the rule' },
    ]);
  }
  declare(entry, 'exception', declaration.name.span, names.exceptions, to, spanOfName);
}

function resolveExceptions(names: Names, to: Report): void {
  for (const exception of names.exceptions.values()) exception.to = targetOf(exception, names, to);
  for (const exception of names.exceptions.values()) reportCycle(exception, to);
}

function targetOf(
  exception: ExceptionEntry,
  names: Names,
  to: Report,
): RuleEntry | ExceptionEntry | undefined {
  const target = exception.declaration.to;
  if (target.kind === 'missing') return undefined;
  const candidates = [...names.rules.values(), ...names.exceptions.values()].filter((one) =>
    exception.file.sees.has(one.file.source.file),
  );
  const rules = rulesCalled(target.text, names, exception.file);
  if (reportAmbiguous(target, rules, to)) return undefined;
  const meant = rules[0] ?? candidates.find((one) => one.name === target.text || idOf(one) === target.text);
  if (meant) return meant;
  const hint = didYouMean(
    target.text,
    candidates.map((one) => one.name).filter((name) => name !== exception.name),
  );
  if (!isReportable(target.text, hint, exception.file.lost)) return undefined;
  const parameters = { exception: exception.name, to: target.text, hint };
  report(to, resolveCodes, 'dangling-exception', target.span, parameters);
  return undefined;
}

/** `policy/rule` for a rule, the plain name for an exception. */
function idOf(entry: RuleEntry | ExceptionEntry): string {
  return 'policy' in entry ? idOfRule(entry) : entry.name;
}

/** A circle is reported once, at its member that comes first in the text, and cut there. */
function reportCycle(start: ExceptionEntry, to: Report): void {
  const way = [start];
  for (let next = start.to; next && !('policy' in next); next = next.to) {
    if (next === start) {
      const names = [...way, start].map((one) => `\`${one.name}\``).join(' to ');
      report(to, resolveCodes, 'exception-cycle', spanOfName(start), { way: names });
      start.to = undefined;
      return;
    }
    if (way.includes(next)) return;
    way.push(next);
  }
}
