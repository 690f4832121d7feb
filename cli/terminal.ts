/** Where output goes, and how it may look: streams, colour, width. Knows nothing of what is said. */

/** Makes a text stand out; the text itself where there is no colour. */
export interface Paint {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly open: (text: string) => string;
  readonly good: (text: string) => string;
  readonly place: (text: string) => string;
}

/** One way out. `width` is in columns. */
export interface Stream {
  readonly write: (text: string) => void;
  /** Waits until a reader that is slower has taken what was written, so that it does not pile up. */
  readonly ready?: () => Promise<void>;
  readonly paint: Paint;
  readonly width: number;
}

/** What a command may use of the world besides files. */
export interface Terminal {
  readonly out: Stream;
  readonly err: Stream;
  /** Someone is looking: the errors go to a terminal, where a line can be written over. */
  readonly interactive?: boolean;
  readonly cwd: string;
  /** The day of today in UTC, YYYY-MM-DD. */
  readonly today: string;
}

const painter = (code: string) => (text: string) => `\u001b[${code}m${text}\u001b[0m`;
const same = (text: string) => text;

/** Paint with colours or without. */
export function paintWith(colour: boolean): Paint {
  const use = (code: string) => (colour ? painter(code) : same);
  return {
    strong: use('1'),
    faint: use('2'),
    bad: use('1;31'),
    open: use('1;33'),
    good: use('32'),
    place: use('36'),
  };
}

/** Whether to use colour: only on a terminal; NO_COLOR forbids it, FORCE_COLOR demands it (see no-color.org). */
export function wantsColour(isTerminal: boolean, env: Readonly<Record<string, string | undefined>>): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  return isTerminal && env.TERM !== 'dumb';
}

/** A width that can be read: what the terminal has, within bounds. */
export function readableWidth(columns: number | undefined): number {
  return Math.min(Math.max(columns ?? 100, 60), 110);
}
