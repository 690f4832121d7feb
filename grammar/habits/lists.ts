/** Several values as prose lists them: `location or contact`, `neither … nor`, commas without `one of`. */
import { report } from '../diagnostic.ts';
import type { Sort } from '../tokens.ts';
import { habitCodes } from './codes.ts';
import {
  type Habit,
  isValue,
  type Part,
  type Place,
  sortAt,
  spanAt,
  standIns,
  tokenAt,
  wordAt,
  writtenAt,
} from './place.ts';

const comparing: ReadonlySet<Sort> = new Set<Sort>([
  'is',
  'include',
  'must',
  'should',
  'mention',
  'match',
  'stated',
  'missing',
  'has',
  'not',
]);

/** A list of values as it is written: where each stands, and the words between them. */
interface Listed {
  readonly values: readonly number[];
  readonly joints: readonly string[];
  readonly length: number;
}

function listedAt(place: Place, from: number): Listed {
  const values: number[] = [];
  const joints: string[] = [];
  let at = from;
  for (;;) {
    if (!isValue(sortAt(place, at)) || comparing.has(sortAt(place, at + 1))) break;
    values.push(at);
    const joint = jointAt(place, at + 1);
    if (joint === 0) return { values, joints, length: at + 1 };
    at += 1 + joint;
    joints.push(wordAt(place, at - 1));
  }
  const last = values.at(-1);
  return {
    values,
    joints: joints.slice(0, Math.max(0, values.length - 1)),
    length: last === undefined ? from : last + 1,
  };
}

const joining = (place: Place, at: number): boolean =>
  ['or', 'and', 'Comma'].includes(sortAt(place, at)) ||
  ['nor', '或', '和', '以及', '与', '及'].includes(wordAt(place, at));

function jointAt(place: Place, at: number): number {
  if (!joining(place, at)) return 0;
  return sortAt(place, at) === 'Comma' && joining(place, at + 1) ? 2 : 1;
}

/** Whether the comparison that this value stands in is that of a requirement, where no other condition can follow. */
function isDemanded(place: Place): boolean {
  for (let back = -1; back >= -5; back -= 1) {
    const sort = sortAt(place, back);
    if (sort === 'must' || sort === 'should') return true;
    if (!['is', 'include', 'not', 'any', 'all', 'of', 'one', 'only'].includes(sort)) return false;
  }
  return false;
}

/** `is location or contact`, `must include service, advertising`, `is neither a nor b`. */
export const readList: Habit = (place, to) => {
  const verb = sortAt(place, -1) === 'not' ? sortAt(place, -2) : sortAt(place, -1);
  const opening = wordAt(place, 0);
  const isPaired = ['either', 'neither', 'both'].includes(opening) && isValue(sortAt(place, 1));
  const isList = ['one', 'any', 'all'].includes(sortAt(place, -2)) && sortAt(place, -1) === 'of';
  if (verb !== 'is' && verb !== 'include' && !isList && verb !== 'only') return undefined;
  const { values, joints, length } = listedAt(place, isPaired ? 1 : 0);
  if (values.length < 2) return undefined;
  const isComma = joints.every((one) => /^[,，、]$/.test(one));
  const isText = sortAt(place, values[1] ?? 0) === 'TextToken';
  const plain = isList || verb === 'only';
  if (plain && (isComma || !isDemanded(place))) return undefined;
  // Elsewhere the second may be a condition with a name of its own.
  const isSure = isPaired || isDemanded(place) || /^[,，、]$/.test(joints[0] ?? '') || isText;
  if (!isSure) return undefined;
  if (!isPaired && !plain && mixes(joints)) return undefined;
  const span = spanAt(place, length);
  const all = joints.some((one) => ['and', '和', '以及', '与', '及'].includes(one));
  const head: readonly Part[] = plain ? [] : headOf(verb, all, opening === 'neither');
  const said = values.map((at) => writtenAt(place, 1, at)).join(', ');
  const about = { found: writtenAt(place, length), meant: `${headSaid(head)}${said}` };
  report(to, habitCodes, 'several-values', span, about);
  const parts = values.flatMap((at, index) => {
    const token = tokenAt(place, at);
    return [...(index === 0 ? [] : standIns(span, [','])), ...(token ? [token] : [])];
  });
  return { length, as: [...standIns(span, head), ...parts] };
};

/** `and` and `or` in one list: nobody can tell what belongs together. */
const mixes = (joints: readonly string[]): boolean => joints.includes('and') && joints.includes('or');

function headOf(verb: Sort, all: boolean, neither: boolean): readonly Part[] {
  if (verb === 'is') return neither ? ['not', 'one', 'of'] : ['one', 'of'];
  return [all ? 'all' : 'any', 'of'];
}

const headSaid = (head: readonly Part[]): string => head.map((one) => `${String(one)} `).join('');
