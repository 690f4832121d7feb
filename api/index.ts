/**
 * The library `proviso`: compile a rule file, emit the targets, evaluate a manifest. Pure: texts come from a host, which
 * `proviso/node` has for files. Nothing here throws for what a text holds.
 */
export type { Emitted, Target } from '../cli/emit.ts';
export type { EmittedFile } from '../compiler/emit/typescript.ts';
export { type EvaluateOptions, evaluate } from '../compiler/evaluate.ts';
export type { Finding, Judgement, Question, Reason, ShapeProblem, Verdict } from '../compiler/findings.ts';
export type { Host } from '../compiler/load.ts';
export type { Plan } from '../compiler/plan.ts';
export { type RulesMap, ruleOf, rulesIn } from '../compiler/rule-of.ts';
export { type Diagnostic, hasErrors, type Severity } from '../grammar/diagnostic.ts';
export { type Location, locate, type Source, type Span } from '../grammar/source.ts';
export type { ManifestRead } from '../readers/reading.ts';
export { type Compiled, type CompileOptions, compile } from './compile.ts';
export { type EmitOptions, emit } from './emit.ts';
export { type ReadOptions, readManifest } from './read.ts';
export { textHost } from './text-host.ts';
