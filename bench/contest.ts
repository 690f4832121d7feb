/**
 * Times all contenders on the same fresh manifests in turn; each figure is a multiple of JSON.parse of the same texts in the same
 * round, the median of the rounds.
 */
import { type Contender, contendersFor } from './contenders/index.ts';
import { subsetPlan } from './contenders/setting.ts';
import { cleanDeclaration, type Declaration, newDraw, withFault } from './declarations.ts';
import { median } from './task.ts';

/** Collections in a manifest, how many manifests in a round, and for those that are slow. */
const SIZES = [
  { size: 5, texts: 100, few: 4 },
  { size: 50, texts: 20, few: 2 },
  { size: 500, texts: 4, few: 1 },
] as const;
const ROUNDS = 15;
const WARM = 5;

/** A row of the contest: ratios by size, clean and with one manifest in ten wrong. */
export interface Standing {
  readonly name: string;
  readonly how: string;
  readonly clean: readonly number[];
  readonly wrong: readonly number[];
}

/** The standings, those of ours first. */
export async function contest(): Promise<readonly Standing[]> {
  const contenders = await contendersFor(subsetPlan());
  const clean: (readonly number[])[] = [];
  const wrong: (readonly number[])[] = [];
  for (const { size, texts, few } of SIZES) {
    clean.push(
      await ratios(
        contenders,
        textsOf(size, texts, (one) => one),
        few,
      ),
    );
    wrong.push(await ratios(contenders, textsOf(size, texts, oneInTen), few));
  }
  return contenders.map(({ name, how }, at) => ({
    name,
    how,
    clean: clean.map((one) => one[at] ?? Number.NaN),
    wrong: wrong.map((one) => one[at] ?? Number.NaN),
  }));
}

const oneInTen = (declaration: Declaration, index: number): Declaration =>
  index % 10 === 0 ? withFault(declaration, newDraw(index)) : declaration;

function textsOf(
  size: number,
  count: number,
  change: (declaration: Declaration, index: number) => Declaration,
): readonly string[] {
  return Array.from({ length: count }, (_, index) =>
    JSON.stringify(change(cleanDeclaration(size, index + 1), index)),
  );
}

async function ratios(
  contenders: readonly Contender[],
  texts: readonly string[],
  few: number,
): Promise<readonly number[]> {
  const rounds = contenders.map((): number[] => []);
  const bytes = texts.map((text) => new TextEncoder().encode(text));
  for (let round = 0; round < WARM + ROUNDS; round += 1) {
    const parse = timeOfParse(texts);
    for (const [at, contender] of contenders.entries()) {
      const count = contender.isSlow ? few : texts.length;
      const inputs = {
        object: () => texts.slice(0, count).map((text): unknown => JSON.parse(text)),
        bytes: () => bytes.slice(0, count),
        text: () => texts.slice(0, count),
      }[contender.of]();
      const spent = await timeOf(contender, inputs);
      if (round >= WARM) rounds[at]?.push(spent / count / parse);
    }
  }
  return rounds.map(median);
}

/** Milliseconds for one text. */
function timeOfParse(texts: readonly string[]): number {
  const start = performance.now();
  for (const text of texts) JSON.parse(text);
  return (performance.now() - start) / texts.length;
}

async function timeOf({ judge }: Contender, inputs: readonly unknown[]): Promise<number> {
  const start = performance.now();
  for (const input of inputs) {
    const said = judge(input as never);
    if (typeof said !== 'boolean') await said;
  }
  return performance.now() - start;
}
