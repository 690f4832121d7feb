/** Tree -> canonical text, with every comment at what it stood at. Only for trees of texts without errors. */
import type {
  Comment,
  Declaration,
  Extend,
  Field,
  File,
  Member,
  Must,
  Row,
  Rule,
  Term,
  Test,
} from './ast.ts';
import {
  citesOf,
  conditionOf,
  inForceOf,
  listed,
  nameOf,
  type Phrase,
  predicateOf,
  quantityOf,
  type Said,
  textOf,
  wordingOf,
} from './phrases.ts';
import type { Source, Span } from './source.ts';

/** Characters in a line before it is broken. */
const WIDTH = 110;

/** What is printed on lines of its own: the head of a declaration, a clause, a member of a list. */
interface Item {
  readonly span: Span;
  readonly indent: string;
  /** Each phrase begins a line. */
  readonly phrases: readonly Phrase[];
}

/** The canonical text of a file. */
export function print(file: File, source: Source): string {
  const blocks: { text: string; joins: boolean; kind: string }[] = [];
  let from = 0;
  for (const declaration of file.declarations) {
    const { span } = declaration;
    const before = file.comments.filter((one) => one.span.start >= from && one.span.end <= span.start);
    const tail = before.filter((one) => sameLine(source, from, one.span.start) && from > 0);
    const last = blocks.at(-1);
    if (last && tail.length > 0) last.text = `${last.text.trimEnd()}  ${tail.map(written).join(' ')}\n`;
    const above = before.filter((one) => !tail.includes(one));
    const inside = file.comments.filter((one) => one.span.start >= span.start && one.span.end <= span.end);
    const apart = blankBetween(source, from, above[0]?.span.start ?? span.start);
    const text =
      commentLines(above, span.start, source, '') + printItems(itemsOf(declaration), inside, source);
    const joins = !apart && above.length === 0 && isLine(declaration) && last?.kind === declaration.kind;
    blocks.push({ text, joins, kind: declaration.kind });
    from = span.end;
  }
  const rest = file.comments.filter((one) => one.span.start >= from);
  const tail = rest.filter((one) => from > 0 && sameLine(source, from, one.span.start));
  const last = blocks.at(-1);
  if (last && tail.length > 0) last.text = `${last.text.trimEnd()}  ${tail.map(written).join(' ')}\n`;
  const after = rest.filter((one) => !tail.includes(one));
  if (after.length > 0) {
    blocks.push({
      text: commentLines(after, source.text.length, source, ''),
      joins: false,
      kind: 'comments',
    });
  }
  return blocks.map(({ text, joins }, index) => (index === 0 || joins ? text : `\n${text}`)).join('');
}

/** Declarations of one line, which may stand together without blank lines. */
const isLine = ({ kind }: Declaration): boolean => kind === 'use' || kind === 'source' || kind === 'manifest';

const written = (comment: Comment): string => (comment.text === '' ? '#' : `# ${comment.text}`);

const sameLine = (source: Source, from: number, to: number): boolean =>
  !/[\n\r]/.test(source.text.slice(from, to));

const blankBetween = (source: Source, from: number, to: number): boolean =>
  /(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)/.test(source.text.slice(from, to));

/** Comments on lines of their own; a blank line between them, or behind the last, stays. */
function commentLines(comments: readonly Comment[], next: number, source: Source, indent: string): string {
  return comments
    .map((comment, index) => {
      const following = comments[index + 1]?.span.start ?? next;
      const gap = indent === '' && blankBetween(source, comment.span.end, following) ? '\n' : '';
      return `${indent}${written(comment)}\n${next === source.text.length && index === comments.length - 1 ? '' : gap}`;
    })
    .join('');
}

/** Each comment goes to the item it stands behind on a line, else to the next one, else below the last. */
function printItems(items: readonly Item[], comments: readonly Comment[], source: Source): string {
  const inText = [...items].sort((a, b) => a.span.start - b.span.start);
  const above = new Map<Item, Comment[]>();
  const behind = new Map<Item, Comment[]>();
  const below: Comment[] = [];
  for (const comment of comments) {
    const { start, end } = comment.span;
    const before = inText.findLast((one) => one.span.end <= start);
    const holds = inText.find((one) => one.span.start <= start && one.span.end >= end);
    const next = holds ?? inText.find((one) => one.span.start >= end);
    if (!holds && before && sameLine(source, before.span.end, start)) {
      behind.set(before, [...(behind.get(before) ?? []), comment]);
    } else if (next) above.set(next, [...(above.get(next) ?? []), comment]);
    else below.push(comment);
  }
  const lines = items.map((item) => {
    const own = (above.get(item) ?? []).map((one) => `${item.indent}${written(one)}\n`).join('');
    const trailing = (behind.get(item) ?? []).map((one) => `  ${written(one)}`).join('');
    return `${own}${linesOf(item).join('\n')}${trailing}\n`;
  });
  return lines.join('') + below.map((one) => `  ${written(one)}\n`).join('');
}

function linesOf(item: Item): string[] {
  const further = `${item.indent}  `;
  return item.phrases.flatMap((phrase, index) =>
    filled(phrase, index === 0 ? item.indent : further, further),
  );
}

/** The pieces on as few lines as they fit; further lines stand further in. */
function filled(phrase: Phrase, indent: string, further: string): string[] {
  const lines: string[] = [];
  let line = indent;
  for (const piece of phrase.filter((one) => one !== '')) {
    const empty = line.trim() === '';
    if (!empty && line.length + piece.length + 1 > WIDTH) {
      lines.push(line);
      line = `${further}${piece}`;
    } else line = empty ? line + piece : `${line} ${piece}`;
  }
  return [...lines, line];
}

const clause = (span: Span, ...phrases: readonly Phrase[]): Item => ({ span, indent: '  ', phrases });

/** The head of a declaration: from its beginning to where its first own part begins. */
function head(declaration: Declaration, end: Span | undefined, ...phrases: readonly Phrase[]): Item {
  const { span } = declaration;
  return { span: { ...span, end: end?.end ?? span.start }, indent: '', phrases };
}

function itemsOf(declaration: Declaration): readonly Item[] {
  switch (declaration.kind) {
    case 'policy':
    case 'rule':
    case 'exception':
      return ruleLike(declaration);
    case 'use':
      return [
        head(declaration, declaration.path.span, [
          declaration.adopt ? 'adopt' : 'use',
          nameOf(declaration.path),
        ]),
      ];
    case 'source': {
      const { name, title, link, inForce } = declaration;
      const words = ['source', nameOf(name), ...wordingOf(title), ...(link ? [`link ${textOf(link)}`] : [])];
      return [head(declaration, declaration.span, [...words, ...(inForce ? inForceOf(inForce) : [])])];
    }
    case 'vocabulary':
    case 'record': {
      const { kind, name, title } = declaration;
      const entries = declaration.kind === 'vocabulary' ? declaration.terms : declaration.fields;
      return [
        head(declaration, title?.span ?? name.span, [kind, nameOf(name), ...wordingOf(title)]),
        ...entries.map(entryItem),
      ];
    }
    case 'extend':
      return [
        head(declaration, declaration.name.span, extendWords(declaration)),
        ...declaration.entries.map(entryItem),
      ];
    case 'set': {
      const { name, title, of, cites, members } = declaration;
      const words = ['set', nameOf(name), ...wordingOf(title), 'of', nameOf(of)];
      return [head(declaration, of.span, words), ...citeItems(cites), ...members.map(entryItem)];
    }
    case 'table': {
      const { name, title, from, to, cites, rows } = declaration;
      const words = ['table', nameOf(name), ...wordingOf(title), 'from', nameOf(from), 'to', nameOf(to)];
      return [head(declaration, to.span, words), ...citeItems(cites), ...rows.map(entryItem)];
    }
    case 'manifest':
      return [
        head(declaration, declaration.span, [
          'manifest',
          nameOf(declaration.record),
          ...wordingOf(declaration.title),
        ]),
      ];
    case 'define': {
      const { name, title, record, condition, span } = declaration;
      const words = [
        'define',
        nameOf(name),
        ...wordingOf(title),
        'for',
        nameOf(record),
        'as',
        ...conditionOf(condition),
      ];
      return [head(declaration, span, words)];
    }
    case 'waiver': {
      const { rule, where, until, approvedBy, because } = declaration;
      return [
        head(declaration, rule.span, ['waiver of', nameOf(rule)]),
        ...(where ? [clause(where.span, ['where', ...conditionOf(where)])] : []),
        clause(until.span, [
          'until',
          until.kind === 'day' ? until.value : '',
          'approved by',
          textOf(approvedBy),
          'because',
          textOf(because),
        ]),
      ];
    }
    case 'test':
      return testItems(declaration);
  }
}

const extendWords = (declaration: Extend): Phrase => [
  'extend',
  declaration.what === 'vocabulary' ? '' : declaration.what,
  nameOf(declaration.name),
];

function citeItems(cites: Rule['cites']): readonly Item[] {
  const [first] = cites;
  const last = cites.at(-1);
  return first && last ? [clause({ ...first.span, end: last.span.end }, citesOf(cites))] : [];
}

function ruleLike(
  declaration: Extract<Declaration, { kind: 'policy' | 'rule' | 'exception' }>,
): readonly Item[] {
  const { name, title, inForce, kind } = declaration;
  const [main, ...translations] = wordingOf(title);
  const to = declaration.kind === 'exception' ? ['to', nameOf(declaration.to)] : [];
  const phrases = [[kind, nameOf(name), ...(main ? [main] : []), ...(translations.length === 0 ? to : [])]];
  if (translations.length > 0) phrases.push([...translations, ...to]);
  const end = declaration.kind === 'exception' ? declaration.to.span : (title?.span ?? name.span);
  const dates = inForce ? [clause(inForce.span, inForceOf(inForce))] : [];
  const top = head(declaration, end, ...phrases);
  if (declaration.kind === 'policy') {
    const { version, applies } = declaration;
    const words = version ? [clause(version.span, ['version', textOf(version)])] : [];
    const when = applies ? [clause(applies.span, ['applies when', ...conditionOf(applies)])] : [];
    return [top, ...words, ...dates, ...when];
  }
  if (declaration.kind === 'exception') {
    const { where, cites } = declaration;
    return [top, ...citeItems(cites), ...dates, clause(where.span, ['where', ...conditionOf(where)])];
  }
  return [top, ...citeItems(declaration.cites), ...dates, ...ruleItems(declaration)];
}

function ruleItems(rule: Rule): readonly Item[] {
  const { when, each, requirements, unless, say, advise, outsideSchema, span } = rule;
  return [
    ...when.map((one) => clause(one.span, ['when', ...conditionOf(one)])),
    ...(each
      ? [
          clause(each.span, [
            'each',
            nameOf(each.record),
            ...(each.called ? [`called ${each.called.text}`] : []),
            ...(each.where ? ['where', ...conditionOf(each.where)] : []),
          ]),
        ]
      : []),
    ...requirements.map((one) => {
      if (one.kind === 'forbidden') return clause(one.span, ['is forbidden']);
      if (one.kind === 'demand') return clause(one.span, [one.verb, ...conditionOf(one.condition)]);
      return clause(one.span, mustWords(one));
    }),
    ...unless.map((one) =>
      clause(one.span, [
        'unless',
        ...conditionOf(one.condition),
        ...(one.cites.length > 0 ? citesOf(one.cites) : []),
      ]),
    ),
    ...(say ? [clause(say.span, ['say', ...wordingOf(say)])] : []),
    ...(advise ? [clause(advise.span, ['advise', ...wordingOf(advise)])] : []),
    ...(outsideSchema ? [clause({ ...span, start: span.end }, ['outside the schema'])] : []),
  ];
}

/** A requirement of the form `PATH must …`. */
export function mustWords({ force, condition }: Must): Phrase {
  const said = condition.kind === 'not' ? condition.of : condition;
  return 'path' in said ? predicateOf(said as Said, force) : conditionOf(condition);
}

function testItems(test: Test): readonly Item[] {
  const { title, given, asOf, expects } = test;
  return [
    head(test, title.span, ['test', textOf(title)]),
    ...(given
      ? [clause(given.text.span, [given.inline ? 'given manifest' : 'given', textOf(given.text, '  ')])]
      : []),
    ...(asOf ? [clause(asOf.span, ['as of', asOf.value])] : []),
    ...expects.map((one) => {
      if (one.what === 'compliance') return clause(one.span, ['expect compliance']);
      if (one.what === 'nothing-else') return clause(one.span, ['expect nothing else']);
      const what = one.what === 'violation' ? 'expect violation of' : `expect ${one.what}`;
      return clause(one.span, [
        what,
        ...listed(one.rules.map(nameOf)),
        ...(one.at ? ['at', textOf(one.at)] : []),
      ]);
    }),
  ];
}

function entryItem(entry: Term | Member | Row | Field): Item {
  return { span: entry.span, indent: '', phrases: [entryWords(entry)] };
}

function entryWords(entry: Term | Member | Row | Field): Phrase {
  switch (entry.kind) {
    case 'term': {
      const also = entry.also.flatMap(({ scheme, values }) => {
        const [first = '', ...more] = values.map((value) => textOf(value));
        return [`${nameOf(scheme)} ${first}`, ...more];
      });
      return [
        `- ${nameOf(entry.name)}`,
        ...wordingOf(entry.title),
        ...(also.length > 0 ? ['also', ...listed(also)] : []),
      ];
    }
    case 'member':
      return [
        `- ${nameOf(entry.term)}`,
        ...(entry.except.length > 0 ? ['except', ...listed(entry.except.map(nameOf))] : []),
      ];
    case 'row':
      if ('kind' in entry.value) return [`- ${nameOf(entry.key)}:`, quantityOf(entry.value)];
      return [
        `- ${nameOf(entry.key)}:`,
        ...(entry.value.length === 0 ? ['nothing'] : listed(entry.value.map(nameOf))),
      ];
    case 'field': {
      const type = `${entry.type.list ? 'list of ' : ''}${nameOf(entry.type.name)}`;
      return [`- ${nameOf(entry.name)}:`, type, ...presenceOf(entry), ...wordingOf(entry.title)];
    }
  }
}

function presenceOf({ optional, initial }: Field): Phrase {
  if (initial === undefined) return optional ? ['optional'] : [];
  if (initial === 'nothing') return ['default nothing'];
  const value =
    initial.kind === 'quantity'
      ? quantityOf(initial)
      : initial.kind === 'text'
        ? textOf(initial)
        : initial.text;
  return [`default ${value}`];
}
