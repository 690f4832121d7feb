/** What a day is: one of the calendar, written as YYYY-MM-DD. Knows nothing of today. */

/** Whether a text is a day. */
export function isDay(text: string): boolean {
  if (typeof text !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
