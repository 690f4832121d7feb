/** Rule coverage as text: what no test has shown, rule by rule, and how much that leaves. */
import type { Location } from '../../grammar/source.ts';
import type { Stream } from '../terminal.ts';
import { counted, visible } from '../text.ts';
import { percentage, type RuleCoverage, tallyOf } from './coverage.ts';

interface Line {
  readonly name: string;
  readonly location: Location;
}

/** The gaps, then one line with all of it; `apart` is the number of rules that are enforced, but tested elsewhere. */
export function coverageText(coverage: readonly RuleCoverage[], apart: number, out: Stream): string {
  const own = coverage.filter((one) => one.inScope);
  const rulesWithout = (key: 'violated' | 'satisfied' | 'undetermined'): readonly Line[] =>
    own.filter((one) => !one[key]).map(({ rule, location }) => ({ name: rule, location }));
  const silent = coverage.flatMap(({ rule, exceptions }) =>
    exceptions
      .filter((one) => !one.applied)
      .map(({ name, location }) => ({ name: `${rule}, ${name}`, location })),
  );
  const { violated, satisfied, exceptions, total } = tallyOf(coverage);
  const share = percentage(total);
  const paint = share === 100 ? out.paint.good : out.paint.bad;
  const parts = [
    `violated ${violated.seen} of ${violated.all}`,
    `satisfied ${satisfied.seen} of ${satisfied.all}`,
    ...(exceptions.all === 0 ? [] : [`exceptions that decided ${exceptions.seen} of ${exceptions.all}`]),
  ];
  const open = rulesWithout('undetermined').length;
  const asides = [
    ...(open === 0
      ? []
      : [`${counted(open, 'rule was', 'rules were')} never undetermined (this does not count)`]),
    ...(apart === 0
      ? []
      : [`${counted(apart, 'rule')} adopted from the library not counted: the library tests its own rules`]),
  ];
  return [
    '',
    ...listed('Never violated: no test shows what breaks the rule', rulesWithout('violated'), out),
    ...listed(
      'Never satisfied: no test shows an app that the rule is about and that keeps it',
      rulesWithout('satisfied'),
      out,
    ),
    ...listed('Never decided: no test shows a case that the exception saves', silent, out),
    `${paint(`Rule coverage ${share} %`)} of ${counted(own.length, 'rule')}: ${parts.join(', ')}`,
    ...asides.map(out.paint.faint),
    '',
  ].join('\n');
}

function listed(title: string, lines: readonly Line[], out: Stream): readonly string[] {
  if (lines.length === 0) return [];
  return [
    out.paint.strong(title),
    ...lines.map(({ name, location }) => `  ${visible(name)}  ${out.paint.place(placed(location))}`),
    '',
  ];
}

/** `file:line:column`. */
export const placed = ({ file, line, column }: Location): string => `${visible(file)}:${line}:${column}`;
