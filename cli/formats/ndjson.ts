/** A line of JSON for each manifest, written as soon as it is judged: docs/output/lint-line.schema.json. */
import type { Plan } from '../../compiler/plan.ts';
import type { Language } from '../../grammar/ast.ts';
import type { Judged } from '../manifest.ts';
import { findingsOf, manifestOf, questionsOf } from './json.ts';

/** One line, with its end. */
export function ndjsonLine(judged: Judged, plan: Plan, language: Language): string {
  const findings = findingsOf(judged, plan, language);
  const line = {
    ...manifestOf(judged, language),
    exitCode: judged.exit,
    findings,
    questions: questionsOf(judged, plan, language),
  };
  return `${JSON.stringify(line)}\n`;
}
