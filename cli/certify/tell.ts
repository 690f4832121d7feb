/** What a run of comparisons came to, in words. Compares nothing. */
import type { Stream } from '../terminal.ts';
import { counted, labelled, visible } from '../text.ts';
import type { Compared, Difference } from './certify.ts';

/** What was compared, in two lines. */
export function comparedText({ manifests, complying, rules, cases, shape, steps }: Compared): string {
  const whole = rules.filter((one) => BigInt(one.product.tried) === one.product.of).length;
  const number = (count: number | bigint) => count.toLocaleString('en-US');
  return (
    `agree on ${number(manifests)} manifests, ${number(complying)} of which comply: ` +
    `${number(whole)} of ${number(rules.length)} rules on all of their product, the others on a part of it; ` +
    `${counted(cases, 'case')} of tests; ${number(steps.tried)} of ${number(steps.of)} manifests one step from these; ` +
    `${number(shape.tried)} of ${number(shape.of)} values in fields`
  );
}

/** The smallest manifest of which not all say the same, and who says what. */
export function differenceText({ manifest, said, reference }: Difference, stream: Stream): string {
  const most = 600;
  const short = said.length > most ? `${said.slice(0, most)}…` : said;
  const json = JSON.stringify(manifest, null, 2);
  return [
    `${stream.paint.bad('error')}: not all targets say the same of this manifest:`,
    ...visible(json).split('\n'),
    ...labelled('  ', short, stream.width),
    ...labelled('  the reference: ', JSON.stringify(shortly(reference)).slice(0, most), stream.width),
    '',
  ].join('\n');
}

/** A judgement without its words. */
function shortly(reference: unknown): unknown {
  const { complies, shape, findings } = reference as {
    complies: boolean;
    shape: unknown;
    findings: readonly { rule: string; verdict: string; pointer: string }[];
  };
  return { complies, shape, findings: findings.map((one) => `${one.rule} ${one.verdict} ${one.pointer}`) };
}
