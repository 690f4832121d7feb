/** `proviso explain`: the page of a diagnostic code, or what a rule says and rests on. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { didYouMean } from '../../compiler/nearest.ts';
import type { Declaration, Rule } from '../../grammar/ast.ts';
import { documentation } from '../../grammar/parse.ts';
import type { Source } from '../../grammar/source.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import { placeName } from '../frame.ts';
import { libraryNames, TOP } from '../host.ts';
import { loadPolicy, tellProblem } from '../policy.ts';
import type { Terminal } from '../terminal.ts';
import { visible } from '../text.ts';

/** What `explain` is told: where to look for a rule; without it, in the library. */
export interface ExplainOptions {
  readonly policy: string | undefined;
}

const PAGES = join(TOP, 'docs', 'codes');

/** Prints the page of a code, else the rule of that name. */
export function explain(name: string, { policy }: ExplainOptions, terminal: Terminal): ExitCode {
  const codes = existsSync(PAGES) ? readdirSync(PAGES).map((file) => file.replace(/\.md$/, '')) : [];
  if (codes.includes(name)) {
    terminal.out.write(readFileSync(join(PAGES, `${name}.md`), 'utf8'));
    return EXIT.complies;
  }
  const rules: string[] = [];
  for (const one of policy === undefined ? libraryNames() : [policy]) {
    const found = loadPolicy(one, terminal.today, terminal);
    if ('exit' in found) return tellProblem(found, undefined, terminal);
    for (const { source, file } of found.compilation.files) {
      const id = policyName(file.declarations);
      for (const rule of file.declarations.filter((it) => it.kind === 'rule')) {
        const ids = [rule.name.kind === 'name' ? rule.name.text : ''];
        ids.push(`${id}/${ids[0]}`);
        if (ids.includes(name)) return tell(rule, ids[1] ?? name, file, source, terminal);
        rules.push(...ids);
      }
    }
  }
  const hint = didYouMean(name, [...codes, ...rules]) ?? 'name a rule file with --policy';
  terminal.err.write(`there is no code and no rule \`${visible(name)}\`; ${hint}\n`);
  return EXIT.unusable;
}

function policyName(declarations: readonly Declaration[]): string {
  const policy = declarations.find((one) => one.kind === 'policy');
  return policy?.name.kind === 'name' ? policy.name.text : '';
}

/** The rule as it is written, under the comment above it: a rule is its own explanation. */
function tell(
  rule: Rule,
  id: string,
  file: Parameters<typeof documentation>[0],
  source: Source,
  { out }: Terminal,
): ExitCode {
  const comment = documentation(file, source, rule);
  const text = source.text.slice(rule.span.start, rule.span.end).trimEnd();
  out.write(`${out.paint.strong(id)}\n${out.paint.place(placeName(source, rule.span))}\n\n`);
  if (comment) out.write(`${visible(comment)}\n\n`);
  out.write(`${visible(text)}\n`);
  return EXIT.complies;
}
