/** Random rule files, as text: every declaration and every form of condition, always well-typed. Knows no compiler. */
import { chance, type Draw, pick, someOf, times } from './draw.ts';

/** A record of the world that the policies speak about: its fields by what can be said of them. */
interface Kind {
  readonly name: string;
  /** Paths that hold one word, by vocabulary. */
  readonly words: Readonly<Record<string, readonly string[]>>;
  /** Paths that hold a list of words, by vocabulary. */
  readonly lists: Readonly<Record<string, readonly string[]>>;
  readonly numbers: readonly string[];
  readonly days: readonly string[];
  readonly yesNo: readonly string[];
  readonly texts: readonly string[];
  /** Anything that may be stated or missing. */
  readonly any: readonly string[];
  /** Records below it. */
  readonly holds: readonly string[];
  /** Records held in one list, which can be counted. */
  readonly counts: readonly string[];
}

const KINDS = {
  top: {
    name: 'top',
    words: { aim: ['goal', 'info.chief'], data: [] },
    lists: { aim: ['info.aims'], data: ['kept'], market: ['info.markets'] },
    numbers: ['info.age'],
    days: [],
    yesNo: ['info.open'],
    texts: ['info.name'],
    any: ['goal', 'kept', 'info', 'info.link', 'info.since', 'groups', 'info.tongues', 'info.age'],
    holds: ['group', 'item', 'wish'],
    counts: ['wish'],
  },
  group: {
    name: 'group',
    words: { data: ['data'], aim: ['chief-aim'] },
    lists: { aim: ['aims'], data: [] },
    numbers: ['weight'],
    days: ['kept-for'],
    yesNo: ['hidden'],
    texts: ['remark'],
    any: ['aims', 'remark', 'hidden', 'kept-for', 'items', 'weight'],
    holds: ['item'],
    counts: ['item'],
  },
  item: {
    name: 'item',
    words: { data: ['data'], aim: [] },
    lists: { aim: ['aims'], data: ['more'] },
    numbers: [],
    days: ['kept-for'],
    yesNo: ['paid'],
    texts: ['name'],
    any: ['name', 'aims', 'more', 'paid', 'kept-for'],
    holds: [],
    counts: [],
  },
  wish: {
    name: 'wish',
    words: { data: ['data'], aim: [] },
    lists: { aim: [], data: [] },
    numbers: ['rank'],
    days: [],
    yesNo: [],
    texts: ['name'],
    any: ['name', 'data', 'rank'],
    holds: [],
    counts: [],
  },
} as const satisfies Record<string, Kind>;

type KindName = keyof typeof KINDS;

const TERMS = {
  data: ['place', 'place.rough', 'place.exact', 'body', 'body.heart', 'body.heart.rate', 'mail'],
  aim: ['serve', 'sell', 'sell.others', 'guard'],
  market: ['cn', 'eu', 'eu.de', 'us'],
} as const;

/** The declarations that every generated policy has, with presence and defaults drawn anew. */
function world(draw: Draw): string {
  const maybe = (fallback: string): string => pick(draw, ['optional', `default ${fallback}`]);
  const vocabularies = Object.entries(TERMS).map(
    ([name, terms]) => `vocabulary ${name}\n${terms.map((term) => `- ${term} "The ${term}"\n`).join('')}`,
  );
  return `${vocabularies.join('\n')}
source Law "The law" link "https://law.example"
set grave of data
- body${chance(draw, 50) ? ' except body.heart' : ''}
- place.exact
set near of market
- eu
table needed from aim to data
- serve: place.exact, mail
- sell: nothing
- sell.others: body
table longest from data to days
- place: 30 days
- body: ${draw.integer(0, 2)} days
table oldest from market to number
- cn: 1
- eu: 2
- eu.de: 30
record info
- name: text ${maybe('"camera"')}
- chief: aim ${maybe('sell')}
- aims: list of aim ${maybe('nothing')}
- markets: list of market optional
- age: number ${maybe('2')}
- open: yes-no ${maybe('no')}
- link: link optional
- since: date ${maybe('"2024-02-29"')}
- tongues: list of text ${maybe('nothing')}
record item
- data: data
- aims: list of aim ${maybe('nothing')}
- more: list of data optional
- paid: yes-no ${maybe('yes')}
- name: text optional
- kept-for: days ${maybe('30')}
record group
- data: data ${pick(draw, ['', 'optional'])}
- chief-aim: aim ${maybe('serve')}
- aims: list of aim optional
- weight: number optional
- kept-for: days ${maybe('2')}
- hidden: yes-no ${maybe('yes')}
- remark: text optional
- items: list of item ${maybe('nothing')}
record wish
- data: data optional
- rank: number optional
- name: text
record top
- goal: aim optional
- kept: list of data ${maybe('nothing')}
- info: info optional
- groups: list of group ${maybe('nothing')}
${chance(draw, 30) ? '- spare: group optional\n' : ''}- wishes: list of wish ${maybe('nothing')}
manifest top
`;
}

/** What stands around a condition: the record in hand, what can be said of records around it, how deep it may go. */
interface Place {
  readonly hand: KindName;
  readonly around: readonly KindName[];
  readonly depth: number;
  /** Defined conditions, by the record they are about. */
  readonly defined: ReadonlyMap<KindName, readonly string[]>;
}

type Fields = 'numbers' | 'days' | 'yesNo' | 'texts' | 'any';

/** Paths of one sort that can be said here: of the record in hand, of records around it, of the manifest. */
function paths(place: Place, sort: Fields): string[] {
  const own = KINDS[place.hand][sort];
  const around = place.around.flatMap((kind) => KINDS[kind][sort].map((path) => `${kind}.${path}`));
  return [...own, ...around, ...KINDS.top[sort].filter((path) => path.includes('.'))];
}

function wordPaths(place: Place, sort: 'words' | 'lists', vocabulary: string): string[] {
  const of = (kind: KindName): readonly string[] => {
    const fields: Readonly<Record<string, readonly string[]>> = KINDS[kind][sort];
    return fields[vocabulary] ?? [];
  };
  const around = place.around.flatMap((kind) => of(kind).map((path) => `${kind}.${path}`));
  return [...of(place.hand), ...around, ...of('top').filter((path) => path.includes('.'))];
}

const term = (draw: Draw, vocabulary: string): string =>
  pick(draw, TERMS[vocabulary as keyof typeof TERMS] as readonly string[]);

/** Right of `is` and `include`: terms, sets, rows of a table, fields of the same vocabulary. */
function operand(draw: Draw, place: Place, vocabulary: string): string {
  const choices = [
    () => term(draw, vocabulary),
    () => `one of ${term(draw, vocabulary)}, ${term(draw, vocabulary)}`,
  ];
  if (vocabulary === 'data') {
    const keys = [...wordPaths(place, 'words', 'aim'), ...wordPaths(place, 'lists', 'aim')];
    choices.push(
      () => pick(draw, ['grave', 'in grave']),
      () => (keys.length === 0 ? 'grave' : `in needed for ${pick(draw, keys)}`),
    );
  }
  if (vocabulary === 'market') choices.push(() => 'near');
  const fields = [...wordPaths(place, 'words', vocabulary), ...wordPaths(place, 'lists', vocabulary)];
  if (fields.length > 0) choices.push(() => pick(draw, fields));
  return pick(draw, choices)();
}

/** After `include`: the operand without `one of`, which the modes say in their own way. */
function included(draw: Draw, place: Place, vocabulary: string): string {
  const words = times(draw.integer(1, 3), () => term(draw, vocabulary)).join(', ');
  const plain = operand(draw, place, vocabulary).replace(/^one of /, '');
  const single = plain.includes(',') ? words.split(',')[0] : plain;
  return (
    pick(draw, [
      single,
      `any of ${words}`,
      `all of ${words}`,
      `only ${words}`,
      `any of ${plain}`,
      `all of ${plain}`,
      `only ${plain}`,
    ]) ?? ''
  );
}

/** A sentence about one path: the path and what is said of it, in both moods (`is …`, `be …`). */
interface Sentence {
  readonly path: string;
  readonly is: string;
  readonly be: string;
}

const verb = (said: string): Pick<Sentence, 'is' | 'be'> => ({ is: `is ${said}`, be: `be ${said}` });

function sentence(draw: Draw, place: Place): Sentence {
  const vocabulary = pick(draw, ['data', 'aim', 'market']);
  const word = wordPaths(place, 'words', vocabulary);
  const list = wordPaths(place, 'lists', vocabulary);
  const forms: (() => Sentence)[] = [];
  if (word.length > 0) {
    forms.push(
      () => ({ path: pick(draw, word), ...verb(operand(draw, place, vocabulary)) }),
      () => ({ path: pick(draw, word), ...verb(`exactly ${term(draw, vocabulary)}`) }),
    );
  }
  if (list.length > 0) {
    forms.push(() => {
      const said = `include ${included(draw, place, vocabulary)}`;
      return { path: pick(draw, list), is: said, be: said };
    });
  }
  const rest = [
    () => stated(draw, place),
    () => number(draw, place),
    () => yesNo(draw, place),
    () => text(draw, place),
  ];
  return pick(draw, [...forms, ...forms, ...rest])();
}

const stated = (draw: Draw, place: Place): Sentence => ({
  path: pick(draw, paths(place, 'any')),
  ...verb(pick(draw, ['stated', 'missing'])),
});

const yesNo = (draw: Draw, place: Place): Sentence => ({
  path: pick(draw, paths(place, 'yesNo')),
  ...verb(pick(draw, ['yes', 'no'])),
});

function number(draw: Draw, place: Place): Sentence {
  const comparison = pick(draw, ['at most', 'at least', 'more than', 'less than', 'exactly']);
  const days = paths(place, 'days');
  if (days.length > 0 && chance(draw, 50)) {
    const keys = [...wordPaths(place, 'words', 'data'), ...wordPaths(place, 'lists', 'data')];
    const table = keys.length > 0 && chance(draw, 40) && `longest for ${pick(draw, keys)}`;
    return {
      path: pick(draw, days),
      ...verb(`${comparison} ${table || `${pick(draw, [0, 2, 30, 31])} days`}`),
    };
  }
  const bound = chance(draw, 30) ? 'oldest for info.markets' : String(pick(draw, [0, 1, 2.5, 30]));
  return { path: pick(draw, paths(place, 'numbers')), ...verb(`${comparison} ${bound}`) };
}

function text(draw: Draw, place: Place): Sentence {
  const path = pick(draw, paths(place, 'texts'));
  const said = pick(draw, [
    'mention "camera"',
    'mention "ß", "相机"',
    'match "[a-z]{2,6}|C.*"',
    'match ".*42"',
  ]);
  if (chance(draw, 30)) return { path, ...verb(pick(draw, ['"camera"', 'one of "camera", "相机 aab 42"'])) };
  return { path, is: said.replace('mention', 'mentions').replace('match', 'matches'), be: said };
}

/** A condition that can stand here. */
function condition(draw: Draw, place: Place): string {
  if (place.depth === 0) return atom(draw, place);
  const below = { ...place, depth: place.depth - 1 };
  const part = (): string => condition(draw, below);
  switch (draw.integer(0, 9)) {
    case 0:
      return `(${part()}) and (${part()})`;
    case 1:
      return `(${part()}) or (${part()})`;
    case 2:
      return `not (${part()})`;
    case 3:
      return `(${part()}) except (${part()})${chance(draw, 30) ? ` except (${part()})` : ''}`;
    case 4:
    case 5:
      return `(${quantified(draw, below)})`;
    default:
      return atom(draw, place);
  }
}

function atom(draw: Draw, place: Place): string {
  const names = place.defined.get(place.hand) ?? [];
  if (names.length > 0 && chance(draw, 10)) {
    return `${pick(draw, ['it is ', 'it is not ', ''])}${pick(draw, names)}`;
  }
  const { path, is } = sentence(draw, place);
  const negated = chance(draw, 20);
  if (is.startsWith('is ')) return `${path} ${negated ? is.replace('is ', 'is not ') : is}`;
  return `${negated ? 'not ' : ''}${path} ${is}`;
}

/** Records that can be reached: below the one in hand, or below the manifest. */
function quantified(draw: Draw, place: Place): string {
  const holds: readonly KindName[] = KINDS[place.hand].holds;
  const kind = pick<KindName>(draw, holds.length > 0 && chance(draw, 70) ? holds : ['group', 'item', 'wish']);
  const around = place.hand === 'top' ? place.around : [...place.around, place.hand];
  const inner: Place = { ...place, hand: kind, around: around.filter((one) => one !== kind) };
  const counts: readonly KindName[] = [...KINDS[place.hand].counts, 'wish'];
  if (chance(draw, 30)) {
    const counted = pick(draw, counts);
    const at = { ...inner, hand: counted, around: around.filter((one) => one !== counted) };
    const where = chance(draw, 70) ? ` where (${condition(draw, at)})` : '';
    const comparison = pick(draw, ['at most', 'at least', 'more than', 'less than', 'exactly']);
    return `number of ${counted}s${where} is ${comparison} ${draw.integer(0, 2)}`.replace('wishs', 'wishes');
  }
  const where = chance(draw, 80) ? ` where (${condition(draw, inner)})` : '';
  if (chance(draw, 40)) return `every ${kind}${where} has (${condition(draw, inner)})`;
  return `${pick(draw, ['some', 'no'])} ${kind}${where}`;
}

function requirement(draw: Draw, place: Place, force: 'must' | 'should'): string {
  if (force === 'must' && chance(draw, 10)) return 'is forbidden';
  if (chance(draw, 40)) {
    const verbs = force === 'must' ? ['require', 'forbid'] : ['recommend'];
    return `${pick(draw, verbs)} ${condition(draw, place)}`;
  }
  const { path, be } = sentence(draw, place);
  return `${path} ${force}${chance(draw, 25) ? ' not' : ''} ${be}`;
}

function rule(draw: Draw, index: number, defined: Place['defined']): string {
  const hand = pick<KindName>(draw, ['top', 'group', 'item', 'item', 'wish']);
  const spared = hand === 'item';
  const around: KindName[] = spared ? ['group'] : [];
  const place: Place = { hand, around, depth: draw.integer(0, 2), defined };
  const top: Place = { hand: 'top', around: [], depth: 1, defined };
  const force = chance(draw, 15) ? 'should' : 'must';
  const lines = [
    `rule r${index} "Rule ${index}" zh "规则${index}"`,
    'cites Law "Article 1"',
    ...(chance(draw, 30) ? [`when ${condition(draw, top)}`] : []),
    ...(hand === 'top' ? [] : [`each ${hand}${chance(draw, 60) ? ` where ${condition(draw, place)}` : ''}`]),
    ...times(chance(draw, 25) ? 2 : 1, () => requirement(draw, place, force)),
    ...(chance(draw, 30) ? [`unless ${condition(draw, place)} cites Law "Article 2"`] : []),
    ...(chance(draw, 40)
      ? [`say "{${pick(draw, [...KINDS[hand].texts, ...paths(place, 'yesNo')])}} is wrong"`]
      : []),
    ...(chance(draw, 30) ? ['advise "Mend {info.name}." zh "请改正。"'] : []),
  ];
  const exceptions = chance(draw, 30)
    ? [`exception e${index} to r${index}`, `where ${condition(draw, place)}`, ...deeper(draw, index, place)]
    : [];
  const waiver = chance(draw, 15)
    ? [`waiver of r${index} where ${condition(draw, place)}`, 'until 2027-01-31 approved by "A" because "B"']
    : [];
  return [...lines, ...exceptions, ...waiver].join('\n');
}

const deeper = (draw: Draw, index: number, place: Place): string[] =>
  chance(draw, 50) ? [`exception ee${index} to e${index}`, `where ${condition(draw, place)}`] : [];

/** A whole rule file: a world, defined conditions, one to four rules with exceptions and waivers. */
export function drawPolicy(draw: Draw): string {
  const none: Place['defined'] = new Map();
  const kinds = someOf<KindName>(draw, ['group', 'item', 'wish']);
  const defines = kinds.map((hand) => {
    const said = condition(draw, { hand, around: [], depth: 1, defined: none });
    return { hand, name: `odd-${hand}`, text: `define odd-${hand} for ${hand} as ${said}` };
  });
  const defined = new Map(defines.map((one) => [one.hand, [one.name]] as const));
  const applies = chance(draw, 20)
    ? `applies when ${condition(draw, { hand: 'top', around: [], depth: 0, defined: none })}`
    : '';
  const rules = times(draw.integer(1, 4), (index) => rule(draw, index, defined));
  return `policy generated "Generated" version "1" ${applies}\n${world(draw)}\n${defines.map((one) => one.text).join('\n')}\n${rules.join('\n')}\n`;
}
