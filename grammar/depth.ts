/** Where conditions stand in each other too deep to be parsed without danger to the stack. Looks at tokens only. */
import { sortOf, type Token } from './tokens.ts';

/** How deep brackets, quantifiers, `not` and `except` may stand in each other. */
export const deepest = 100;

/** The first token that is too deep, and its place among the tokens; `undefined` if none is. */
export function tooDeep(
  tokens: readonly Token[],
): { readonly token: Token; readonly index: number; readonly limit: number } | undefined {
  // For each open bracket, how deep it was around it; within a bracket, `where`, `has` and `except` reach to its end.
  const around: number[] = [];
  let depth = 0;
  let nots = 0;
  for (const [index, token] of tokens.entries()) {
    const sort = sortOf(token);
    if (sort === 'Open') around.push(depth);
    if (sort === 'Open' || sort === 'where' || sort === 'has' || sort === 'except') {
      depth += 1 + nots;
      nots = 0;
    } else if (sort === 'Close') depth = around.pop() ?? 0;
    nots = sort === 'not' ? nots + 1 : 0;
    if (depth + nots > deepest) return { token, index, limit: deepest };
  }
  return undefined;
}
