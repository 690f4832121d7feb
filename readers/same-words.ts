/** Whether permissions are explained in the same words: rules can't compare texts with each other. Knows no format. */

/** What the user is told of a permission. */
export interface Said {
  readonly name: unknown;
  readonly text: unknown;
}

/** Whether another permission is explained in the words of this one; null where it has none that are known. */
export function isSaidTwice(all: readonly Said[], index: number): boolean | null {
  const own = all[index];
  const text = comparable(own?.text);
  if (text === undefined) return null;
  return all.some(
    (other) => comparable(other.text) === text && subjectOf(other.name) !== subjectOf(own?.name),
  );
}

function comparable(text: unknown): string | undefined {
  return typeof text === 'string' && text.trim() !== '' ? text.trim().toLowerCase() : undefined;
}

/** Apple has older and newer keys for one thing, which are rightly explained alike. */
const SUBJECTS = /^NS(?:Location|Calendars|Reminders|Health|Bluetooth|PhotoLibrary)/;

function subjectOf(name: unknown): unknown {
  return typeof name === 'string' ? (SUBJECTS.exec(name)?.[0] ?? name) : name;
}
