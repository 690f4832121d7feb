/** Why a formula has its value: the fields of the manifest that decided it. Only asked once a rule is not satisfied. */
import type { Reason } from './findings.ts';
import type { Domain, Formula } from './plan.ts';
import { FALSE, membersOf, negate, TRUE, type Truth, truthOf, UNKNOWN } from './truth.ts';
import { type Frame, read, type Words } from './values.ts';

/** The fields that decided, in the order they were read, each once. */
export function reasonsFor(formula: Formula, frames: readonly Frame[], words: Words): Reason[] {
  const found = new Map<string, Reason>();
  collect(formula, frames, { words, found });
  return [...found.values()];
}

interface Search {
  readonly words: Words;
  readonly found: Map<string, Reason>;
}

function collect(formula: Formula, frames: readonly Frame[], search: Search): void {
  switch (formula.kind) {
    case 'constant':
      return;
    case 'not':
      return collect(formula.of, frames, search);
    case 'and':
    case 'or':
      return collectParts(formula.kind, formula.of, frames, search);
    case 'stated':
    case 'test':
    case 'some-item': {
      const reading = read(frames, formula.field);
      return add(search, reading.pointer, reading.state === 'absent' ? reading.initial : reading.value);
    }
    case 'some':
    case 'every':
    case 'count':
      return collectRecords(formula, frames, search);
  }
}

function add(search: Search, pointer: string, value: unknown): void {
  if (!search.found.has(pointer)) search.found.set(pointer, { pointer, value: value ?? null });
}

/** Of a conjunction that is false the first false part decided, of one not known the parts not known; else all of them. */
function collectParts(
  kind: 'and' | 'or',
  parts: readonly Formula[],
  frames: readonly Frame[],
  search: Search,
): void {
  const values = parts.map((part) => truthOf(part, frames, search.words));
  const deciding = kind === 'and' ? FALSE : TRUE;
  const first = values.indexOf(deciding);
  if (first >= 0) return collect(parts[first] as Formula, frames, search);
  const open = values.includes(UNKNOWN);
  for (const [index, part] of parts.entries()) {
    if (!open || values[index] === UNKNOWN) collect(part, frames, search);
  }
}

function collectRecords(
  formula: Extract<Formula, { kind: 'some' | 'every' | 'count' }>,
  frames: readonly Frame[],
  search: Search,
): void {
  const members = membersOf(formula.domain, frames);
  const bodyValue = (frame: Frame): Truth => {
    const value = truthOf(formula.body, [...frames, frame], search.words);
    return formula.kind === 'every' ? negate(value) : value;
  };
  const value = truthOf(formula, frames, search.words);
  if (value === UNKNOWN) {
    for (const item of members.items) {
      if (bodyValue(item) === UNKNOWN) collect(formula.body, [...frames, item], search);
    }
    if (members.open) add(search, members.pointer, null);
    return;
  }
  const witness =
    formula.kind === 'count' ? undefined : members.items.find((item) => bodyValue(item) === TRUE);
  // A body that asks for nothing leaves only that there is one.
  if (witness && formula.body.kind !== 'constant') {
    return collect(formula.body, [...frames, witness], search);
  }
  collectOuter(formula.body, frames, search);
  add(search, members.pointer, members.items.length);
}

/** What a body reads of the records outside its quantifier. */
function collectOuter(formula: Formula, frames: readonly Frame[], search: Search): void {
  const isOuter = (field: Pick<Domain, 'frame'>) => field.frame < frames.length;
  switch (formula.kind) {
    case 'constant':
      return;
    case 'not':
      return collectOuter(formula.of, frames, search);
    case 'and':
    case 'or':
      for (const part of formula.of) collectOuter(part, frames, search);
      return;
    case 'stated':
    case 'test':
    case 'some-item':
      if (isOuter(formula.field)) collect(formula, frames, search);
      return;
    case 'some':
    case 'every':
    case 'count':
      collectOuter(formula.body, frames, search);
  }
}
