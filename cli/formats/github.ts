/** The report as workflow commands of GitHub Actions: each finding becomes a note beside the line it is about. */
import type { Location } from '../../grammar/source.ts';
import { factTexts } from '../facts-by-hand.ts';
import type { Judged } from '../manifest.ts';
import { locationOf } from '../places.ts';
import { openQuestionsOf, ruleTitles } from '../questions.ts';
import { questionText } from '../render-questions.ts';
import { WORDS } from '../words.ts';
import {
  type FindingEntry,
  findingEntries,
  idleEntries,
  type RemarkEntry,
  remarkEntries,
  type Weight,
} from './entries.ts';
import type { Report } from './report.ts';

const LEVELS: Readonly<Record<Weight, 'error' | 'warning' | 'notice'>> = {
  violated: 'error',
  open: 'warning',
  advice: 'notice',
  waived: 'notice',
};

/** One command a line: remarks on the texts first, then the findings, then what is open. */
export function github(report: Report): string {
  const words = WORDS[report.language];
  const remarks = remarkEntries(report).map(remarkCommand);
  const idle = idleEntries(report).map(({ message, location }) =>
    command('warning', location, words.nothingJudged, message),
  );
  const findings = findingEntries(report)
    .filter((one) => one.finding.verdict !== 'undetermined')
    .map(findingCommand);
  const questions = report.judged.flatMap((one) => questionCommands(one, report));
  const notes = report.notes.map((note) => command('warning', undefined, 'proviso', note));
  const facts = report.judged.flatMap(({ manifest }) =>
    factTexts(manifest, words.inPlaceOf).map((fact) =>
      command('notice', locationOf('', manifest), words.setByHand, fact),
    ),
  );
  return [...notes, ...remarks, ...facts, ...idle, ...findings, ...questions]
    .map((line) => `${line}\n`)
    .join('');
}

function remarkCommand({ remark, location }: RemarkEntry): string {
  const text = remark.help === undefined ? remark.message : `${remark.message}\n${remark.help}`;
  return command(remark.severity, location, remark.code, text);
}

function findingCommand(entry: FindingEntry): string {
  const { finding, basis, weight, locations } = entry;
  const lines = [finding.message, finding.advice, basis === '' ? undefined : basis, finding.rule];
  const text = lines.filter((line) => line !== undefined).join('\n');
  return command(LEVELS[weight], locations[0], finding.title, text);
}

/** What many rules wait for is one note, beside the first record it is asked of. */
function questionCommands(judged: Judged, { plan, language }: Report): readonly string[] {
  if (plan === undefined) return [];
  const words = WORDS[language];
  return openQuestionsOf(judged, { plan, language }).map((one) => {
    const titles = ruleTitles(one, { plan, language }).join(words.semicolon);
    const text = `${questionText(one, words)}\n${words.decides}${words.colon}${titles}`;
    const place = locationOf(one.pointers[0] ?? '', judged.manifest);
    return command(one.isBinding ? 'warning' : 'notice', place, words.openQuestion, text);
  });
}

/** A command ends at a line break, and its properties at `,` and `:`; both are written as `%0A` and so on. */
function command(level: string, location: Location | undefined, title: string, text: string): string {
  const properties = {
    ...(location === undefined
      ? {}
      : {
          file: location.file,
          line: location.line,
          endLine: location.endLine,
          col: location.column,
          endColumn: location.endColumn,
        }),
    title,
  };
  const given = Object.entries(properties).map(([key, value]) => `${key}=${escapedProperty(String(value))}`);
  return `::${level} ${given.join(',')}::${escapedText(text)}`;
}

const escapedText = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const escapedProperty = (text: string): string =>
  escapedText(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
