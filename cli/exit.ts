/** The exit codes, by kind: "could not decide" never shares a code with "fine". Knows no command. */

/** What a run came to. */
export const EXIT = {
  complies: 0,
  violated: 1,
  undetermined: 2,
  policyWrong: 3,
  unusable: 4,
  /** A fault of the program itself (EX_SOFTWARE). */
  internal: 70,
} as const;

/** Any of the exit codes. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** From the best to the worst. */
const ORDER: readonly ExitCode[] = [
  EXIT.complies,
  EXIT.undetermined,
  EXIT.violated,
  EXIT.policyWrong,
  EXIT.unusable,
  EXIT.internal,
];

/** The worst of several: unusable input, then a wrong policy, then violated, then undetermined. */
export function worst(codes: Iterable<ExitCode>): ExitCode {
  let found: ExitCode = EXIT.complies;
  for (const code of codes) if (ORDER.indexOf(code) > ORDER.indexOf(found)) found = code;
  return found;
}

/** The codes as `--help` tells them. */
export const EXIT_HELP = `
Exit codes: 0 complies · 1 a rule is violated · 2 nothing violated, but something undetermined
            3 the policy is wrong, or has no rule in force · 4 wrong usage, or a file that cannot be read
With several files the worst counts: 4, then 3, 1, 2, 0.`;
