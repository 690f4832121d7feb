/** The codes of what can be wrong in how a policy is written. Knows nothing of what a policy means. */
import { defineCodes } from './diagnostic.ts';

/** Codes of scanning and parsing. `found` and `after` are the writer's own words, `what` names what fits in words. */
export const grammarCodes = defineCodes({
  'unterminated-text': {
    severity: 'error',
    message: (p: { readonly block: boolean }) =>
      p.block
        ? 'this text is opened with `"""` and never closed, so it cannot be told where it ends'
        : 'this text has no closing quotation mark on its line, so it cannot be told where it ends',
    help: (p) =>
      p.block
        ? 'put `"""` behind its last line'
        : 'close it with `"`; a text over several lines stands between `"""` and `"""`',
  },
  'unexpected-character': {
    severity: 'error',
    message: (p: { readonly found: string }) => `${quote(p.found)} has no meaning outside a text in quotes`,
    help: (p) =>
      /^[.;；。．]$/.test(p.found)
        ? 'remove it: a clause ends where the next one begins'
        : 'remove it, or put the text that it belongs to in quotes',
  },
  'bad-escape': {
    severity: 'error',
    message: (p: { readonly found: string }) =>
      `${quote(p.found)} is not a way to write a character in a text, so the text cannot be read as it was meant`,
    help: () =>
      'after a backslash stands `"`, `\\`, `n` or `u{…}`; write `\\\\` where the backslash itself is meant',
  },
  'bad-day': {
    severity: 'error',
    message: (p: { readonly found: string; readonly meant: string | undefined }) =>
      `${quote(p.found)} is not a day of the calendar, so it cannot be told when this counts`,
    help: (p) => `write year, month and day in figures, like \`${p.meant ?? '2021-05-01'}\``,
  },
  'bad-number': {
    severity: 'error',
    message: (p: { readonly found: string }) =>
      `the number ${quote(p.found)} is too large to be compared exactly`,
    help: () => 'write a number of at most fifteen figures',
  },
  expected: {
    severity: 'error',
    message: (p: {
      readonly what: string;
      readonly found: string;
      readonly after: string;
      readonly reserved?: boolean;
    }) =>
      `${p.after === '' ? 'here' : `after ${quote(p.after)}`} there should be ${p.what}, but ${
        p.found === '' ? 'nothing stands there' : `${quote(p.found)} stands there`
      }, so this part cannot be understood`,
    help: (p: { readonly what: string; readonly found: string; readonly reserved?: boolean }) =>
      p.reserved
        ? `${quote(p.found)} is a word of the language and cannot be a name: write another one here`
        : `write ${p.what} here`,
  },
  'unexpected-words': {
    severity: 'error',
    message: (p: { readonly found: string; readonly after: string }) =>
      `${quote(p.found)} does not fit after ${quote(p.after)}, so it cannot be told what it belongs to`,
    help: () => 'remove it, or put in the word that is missing before it',
  },
  'misspelt-word': {
    severity: 'error',
    message: (p: { readonly found: string; readonly meant: string }) =>
      `${quote(p.found)} has no meaning at this place; it is read as ${quote(p.meant)}`,
    help: (p) => `did you mean ${quote(p.meant)}?`,
  },
  'unknown-declaration': {
    severity: 'error',
    message: (p: { readonly found: string }) =>
      `${quote(p.found)} begins no declaration, so what follows it belongs to nothing`,
    help: () =>
      'put the word before it that says what it is: `policy`, `use`, `adopt`, `source`, `vocabulary`, `extend`, `set`, `table`, `record`, `manifest`, `define`, `rule`, `exception`, `waiver` or `test`',
  },
  'unclosed-bracket': {
    severity: 'error',
    message: () => 'this bracket is opened and never closed, so it cannot be told what belongs together',
    help: () => 'put `)` where the part in brackets ends',
  },
  'clause-twice': {
    severity: 'error',
    message: (p: { readonly clause: string; readonly declaration: string }) =>
      `${quote(p.clause)} stands twice in one ${quote(p.declaration)}; only the first can count`,
    help: () => 'remove one of them, or join them into one',
  },
  'clause-missing': {
    severity: 'error',
    message: (p: { readonly declaration: string; readonly what: string }) =>
      `this ${quote(p.declaration)} has no ${p.what}, so it says nothing that could be checked`,
    help: (p) => `add ${p.what}`,
  },
  'too-deep': {
    severity: 'error',
    message: (p: { readonly limit: number }) =>
      `brackets and conditions stand in each other more than ${p.limit} deep here, which nobody can follow`,
    help: () => 'name parts of the condition with `define` and use the names',
  },
  'policy-too-large': {
    severity: 'error',
    message: (p: { readonly length: number; readonly limit: number }) =>
      `this file has ${p.length} characters; files of more than ${p.limit} are not read`,
    help: () => 'split it into several files and bring them together with `adopt`',
  },
  'too-many-errors': {
    severity: 'error',
    message: (p: { readonly limit: number }) =>
      `there are more than ${p.limit} places in this file that cannot be understood; the rest are not listed`,
    help: () => 'mend the first ones, or see whether this is a policy at all',
  },
});

function quote(words: string): string {
  const line = words.replace(/\s+/g, ' ');
  const short = line.length > 60 ? `${line.slice(0, 57)}…` : line;
  return `\`${short}\``;
}
