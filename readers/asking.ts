/** What files ask for -> the records of permissions of a declaration, by the words of a platform. Knows no format. */
import type { Span } from '../grammar/source.ts';
import { dataOf, meaningsOf, PERMISSIONS, reportUnknown } from './mapping.ts';
import { pointerTo, type Reading } from './reading.ts';
import { saidTwice } from './same-words.ts';
import { type Filled, recordAt } from './values.ts';

/** Whose words a name is of: the scheme among the words of the library, the platform's term, and what to call the name. */
export interface Words {
  readonly scheme: string;
  readonly platform: string;
  readonly what: string;
}

/** A permission that a file asks for. */
export interface Wanted {
  readonly words: Words;
  /** As the file names it; null where a build fills it in. */
  readonly name: string | null;
  /** Under which name the library knows it, where that is another. Null: it is known, and nothing. */
  readonly known?: string;
  /** The file names what can't stand there. */
  readonly refused?: string;
  readonly span: Span | undefined;
  /** Its other fields. */
  readonly facts?: Readonly<Record<string, Filled | undefined>>;
}

/** The records of what is wanted, with a remark on each name that nobody knows. */
export function wantedRecords(wanted: readonly Wanted[], pointer: string, reading: Reading): unknown[] {
  const twice = saidTwice(wanted.map(({ name, facts }) => ({ name, text: facts?.rationale?.value })));
  const schemes = new Set(wanted.map((one) => one.words.scheme));
  const meanings = new Map([...schemes].map((one) => [one, meaningsOf(reading, PERMISSIONS, one)]));
  return wanted.map(({ words, name, known, refused, span, facts }, index) => {
    const at = (value: unknown): Filled => ({ value, span });
    const lookedUp = known ?? name;
    const meaning =
      lookedUp === null || refused !== undefined ? undefined : meanings.get(words.scheme)?.(lookedUp);
    if (meaning === undefined && name !== null)
      reportUnknown(reading, name, refused ?? words.what, span, [PERMISSIONS, words.scheme]);
    const text = facts?.rationale;
    return recordAt(reading, 'permission', pointerTo(pointer, index), span, {
      platform: at(words.platform),
      name: at(name),
      asks: at(meaning?.term ?? null),
      data: at(dataOf(reading.plan, meaning?.row)),
      ...(text ? { sameWords: { value: twice[index] ?? null, span: text.span } } : {}),
      ...facts,
    });
  });
}
