/** The codes of what is written as elsewhere and not as the language says it. Knows nothing of how that is found. */
import { defineCodes } from '../diagnostic.ts';

/** Each is read as what was meant, so that the rest can be checked. `found`: the writer's words, `meant`: the language's. */
export const habitCodes = defineCodes({
  'other-words': {
    severity: 'error',
    message: (p: { readonly found: string; readonly meant: string; readonly why?: string }) =>
      `${quote(p.found)} ${p.why ?? 'is not how the language says it'}, so it is read as ${quote(p.meant)}`,
    help: (p) => `write ${quote(p.meant)}`,
  },
  'words-to-leave-out': {
    severity: 'error',
    message: (p: { readonly found: string; readonly why: string }) =>
      `${quote(p.found)} says nothing here: ${p.why}`,
    help: (p) => `leave ${quote(p.found)} out`,
  },
  'permission-word': {
    severity: 'error',
    message: (p: { readonly found: string }) =>
      `${quote(p.found)} gives a permission, and rules only ever forbid: what no rule forbids is allowed anyway`,
    help: () =>
      'write `must` or `must not`; to allow what another rule forbids, write `unless …` in it or an `exception` to it',
  },
  'duty-missing': {
    severity: 'error',
    message: (p: { readonly found: string; readonly meant: string; readonly rule: boolean }) =>
      p.rule
        ? `${quote(p.found)} tells how something is, not how it must be, so a rule could not be broken by it`
        : `${quote(p.found)} follows without a word that says how it belongs to what stands before it`,
    help: (p) =>
      p.rule
        ? `write ${quote(p.meant)}; if it belongs to the condition before it, put \`and\` before it`
        : 'put `and` or `or` before it',
  },
  'subject-missing': {
    severity: 'error',
    message: (p: { readonly word: string; readonly record: string }) =>
      `${quote(p.word)} follows the record ${quote(p.record)} and none of its fields, so it is not said what of it must be so`,
    help: (p) =>
      `put a field of ${quote(p.record)} before ${quote(p.word)}; where no such record may be, write \`is forbidden\``,
  },
  'bound-missing': {
    severity: 'error',
    message: (p: { readonly found: string }) =>
      `it is not said how a number is compared with ${quote(p.found)}`,
    help: (p) =>
      `write \`at most ${p.found}\`, \`at least ${p.found}\` or, for that number alone, \`exactly ${p.found}\``,
  },
  'sign-for-words': {
    severity: 'error',
    message: (p: { readonly found: string; readonly meant: string }) =>
      p.meant === ''
        ? `${quote(p.found)} has no meaning here: the language has no shares of a whole`
        : `the language says ${quote(p.found)} in words, so that a rule can be read aloud`,
    help: (p) => (p.meant === '' ? 'write a plain number' : `write ${quote(p.meant)}`),
  },
  'only-days': {
    severity: 'error',
    message: (p: { readonly found: string; readonly why: string; readonly meant: string }) =>
      `${quote(p.found)} is not a number of days${p.why}`,
    help: (p) => `write ${quote(p.meant)}, or the number of days that the law means`,
  },
  'text-without-quotes': {
    severity: 'error',
    message: (p: { readonly found: string; readonly what: string; readonly meant: string }) =>
      `${quote(p.found)} is ${p.what}, and stands without quotation marks, so its words cannot be told from those of the language`,
    help: (p) => `write ${quote(p.meant)}`,
  },
  'mixed-quotes': {
    severity: 'error',
    message: (p: { readonly open: string; readonly close: string; readonly meant: string }) =>
      `this text is opened with ${quote(p.open)} and closed with ${quote(p.close)}, which do not belong together, so it cannot be told where it ends`,
    help: (p) => `write ${quote(p.meant)}`,
  },
  'single-quotes': {
    severity: 'error',
    message: (p: { readonly found: string; readonly meant: string }) =>
      `${quote(p.found)} stands in single quotation marks, and a text stands in double ones`,
    help: (p) => `write ${quote(p.meant)}`,
  },
  'name-left-out': {
    severity: 'error',
    message: (p: { readonly declaration: string; readonly meant: string }) =>
      `this ${quote(p.declaration)} has a title and no name, so nothing could speak of it: reports, tests and exceptions use the name`,
    help: (p) => `put a short name before the title: ${quote(p.meant)}`,
  },
  'several-values': {
    severity: 'error',
    message: (p: { readonly found: string; readonly meant: string }) =>
      `${quote(p.found)} names several, and the language lists these behind commas, so it is read as ${quote(p.meant)}`,
    help: (p) => `write ${quote(p.meant)}`,
  },
  'numbered-line': {
    severity: 'error',
    message: (p: { readonly found: string; readonly entry: boolean }) =>
      p.entry
        ? `${quote(p.found)} counts a line, and an entry begins with a dash`
        : `${quote(p.found)} counts a line, and lines are not counted: a rule is called by its name`,
    help: (p) => (p.entry ? 'write `-` in its place' : 'remove it'),
  },
});

function quote(words: string): string {
  const line = words.replace(/\s+/g, ' ');
  return `\`${line.length > 80 ? `${line.slice(0, 77)}…` : line}\``;
}
