/** How build.ts looks into the CST: children by name, tokens that were really written, spans. Builds nothing itself. */
import type { CstElement, CstNode, IToken } from 'chevrotain';
import type { Day, Missing, Name, NameOr, Quantity, Text, Translation, Wording } from './ast.ts';
import type { Span } from './source.ts';
import type { Token } from './tokens.ts';

/** One clause as parsed. `node` is undefined where there is nothing of it; then `place` says where it should be. */
export interface Part {
  readonly file: string;
  /** Where what is missing should stand. */
  readonly place: number;
  readonly node: CstNode | undefined;
}

const isNode = (element: CstElement): element is CstNode => 'children' in element;

const elements = (part: Part, name: string): readonly CstElement[] => part.node?.children[name] ?? [];

/** The tokens of a kind, those aside that the parser only supposed. */
export function written(part: Part, name: string): readonly Token[] {
  return elements(part, name).filter(
    (one): one is Token => !isNode(one) && !(one as IToken).isInsertedInRecovery,
  );
}

/** Whether a word was written. */
export const has = (part: Part, name: string): boolean => written(part, name).length > 0;

const endOf = (node: CstNode): number | undefined => {
  const end = node.location?.endOffset;
  return end === undefined || Number.isNaN(end) ? undefined : end + 1;
};

/** The productions of a name under a part. */
export function parts(part: Part, name: string): readonly Part[] {
  return elements(part, name)
    .filter(isNode)
    .map((node) => ({ file: part.file, place: endOf(node) ?? placeIn(part), node }));
}

/** The first production of a name; if there is none, a part in which all is missing. */
export function partOf(part: Part, name: string): Part {
  return parts(part, name)[0] ?? { file: part.file, place: placeIn(part), node: undefined };
}

/** Where something should stand that a part lacks: at its end. */
const placeIn = (part: Part): number => (part.node && endOf(part.node)) ?? part.place;

/** The span of all that is written of a part. */
export function spanOf(part: Part): Span {
  const start = part.node?.location?.startOffset;
  const end = part.node && endOf(part.node);
  const written = start !== undefined && !Number.isNaN(start) && end !== undefined;
  return { file: part.file, start: written ? start : part.place, end: written ? end : part.place };
}

/** Stands for what a part lacks. */
export function missing(part: Part): Missing {
  const place = placeIn(part);
  return { kind: 'missing', span: { file: part.file, start: place, end: place } };
}

const spanOfToken = (part: Part, token: Token): Span => ({
  file: part.file,
  start: token.startOffset,
  end: token.end,
});

const nameOf = (part: Part, token: Token): Name => ({
  kind: 'name',
  span: spanOfToken(part, token),
  text: token.image,
});

/** All names under a label. */
export const names = (part: Part, label = 'name'): readonly Name[] =>
  written(part, label).map((token) => nameOf(part, token));

/** The name under a label, or what stands for it. */
export const name = (part: Part, label = 'name'): NameOr => names(part, label)[0] ?? missing(part);

/** All texts of a part. */
export const texts = (part: Part): readonly Text[] =>
  written(part, 'TextToken').map((token) => ({
    kind: 'text',
    span: spanOfToken(part, token),
    value: token.text?.value ?? '',
    block: token.text?.block ?? false,
  }));

export const text = (part: Part): Text | undefined => texts(part)[0];

export function day(part: Part, label = 'DayToken'): Day | undefined {
  const [token] = written(part, label);
  return token && { kind: 'day', span: spanOfToken(part, token), value: token.image };
}

/** The `until` day under a part. */
export const lastDay = (part: Part): Day | undefined => day(partOf(part, 'lastDay'));

export function quantity(part: Part): Quantity | undefined {
  const inner = partOf(part, 'quantity');
  const [token] = written(inner, 'NumberToken');
  if (!token) return undefined;
  const unit = has(inner, 'days') ? 'days' : undefined;
  return { kind: 'quantity', span: spanOf(inner), value: Number(token.image), unit };
}

/** The wording under a part, if there is one. */
export function wording(part: Part): Wording | undefined {
  const inner = partOf(part, 'wording');
  const first = text(inner);
  if (!first) return undefined;
  const translations = parts(inner, 'translation').flatMap((one): readonly Translation[] => {
    const [language] = names(one, 'language');
    const said = text(one);
    return language && said ? [{ kind: 'translation', span: spanOf(one), language, text: said }] : [];
  });
  return { kind: 'wording', span: spanOf(inner), text: first, translations };
}
