/**
 * The report as JUnit XML: a suite for each manifest, a case for each rule. Violated is a failure; undetermined is an error,
 * since a pipeline that passes it over would call it fine; waived, advice not followed, and rules with nothing to
 * judge are skipped with a word.
 */

import { factTexts } from '../facts-by-hand.ts';
import type { Judged } from '../manifest.ts';
import { WORDS } from '../words.ts';
import {
  type FindingEntry,
  findingEntries,
  idleEntries,
  remarkEntries,
  titleOf,
  type Weight,
} from './entries.ts';
import type { Report } from './report.ts';
import { element, xmlText } from './xml.ts';

/** What becomes of a case, from the worst. */
const OUTCOMES = ['failure', 'error', 'skipped'] as const;
type Outcome = (typeof OUTCOMES)[number];

const OUTCOME: Readonly<Record<Weight, Outcome>> = {
  violated: 'failure',
  open: 'error',
  advice: 'skipped',
  waived: 'skipped',
};

/** A case that is done: its XML and what became of it. */
interface Case {
  readonly xml: string;
  readonly outcome: Outcome | undefined;
}

/** A whole document; ends in a line break. */
export function junit(report: Report): string {
  const suites = [...policySuite(report), ...report.judged.map((one) => manifestSuite(one, report))];
  const body = suites.map((one) => one.xml).join('\n');
  const all = suites.flatMap((one) => one.cases);
  const whole = element('testsuites', { name: `proviso ${report.policy}`, ...countsOf(all) }, [
    `\n${body}\n`,
  ]);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${whole}\n`;
}

interface Suite {
  readonly xml: string;
  readonly cases: readonly Case[];
}

/** A policy with errors judges nothing: that is no empty, passing run. */
function policySuite(report: Report): readonly Suite[] {
  if (report.plan !== undefined) return [];
  const said = remarkEntries({ ...report, judged: [] }).map(({ remark, location }) => {
    const place = `${location.file}:${location.line}:${location.column}`;
    return `${place}: ${remark.message}`;
  });
  const text = said.join('\n') || 'the policy cannot be used';
  return [suite(report.policy, [caseOf('the policy is right', report.policy, 'error', text, 'policy')])];
}

function manifestSuite(judged: Judged, report: Report): Suite {
  const { file } = judged.manifest;
  if (judged.judgement === undefined) {
    const said = remarkEntries({ ...report, diagnostics: [], judged: [judged] });
    const text = said.map(({ remark }) => remark.message).join('\n');
    return suite(file, [caseOf('the manifest can be read', file, 'error', text, 'unreadable')]);
  }
  const entries = findingEntries({ ...report, judged: [judged] });
  const shape = judged.judgement.shape.map((one) => `${one.pointer || '/'}: ${one.problem}`).join('\n');
  const form = shape === '' ? undefined : 'failure';
  const { language } = report;
  const idle = new Set(judged.reached?.idle);
  return suite(
    file,
    [
      caseOf('the manifest has the right form', file, form, shape, 'form'),
      ...idleEntries({ ...report, judged: [judged] }).map(({ message, isWithoutRule }) =>
        caseOf('some rule applies', file, isWithoutRule ? 'error' : 'skipped', message, 'idle'),
      ),
      ...(report.plan?.rules ?? []).map((rule) => {
        const here = entries.filter((one) => one.finding.rule === rule.id);
        if (idle.has(rule.id))
          return caseOf(titleOf(rule, language), rule.id, 'skipped', WORDS[language].nothingToJudge, 'idle');
        const outcome = OUTCOMES.find((it) => here.some((one) => OUTCOME[one.weight] === it));
        const text = here.map(entryText).join('\n');
        return caseOf(titleOf(rule, language), rule.id, outcome, text, here[0]?.finding.verdict ?? '');
      }),
    ],
    propertiesOf(judged, report),
  );
}

function propertiesOf({ manifest }: Judged, { notes, language }: Report): readonly Property[] {
  const words = WORDS[language];
  return [
    ...factTexts(manifest, words.inPlaceOf).map((value) => ({ name: 'set by hand', value })),
    ...notes.map((value) => ({ name: 'note', value })),
  ];
}

function entryText({ finding, locations, basis }: FindingEntry): string {
  const place = locations[0];
  const where = place ? `${place.file}:${place.line}:${place.column}: ` : '';
  const lines = [`${where}${finding.message}`, finding.advice, basis || undefined];
  return lines.filter((line) => line !== undefined).join('\n');
}

function caseOf(
  name: string,
  classname: string,
  outcome: Outcome | undefined,
  text: string,
  type: string,
): Case {
  if (outcome === undefined) return { xml: element('testcase', { name, classname }), outcome };
  const [message = ''] = text.split('\n');
  const inner =
    outcome === 'skipped'
      ? element('skipped', { message })
      : element(outcome, { type, message }, [xmlText(text)]);
  return { xml: element('testcase', { name, classname }, [inner]), outcome };
}

/** What is to be known of a suite besides its cases. */
type Property = { readonly name: string; readonly value: string };

function suite(name: string, cases: readonly Case[], properties: readonly Property[] = []): Suite {
  const given = properties.map((one) => element('property', one)).join('');
  const head = given === '' ? '' : `    ${element('properties', {}, [given])}\n`;
  const inner = head + cases.map((one) => `    ${one.xml}\n`).join('');
  return { xml: `  ${element('testsuite', { name, ...countsOf(cases) }, [`\n${inner}  `])}`, cases };
}

function countsOf(cases: readonly Case[]): Readonly<Record<string, number>> {
  const count = (outcome: Outcome) => cases.filter((one) => one.outcome === outcome).length;
  return {
    tests: cases.length,
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
  };
}
