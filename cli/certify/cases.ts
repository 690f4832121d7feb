/** The manifests of a policy's tests: of those in its file, and in the file of tests beside it. */
import type { Host } from '../../compiler/load.ts';
import type { Plan } from '../../compiler/plan.ts';
import { fileHost } from '../host.ts';
import { type FoundPolicy, loadPolicy } from '../policy.ts';
import { manifestGiven } from '../testing/suite.ts';

/** Every manifest that can be read, in the order of the tests. */
export async function casesOf(policy: FoundPolicy, plan: Plan, cwd: string): Promise<readonly unknown[]> {
  const cases: unknown[] = [];
  for (const one of [policy, ...testsBeside(policy, plan, cwd)]) {
    for (const { given } of one.compilation.tests) {
      if (given === undefined) continue;
      const { read } = await manifestGiven(given, plan, one, cwd);
      if (read) cases.push(JSON.parse(JSON.stringify(read.tree)));
    }
  }
  return cases;
}

/** `pipl.tests.proviso` for `pipl.proviso`. */
function testsBeside({ source }: FoundPolicy, plan: Plan, cwd: string): readonly FoundPolicy[] {
  const host: Host = fileHost(cwd);
  const name = `${source.file.replace(/\.proviso$/, '')}.tests`;
  if (name.startsWith('std/') && host.find(name, undefined) === undefined) return [];
  const found = loadPolicy(name.startsWith('std/') ? name : `${name}.proviso`, plan.asOf, { cwd }, host);
  return 'exit' in found ? [] : [found];
}
