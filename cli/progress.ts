/** A line on the terminal that says how far a long run has come. Knows nothing of what runs. */
import { EXIT, type ExitCode } from './exit.ts';
import type { Terminal } from './terminal.ts';

/** `clear` before anything else is written, `step` after each that is done. */
export interface Progress {
  readonly step: (exit: ExitCode) => void;
  readonly clear: () => void;
}

/** Below this many there is nothing to wait for. */
const WORTH_SHOWING = 20;
const BAR = 30;
const EVERY_MS = 100;

/** Nothing is shown where the errors do not go to a terminal. */
export function progressOf(total: number | undefined, { err, interactive }: Terminal): Progress {
  if (!interactive || (total ?? 0) < WORTH_SHOWING) return { step: () => undefined, clear: () => undefined };
  const all = total ?? 0;
  let done = 0;
  let amiss = 0;
  let shown = 0;
  return {
    step: (exit) => {
      done += 1;
      if (exit !== EXIT.complies) amiss += 1;
      if (performance.now() - shown < EVERY_MS && done < all) return;
      shown = performance.now();
      const filled = Math.round((BAR * done) / all);
      const bar = '█'.repeat(filled) + '░'.repeat(BAR - filled);
      err.write(`\r${err.paint.faint(`${bar} ${done} of ${all}, ${amiss} that do not comply`)}`);
    },
    clear: () => err.write('\r\u001b[2K'),
  };
}
