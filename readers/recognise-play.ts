/** Tells the export of Google Play's Data safety form, by its header and its machine-readable names. */
import type { Recogniser } from './recognise.ts';

/** The columns of the export, whatever language the console speaks: the first two are the names that count. */
const HEADER =
  /^"?Question ID \(machine readable\)"?,"?Response ID \(machine readable\)"?,"?Response value"?,/i;

/** What people write by hand has another header, and is never read as if it said "collects nothing". */
export const recognisePlay: Recogniser = ({ text }) => {
  const start = text.slice(0, 4000);
  if (HEADER.test(start)) return { sure: true };
  const isTable = /^[^\n]{0,500},[^\n]*\n/.test(start);
  const isAlike =
    isTable && /data.?safety|PSL_|Question ID|data type[^\n]*,[^\n]*(?:collected|shared)/i.test(start);
  return isAlike
    ? {
        seen: 'a table about data safety that is not the export of Google Play',
        instead: 'give the CSV file that Play Console exports (App content > Data safety > Export to CSV)',
      }
    : undefined;
};
