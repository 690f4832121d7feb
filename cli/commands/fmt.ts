/** `proviso fmt`: writes rule files in their canonical form, or says which are not in it. */
import { hasErrors, newReport } from '../../grammar/diagnostic.ts';
import { parse } from '../../grammar/parse.ts';
import { print } from '../../grammar/print.ts';
import { EXIT, type ExitCode, worst } from '../exit.ts';
import { fullPath, writeWhole } from '../files.ts';
import { findPolicy, tellProblem } from '../policy.ts';
import { renderDiagnostics } from '../render-diagnostics.ts';
import { ruleFilesOf } from '../rule-files.ts';
import type { Terminal } from '../terminal.ts';
import { counted, visible } from '../text.ts';

/** What `fmt` is told. */
export interface FmtOptions {
  readonly check: boolean;
}

/** Formats each file; without any, all below the folder. A file with errors is left as it is. */
export function fmt(files: readonly string[], { check }: FmtOptions, terminal: Terminal): ExitCode {
  const names = ruleFilesOf(files, terminal.cwd);
  const codes: ExitCode[] = [];
  let changed = 0;
  for (const name of names) {
    const result = formatted(name, terminal);
    if (typeof result !== 'object') {
      codes.push(result);
      continue;
    }
    if (result.before === result.after) continue;
    changed++;
    codes.push(check ? EXIT.violated : write(name, result.after, terminal));
    terminal.out.write(`${check ? 'not in canonical form' : 'formatted'}: ${visible(name)}\n`);
  }
  const verb = check ? 'to be formatted' : 'formatted';
  terminal.out.write(`${counted(names.length, 'rule file')}, ${changed} ${verb}\n`);
  return worst(codes);
}

interface Result {
  readonly before: string;
  readonly after: string;
}

function formatted(name: string, terminal: Terminal): Result | ExitCode {
  const source = findPolicy(name, terminal);
  if ('exit' in source) return tellProblem(source, undefined, terminal);
  const report = newReport();
  const tree = parse(source, report);
  if (!hasErrors(report.diagnostics)) return { before: source.text, after: print(tree, source) };
  terminal.err.write(renderDiagnostics(report.diagnostics, () => source, terminal.err));
  return EXIT.policyWrong;
}

function write(name: string, text: string, terminal: Terminal): ExitCode {
  if (name.startsWith('std/')) {
    terminal.err.write(`${name}: the library is not written to\n`);
    return EXIT.unusable;
  }
  const problem = writeWhole([{ path: fullPath(name, terminal.cwd), text }]);
  if (problem === undefined) return EXIT.complies;
  terminal.err.write(`${visible(name)}: ${problem}\n`);
  return EXIT.unusable;
}
