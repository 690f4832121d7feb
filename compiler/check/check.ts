/** Names -> Meanings: each rule, exception and waiver as formulas, at each place where its record stands. */
import type { Condition, Define, Requirement, Rule } from '../../grammar/ast.ts';
import { type Report, report } from '../../grammar/diagnostic.ts';
import { and, FALSE_FORMULA, not, TRUE_FORMULA } from '../formula.ts';
import type { LoadedFile } from '../load.ts';
import type { Formula, Step, Template } from '../plan.ts';
import { resolveCodes } from '../resolve/codes.ts';
import {
  type Declared,
  type ExceptionEntry,
  lookUp,
  lookUpRule,
  type Names,
  type RecordEntry,
  type RuleEntry,
} from '../resolve/names.ts';
import { checkCodes } from './codes.ts';
import { formulaOf } from './condition.ts';
import { type Context, contextAt, manifestContext, waysTo } from './context.ts';
import { templateOf } from './template.ts';

/** What a rule means at one place in the tree. */
export interface SiteMeaning {
  readonly path: readonly Step[];
  /** The policy's `applies when` and the rule's `when`. */
  readonly when: Formula;
  /** These and the rule's `where`. */
  readonly concerns: Formula;
  readonly requires: Formula;
  /** Its own `unless` clauses. */
  readonly unless: readonly Formula[];
  readonly say: Template | undefined;
  readonly advise: Template | undefined;
}
export interface RuleMeaning {
  readonly entry: RuleEntry;
  readonly record: RecordEntry;
  readonly force: 'must' | 'should';
  readonly sites: readonly SiteMeaning[];
}
/** The formulas stand in the order of the rule's sites. */
export interface ExceptionMeaning {
  readonly entry: ExceptionEntry;
  readonly conditions: readonly Formula[];
}
export interface WaiverMeaning {
  readonly entry: Names['waivers'][number];
  readonly rule: RuleEntry;
  readonly conditions: readonly Formula[];
}
export interface Meanings {
  readonly rules: ReadonlyMap<RuleEntry, RuleMeaning>;
  readonly exceptions: readonly ExceptionMeaning[];
  readonly waivers: readonly WaiverMeaning[];
}

/** What everything means; what is wrong is reported. Nothing is known without a record at the top. */
export function check(names: Names, to: Report): Meanings {
  if (names.manifest === undefined) {
    const [rule] = names.rules.values();
    const declared = names.files.some(({ tree }) => tree.declarations.some((one) => one.kind === 'manifest'));
    if (rule && !declared && !rule.file.lost.any) {
      report(to, resolveCodes, 'no-manifest', rule.declaration.name.span, {});
    }
    return { rules: new Map(), exceptions: [], waivers: [] };
  }
  for (const define of names.defines.values()) {
    checkDefine(define, manifestContext(names, names.manifest, define.file, to));
  }
  return meaningsOf(names, names, to);
}

/** What one rule means, with the exceptions to it and the waivers of it; of the others nothing. */
export function checkAlone(entry: RuleEntry, names: Names, to: Report): Meanings {
  const only = {
    rules: new Map([[entry.name, entry]]),
    exceptions: new Map([...names.exceptions].filter(([, one]) => ruleOf(one) === entry)),
    waivers: names.waivers.filter(
      ({ declaration: { rule } }) => rule.kind === 'name' && isCalled(entry, rule.text),
    ),
  };
  return meaningsOf(only, names, to);
}

const isCalled = ({ name, policy }: RuleEntry, word: string): boolean =>
  word === name || word === `${policy.name}/${name}`;

/** The meanings of some of the rules, and of what speaks of these. */
function meaningsOf(
  some: Pick<Names, 'rules' | 'exceptions' | 'waivers'>,
  names: Names,
  to: Report,
): Meanings {
  const rules = new Map<RuleEntry, RuleMeaning>();
  const exceptions: ExceptionMeaning[] = [];
  const waivers: WaiverMeaning[] = [];
  const { manifest } = names;
  if (manifest === undefined) return { rules, exceptions, waivers };
  const rootFor = (file: LoadedFile): Context => manifestContext(names, manifest, file, to);
  for (const entry of some.rules.values()) {
    const meaning = checkRule(entry, manifest, rootFor(entry.file));
    if (meaning) rules.set(entry, meaning);
  }
  for (const entry of some.exceptions.values()) {
    const rule = ruleOf(entry);
    const meaning = rule && rules.get(rule);
    if (meaning)
      exceptions.push({ entry, conditions: atSites(meaning, entry.declaration.where, rootFor(entry.file)) });
  }
  for (const entry of some.waivers) {
    const rule = lookUpRule(entry.declaration.rule, names, entry.file, to);
    const meaning = rule && rules.get(rule);
    if (rule && meaning) {
      waivers.push({
        entry,
        rule,
        conditions: atSites(meaning, entry.declaration.where, rootFor(entry.file)),
      });
    }
  }
  return { rules, exceptions, waivers };
}

/** The rule at the end of a chain of exceptions. */
export function ruleOf(exception: ExceptionEntry): RuleEntry | undefined {
  let target = exception.to;
  while (target && !('policy' in target)) target = target.to;
  return target;
}

/** A condition at each place where the rule's record stands. */
function atSites(rule: RuleMeaning, condition: Condition | undefined, root: Context): Formula[] {
  const called = rule.entry.declaration.each?.called?.text;
  return rule.sites.map(({ path }) =>
    condition === undefined ? TRUE_FORMULA : formulaOf(condition, contextAt(root, path, called)),
  );
}

/** A defined condition is checked where its record first stands, so that one nobody uses is checked too. */
function checkDefine(define: Declared<Define>, root: Context): void {
  const { record: name, condition } = define.declaration;
  const record = lookUp(name, 'record', root.names.records, root.file, root.report);
  if (record === undefined) return;
  const [path] = pathsTo(record, root);
  if (path === undefined) return reportUnused(name, record, root);
  const context = contextAt(root, path, undefined);
  formulaOf(condition, { ...context, within: [define] });
}

function pathsTo(record: RecordEntry, root: Context): readonly (readonly Step[])[] {
  const { manifest } = root.names;
  if (manifest === undefined || record === manifest) return [[]];
  return waysTo(manifest, record, root.names);
}

function reportUnused(name: { span: Rule['span'] }, record: RecordEntry, root: Context): void {
  // A field that was lost may have led there.
  if (root.file.lost.any || root.file.lost.names.size > 0) return;
  report(root.report, checkCodes, 'record-not-used', name.span, { record: record.name });
}

function checkRule(entry: RuleEntry, manifest: RecordEntry, root: Context): RuleMeaning | undefined {
  const { each, requirements, name } = entry.declaration;
  const record = each ? lookUp(each.record, 'record', root.names.records, root.file, root.report) : manifest;
  const force = forceOf(requirements);
  if (force === undefined && requirements.length > 0) {
    report(root.report, checkCodes, 'mixed-force', name.span, { rule: entry.name });
  }
  if (record === undefined) return undefined;
  const paths = pathsTo(record, root);
  if (each && paths.length === 0) reportUnused(each.record, record, root);
  const sites = paths.map((path) => siteOf(entry, path, root));
  return { entry, record, force: force ?? 'must', sites };
}

function forceOf(requirements: readonly Requirement[]): 'must' | 'should' | undefined {
  const forces = new Set(
    requirements.map((one) => {
      if (one.kind === 'must') return one.force;
      return one.kind === 'demand' && one.verb === 'recommend' ? 'should' : 'must';
    }),
  );
  return forces.size === 1 ? [...forces][0] : undefined;
}

function siteOf(entry: RuleEntry, path: readonly Step[], root: Context): SiteMeaning {
  const rule = entry.declaration;
  const context = contextAt(root, path, rule.each?.called?.text);
  const { applies } = entry.policy.declaration;
  // These speak of the manifest alone, but stand where the frames of the path are known too.
  const above: Context = { ...root, depth: context.depth };
  const when = and(...[...(applies ? [applies] : []), ...rule.when].map((one) => formulaOf(one, above)));
  const where = rule.each?.where ? formulaOf(rule.each.where, context) : TRUE_FORMULA;
  return {
    path,
    when,
    concerns: and(when, where),
    requires: and(...rule.requirements.map((one) => requirementOf(one, context))),
    unless: rule.unless.map((one) => formulaOf(one.condition, context)),
    say: templateOf(rule.say, context),
    advise: templateOf(rule.advise, context),
  };
}

function requirementOf(requirement: Requirement, context: Context): Formula {
  if (requirement.kind === 'forbidden') return FALSE_FORMULA;
  const condition = formulaOf(requirement.condition, context);
  return requirement.kind === 'demand' && requirement.verb === 'forbid' ? not(condition) : condition;
}
