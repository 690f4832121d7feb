/** The law of agreement on generated policies and manifests: `npm run agree -- --pairs N --seed S`. */
import { parseArgs } from 'node:util';
import { disagreement } from '../../cli/certify/agree.ts';
import { seededDraw } from '../../cli/certify/draw.ts';
import { compile } from '../../compiler/compile.ts';
import type { Plan } from '../../compiler/plan.ts';
import type { Draw } from '../generate/draw.ts';
import { drawManifest, drawPlan } from '../generate/plans.ts';
import { drawPolicy } from '../generate/policies.ts';
import { buildTargets } from './targets.ts';

export interface AgreementOptions {
  readonly pairs: number;
  readonly seed: number;
  /** How many manifests each policy is tried on. */
  readonly manifests: number;
}
export interface Agreement {
  readonly pairs: number;
  readonly policies: number;
  readonly complying: number;
  /** Policies with a rule past the bound of the schema. */
  readonly tooLarge: number;
  readonly largestSchema: number;
  /** The first disagreement, with all that is needed to see it again. */
  readonly failure: string | undefined;
}

/** Holds every target against `evaluate`. Stops at the first disagreement. */
export function runAgreement(options: AgreementOptions, progress?: (pairs: number) => void): Agreement {
  let pairs = 0;
  let policies = 0;
  let complying = 0;
  let tooLarge = 0;
  let largestSchema = 0;
  let failure: string | undefined;
  for (let at = options.seed; pairs < options.pairs && failure === undefined; at++) {
    const draw = seededDraw(at);
    const { plan, source } = at % 2 === 0 ? planFromText(draw) : { plan: drawPlan(draw), source: '' };
    const targets = buildTargets(plan);
    policies += 1;
    if (targets === undefined) {
      tooLarge += 1;
      pairs += 1;
      continue;
    }
    largestSchema = Math.max(largestSchema, targets.schemaSize);
    for (let index = 0; index < options.manifests && failure === undefined; index++) {
      const manifest = drawManifest(plan, draw);
      pairs += 1;
      if (targets.validator?.complies(manifest)) complying += 1;
      const said = disagreement(targets, manifest);
      if (said)
        failure = `seed ${at}, manifest ${index}: ${said}\nmanifest ${JSON.stringify(manifest)}\n${source || JSON.stringify(plan)}`;
    }
    progress?.(pairs);
  }
  return { pairs, policies, complying, tooLarge, largestSchema, failure };
}

function planFromText(draw: Draw): { plan: Plan; source: string } {
  const source = drawPolicy(draw);
  const { plan, diagnostics } = compile(
    { file: 'generated.proviso', text: source },
    { find: () => undefined, list: () => [] },
    { asOf: '2026-01-31' },
  );
  if (plan === undefined) {
    throw new Error(`a generated policy does not check: ${JSON.stringify(diagnostics[0])}\n${source}`);
  }
  return { plan, source };
}

/** The command: prints a line now and then, the figures at the end; exit code 1 for a disagreement. */
export function main(): void {
  const { values } = parseArgs({
    options: {
      pairs: { type: 'string', default: '100000' },
      seed: { type: 'string', default: '1' },
      manifests: { type: 'string', default: '60' },
    },
  });
  const options = {
    pairs: Number(values.pairs),
    seed: Number(values.seed),
    manifests: Number(values.manifests),
  };
  let next = 0;
  const result = runAgreement(options, (pairs) => {
    if (pairs < next) return;
    next = pairs + options.pairs / 20;
    process.stderr.write(`${pairs} pairs\n`);
  });
  const { failure, ...figures } = result;
  process.stdout.write(`${JSON.stringify({ seed: options.seed, ...figures })}\n`);
  if (failure) process.stdout.write(`DISAGREEMENT at ${failure}\n`);
  process.exitCode = failure ? 1 : 0;
}
