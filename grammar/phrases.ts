/** Conditions and small parts -> the words they are written in, each a piece that a line may not be broken in. */
import type { Cite, Condition, InForce, Lookup, Name, Operand, Quantity, Text, Wording } from './ast.ts';
import { block, quoted } from './text.ts';

/** Pieces of text with a blank between them; a line may end after any of them. */
export type Phrase = readonly string[];

export const nameOf = (name: { readonly kind: string }): string =>
  name.kind === 'name' ? (name as Name).text : '';

/** A text as it was written: on one line, or as a block behind an indentation. */
export const textOf = (text: { readonly kind: string }, indent = ''): string => {
  if (text.kind !== 'text') return '""';
  const { value, block: inBlock } = text as Text;
  return inBlock ? block(value, indent) : quoted(value);
};

/** The items with a comma behind each but the last. */
export function listed(items: readonly string[]): Phrase {
  return items.map((item, index) => (index === items.length - 1 ? item : `${item},`));
}

/** The text, then each translation with its language. */
export function wordingOf(wording: Wording | undefined): Phrase {
  if (wording === undefined) return [];
  const translations = wording.translations.map((one) => `${one.language.text} ${textOf(one.text)}`);
  return [textOf(wording.text), ...translations];
}

export const quantityOf = ({ value, unit }: Quantity): string =>
  unit === undefined ? decimal(value) : `${decimal(value)} ${value === 1 ? 'day' : unit}`;

/** A number without an exponent, which the language has no way to write. */
function decimal(value: number): string {
  const plain = String(value);
  return plain.includes('e') ? value.toFixed(20).replace(/\.?0+$/, '') : plain;
}

export function inForceOf({ from, until }: InForce): Phrase {
  return ['in force', ...datesOf({ from, until })];
}

function datesOf({ from, until }: Pick<Cite, 'from' | 'until'>): Phrase {
  return [...(from ? [`from ${from.value}`] : []), ...(until ? [`until ${until.value}`] : [])];
}

export function citesOf(cites: readonly Cite[]): Phrase {
  const each = cites.map((cite) =>
    [nameOf(cite.source), ...(cite.locator ? [textOf(cite.locator)] : []), ...datesOf(cite)].join(' '),
  );
  return ['cites', ...listed(each)];
}

/** How tightly a condition holds together; brackets go around one that is looser than where it stands. */
const LOOSENESS = { except: 3, or: 2, and: 1, tight: 0 } as const;

function looseness(condition: Condition): number {
  if (condition.kind === 'except' || condition.kind === 'or' || condition.kind === 'and') {
    return LOOSENESS[condition.kind];
  }
  return LOOSENESS.tight;
}

/** A condition that reaches as far right as it can: what follows it would become a part of it. */
function reachesRight(condition: Condition): boolean {
  if (condition.kind === 'not') return reachesRight(condition.of);
  return condition.kind === 'quantified' && (condition.where ?? condition.has) !== undefined;
}

/** A condition that ends in a quantifier without `where` and `has`: a `has` behind it would become its own. */
function endsOpen(condition: Condition): boolean {
  switch (condition.kind) {
    case 'and':
    case 'or': {
      const last = condition.of.at(-1);
      return last !== undefined && endsOpen(last);
    }
    case 'not':
      return endsOpen(condition.of);
    case 'except':
      return endsOpen(condition.except);
    case 'quantified':
      return (condition.where ?? condition.has) === undefined;
    default:
      return false;
  }
}

/** The words of a condition; `most` is the loosest it may be without brackets. */
export function conditionOf(condition: Condition, most: number = LOOSENESS.except): Phrase {
  const words = saidOf(condition);
  const inPart = most < LOOSENESS.except;
  if (looseness(condition) <= most && !(inPart && reachesRight(condition))) return words;
  return bracketed(words);
}

function bracketed(words: Phrase): Phrase {
  if (words.length === 0) return words;
  const [first = '', ...rest] = words;
  const open = [`(${first}`, ...rest];
  return [...open.slice(0, -1), `${open.at(-1)})`];
}

function saidOf(condition: Condition): Phrase {
  switch (condition.kind) {
    case 'missing':
      return [];
    case 'and':
    case 'or':
      return condition.of.flatMap((part, index) => {
        const words = conditionOf(part, LOOSENESS[condition.kind] - 1);
        return index === 0 ? words : glued(condition.kind, words);
      });
    case 'not':
      return glued('not', conditionOf(condition.of, LOOSENESS.tight));
    case 'except':
      return [
        ...conditionOf(condition.base, LOOSENESS.or),
        ...glued('except', conditionOf(condition.except, exceptLooseness(condition.except))),
      ];
    case 'quantified': {
      const called = condition.called ? ['called', condition.called.text] : [];
      const where = condition.where ? glued('where', conditionOf(condition.where, LOOSENESS.or)) : [];
      const { where: inner } = condition;
      const narrowed = condition.has && inner && (reachesRight(inner) || endsOpen(inner));
      const kept = narrowed && condition.where ? glued('where', bracketed(saidOf(condition.where))) : where;
      const has = condition.has ? glued('has', conditionOf(condition.has, LOOSENESS.or)) : [];
      return [condition.quantifier, nameOf(condition.record), ...called, ...kept, ...has];
    }
    case 'count': {
      const called = condition.called ? ['called', condition.called.text] : [];
      const where = condition.where ? glued('where', conditionOf(condition.where, LOOSENESS.tight)) : [];
      const verb = condition.negated ? 'is not' : 'is';
      const bound = condition.bound.kind === 'missing' ? '' : quantityOf(condition.bound);
      return [
        'number of',
        nameOf(condition.record),
        ...called,
        ...where,
        verb,
        COMPARISONS[condition.comparison],
        bound,
      ];
    }
    case 'defined':
      if (condition.it) return [condition.negated ? 'it is not' : 'it is', nameOf(condition.name)];
      return [condition.negated ? `not ${nameOf(condition.name)}` : nameOf(condition.name)];
    default:
      return predicateOf(condition, 'is');
  }
}

/** `A except B except C` nests to the right, so the right side needs no brackets for another `except`. */
const exceptLooseness = (right: Condition): number =>
  right.kind === 'except' ? LOOSENESS.except : LOOSENESS.or;

/** A word that stays on the line of what follows it. */
function glued(word: string, words: Phrase): Phrase {
  const [first = '', ...rest] = words;
  return [`${word} ${first}`.trimEnd(), ...rest];
}

export const COMPARISONS = {
  'at-most': 'at most',
  'at-least': 'at least',
  'more-than': 'more than',
  'less-than': 'less than',
  exactly: 'exactly',
} as const;

/** A condition that says something of a path. */
export type Said = Extract<Condition, { path: unknown }>;

/** Path and predicate: with `is` in a condition; with `must` or `should` in a requirement. */
export function predicateOf(said: Said, verb: 'is' | 'must' | 'should'): Phrase {
  const path = nameOf(said.path);
  const required = verb !== 'is';
  const no = said.negated ? ' not' : '';
  const be = required ? `${verb}${no} be` : `is${no}`;
  switch (said.kind) {
    case 'is':
      return [path, be, ...(said.exactly ? ['exactly'] : []), ...operandOf(said.operand)];
    case 'stated':
      return [path, be, said.missing ? 'missing' : 'stated'];
    case 'bound':
      return [path, be, COMPARISONS[said.comparison], ...boundOf(said.bound)];
    case 'include':
      return [
        ...acting(path, verb, no, 'include', 'include'),
        ...MODES[said.mode],
        ...operandOf(said.operand),
      ];
    case 'mentions':
      return [
        ...acting(path, verb, no, 'mentions', 'mention'),
        ...listed(said.texts.map((one) => textOf(one))),
      ];
    case 'matches':
      return [...acting(path, verb, no, 'matches', 'match'), textOf(said.pattern)];
  }
}

const MODES = { some: [], any: ['any of'], all: ['all of'], only: ['only'] } as const;

/** The verbs that stand alone: `purposes must not include`, and in a condition `purposes not include`. */
function acting(
  path: string,
  verb: 'is' | 'must' | 'should',
  no: string,
  said: string,
  plain: string,
): Phrase {
  if (verb !== 'is') return [path, `${verb}${no} ${plain}`];
  return [path, no === '' ? said : `not ${plain}`];
}

function operandOf(operand: Operand): Phrase {
  if (operand.kind === 'missing') return [];
  if (operand.kind === 'lookup') return ['in', ...lookupOf(operand)];
  const values = operand.values.map((one) => (one.kind === 'text' ? textOf(one) : nameOf(one)));
  if (operand.form === 'in') return ['in', ...listed(values)];
  return operand.form === 'one-of' ? ['one of', ...listed(values)] : listed(values);
}

const lookupOf = (lookup: Lookup): Phrase => [nameOf(lookup.table), 'for', nameOf(lookup.key)];

function boundOf(bound: Extract<Condition, { kind: 'bound' }>['bound']): Phrase {
  if (bound.kind === 'missing') return [];
  return bound.kind === 'quantity' ? [quantityOf(bound)] : lookupOf(bound);
}
