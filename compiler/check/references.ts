/** What is only named, not computed: cited sources, rules a test expects, dates that run backwards. */
import type { Cite, Declaration, InForce } from '../../grammar/ast.ts';
import { type Report, report } from '../../grammar/diagnostic.ts';
import { isReportable, type LoadedFile } from '../load.ts';
import { didYouMean } from '../nearest.ts';
import { resolveCodes } from '../resolve/codes.ts';
import { idOfRule, lookUp, type Names, reportAmbiguous } from '../resolve/names.ts';
import { checkPlaces } from './places.ts';

/** Reports citations of sources that are not there, expectations of rules that are not there, and reversed dates. */
export function checkReferences(names: Names, to: Report): void {
  for (const file of names.files) {
    for (const declaration of file.tree.declarations) checkDeclaration(declaration, file, names, to);
  }
}

function checkDeclaration(declaration: Declaration, file: LoadedFile, names: Names, to: Report): void {
  const cite = (cites: readonly Cite[]) => checkCites(cites, file, names, to);
  switch (declaration.kind) {
    case 'policy':
    case 'source':
      return checkDates(declaration.inForce, to);
    case 'set':
    case 'table':
      return cite(declaration.cites);
    case 'rule':
      cite(declaration.cites);
      for (const unless of declaration.unless) cite(unless.cites);
      return checkDates(declaration.inForce, to);
    case 'exception':
      cite(declaration.cites);
      return checkDates(declaration.inForce, to);
    case 'test':
      checkPlaces(declaration, file, names, to);
      return checkExpectations(declaration, file, names, to);
    default:
      return;
  }
}

function checkCites(cites: readonly Cite[], file: LoadedFile, names: Names, to: Report): void {
  for (const one of cites) {
    lookUp(one.source, 'source', names.sources, file, to);
    checkDates(one, to);
  }
}

function checkDates(
  dates: (Pick<InForce, 'from' | 'until'> & { readonly span: InForce['span'] }) | undefined,
  to: Report,
): void {
  if (!dates?.from || !dates.until || dates.from.value <= dates.until.value) return;
  const parameters = { from: dates.from.value, until: dates.until.value };
  report(to, resolveCodes, 'bad-dates', dates.span, parameters);
}

function checkExpectations(
  test: Extract<Declaration, { kind: 'test' }>,
  file: LoadedFile,
  names: Names,
  to: Report,
): void {
  const rules = [...names.rules.values()].filter((one) => file.adopts.has(one.file.source.file));
  const known = new Set(rules.flatMap((one) => [one.name, idOfRule(one)]));
  for (const name of test.expects.flatMap((one) => one.rules)) {
    if (name.kind === 'missing') continue;
    // Findings are matched by what is written, so an own rule does not come first here.
    const called = rules.filter((one) => one.name === name.text);
    if (reportAmbiguous(name, called, to) || known.has(name.text)) continue;
    const hint = didYouMean(name.text, known);
    if (!isReportable(name.text, hint, file.lost)) continue;
    report(to, resolveCodes, 'unknown-name', name.span, { name: name.text, kind: 'rule', hint });
  }
}
