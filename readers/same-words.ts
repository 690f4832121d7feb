/** Whether permissions are explained in the same words: rules can't compare texts with each other. Knows no format. */

/** What the user is told of a permission. */
export interface Said {
  readonly name: unknown;
  readonly text: unknown;
}

/** Of each permission, whether another is explained in its words; null where it has none that are known. */
export function saidTwice(all: readonly Said[]): readonly (boolean | null)[] {
  const subjects = new Map<string, Set<unknown>>();
  for (const { name, text } of all) {
    const words = comparable(text);
    if (words === undefined) continue;
    const about = subjects.get(words) ?? new Set();
    subjects.set(words, about.add(subjectOf(name)));
  }
  return all.map(({ text }) => {
    const words = comparable(text);
    return words === undefined ? null : (subjects.get(words)?.size ?? 0) > 1;
  });
}

function comparable(text: unknown): string | undefined {
  return typeof text === 'string' && text.trim() !== '' ? text.trim().toLowerCase() : undefined;
}

/** Apple has older and newer keys for one thing, which are rightly explained alike. */
const SUBJECTS = /^NS(?:Location|Calendars|Reminders|Health|Bluetooth|PhotoLibrary)/;

function subjectOf(name: unknown): unknown {
  return typeof name === 'string' ? (SUBJECTS.exec(name)?.[0] ?? name) : name;
}
