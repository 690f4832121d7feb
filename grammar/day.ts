/** What a day is: one of the calendar, written as YYYY-MM-DD. Knows nothing of today. */

/** Whether a text is a day. */
export function isDay(text: string): boolean {
  if (typeof text !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** The day that was meant, where the order of its parts is beyond doubt. */
export function dayMeant(image: string): string | undefined {
  const parts = image.split(/[-/.]/);
  const [first = '', second = '', third = ''] = parts;
  const two = (part: string): string => part.padStart(2, '0');
  const yearFirst = `${first}-${two(second)}-${two(third)}`;
  if (isDay(yearFirst)) return yearFirst;
  const ways = [`${third}-${two(second)}-${two(first)}`, `${third}-${two(first)}-${two(second)}`].filter(
    isDay,
  );
  return new Set(ways).size === 1 ? ways[0] : undefined;
}
