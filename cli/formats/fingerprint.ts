/** What tells a finding from others, in later versions of the file as well. */
import { createHash } from 'node:crypto';
import type { Finding } from '../../compiler/findings.ts';

/**
 * 32 hexadecimal digits, made of the rule, the verdict and what the values are. Not of lines, and not of numbers in a list:
 * what is put in before it changes neither.
 */
export function fingerprintOf(finding: Finding, file: string): string {
  const unnumbered = (pointer: string) => pointer.replace(/\/\d+(?=\/|$)/g, '/*');
  const because = finding.because.map((one) => [unnumbered(one.pointer), one.value]);
  const parts = [finding.rule, finding.verdict, file, unnumbered(finding.pointer), because];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
