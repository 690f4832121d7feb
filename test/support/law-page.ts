/** Writes docs/law-coverage.md: for each law, what it asks for, which rule checks it, and what is left to a person. */
import type { PackRule, PackSource, PackTest } from './packs.ts';
import { AREAS, type Area, type Provision } from './provisions.ts';

export interface Covered {
  readonly area: Area;
  readonly provisions: readonly Provision[];
  readonly rules: readonly PackRule[];
  readonly sources: readonly PackSource[];
}

const OPENING = `# What is checked of the law

Each provision that was looked at, in the order of its law; the rule that checks it, or why there is none; what stays for a
person; and a test in which the rule finds a breach. The page is written from the rules in \`stdlib/\` and the lists in
\`docs/law/\`, and a test keeps it true. Open a rule's file to read its sentence beside the article it cites.

- **Whole**: a declaration that is true and complete decides it.
- **Part**: the rule finds what a declaration can show; the rest is named under “For a person”.
- **Person**: nothing in a declaration decides it. It is listed so that nobody takes it for checked.

“Read” tells how the provision was read before its rule was written: _in full_, the text itself; _secondary_, in a summary or a
notice; _recalled_, from general knowledge. Facts about law are restated from public sources and are not legal advice.
`;

export function writePage(areas: readonly Covered[], tests: readonly PackTest[]): string {
  const all = areas.flatMap((one) => one.provisions);
  const counts = areas.flatMap((area) => {
    const sources = sourcesOf(area).map(([source, provisions]) =>
      countRow(`[${source.title}](#${anchorOf(source)})`, provisions),
    );
    return area.provisions.length > 0
      ? [countRow(`**${AREAS[area.area]}**`, area.provisions), ...sources]
      : [];
  });
  const table = ['| law | provisions | whole | part | person |', '|---|---:|---:|---:|---:|', ...counts];
  const total = countRow('**All**', all);
  const sections = areas.flatMap((area) =>
    sourcesOf(area).map(([source, list]) => section(area, source, list, tests)),
  );
  return `${OPENING}\n${[...table, total].join('\n')}\n\n${sections.join('\n')}`;
}

/** The laws of an area that have provisions, in the order of the list. */
function sourcesOf(area: Covered): readonly (readonly [PackSource, readonly Provision[]])[] {
  const names = [...new Set(area.provisions.map((one) => one.source))];
  return names.map((name) => {
    const source = area.sources.find((one) => one.name === name);
    const provisions = area.provisions.filter((one) => one.source === name);
    return [
      source ?? { name, title: name, titleZh: undefined, from: undefined, until: undefined },
      provisions,
    ] as const;
  });
}

function countRow(name: string, provisions: readonly Provision[]): string {
  const count = (check: Provision['check']) => provisions.filter((one) => one.check === check).length;
  return `| ${name} | ${provisions.length} | ${count('whole')} | ${count('part')} | ${count('human')} |`;
}

const anchorOf = (source: PackSource): string => `law-${source.name.toLowerCase()}`;

function section(
  area: Covered,
  source: PackSource,
  provisions: readonly Provision[],
  tests: readonly PackTest[],
): string {
  const zh = source.titleZh && source.titleZh !== source.title ? ` ${source.titleZh}` : '';
  const days = [source.from && `from ${source.from}`, source.until && `until ${source.until}`].filter(
    Boolean,
  );
  const force = days.length > 0 ? `, in force ${days.join(' ')}` : '';
  return [
    `<a id="${anchorOf(source)}"></a>\n`,
    `## ${source.title}${zh}\n`,
    `${AREAS[area.area]}; cited as \`${source.name}\`${force}.\n`,
    '| provision | what it says | checked | rules, and a test of each | for a person | read |',
    '|---|---|---|---|---|---|',
    ...provisions.map((one) => provisionRow(one, area.rules, tests)),
    '',
  ].join('\n');
}

function provisionRow(one: Provision, rules: readonly PackRule[], tests: readonly PackTest[]): string {
  const checked = { whole: 'whole', part: 'part', human: 'person' }[one.check];
  const how = one.rules.map((id) => ruleCell(id, rules, tests)).join('<br>');
  const cells = [one.locator ?? 'the whole', one.says, checked, how, one.human ?? '', one.read];
  return `| ${cells.map(cell).join(' | ')} |`;
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, ' ');

function ruleCell(id: string, rules: readonly PackRule[], tests: readonly PackTest[]): string {
  const rule = rules.find((one) => one.id === id);
  const test = tests.find((one) => one.violated.includes(id));
  const name = rule ? `[${rule.title}](../${rule.file}) \`${id}\`` : `\`${id}\``;
  return test ? `${name}; test: [${test.title}](../${test.file})` : name;
}
