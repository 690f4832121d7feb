/** Tells the export of Google Play's Data safety form, by its header and its machine-readable names. */
import type { Recogniser } from './recognise.ts';

/** The columns of the export, whatever language the console speaks: the first two are the names that count. */
const HEADER =
  /^"?Question ID \(machine readable\)"?,"?Response ID \(machine readable\)"?,"?Response value"?,/i;

/** What people write by hand has another header, and is never read as if it said "collects nothing". */
export const recognisePlay: Recogniser = ({ text }) => {
  const start = text.slice(0, 4000);
  if (HEADER.test(start)) return { sure: true };
  const header = start.slice(0, start.search(/[\r\n]|$/));
  const isAboutData = /data.?safety|Question ID/i.test(header) || /^"?PSL_/.test(header);
  const isByHand = /data.?type/i.test(header) && /collected|shared/i.test(header);
  const isAlike = header.includes(',') && (isAboutData || isByHand);
  return isAlike
    ? {
        seen: 'a table about data safety that is not the export of Google Play',
        instead: 'give the CSV file that Play Console exports (App content > Data safety > Export to CSV)',
      }
    : undefined;
};
