/** The grammar of each clause, as a Chevrotain parser that recovers. Takes tokens, gives a CST, and does nothing else. */
import {
  type CstNode,
  CstParser,
  type IParserErrorMessageProvider,
  type ParserMethod,
  type TokenType,
} from 'chevrotain';
import {
  AnyName,
  Close,
  Colon,
  Comma,
  Dash,
  DayToken,
  isName,
  NumberToken,
  Open,
  sortOf,
  TextToken,
  vocabulary,
  keywordTokens as word,
} from './tokens.ts';

type Production = ParserMethod<[], CstNode>;

/** What an error carries from here to parse.ts: the names of the tokens that would fit. */
const fitting = (types: readonly (TokenType | undefined)[]): string =>
  JSON.stringify([...new Set(types.map((type) => type?.name ?? ''))]);

const messages: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected }) => fitting([expected]),
  buildNotAllInputParsedMessage: () => fitting([]),
  buildNoViableAltMessage: ({ expectedPathsPerAlt }) =>
    fitting(expectedPathsPerAlt.flatMap((paths) => paths.map(([first]) => first))),
  buildEarlyExitMessage: ({ expectedIterationPaths }) =>
    fitting(expectedIterationPaths.map(([first]) => first)),
};

/** One production for each clause; parse.ts calls the one that a clause wants. */
export class ProvisoParser extends CstParser {
  constructor(skipValidations: boolean) {
    super(vocabulary, {
      recoveryEnabled: true,
      nodeLocationTracking: 'onlyOffset',
      maxLookahead: 2,
      skipValidations,
      errorMessageProvider: messages,
    });
    this.performSelfAnalysis();
  }

  /** Whether the token after the next one is of this kind. */
  private follows(...types: readonly TokenType[]): boolean {
    const after = this.LA(2);
    return types.some((type) => type.tokenTypeIdx === after.tokenTypeIdx);
  }

  private namesFollow(): boolean {
    return isName(sortOf(this.LA(2)));
  }

  // ---- small parts ----

  private readonly wording: Production = this.RULE('wording', () => {
    this.CONSUME(TextToken);
    this.MANY({ GATE: () => this.follows(TextToken), DEF: () => this.SUBRULE(this.translation) });
  });

  private readonly translation: Production = this.RULE('translation', () => {
    this.OR([
      { ALT: () => this.CONSUME(word.english, { LABEL: 'language' }) },
      { ALT: () => this.CONSUME(word.chinese, { LABEL: 'language' }) },
    ]);
    this.CONSUME(TextToken);
  });

  private readonly quantity: Production = this.RULE('quantity', () => {
    this.CONSUME(NumberToken);
    this.OPTION(() => this.CONSUME(word.days));
  });

  private readonly names: Production = this.RULE('names', () => {
    this.CONSUME(AnyName, { LABEL: 'name' });
    this.MANY(() => {
      this.CONSUME(Comma);
      this.CONSUME2(AnyName, { LABEL: 'name' });
    });
  });

  private readonly texts: Production = this.RULE('texts', () => {
    this.CONSUME(TextToken);
    this.MANY(() => {
      this.CONSUME(Comma);
      this.CONSUME2(TextToken);
    });
  });

  // ---- heads of declarations ----

  readonly policyHead = this.RULE('policyHead', () => {
    this.CONSUME(word.policy);
    this.CONSUME(AnyName, { LABEL: 'name' });
    this.OPTION(() => this.SUBRULE(this.wording));
  });

  readonly useHead = this.RULE('useHead', () => {
    this.OR([{ ALT: () => this.CONSUME(word.use) }, { ALT: () => this.CONSUME(word.adopt) }]);
    this.CONSUME(AnyName, { LABEL: 'name' });
  });

  readonly sourceHead = this.RULE('sourceHead', () => {
    this.CONSUME(word.source);
    this.CONSUME(AnyName, { LABEL: 'name' });
    this.OPTION(() => this.SUBRULE(this.wording));
  });

  readonly vocabularyHead = this.RULE('vocabularyHead', () => {
    this.CONSUME(word.vocabulary);
    this.CONSUME(AnyName, { LABEL: 'name' });
    this.OPTION(() => this.SUBRULE(this.wording));
  });

  readonly extendHead = this.RULE('extendHead', () => {
    this.CONSUME(word.extend);
    this.OPTION({
      GATE: () => this.namesFollow(),
      DEF: () =>
        this.OR([
          { ALT: () => this.CONSUME(word.vocabulary) },
          { ALT: () => this.CONSUME(word.set) },
          { ALT: () => this.CONSUME(word.table) },
          { ALT: () => this.CONSUME(word.record) },
        ]),
    });
    this.CONSUME(AnyName, { LABEL: 'name' });
  });

  readonly setHead = this.RULE('setHead', () => {
    this.CONSUME(word.set);
    this.CONSUME(AnyName, { LABEL: 'name' });
    this.OPTION(() => this.SUBRULE(this.wording));
    this.CONSUME(word.of);
    this.CONSUME2(AnyName, { LABEL: 'ofName' });
  });

  readonly tableHead = this.RULE('tableHead', () => {
    this.CONSUME(word.table);
    this.CONSUME(AnyName, { LABEL: 'name' });
    this.OPTION(() => this.SUBRULE(this.wording));
    this.CONSUME(word.from);
    this.CONSUME2(AnyName, { LABEL: 'fromName' });
    this.CONSUME(word.to);
    this.CONSUME3(AnyName, { LABEL: 'toName' });
  });

  readonly recordHead = this.RULE('recordHead', () => {
    this.CONSUME(word.record);
    this.CONSUME(AnyName, { LABEL: 'name' });
    this.OPTION(() => this.SUBRULE(this.wording));
  });

  readonly manifestHead = this.RULE('manifestHead', () => {
    this.CONSUME(word.manifest);
    this.CONSUME(AnyName, { LABEL: 'name' });
    this.OPTION(() => this.SUBRULE(this.wording));
  });

  readonly defineHead = this.RULE('defineHead', () => {
    this.CONSUME(word.define);
    this.CONSUME(AnyName, { LABEL: 'name' });
    this.OPTION(() => this.SUBRULE(this.wording));
    this.CONSUME(word.for);
    this.CONSUME2(AnyName, { LABEL: 'record' });
    this.CONSUME(word.as);
    this.SUBRULE(this.condition);
  });

  readonly ruleHead = this.RULE('ruleHead', () => {
    this.CONSUME(word.rule);
    this.CONSUME(AnyName, { LABEL: 'name' });
    this.OPTION(() => this.SUBRULE(this.wording));
  });

  readonly exceptionHead = this.RULE('exceptionHead', () => {
    this.CONSUME(word.exception);
    this.CONSUME(AnyName, { LABEL: 'name' });
    this.OPTION(() => this.SUBRULE(this.wording));
    this.CONSUME(word.to);
    this.CONSUME2(AnyName, { LABEL: 'toName' });
  });

  readonly waiverHead = this.RULE('waiverHead', () => {
    this.CONSUME(word.waiver);
    this.CONSUME(word.of);
    this.CONSUME(AnyName, { LABEL: 'name' });
  });

  readonly testHead = this.RULE('testHead', () => {
    this.CONSUME(word.test);
    this.CONSUME(TextToken);
  });

  // ---- entries ----

  readonly term = this.RULE('term', () => {
    this.CONSUME(Dash);
    this.CONSUME(AnyName, { LABEL: 'name' });
    this.OPTION(() => this.SUBRULE(this.wording));
    this.OPTION2(() => {
      this.CONSUME(word.also);
      this.SUBRULE(this.scheme);
      this.MANY(() => {
        this.CONSUME(Comma);
        this.SUBRULE2(this.scheme);
      });
    });
  });

  /** After a comma comes a text of the same scheme, or a scheme of its own. */
  private readonly scheme: Production = this.RULE('scheme', () => {
    this.CONSUME(AnyName, { LABEL: 'name' });
    this.CONSUME(TextToken);
    this.MANY({
      GATE: () => this.follows(TextToken),
      DEF: () => {
        this.CONSUME(Comma);
        this.CONSUME2(TextToken);
      },
    });
  });

  readonly member = this.RULE('member', () => {
    this.CONSUME(Dash);
    this.CONSUME(AnyName, { LABEL: 'name' });
    this.OPTION(() => {
      this.CONSUME(word.except);
      this.SUBRULE(this.names);
    });
  });

  readonly row = this.RULE('row', () => {
    this.CONSUME(Dash);
    this.CONSUME(AnyName, { LABEL: 'name' });
    this.CONSUME(Colon);
    this.OR([
      { GATE: () => !this.follows(Comma), ALT: () => this.CONSUME(word.nothing) },
      { ALT: () => this.SUBRULE(this.quantity) },
      { ALT: () => this.SUBRULE(this.names) },
    ]);
  });

  readonly field = this.RULE('field', () => {
    this.CONSUME(Dash);
    this.CONSUME(AnyName, { LABEL: 'name' });
    this.CONSUME(Colon);
    this.OPTION({
      GATE: () => this.follows(word.of),
      DEF: () => {
        this.CONSUME(word.list);
        this.CONSUME(word.of);
      },
    });
    this.CONSUME2(AnyName, { LABEL: 'type' });
    this.OPTION2(() =>
      this.OR([
        { ALT: () => this.CONSUME(word.optional) },
        {
          ALT: () => {
            this.CONSUME(word.default);
            this.SUBRULE(this.initial);
          },
        },
      ]),
    );
    this.OPTION3(() => this.SUBRULE(this.wording));
  });

  private readonly initial: Production = this.RULE('initial', () => {
    this.OR([
      { ALT: () => this.CONSUME(word.nothing), IGNORE_AMBIGUITIES: true },
      { ALT: () => this.CONSUME(word.no, { LABEL: 'name' }) },
      { ALT: () => this.CONSUME(TextToken) },
      { ALT: () => this.SUBRULE(this.quantity) },
      { ALT: () => this.CONSUME(AnyName, { LABEL: 'name' }) },
    ]);
  });

  // ---- clauses ----

  readonly versionClause = this.RULE('versionClause', () => {
    this.CONSUME(word.version);
    this.CONSUME(TextToken);
  });

  readonly linkClause = this.RULE('linkClause', () => {
    this.CONSUME(word.link);
    this.CONSUME(TextToken);
  });

  readonly appliesClause = this.RULE('appliesClause', () => {
    this.CONSUME(word.applies);
    this.CONSUME(word.when);
    this.SUBRULE(this.condition);
  });

  readonly inForceClause = this.RULE('inForceClause', () => {
    this.CONSUME(word.in);
    this.CONSUME(word.force);
    this.OR([
      {
        ALT: () => {
          this.CONSUME(word.from);
          this.CONSUME(DayToken, { LABEL: 'from-day' });
          this.OPTION(() => this.SUBRULE(this.lastDay));
        },
      },
      { ALT: () => this.SUBRULE2(this.lastDay) },
    ]);
  });

  private readonly lastDay: Production = this.RULE('lastDay', () => {
    this.CONSUME(word.until);
    this.CONSUME(DayToken);
  });

  readonly citesClause = this.RULE('citesClause', () => {
    this.CONSUME(word.cites);
    this.SUBRULE(this.cite);
    this.MANY(() => {
      this.CONSUME(Comma);
      this.SUBRULE2(this.cite);
    });
  });

  private readonly cite: Production = this.RULE('cite', () => {
    this.CONSUME(AnyName, { LABEL: 'name' });
    this.OPTION(() => this.CONSUME(TextToken));
    this.OPTION2(() => {
      this.CONSUME(word.from);
      this.CONSUME(DayToken, { LABEL: 'from-day' });
    });
    this.OPTION3(() => this.SUBRULE(this.lastDay));
  });

  readonly whenClause = this.RULE('whenClause', () => {
    this.CONSUME(word.when);
    this.SUBRULE(this.condition);
  });

  readonly eachClause = this.RULE('eachClause', () => {
    this.CONSUME(word.each);
    this.CONSUME(AnyName, { LABEL: 'name' });
    this.OPTION(() => this.SUBRULE(this.calledAs));
    this.OPTION2(() => {
      this.CONSUME(word.where);
      this.SUBRULE(this.condition);
    });
  });

  private readonly calledAs: Production = this.RULE('calledAs', () => {
    this.CONSUME(word.called);
    this.CONSUME(AnyName, { LABEL: 'name' });
  });

  readonly mustClause = this.RULE('mustClause', () => {
    this.CONSUME(AnyName, { LABEL: 'name' });
    this.OR([{ ALT: () => this.CONSUME(word.must) }, { ALT: () => this.CONSUME(word.should) }]);
    this.SUBRULE(this.comparison);
  });

  readonly demandClause = this.RULE('demandClause', () => {
    this.OR([
      { ALT: () => this.CONSUME(word.require) },
      { ALT: () => this.CONSUME(word.forbid) },
      { ALT: () => this.CONSUME(word.recommend) },
    ]);
    this.SUBRULE(this.condition);
  });

  readonly forbiddenClause = this.RULE('forbiddenClause', () => {
    this.CONSUME(word.is);
    this.CONSUME(word.forbidden);
  });

  readonly unlessClause = this.RULE('unlessClause', () => {
    this.CONSUME(word.unless);
    this.SUBRULE(this.condition);
    this.MANY(() => this.SUBRULE(this.citesClause));
  });

  readonly sayClause = this.RULE('sayClause', () => {
    this.CONSUME(word.say);
    this.SUBRULE(this.wording);
  });

  readonly adviseClause = this.RULE('adviseClause', () => {
    this.CONSUME(word.advise);
    this.SUBRULE(this.wording);
  });

  readonly outsideClause = this.RULE('outsideClause', () => {
    this.CONSUME(word.outside);
    this.CONSUME(word.the);
    this.CONSUME(word.schema);
  });

  readonly whereClause = this.RULE('whereClause', () => {
    this.CONSUME(word.where);
    this.SUBRULE(this.condition);
  });

  readonly untilClause = this.RULE('untilClause', () => {
    this.CONSUME(word.until);
    this.CONSUME(DayToken);
  });

  readonly approvedClause = this.RULE('approvedClause', () => {
    this.CONSUME(word.approved);
    this.CONSUME(word.by);
    this.CONSUME(TextToken);
  });

  readonly becauseClause = this.RULE('becauseClause', () => {
    this.CONSUME(word.because);
    this.CONSUME(TextToken);
  });

  readonly givenClause = this.RULE('givenClause', () => {
    this.CONSUME(word.given);
    this.OPTION(() => this.CONSUME(word.manifest));
    this.CONSUME(TextToken);
  });

  readonly asOfClause = this.RULE('asOfClause', () => {
    this.CONSUME(word.as);
    this.CONSUME(word.of);
    this.CONSUME(DayToken);
  });

  readonly expectClause = this.RULE('expectClause', () => {
    this.CONSUME(word.expect);
    this.OR([
      {
        ALT: () => {
          this.CONSUME(word.violation);
          this.CONSUME(word.of);
          this.SUBRULE(this.expected);
        },
      },
      {
        ALT: () => {
          this.CONSUME(word.undetermined);
          this.SUBRULE2(this.expected);
        },
      },
      {
        ALT: () => {
          this.CONSUME(word.waived);
          this.SUBRULE3(this.expected);
        },
      },
      {
        ALT: () => {
          this.CONSUME(word.nothing);
          this.CONSUME(word.else);
        },
      },
      { ALT: () => this.CONSUME(word.compliance) },
    ]);
  });

  private readonly expected: Production = this.RULE('expected', () => {
    this.SUBRULE(this.names);
    this.OPTION(() => {
      this.CONSUME(word.at);
      this.CONSUME(TextToken);
    });
  });

  // ---- conditions, loosest first ----

  private readonly condition: Production = this.RULE('condition', () => {
    this.SUBRULE(this.either);
    this.OPTION(() => {
      this.CONSUME(word.except);
      this.SUBRULE(this.condition);
    });
  });

  private readonly either: Production = this.RULE('either', () => {
    this.SUBRULE(this.both);
    this.MANY(() => {
      this.CONSUME(word.or);
      this.SUBRULE2(this.both);
    });
  });

  private readonly both: Production = this.RULE('both', () => {
    this.SUBRULE(this.single);
    this.MANY(() => {
      this.CONSUME(word.and);
      this.SUBRULE2(this.single);
    });
  });

  private readonly single: Production = this.RULE('single', () => {
    this.MANY(() => this.CONSUME(word.not));
    this.OR([
      { ALT: () => this.SUBRULE(this.bracketed) },
      { ALT: () => this.SUBRULE(this.quantified) },
      { ALT: () => this.SUBRULE(this.defined) },
      { GATE: () => this.follows(word.of), ALT: () => this.SUBRULE(this.count) },
      { ALT: () => this.SUBRULE(this.named) },
    ]);
  });

  private readonly bracketed: Production = this.RULE('bracketed', () => {
    this.CONSUME(Open);
    this.SUBRULE(this.condition);
    this.CONSUME(Close);
  });

  private readonly quantified: Production = this.RULE('quantified', () => {
    this.OR([
      { ALT: () => this.CONSUME(word.some) },
      { ALT: () => this.CONSUME(word.no) },
      { ALT: () => this.CONSUME(word.every) },
    ]);
    this.CONSUME(AnyName, { LABEL: 'name' });
    this.OPTION(() => this.SUBRULE(this.calledAs));
    this.OPTION2(() => {
      this.CONSUME(word.where);
      this.SUBRULE(this.either, { LABEL: 'where-body' });
    });
    this.OPTION3(() => {
      this.CONSUME(word.has);
      this.SUBRULE2(this.either, { LABEL: 'has-body' });
    });
  });

  private readonly defined: Production = this.RULE('defined', () => {
    this.CONSUME(word.it);
    this.CONSUME(word.is);
    this.OPTION(() => this.CONSUME(word.not));
    this.CONSUME(AnyName, { LABEL: 'name' });
  });

  private readonly count: Production = this.RULE('count', () => {
    this.CONSUME(word.number);
    this.CONSUME(word.of);
    this.CONSUME(AnyName, { LABEL: 'name' });
    this.OPTION(() => this.SUBRULE(this.calledAs));
    this.OPTION2(() => {
      this.CONSUME(word.where);
      this.SUBRULE(this.either);
    });
    this.CONSUME(word.is);
    this.OPTION3(() => this.CONSUME(word.not));
    this.SUBRULE(this.measure);
    this.SUBRULE(this.quantity);
  });

  /** A field and what is said of it, or the name of a defined condition alone. */
  private readonly named: Production = this.RULE('named', () => {
    this.CONSUME(AnyName, { LABEL: 'name' });
    this.OPTION(() => this.SUBRULE(this.comparison));
  });

  /** What is said of a field. `not` stands before the verb or behind `is`, not at both places. */
  private readonly comparison: Production = this.RULE('comparison', () => {
    this.OPTION(() => this.CONSUME(word.not));
    this.OR([
      { ALT: () => this.SUBRULE(this.being) },
      {
        ALT: () => {
          this.CONSUME(word.include);
          this.SUBRULE(this.included);
        },
      },
      {
        ALT: () => {
          this.CONSUME(word.mention);
          this.SUBRULE(this.texts);
        },
      },
      {
        ALT: () => {
          this.CONSUME(word.match);
          this.CONSUME(TextToken);
        },
      },
    ]);
  });

  private readonly being: Production = this.RULE('being', () => {
    this.CONSUME(word.is);
    this.OPTION(() => this.CONSUME(word.not));
    this.OR([
      { ALT: () => this.CONSUME(word.stated) },
      { ALT: () => this.CONSUME(word.missing) },
      { GATE: () => this.follows(word.of), ALT: () => this.SUBRULE(this.oneOf) },
      { GATE: () => this.namesFollow(), ALT: () => this.SUBRULE(this.within) },
      { GATE: () => this.follows(word.most, word.least, word.than), ALT: () => this.SUBRULE(this.bound) },
      { GATE: () => this.follows(NumberToken) || this.namesFollow(), ALT: () => this.SUBRULE(this.exact) },
      { ALT: () => this.SUBRULE(this.plain) },
    ]);
  });

  private readonly oneOf: Production = this.RULE('oneOf', () => {
    this.CONSUME(word.one);
    this.CONSUME(word.of);
    this.SUBRULE(this.values);
  });

  private readonly within: Production = this.RULE('within', () => {
    this.CONSUME(word.in);
    this.SUBRULE(this.place);
  });

  /** A set, or the rows of a table. */
  private readonly place: Production = this.RULE('place', () => {
    this.CONSUME(AnyName, { LABEL: 'name' });
    this.OPTION(() => {
      this.CONSUME(word.for);
      this.CONSUME2(AnyName, { LABEL: 'key' });
    });
  });

  private readonly bound: Production = this.RULE('bound', () => {
    this.SUBRULE(this.measure);
    this.SUBRULE(this.limit);
  });

  private readonly measure: Production = this.RULE('measure', () => {
    this.OR([
      {
        ALT: () => {
          this.CONSUME(word.at);
          this.OR2([{ ALT: () => this.CONSUME(word.most) }, { ALT: () => this.CONSUME(word.least) }]);
        },
      },
      {
        ALT: () => {
          this.CONSUME(word.more);
          this.CONSUME(word.than);
        },
      },
      {
        ALT: () => {
          this.CONSUME(word.less);
          this.CONSUME2(word.than);
        },
      },
      { ALT: () => this.CONSUME(word.exactly) },
    ]);
  });

  private readonly limit: Production = this.RULE('limit', () => {
    this.OR([{ ALT: () => this.SUBRULE(this.quantity) }, { ALT: () => this.SUBRULE(this.lookup) }]);
  });

  private readonly lookup: Production = this.RULE('lookup', () => {
    this.CONSUME(AnyName, { LABEL: 'name' });
    this.CONSUME(word.for);
    this.CONSUME2(AnyName, { LABEL: 'key' });
  });

  /** A term alone, or a number. */
  private readonly exact: Production = this.RULE('exact', () => {
    this.CONSUME(word.exactly);
    this.OR([{ ALT: () => this.SUBRULE(this.quantity) }, { ALT: () => this.SUBRULE(this.place) }]);
  });

  private readonly plain: Production = this.RULE('plain', () => {
    this.OR([
      { ALT: () => this.CONSUME(TextToken) },
      { ALT: () => this.CONSUME(word.no, { LABEL: 'no' }) },
      { ALT: () => this.SUBRULE(this.place) },
    ]);
  });

  private readonly included: Production = this.RULE('included', () => {
    this.OR([
      {
        ALT: () => {
          this.CONSUME(word.any);
          this.CONSUME(word.of);
          this.SUBRULE(this.several);
        },
      },
      {
        ALT: () => {
          this.CONSUME(word.all);
          this.CONSUME2(word.of);
          this.SUBRULE2(this.several);
        },
      },
      {
        ALT: () => {
          this.CONSUME(word.only);
          this.SUBRULE3(this.several);
        },
      },
      { GATE: () => this.namesFollow(), ALT: () => this.SUBRULE(this.within) },
      { ALT: () => this.SUBRULE(this.plain) },
    ]);
  });

  private readonly several: Production = this.RULE('several', () => {
    this.OR([
      { GATE: () => this.namesFollow(), ALT: () => this.SUBRULE(this.within) },
      { GATE: () => this.follows(word.for), ALT: () => this.SUBRULE(this.lookup) },
      { ALT: () => this.SUBRULE(this.values) },
    ]);
  });

  private readonly values: Production = this.RULE('values', () => {
    this.SUBRULE(this.value);
    this.MANY(() => {
      this.CONSUME(Comma);
      this.SUBRULE2(this.value);
    });
  });

  private readonly value: Production = this.RULE('value', () => {
    this.OR([
      { ALT: () => this.CONSUME(TextToken) },
      { ALT: () => this.CONSUME(word.no, { LABEL: 'name' }) },
      { ALT: () => this.CONSUME(AnyName, { LABEL: 'name' }) },
    ]);
  });
}
