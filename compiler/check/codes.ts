/** What can be wrong with what a file says: the diagnostics of checking. */
import { defineCodes } from '../../grammar/diagnostic.ts';

type Hint = { hint: string | undefined };

export const checkCodes = defineCodes({
  'unknown-field': {
    severity: 'error',
    message: ({ path, where }: { path: string; where: string } & Hint) =>
      `\`${path}\` is neither a field of ${where} nor of a record around it`,
    help: ({ hint }) =>
      hint ?? 'name a field of the record in hand, or `RECORD.FIELD` for a record around it',
  },
  'path-through-list': {
    severity: 'error',
    message: ({ path, field }: { path: string; field: string; record: string }) =>
      `\`${path}\` goes through \`${field}\`, which holds several, so it is not said which one is meant`,
    help: ({ record }) => `say \`some ${record} where …\` or \`every ${record} has …\``,
  },
  'wrong-comparison': {
    severity: 'error',
    message: ({ path, type }: { path: string; type: string; allowed: string }) =>
      `\`${path}\` is ${type}, and cannot be compared like this`,
    help: ({ allowed }) => allowed,
  },
  'quoted-name': {
    severity: 'error',
    message: ({ found, vocabulary }: { found: string; meant: string; vocabulary: string }) =>
      `${found} is a text, and \`${vocabulary}\` has names, which stand without quotation marks`,
    help: ({ meant }) => `write \`${meant}\``,
  },
  'vocabulary-mismatch': {
    severity: 'error',
    message: ({ name, found, wanted }: { name: string; found: string; wanted: string }) =>
      `\`${name}\` is about \`${found}\`, but it is compared with a \`${wanted}\`: no word is both, so it could never be true`,
    help: ({ wanted }) => `compare with a term, a set or a field of \`${wanted}\``,
  },
  'key-missing': {
    severity: 'error',
    message: ({ table }: { table: string; from: string }) =>
      `\`${table}\` is a table, and it is not said which of its rows are meant`,
    help: ({ table, from }) => `say \`in ${table} for\` and a field that holds a \`${from}\``,
  },
  'wrong-unit': {
    severity: 'error',
    message: ({ path, unit }: { path: string; unit: 'days' | 'number' }) =>
      unit === 'days'
        ? `\`${path}\` is a number of days, and this number has no unit`
        : `\`${path}\` is a plain number, not a number of days`,
    help: ({ unit }) => (unit === 'days' ? 'write `days` after the number' : 'leave `days` out'),
  },
  'record-not-reachable': {
    severity: 'error',
    message: ({ record, from }: { record: string; from: string }) =>
      `no \`${record}\` stands in ${from} or in a record around it, so there is nothing to look at`,
    help: ({ record }) => `give one of the records a field that holds a \`${record}\``,
  },
  'record-not-used': {
    severity: 'error',
    message: ({ record }: { record: string }) =>
      `no field of the manifest leads to a \`${record}\`, so this could never apply`,
    help: ({ record }) => `give a record a field that holds a \`${record}\``,
  },
  'where-reaches-over-or': {
    severity: 'warning',
    message: ({ record }: { record: string }) =>
      `\`where\` reaches over \`or\`, so this is asked of each \`${record}\`, though it says nothing about one`,
    help: ({ record }) =>
      `put \`some ${record} where …\` in brackets before the \`or\`, or state this condition first`,
  },
  'count-not-one-list': {
    severity: 'error',
    message: ({ record }: { record: string }) =>
      `\`${record}\` stands in more than one list here, and only the records of one list can be counted`,
    help: ({ record }) => `count them inside the record that holds the list: \`each … number of ${record}\``,
  },
  'whole-number': {
    severity: 'error',
    message: ({ value }: { value: number }) => `a count is compared with ${value}, which no count can be`,
    help: () => 'write a whole number, 0 or more',
  },
  'every-what': {
    severity: 'error',
    message: ({ record }: { record: string }) => `it is not said what every \`${record}\` has`,
    help: ({ record }) => `say \`every ${record} has …\` or \`every ${record} where … has …\``,
  },
  'define-for-other': {
    severity: 'error',
    message: ({ name, record }: { name: string; record: string }) =>
      `\`${name}\` is a condition on a \`${record}\`, and there is none in hand here`,
    help: ({ record }) => `use it where a \`${record}\` is in hand, as in \`some ${record} where …\``,
  },
  'define-cycle': {
    severity: 'error',
    message: ({ way }: { way: string }) => `these conditions are defined by each other: ${way}`,
    help: () => 'say one of them without the other',
  },
  'mixed-force': {
    severity: 'error',
    message: ({ rule }: { rule: string }) =>
      `the rule \`${rule}\` both demands and recommends, so it is not clear how much a breach weighs`,
    help: () => 'make two rules of it, one with `must` and one with `should`',
  },
  'unknown-placeholder': {
    severity: 'error',
    message: ({ path }: { path: string } & Hint) =>
      `\`{${path}}\` names no field that could be filled in here`,
    help: ({ hint }) => hint ?? 'name a field of the record in hand, or `RECORD.FIELD` for one around it',
  },
  'unsafe-pattern': {
    severity: 'error',
    message: ({ reason }: { pattern: string; reason: string }) =>
      `this pattern could be slow or mean different things to different programs: ${reason}`,
    help: () =>
      'use letters, digits, `.`, `\\d`, `[a-z]`, `?`, `{2,4}`, `|`, and at most one `*` or `+` in each alternative',
  },
  'place-without-slash': {
    severity: 'error',
    message: ({ place }: { place: string; written: string }) =>
      `\`${place}\` is not a place in a manifest: a place begins with \`/\`, so nothing would ever be found there`,
    help: ({ written }) => `write \`at "${written}"\``,
  },
  'place-nowhere': {
    severity: 'error',
    message: ({ place, key, holder }: { place: string; key: string; holder: string } & Hint) =>
      `\`${place}\` is a place that no manifest has: \`${key}\` stands in ${holder}`,
    help: ({ hint }) =>
      hint ?? 'name a place as reports do: `/collections/0` is the first of the collections',
  },
  'empty-text': {
    severity: 'error',
    message: () => 'an empty text is part of every text, so this says nothing',
    help: () => 'write the words that are looked for',
  },
});
