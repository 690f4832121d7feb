/** The library: compile a rule file, evaluate a manifest, emit the targets. */
export type { Diagnostic } from '../grammar/diagnostic.ts';
export { type Location, locate, type Source, type Span } from '../grammar/source.ts';
export { type Compilation, type CompileOptions, compile } from './compile.ts';
export { type EvaluateOptions, evaluate } from './evaluate.ts';
export type { Finding, Judgement, Question, Reason, ShapeProblem, Verdict } from './findings.ts';
export type { Host } from './load.ts';
export type { Plan } from './plan.ts';
export { type RulesMap, ruleOf, rulesIn } from './rule-of.ts';
