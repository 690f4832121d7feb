/** Names and Meanings -> the Plan of one day: what is not in force on that day is left out. Not run while errors exist. */
import type { Cite, InForce, Unless } from '../grammar/ast.ts';
import { documentation } from '../grammar/documentation.ts';
import { locate } from '../grammar/source.ts';
import type { ExceptionMeaning, Meanings, RuleMeaning, SiteMeaning } from './check/check.ts';
import { and, not } from './formula.ts';
import type { LoadedFile } from './load.ts';
import type {
  Citation,
  Field,
  Formula,
  Plan,
  RecordType,
  Rule,
  Site,
  Table,
  Vocabulary,
  Waiver,
} from './plan.ts';
import type { ExceptionEntry, Names, RecordEntry, RuleEntry } from './resolve/names.ts';
import { recordIn } from './resolve/records.ts';
import { textsOf } from './resolve/terms.ts';

/** What lowering one thing or all needs to know. */
export interface Lowering {
  readonly names: Names;
  readonly meanings: Meanings;
  /** The files whose rules, exceptions and waivers count. */
  readonly enforced: ReadonlySet<string>;
  /** YYYY-MM-DD; without one, as if everything were in force. */
  readonly day: string | undefined;
  /** An exception, or an `unless` of a rule, that is left out: to see what difference it makes. */
  readonly without?: ExceptionEntry | Unless;
}

/** The plan of a policy file (`entry`): its own rules and those it adopts, on a day. */
export function lower(names: Names, meanings: Meanings, entry: LoadedFile, day: string): Plan | undefined {
  const { manifest } = names;
  if (manifest === undefined) return undefined;
  const lowering: Lowering = { names, meanings, enforced: entry.adopts, day };
  const records = recordsFrom(manifest, names);
  const vocabularies = vocabulariesOf(records, names);
  const known = new Set(vocabularies.map((one) => one.name));
  return {
    format: 'proviso-plan/1',
    asOf: day,
    policy: policyOf(names, entry),
    vocabularies,
    records: records.map(recordType),
    root: manifest.name,
    tables: tablesOf(names, known),
    rules: [...meanings.rules.values()]
      .filter((rule) => isEnforced(rule.entry, lowering) && ruleInForce(rule.entry, day))
      .map((rule) => ruleOf(rule, lowering)),
  };
}

function policyOf(names: Names, entry: LoadedFile): Plan['policy'] {
  const policy = [...names.policies.values()].find((one) => one.file === entry);
  if (policy === undefined) return { name: entry.source.file.replace(/^.*\/|\.proviso$/g, ''), title: {} };
  const { version, title } = policy.declaration;
  const base = { name: policy.name, title: textsOf(title, entry) };
  return version === undefined ? base : { ...base, version: version.value };
}

/** The records of a manifest, the top one first. */
function recordsFrom(top: RecordEntry, names: Names): readonly RecordEntry[] {
  const found = new Set([top]);
  for (const record of found) {
    for (const field of record.fields.values()) {
      const next = names.records.get(recordIn(field.type) ?? '');
      if (next) found.add(next);
    }
  }
  return [...found];
}

function recordType(record: RecordEntry): RecordType {
  const fields = [...record.fields.values()].map((field): Field => {
    const { initial, ...rest } = field;
    return initial === undefined ? rest : { ...rest, initial };
  });
  return { name: record.name, title: record.title, fields };
}

function vocabulariesOf(records: readonly RecordEntry[], names: Names): readonly Vocabulary[] {
  const used = new Set<string>();
  for (const record of records) {
    for (const { type } of record.fields.values()) {
      const one = type.kind === 'list' ? type.of : type;
      if (one.kind === 'term') used.add(one.vocabulary);
    }
  }
  return [...names.vocabularies.values()]
    .filter((one) => used.has(one.name))
    .map((one) => ({ name: one.name, title: one.title, terms: [...one.terms.values()] }));
}

function tablesOf(names: Names, known: ReadonlySet<string>): readonly Table[] {
  return [...names.tables.values()].flatMap((table): Table[] => {
    const to = typeof table.to === 'string' ? table.to : table.to.name;
    if (!known.has(table.from.name) || (typeof table.to !== 'string' && !known.has(to))) return [];
    const rows = [...table.rows].map(
      ([key, row]) => [key, typeof row === 'number' ? row : row.written] as const,
    );
    return [{ name: table.name, from: table.from.name, to, rows: Object.fromEntries(rows) }];
  });
}

/** Whether a day lies within dates; without a day, as if it did. */
export function isInForce(
  dates: Pick<InForce, 'from' | 'until'> | undefined,
  day: string | undefined,
): boolean {
  if (dates === undefined || day === undefined) return true;
  return !(dates.from && day < dates.from.value) && !(dates.until && day > dates.until.value);
}

function isEnforced(entry: { readonly file: LoadedFile }, lowering: Lowering): boolean {
  return lowering.enforced.has(entry.file.source.file);
}

function ruleInForce(entry: RuleEntry, day: string | undefined): boolean {
  return isInForce(entry.declaration.inForce, day) && isInForce(entry.policy.declaration.inForce, day);
}

/** What of a rule decides on findings. */
export type Ruling = Pick<Rule, 'force' | 'sites'>;

/** How one rule decides, or would without one of its exceptions; undefined where it is not in force on the day. */
export function rulingOf(entry: RuleEntry, lowering: Lowering): Ruling | undefined {
  const meaning = lowering.meanings.rules.get(entry);
  if (meaning === undefined || !isEnforced(entry, lowering) || !ruleInForce(entry, lowering.day))
    return undefined;
  return { force: meaning.force, sites: sitesOf(meaning, exceptionsTo(entry, lowering), lowering) };
}

function sitesOf(
  meaning: RuleMeaning,
  exceptions: readonly ExceptionMeaning[],
  lowering: Lowering,
): readonly Site[] {
  return meaning.sites.map((site, index) => siteOf(site, index, meaning, exceptions, lowering));
}

function ruleOf(meaning: RuleMeaning, lowering: Lowering): Rule {
  const { entry } = meaning;
  const { declaration, file } = entry;
  const exceptions = exceptionsTo(entry, lowering);
  const comment = documentation(file.tree, file.source, declaration);
  return {
    id: `${entry.policy.name}/${entry.name}`,
    name: entry.name,
    policy: entry.policy.name,
    force: meaning.force,
    title: textsOf(declaration.title, file),
    ...(comment === undefined ? {} : { documentation: comment }),
    citations: citationsOf(declaration.cites, lowering),
    exceptions: [
      ...declaration.unless.map((one) => ({ citations: citationsOf(one.cites, lowering) })),
      ...exceptions.map(({ entry: one }) => ({
        name: one.name,
        citations: citationsOf(one.declaration.cites, lowering),
      })),
    ],
    outsideSchema: declaration.outsideSchema,
    record: meaning.record.name,
    sites: sitesOf(meaning, exceptions, lowering),
    location: locate(file.source, declaration.name.span),
  };
}

function siteOf(
  site: SiteMeaning,
  index: number,
  rule: RuleMeaning,
  exceptions: readonly ExceptionMeaning[],
  lowering: Lowering,
): Site {
  const excepted = exceptions.map((one) => applies(one, index, lowering));
  const { unless: clauses } = rule.entry.declaration;
  const unless = site.unless.filter((_, at) => clauses[at] !== lowering.without);
  return {
    path: site.path,
    broken: and(site.concerns, not(site.requires), ...unless.map(not), ...excepted.map(not)),
    waivers: waiversOf(rule.entry, index, lowering),
    ...(site.say ? { say: site.say } : {}),
    ...(site.advise ? { advise: site.advise } : {}),
  };
}

/** The exceptions to a rule or to an exception, of any policy, that are in force. */
function exceptionsTo(target: RuleEntry | ExceptionEntry, lowering: Lowering): ExceptionMeaning[] {
  return lowering.meanings.exceptions.filter(
    ({ entry }) =>
      entry.to === target &&
      entry !== lowering.without &&
      isEnforced(entry, lowering) &&
      isInForce(entry.declaration.inForce, lowering.day),
  );
}

/** Where an exception applies: its condition, and none of the exceptions to it. */
function applies(exception: ExceptionMeaning, site: number, lowering: Lowering): Formula {
  const narrower = exceptionsTo(exception.entry, lowering).map((one) => not(applies(one, site, lowering)));
  const condition = exception.conditions[site];
  return and(...(condition ? [condition] : []), ...narrower);
}

function waiversOf(rule: RuleEntry, site: number, lowering: Lowering): Waiver[] {
  return lowering.meanings.waivers.flatMap(({ entry, rule: waived, conditions }): Waiver[] => {
    const { until, approvedBy, because } = entry.declaration;
    const condition = conditions[site];
    if (waived !== rule || condition === undefined || !isEnforced(entry, lowering)) return [];
    if (until.kind === 'missing' || approvedBy.kind === 'missing' || because.kind === 'missing') return [];
    if (lowering.day !== undefined && lowering.day > until.value) return [];
    return [{ condition, until: until.value, approvedBy: approvedBy.value, because: because.value }];
  });
}

/** The citations that hold on the day. */
function citationsOf(cites: readonly Cite[], lowering: Lowering): Citation[] {
  return cites.flatMap((cite): Citation[] => {
    if (cite.source.kind === 'missing' || !isInForce(cite, lowering.day)) return [];
    const source = lowering.names.sources.get(cite.source.text);
    if (source === undefined) return [];
    const { title, link } = source.declaration;
    return [
      {
        source: source.name,
        title: textsOf(title, source.file),
        ...(cite.locator ? { locator: cite.locator.value } : {}),
        ...(link ? { link: link.value } : {}),
      },
    ];
  });
}
