/**
 * Runs a parser that makes an error for each thing it stumbles over, and of which at most one is shown: to find out where in the
 * program each was made takes far longer than the parsing. Knows no parser.
 */
export function withoutStacks<T>(parse: () => T): T {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return parse();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
