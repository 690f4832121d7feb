/** Builds formulas, leaving out what cannot matter. The value of what is built is that of what was asked for. */
import type { FieldReference, Formula, Test } from './plan.ts';

export const TRUE_FORMULA: Formula = { kind: 'constant', value: 'true' };
export const FALSE_FORMULA: Formula = { kind: 'constant', value: 'false' };
export const UNKNOWN_FORMULA: Formula = { kind: 'constant', value: 'unknown' };

const isConstant = (formula: Formula, value: 'true' | 'false'): boolean =>
  formula.kind === 'constant' && formula.value === value;

export function and(...parts: readonly Formula[]): Formula {
  const flat = parts.flatMap((part) => (part.kind === 'and' ? part.of : [part]));
  if (flat.some((part) => isConstant(part, 'false'))) return FALSE_FORMULA;
  const rest = flat.filter((part) => !isConstant(part, 'true'));
  const [only] = rest;
  if (only === undefined) return TRUE_FORMULA;
  return rest.length === 1 ? only : { kind: 'and', of: rest };
}

export function or(...parts: readonly Formula[]): Formula {
  const flat = parts.flatMap((part) => (part.kind === 'or' ? part.of : [part]));
  if (flat.some((part) => isConstant(part, 'true'))) return TRUE_FORMULA;
  const rest = flat.filter((part) => !isConstant(part, 'false'));
  const [only] = rest;
  if (only === undefined) return FALSE_FORMULA;
  return rest.length === 1 ? only : { kind: 'or', of: rest };
}

export function not(formula: Formula): Formula {
  if (formula.kind === 'not') return formula.of;
  if (formula.kind !== 'constant') return { kind: 'not', of: formula };
  if (formula.value === 'unknown') return formula;
  return formula.value === 'true' ? FALSE_FORMULA : TRUE_FORMULA;
}

/** `not` if asked for. */
export function signed(negated: boolean, formula: Formula): Formula {
  return negated ? not(formula) : formula;
}

/** A test of a field: of its value, or of some item where it is a list. */
export function testOf(field: FieldReference, test: Test): Formula {
  return { kind: field.type.kind === 'list' ? 'some-item' : 'test', field, test };
}

/** Whether a formula reads a record of one of these frames: from the first, up to the one before the last. */
export function namesFrame(formula: Formula, first: number, end: number): boolean {
  const within = (frame: number): boolean => frame >= first && frame < end;
  switch (formula.kind) {
    // What was reported, and is not known, is no ground for another remark.
    case 'constant':
      return true;
    case 'not':
      return namesFrame(formula.of, first, end);
    case 'and':
    case 'or':
      return formula.of.some((part) => namesFrame(part, first, end));
    case 'stated':
    case 'test':
    case 'some-item':
      return within(formula.field.frame);
    case 'some':
    case 'every':
    case 'count':
      return within(formula.domain.frame) || namesFrame(formula.body, first, end);
  }
}
