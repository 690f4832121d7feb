/** Remarks on the text of a policy or a manifest: how a code is defined once and reported. Knows no code itself. */
import type { Span } from './source.ts';

export type Severity = 'error' | 'warning';

/** A remark on a text. `message` says what was seen and why it matters; `help` what to do. */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly help?: string;
  readonly span: Span;
  /** The change that surely mends it; left out where someone has to choose. */
  readonly fix?: Fix;
  readonly related?: readonly { readonly span: Span; readonly message: string }[];
}

/** A word in the span of a remark, and the word to write in its place. */
export interface Fix {
  readonly word: string;
  readonly by: string;
}

/** How one code speaks. Texts: lower case, no final stop, the user's words in backticks. */
export interface Code<P> {
  readonly severity: Severity;
  readonly message: (parameters: P) => string;
  readonly help?: (parameters: P) => string | undefined;
  readonly fix?: (parameters: P) => Fix | undefined;
}

// biome-ignore lint/suspicious/noExplicitAny: a map of codes has a parameter type for each entry
export type Codes = Readonly<Record<string, Code<any>>>;

/** Declares a map of codes next to the phase that reports them, keeping each entry's parameter type. */
export function defineCodes<const C extends Codes>(codes: C): C {
  return codes;
}

type Parameters<C> = C extends Code<infer P> ? P : never;

export interface Related {
  readonly span: Span;
  readonly message: string;
}

/** Collects diagnostics; each phase gets one and adds to it. */
export interface Report {
  readonly diagnostics: Diagnostic[];
}

export function newReport(): Report {
  return { diagnostics: [] };
}

/** Adds a diagnostic of a code. A misspelt code or a missing parameter does not compile. */
export function report<C extends Codes, K extends keyof C & string>(
  to: Report,
  codes: C,
  code: K,
  span: Span,
  parameters: Parameters<C[K]>,
  related: readonly Related[] = [],
): void {
  const entry = codes[code] as Code<Parameters<C[K]>>;
  const help = entry.help?.(parameters);
  const fix = entry.fix?.(parameters);
  to.diagnostics.push({
    code,
    severity: entry.severity,
    message: entry.message(parameters),
    ...(help === undefined ? {} : { help }),
    span,
    ...(fix === undefined ? {} : { fix }),
    ...(related.length === 0 ? {} : { related }),
  });
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((one) => one.severity === 'error');
}
