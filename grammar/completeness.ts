/** What a declaration has twice or lacks, though each of its clauses is well written. Knows nothing of what they mean. */
import type { Declaration } from './ast.ts';
import type { Clause, ClauseName } from './clauses.ts';
import { grammarCodes } from './codes.ts';
import { type Report, report } from './diagnostic.ts';
import type { Source, Span } from './source.ts';
import type { DeclarationWord, Token } from './tokens.ts';

const once: ReadonlySet<ClauseName> = new Set<ClauseName>([
  ...(['version', 'link', 'applies', 'inForce', 'each', 'say', 'advise', 'outside', 'where'] as const),
  ...(['until', 'approved', 'because', 'given', 'asOf'] as const),
]);

/** Reports clauses that stand twice though only one can count. */
export function reportTwice(
  word: DeclarationWord,
  clauses: readonly Clause[],
  source: Source,
  to: Report,
): void {
  const seen = new Map<ClauseName, Span>();
  for (const { name, tokens } of clauses) {
    const [first] = tokens;
    if (!first || !once.has(name)) continue;
    const span = spanOf(source, first);
    const earlier = seen.get(name);
    if (!earlier) seen.set(name, span);
    else {
      const related = [{ span: earlier, message: 'it stands here already' }];
      report(to, grammarCodes, 'clause-twice', span, { clause: first.image, declaration: word }, related);
    }
  }
}

const spanOf = (source: Source, token: Token): Span => ({
  file: source.file,
  start: token.startOffset,
  end: token.end,
});

/** Reports what a declaration can't do without and has not; `first` is the word that it begins with. */
export function reportMissing(declaration: Declaration, first: Token, source: Source, to: Report): void {
  for (const what of lacking(declaration)) {
    const parameters = { declaration: declaration.kind, what };
    report(to, grammarCodes, 'clause-missing', spanOf(source, first), parameters);
  }
}

function lacking(declaration: Declaration): readonly string[] {
  switch (declaration.kind) {
    case 'rule':
      return declaration.requirements.length > 0
        ? []
        : ['requirement, such as `… must be …`, `require …` or `is forbidden`'];
    case 'exception':
      return declaration.where.kind === 'missing' ? ['`where` and a condition'] : [];
    case 'waiver':
      return [
        ...(declaration.until.kind === 'missing' ? ['`until` and a day'] : []),
        ...(declaration.approvedBy.kind === 'missing' ? ['`approved by` and a text'] : []),
        ...(declaration.because.kind === 'missing' ? ['`because` and a text'] : []),
      ];
    case 'test':
      return [
        ...(declaration.given ? [] : ['`given` and a manifest']),
        ...(declaration.expects.length > 0 ? [] : ['`expect`']),
      ];
    default:
      return [];
  }
}
