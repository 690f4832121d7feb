/** Holds what a plan compiles to against the reference, on manifests made from its rules and cases. Reads no files. */
import type { Plan } from '../../compiler/plan.ts';
import { compareOn, disagreement, referenceOf, type Targets } from './agree.ts';
import { changed } from './change.ts';
import { type Draw, seededDraw } from './draw.ts';
import { type Share, trialOf } from './manifests.ts';
import { shapesOf } from './shapes.ts';
import { shrunk } from './shrink.ts';
import { pickFrom, values } from './space.ts';
import { stepsFrom } from './spoil.ts';

/** What a run of comparisons goes by: with the same, it is the same run. */
export interface Certifying {
  readonly targets: Targets;
  /** Manifests that people thought of: those of the tests. */
  readonly cases: readonly unknown[];
  readonly seed: number;
  /** How many manifests of the product, and how many for words, each rule is tried on at most. */
  readonly samples: number;
}

/** What was compared. */
export interface Compared {
  readonly rules: readonly { readonly rule: string; readonly product: Share; readonly words: Share }[];
  readonly cases: number;
  /** Values in the fields of all records, whatever rules read. */
  readonly shape: Share;
  /** Manifests one step away from the cases, and from one manifest of each rule. */
  readonly steps: Share;
  readonly manifests: number;
  readonly complying: number;
}

/** A manifest of which not all say the same: as small as it could be made. */
export interface Difference {
  readonly manifest: unknown;
  readonly said: string;
  /** What the reference finds in it. */
  readonly reference: unknown;
}

/** Compares on every manifest, until one shows a difference. `progress` gets the number of rules done. */
export function certify(certifying: Certifying, progress?: (rules: number) => void): Compared | Difference {
  const { targets, cases, seed, samples } = certifying;
  const tally = { manifests: 0, complying: 0 };
  const quiet = quietOf(targets);
  const differs = (manifest: unknown): boolean => {
    tally.manifests += 1;
    const { reference, said } = compareOn(targets, manifest);
    if (reference.complies) tally.complying += 1;
    return said !== undefined;
  };
  const bases = [...cases];
  const rules: Compared['rules'][number][] = [];
  for (const [index, rule] of targets.plan.rules.entries()) {
    const trial = trialOf(targets.plan, rule, samples, seededDraw(seed + index * 7919));
    let last: unknown = {};
    for (const tried of trial.manifests) {
      last = { ...quiet, ...(tried as object) };
      if (differs(last)) return differenceAt(last, targets);
    }
    bases.push(last);
    rules.push({ rule: rule.id, product: trial.product, words: trial.words });
    progress?.(rules.length);
  }
  for (const one of cases) if (differs(one)) return differenceAt(one, targets);
  const shape = shapesOf(targets.plan, samples * 10, seededDraw(seed));
  for (const manifest of shape.manifests) {
    if (differs(manifest)) return differenceAt(manifest, targets);
  }
  const steps = { of: 0n, tried: 0 };
  for (const base of bases) {
    const { all, manifests } = near(targets.plan, base, samples, seededDraw(seed));
    steps.of += BigInt(all);
    for (const manifest of manifests) {
      steps.tried += 1;
      if (differs(manifest)) return differenceAt(manifest, targets);
    }
  }
  return { rules, cases: cases.length, shape: { of: shape.of, tried: shape.tried }, steps, ...tally };
}

/** What to lay under the manifests of a rule, so that the other rules find little: every list empty, or nothing. */
function quietOf(targets: Targets): object {
  const top = targets.plan.records.find((one) => one.name === targets.plan.root);
  const lists = top?.fields.filter((one) => one.type.kind === 'list').map((one) => [one.key, []]);
  const empty = Object.fromEntries(lists ?? []) as object;
  const found = (manifest: object) => referenceOf(targets, manifest).findings.length;
  return found(empty) < found({}) ? empty : {};
}

/** A quarter of the samples of manifests one step away. */
function near(plan: Plan, base: unknown, samples: number, draw: Draw) {
  const all = stepsFrom(plan, base);
  const picked = pickFrom(values(all), Math.ceil(samples / 4), draw);
  const manifests = picked.indexes.flatMap((index) => {
    const step = all[Number(index)];
    return step ? [changed(base, step)] : [];
  });
  return { all: all.length, manifests };
}

function differenceAt(manifest: unknown, targets: Targets): Difference {
  const smallest = shrunk(manifest, (one) => disagreement(targets, one) !== undefined);
  const said = disagreement(targets, smallest) ?? '';
  return { manifest: smallest, said, reference: referenceOf(targets, smallest) };
}
