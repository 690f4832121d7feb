/** CST -> AST: one function for each declaration. With conditions.ts and cst.ts the only reader of the CST; reports nothing. */
import type {
  Cite,
  Condition,
  Declaration,
  Each,
  Expect,
  Extend,
  Field,
  InForce,
  Member,
  Must,
  Requirement,
  Row,
  Term,
  Test,
  Unless,
} from './ast.ts';
import type { ClauseName, ExtendKind } from './clauses.ts';
import { comparison, condition } from './conditions.ts';
import {
  day,
  has,
  lastDay,
  missing,
  name,
  names,
  type Part,
  partOf,
  parts,
  quantity,
  spanOf,
  text,
  texts,
  wording,
  written,
} from './cst.ts';
import type { Span } from './source.ts';
import type { DeclarationWord } from './tokens.ts';

/** A declaration as parsed, clause by clause. */
export interface Parsed {
  readonly word: DeclarationWord;
  readonly span: Span;
  readonly clauses: readonly { readonly name: ClauseName; readonly part: Part }[];
  readonly extends: ExtendKind;
  /** Something of it could not be understood; what it lacks is then `missing`, not left out. */
  readonly faulty: boolean;
}

/** The declaration that was parsed. What is lacking in it is a `missing` node where the tree demands something. */
export const build = (parsed: Parsed): Declaration => builders[parsed.word](parsed);

function all(parsed: Parsed, clause: ClauseName): readonly Part[] {
  return parsed.clauses.filter((one) => one.name === clause).map((one) => one.part);
}

/** The first clause of a name; where there is none, a part in which all is missing. */
function only(parsed: Parsed, clause: ClauseName): Part {
  const { file, end } = parsed.span;
  return all(parsed, clause)[0] ?? { file, place: end, node: undefined };
}

const head = (parsed: Parsed): Part => only(parsed, 'head');

const optional = <T>(parsed: Parsed, clause: ClauseName, make: (part: Part) => T): T | undefined => {
  const [part] = all(parsed, clause);
  return part && make(part);
};

const inForce = (parsed: Parsed): InForce | undefined =>
  optional(parsed, 'inForce', (part) => ({
    kind: 'in-force',
    span: spanOf(part),
    from: day(part, 'from-day'),
    until: lastDay(part),
  }));

const cites = (part: Part): readonly Cite[] =>
  parts(part, 'cite').map((one) => ({
    kind: 'cite',
    span: spanOf(one),
    source: name(one),
    locator: text(one),
    from: day(one, 'from-day'),
    until: lastDay(one),
  }));

const allCites = (parsed: Parsed): readonly Cite[] => all(parsed, 'cites').flatMap(cites);

/** A condition that a declaration cannot do without. */
const needed = (parsed: Parsed, clause: ClauseName): Condition => condition(only(parsed, clause));

const entry = {
  vocabulary: (part: Part): Term => ({
    kind: 'term',
    span: spanOf(part),
    name: name(part),
    title: wording(part),
    also: parts(part, 'scheme').map((one) => ({
      kind: 'also',
      span: spanOf(one),
      scheme: name(one),
      values: texts(one),
    })),
  }),
  set: (part: Part): Member => ({
    kind: 'member',
    span: spanOf(part),
    term: name(part),
    except: listed(part, has(part, 'except')),
  }),
  table: (part: Part): Row => ({
    kind: 'row',
    span: spanOf(part),
    key: name(part),
    value: quantity(part) ?? listed(part, !has(part, 'nothing')),
  }),
  record: (part: Part): Field => ({
    kind: 'field',
    span: spanOf(part),
    name: name(part),
    type: fieldType(part),
    optional: has(part, 'optional'),
    initial: has(part, 'default') ? initial(partOf(part, 'initial')) : undefined,
    title: wording(part),
  }),
} as const;

/** The names of a list; a `missing` node where there should be one and is none. */
function listed(part: Part, wanted: boolean) {
  const found = names(partOf(part, 'names'));
  return found.length > 0 || !wanted ? found : [missing(part)];
}

function fieldType(part: Part): Field['type'] {
  const type = name(part, 'type');
  const list = has(part, 'list');
  const start = written(part, 'list')[0]?.startOffset ?? type.span.start;
  return { kind: 'type', span: { ...type.span, start: Math.min(start, type.span.start) }, list, name: type };
}

function initial(part: Part): Field['initial'] {
  if (has(part, 'nothing')) return 'nothing';
  return text(part) ?? quantity(part) ?? names(part)[0];
}

function each(part: Part): Each {
  return {
    kind: 'each',
    span: spanOf(part),
    record: name(part),
    called: names(partOf(part, 'calledAs'))[0],
    where: has(part, 'where') ? condition(part) : undefined,
  };
}

const unless = (part: Part): Unless => ({
  kind: 'unless',
  span: spanOf(part),
  condition: condition(part),
  cites: parts(part, 'citesClause').flatMap(cites),
});

function must(part: Part): Must {
  const said = partOf(part, 'comparison');
  return {
    kind: 'must',
    span: spanOf(part),
    force: has(part, 'should') ? 'should' : 'must',
    condition: said.node ? comparison(name(part), part, said) : missing(part),
  };
}

function requirements(parsed: Parsed): readonly Requirement[] {
  const made = parsed.clauses.flatMap(({ name: clause, part }): readonly Requirement[] => {
    if (clause === 'must') return [must(part)];
    if (clause === 'forbidden') return [{ kind: 'forbidden', span: spanOf(part) }];
    if (clause !== 'demand') return [];
    const verb = has(part, 'forbid') ? 'forbid' : has(part, 'recommend') ? 'recommend' : 'require';
    return [{ kind: 'demand', span: spanOf(part), verb, condition: condition(part) }];
  });
  if (made.length > 0 || !parsed.faulty) return made;
  const lacking = missing(only(parsed, 'must'));
  return [{ kind: 'must', span: lacking.span, force: 'must', condition: lacking }];
}

/** What a rule is about; where that could not be understood, nobody may guess that it is the manifest. */
function eachOf(parsed: Parsed): Each | undefined {
  const lacking = missing(only(parsed, 'each'));
  const unknown: Each = {
    kind: 'each',
    span: lacking.span,
    record: lacking,
    called: undefined,
    where: undefined,
  };
  return optional(parsed, 'each', each) ?? (parsed.faulty ? unknown : undefined);
}

function extend(parsed: Parsed): Extend {
  const what = parsed.extends;
  const make: (part: Part) => Term | Member | Row | Field = entry[what];
  const entries = all(parsed, 'entry').map(make);
  return { kind: 'extend', span: parsed.span, what, name: name(head(parsed)), entries };
}

function given(parsed: Parsed): Test['given'] {
  const said = optional(parsed, 'given', text);
  return said && { inline: has(only(parsed, 'given'), 'manifest'), text: said };
}

function expect(part: Part): Expect {
  const inner = partOf(part, 'expected');
  const what = has(part, 'compliance')
    ? 'compliance'
    : has(part, 'nothing')
      ? 'nothing-else'
      : has(part, 'undetermined')
        ? 'undetermined'
        : has(part, 'waived')
          ? 'waived'
          : 'violation';
  const rules = listed(inner, inner.node !== undefined);
  return { kind: 'expect', span: spanOf(part), what, rules, at: text(inner) };
}

const use = (parsed: Parsed): Declaration => ({
  kind: 'use',
  span: parsed.span,
  adopt: parsed.word === 'adopt',
  path: name(head(parsed)),
});

const named = (parsed: Parsed) => ({
  span: parsed.span,
  name: name(head(parsed)),
  title: wording(head(parsed)),
});

const builders: Readonly<Record<DeclarationWord, (parsed: Parsed) => Declaration>> = {
  policy: (parsed) => ({
    kind: 'policy',
    ...named(parsed),
    version: optional(parsed, 'version', text),
    inForce: inForce(parsed),
    applies: optional(parsed, 'applies', condition),
  }),
  use,
  adopt: use,
  source: (parsed) => ({
    kind: 'source',
    ...named(parsed),
    link: optional(parsed, 'link', text),
    inForce: inForce(parsed),
  }),
  vocabulary: (parsed) => ({
    kind: 'vocabulary',
    ...named(parsed),
    terms: all(parsed, 'entry').map(entry.vocabulary),
  }),
  extend,
  set: (parsed) => ({
    kind: 'set',
    ...named(parsed),
    of: name(head(parsed), 'ofName'),
    cites: allCites(parsed),
    members: all(parsed, 'entry').map(entry.set),
  }),
  table: (parsed) => ({
    kind: 'table',
    ...named(parsed),
    from: name(head(parsed), 'fromName'),
    to: name(head(parsed), 'toName'),
    cites: allCites(parsed),
    rows: all(parsed, 'entry').map(entry.table),
  }),
  record: (parsed) => ({
    kind: 'record',
    ...named(parsed),
    fields: all(parsed, 'entry').map(entry.record),
  }),
  manifest: (parsed) => ({
    kind: 'manifest',
    span: parsed.span,
    record: name(head(parsed)),
    title: wording(head(parsed)),
  }),
  define: (parsed) => ({
    kind: 'define',
    ...named(parsed),
    record: name(head(parsed), 'record'),
    condition: condition(head(parsed)),
  }),
  rule: (parsed) => ({
    kind: 'rule',
    ...named(parsed),
    cites: allCites(parsed),
    inForce: inForce(parsed),
    when: all(parsed, 'when').map(condition),
    each: eachOf(parsed),
    requirements: requirements(parsed),
    unless: all(parsed, 'unless').map(unless),
    say: optional(parsed, 'say', wording),
    advise: optional(parsed, 'advise', wording),
    outsideSchema: all(parsed, 'outside').length > 0,
  }),
  exception: (parsed) => ({
    kind: 'exception',
    ...named(parsed),
    to: name(head(parsed), 'toName'),
    cites: allCites(parsed),
    inForce: inForce(parsed),
    where: needed(parsed, 'where'),
  }),
  waiver: (parsed) => ({
    kind: 'waiver',
    span: parsed.span,
    rule: name(head(parsed)),
    where: optional(parsed, 'where', condition),
    until: optional(parsed, 'until', day) ?? missing(only(parsed, 'until')),
    approvedBy: optional(parsed, 'approved', text) ?? missing(only(parsed, 'approved')),
    because: optional(parsed, 'because', text) ?? missing(only(parsed, 'because')),
  }),
  test: (parsed) => ({
    kind: 'test',
    span: parsed.span,
    title: text(head(parsed)) ?? missing(head(parsed)),
    given: given(parsed),
    asOf: optional(parsed, 'asOf', day),
    expects: all(parsed, 'expect').map(expect),
  }),
};
