/** What can be wrong with the names of a file: the diagnostics of resolving. */
import { defineCodes } from '../../grammar/diagnostic.ts';

type Hint = { hint: string | undefined };

export const resolveCodes = defineCodes({
  'unknown-name': {
    severity: 'error',
    message: ({ name, kind }: { name: string; kind: string } & Hint) =>
      `there is no ${kind} called \`${name}\``,
    help: ({ kind, hint }) => hint ?? `declare this ${kind}, or bring in the file that does with \`use\``,
  },
  'unknown-term': {
    severity: 'error',
    message: ({ term, vocabulary }: { term: string; vocabulary: string } & Hint) =>
      `\`${term}\` is not a term of \`${vocabulary}\`, so nothing in a manifest could ever be it`,
    help: ({ hint }) => hint,
  },
  'name-clash': {
    severity: 'error',
    message: ({ kind, name }: { kind: string; name: string }) =>
      `there is already a ${kind} called \`${name}\`, so nobody could tell which is meant`,
    help: () => 'give one of them another name',
  },
  'ambiguous-rule': {
    severity: 'error',
    message: ({ name, ids }: { name: string; ids: readonly string[] }) =>
      `${ids.length} policies have a rule called \`${name}\`, so it cannot be told which is meant`,
    help: ({ ids }: { ids: readonly string[] }) => `say which: ${ids.map((id) => `\`${id}\``).join(' or ')}`,
  },
  'duplicate-term': {
    severity: 'error',
    message: ({ term }: { term: string }) => `the term \`${term}\` is given twice`,
    help: () => 'keep one of the two',
  },
  'orphan-term': {
    severity: 'error',
    message: ({ term, parent }: { term: string; parent: string }) =>
      `\`${term}\` is a kind of \`${parent}\`, but there is no term \`${parent}\` above it`,
    help: ({ parent }) => `put a line for \`${parent}\` before it`,
  },
  'duplicate-row': {
    severity: 'error',
    message: ({ key, table }: { key: string; table: string }) =>
      `the table \`${table}\` has two rows for \`${key}\`, and they could say different things`,
    help: () => 'make one row of them',
  },
  'duplicate-field': {
    severity: 'error',
    message: ({ field, record }: { field: string; record: string }) =>
      `the record \`${record}\` has two fields called \`${field}\`, or two whose names are one in JSON`,
    help: () => 'give one of them another name',
  },
  'record-cycle': {
    severity: 'error',
    message: ({ way }: { way: string }) => `these records hold each other without end: ${way}`,
    help: () => 'a manifest is a finite tree: take one of the fields out',
  },
  'wrong-default': {
    severity: 'error',
    message: ({ field, expected }: { field: string; expected: string }) =>
      `the default of \`${field}\` is not ${expected}`,
    help: ({ expected }) => `give ${expected}, or write \`optional\` in its place`,
  },
  'wrong-row': {
    severity: 'error',
    message: ({ table, expected }: { table: string; expected: string }) =>
      `a row of \`${table}\` holds ${expected}, and this is something else`,
    help: ({ expected }) => `write ${expected}`,
  },
  'no-policy': {
    severity: 'error',
    message: ({ what }: { what: string }) =>
      `this file has ${what} but says of no policy that they belong to`,
    help: () => 'begin the file with `policy NAME "Title"`',
  },
  'second-policy': {
    severity: 'error',
    message: ({ name }: { name: string }) => `the file is already the policy \`${name}\``,
    help: () => 'put the second policy into a file of its own and bring it in with `adopt`',
  },
  'no-manifest': {
    severity: 'error',
    message: () => 'no file says which record stands at the top of a manifest, so no rule could be looked up',
    help: () => 'bring in the records of the library with `use std/app`, or write `manifest RECORD`',
  },
  'second-manifest': {
    severity: 'error',
    message: ({ record }: { record: string }) => `\`${record}\` already stands at the top of a manifest`,
    help: () => 'leave one of the two `manifest` lines out',
  },
  'dangling-exception': {
    severity: 'error',
    message: ({ exception, to }: { exception: string; to: string } & Hint) =>
      `\`${exception}\` is an exception to \`${to}\`, and there is no such rule or exception`,
    help: ({ hint }) => hint ?? 'name a rule or an exception of this file, or of one that it brings in',
  },
  'exception-cycle': {
    severity: 'error',
    message: ({ way }: { way: string }) => `these exceptions are exceptions to each other: ${way}`,
    help: () => 'let one of them be an exception to the rule itself',
  },
  'bad-dates': {
    severity: 'error',
    message: ({ from, until }: { from: string; until: string }) =>
      `in force from ${from} until ${until}: it would end before it begins, so it never applies`,
    help: () => 'put the earlier day first',
  },
});
