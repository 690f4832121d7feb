/** `proviso show`: prints what one stage of compiling makes of a rule file. */
import { compile } from '../../compiler/compile.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import { fileHost } from '../host.ts';
import { findPolicy, sourcesOf, tellProblem } from '../policy.ts';
import { renderDiagnostics } from '../render-diagnostics.ts';
import { type StageName, stages } from '../show-stages.ts';
import type { Terminal } from '../terminal.ts';

/** What `show` is told. */
export interface ShowOptions {
  readonly asOf: string;
}

/** Prints a stage as JSON. What is wrong with the file is said, and the stage shown as far as it got. */
export function show(stage: string, name: string, { asOf }: ShowOptions, terminal: Terminal): ExitCode {
  if (!Object.hasOwn(stages, stage)) {
    const known = Object.keys(stages).join(', ');
    terminal.err.write(`there is no stage \`${stage}\`: it is one of ${known}\n`);
    return EXIT.unusable;
  }
  const source = findPolicy(name, terminal);
  if ('exit' in source) return tellProblem(source, undefined, terminal);
  const compilation = compile(source, fileHost(terminal.cwd), { asOf });
  const { diagnostics } = compilation;
  if (diagnostics.length > 0) {
    const sources = sourcesOf({ source, compilation });
    terminal.err.write(renderDiagnostics(diagnostics, sources, terminal.err));
  }
  const shown = stages[stage as StageName](source, () => compilation);
  terminal.out.write(`${JSON.stringify(shown, null, 2)}\n`);
  return diagnostics.some((one) => one.severity === 'error') ? EXIT.policyWrong : EXIT.complies;
}
