/** Holds the findings on a manifest against what a `test` expects. Renders nothing, reads no file. */
import type { Finding, Judgement } from '../compiler/findings.ts';
import type { Expect, NameOr, Test } from '../grammar/ast.ts';
import type { Span } from '../grammar/source.ts';

/** An expectation that is not met: where it is written, and what is so instead. */
export interface Unmet {
  readonly span: Span;
  readonly message: string;
}

type Verdict = Finding['verdict'];

/** Every expectation of a test that a judgement does not meet. */
export function unmet(test: Test, judgement: Judgement): readonly Unmet[] {
  const expected = new Set<Finding>();
  const faults: Unmet[] = [];
  for (const expect of test.expects) {
    if (expect.what === 'nothing-else' || expect.what === 'compliance') continue;
    for (const rule of expect.rules) {
      const matching = judgement.findings.filter((one) => isMeant(one, expect, rule));
      for (const one of matching) expected.add(one);
      if (matching.length === 0) faults.push({ span: rule.span, message: absence(expect, rule, judgement) });
    }
  }
  for (const expect of test.expects) {
    if (expect.what === 'nothing-else') faults.push(...others(expect, judgement, expected));
    if (expect.what === 'compliance' && !judgement.complies) faults.push(noCompliance(expect, judgement));
  }
  return faults;
}

function isMeant(finding: Finding, expect: Expect, rule: NameOr): boolean {
  if (!isOfRule(finding, rule) || finding.verdict !== expect.what) return false;
  return expect.at === undefined || finding.pointer === expect.at.value.replace(/^\/$/, '');
}

/** A rule is named alone, or with its policy as in a report. */
function isOfRule(finding: Finding, rule: NameOr): boolean {
  if (rule.kind === 'missing') return false;
  return finding.rule === rule.text || finding.rule.endsWith(`/${rule.text}`);
}

const FOUND: Readonly<Record<Verdict, string>> = {
  violation: 'is violated',
  undetermined: 'is undetermined',
  waived: 'is waived',
};

function absence(expect: Expect, rule: NameOr, judgement: Judgement): string {
  const name = rule.kind === 'missing' ? 'the rule' : `\`${rule.text}\``;
  const due = FOUND[expect.what as Verdict];
  const found = judgement.findings.filter((one) => isOfRule(one, rule));
  const where = expect.at === undefined ? '' : ` at \`${expect.at.value}\``;
  if (found.length === 0)
    return `it was expected that ${name} ${due}${where}, but it is satisfied everywhere`;
  const instead = found.map((one) => `${FOUND[one.verdict]} at \`${one.pointer || '/'}\``);
  return `it was expected that ${name} ${due}${where}, but it ${[...new Set(instead)].join(', ')}`;
}

function others(expect: Expect, judgement: Judgement, expected: ReadonlySet<Finding>): readonly Unmet[] {
  const rest = judgement.findings.filter((one) => !expected.has(one));
  const found = rest.map((one) => `\`${one.rule}\` ${FOUND[one.verdict]} at \`${one.pointer || '/'}\``);
  const shape = judgement.shape.map(
    (one) => `the manifest has not the right form at \`${one.pointer || '/'}\``,
  );
  return [...found, ...shape].map((message) => ({
    span: expect.span,
    message: `nothing else was expected, but ${message}`,
  }));
}

function noCompliance(expect: Expect, judgement: Judgement): Unmet {
  const against = judgement.findings.filter((one) => one.force === 'must' && one.verdict !== 'waived');
  const found = against.map((one) => `\`${one.rule}\` ${FOUND[one.verdict]} at \`${one.pointer || '/'}\``);
  const shape = judgement.shape.map((one) => `the form is wrong at \`${one.pointer || '/'}\``);
  const reasons = [...found, ...shape];
  const shown = reasons.slice(0, 5).join('; ');
  const more = reasons.length > 5 ? `; and ${reasons.length - 5} more` : '';
  return { span: expect.span, message: `compliance was expected, but ${shown}${more}` };
}
