/** What can be wrong with the text of a manifest, said once for all formats. Knows no reader. */
import { defineCodes, type Fix } from '../grammar/diagnostic.ts';

/** `meant` is the word that is surely meant. */
type Hint = { hint: string | undefined; meant?: string | undefined };

const fixOf = (word: string, by: string | undefined): Fix | undefined =>
  by === undefined ? undefined : { word, by };

const megabytes = (bytes: number) => `${Math.round((bytes / 1024 / 1024) * 10) / 10} MB`;

/** What a file with such an ending is for a platform. */
const PLATFORM_FILES: Readonly<Record<string, string>> = {
  xml: 'an Android manifest or texts of an Android app',
  plist: 'a property list of an Apple app',
  xcprivacy: 'a privacy manifest of an Apple app',
  entitlements: 'the entitlements of an Apple app',
  strings: 'texts of an Apple app',
  csv: 'the data safety form of Google Play',
};

/** The codes of the readers; each has its page in docs/codes. */
export const readerCodes = defineCodes({
  'not-utf-8': {
    severity: 'error',
    message: () => 'this is not text in UTF-8, so it cannot be read without guessing',
    help: () => 'save the file as UTF-8',
  },
  'manifest-too-large': {
    severity: 'error',
    message: (p: { bytes: number; limit: number }) =>
      `the manifest has ${megabytes(p.bytes)}, and no more than ${megabytes(p.limit)} is read`,
    help: () => 'check that this is the manifest and not a data file',
  },
  'manifest-empty': {
    severity: 'error',
    message: (_: { file: string }) =>
      'the manifest is empty, and an empty file does not say that nothing is collected',
    help: ({ file }) => {
      const [, ending = ''] = /\.([a-z]+)$/i.exec(file) ?? [];
      const platform = PLATFORM_FILES[ending.toLowerCase()];
      return platform === undefined
        ? 'write the declaration, beginning with `app:`'
        : `by its name this is ${platform}: give the one that the app is built from`;
    },
  },
  'manifest-compiled': {
    severity: 'error',
    message: (p: { what: string }) => `this is ${p.what}: not supported, since it is compiled and not text`,
    help: () => 'decode it first, or give the file it was made from',
  },
  'manifest-unknown-format': {
    severity: 'error',
    message: (p: { seen: string; instead?: string | undefined }) =>
      p.instead === undefined
        ? `${p.seen} is not a manifest that can be read`
        : `this is ${p.seen}, and is not read`,
    help: (p) => p.instead ?? 'give a declaration in YAML or JSON, or a manifest of a platform',
  },
  'fact-contradicts-manifest': {
    severity: 'warning',
    message: (p: { field: string; given: string }) =>
      `the file states \`${p.field}\`, and \`--set\` states otherwise: it was judged by \`${p.given}\``,
    help: () => 'leave the fact out of `--set`, or mend the file',
  },
  'manifest-too-deep': {
    severity: 'error',
    message: (p: { limit: number }) =>
      `the manifest nests more than ${p.limit} levels, and no declaration does`,
  },
  'manifest-too-many-values': {
    severity: 'error',
    message: (p: { limit: number }) =>
      `the manifest holds more than ${p.limit} values, and no declaration does`,
    help: () => 'aliases in YAML count each time they are used',
  },
  'manifest-duplicate-key': {
    severity: 'error',
    message: (p: { key: string }) =>
      `\`${p.key}\` is given twice in the same place, and it is not clear which one counts`,
    help: () => 'keep one of the two',
  },
  'manifest-key-twice': {
    severity: 'warning',
    message: (p: { key: string }) =>
      `\`${p.key}\` is given twice in the same place, and programs differ in which one they take`,
    help: () => 'keep one of the two',
  },
  'json-not-strict': {
    severity: 'warning',
    message: () => 'this is not strict JSON from here on, and some programs refuse it; it is read as JSON5',
    help: () => 'JSON takes no comments, no comma after the last item, and keys in double quotes',
  },
  'platform-value-unknown': {
    severity: 'warning',
    message: (p: { value: string; what: string; near: string | undefined }) =>
      `\`${p.value}\` is not ${p.what} that is known, so it is not known what it stands for`,
    help: ({ near }) =>
      near === undefined
        ? 'check the spelling; to give it a meaning, add a term with `also` to the policy'
        : `did you mean \`${near}\`?`,
  },
  'broken-json': {
    severity: 'error',
    message: (p: { problem: string }) => `this is not JSON: ${p.problem}`,
    help: () => 'JSON takes no comments, no comma after the last item, and keys in double quotes',
  },
  'broken-typescript': {
    severity: 'error',
    message: (p: { problem: string }) => `this is not TypeScript: ${p.problem}`,
  },
  'nothing-exported': {
    severity: 'error',
    message: (p: { why: string }) => `it is not clear what this file declares: ${p.why}`,
    help: () => 'write `export default { … } satisfies Declaration`',
  },
  'computed-value': {
    severity: 'warning',
    message: (p: { seen: string }) =>
      `\`${p.seen}\` cannot be read without running it, so what it stands for is not known`,
    help: () => 'write the value itself, or give the JSON that the program makes',
  },
  'computed-part': {
    severity: 'error',
    message: (p: { what: string }) =>
      `${p.what} cannot be read without running it, so it is not known what is declared and what is not`,
    help: () => 'write it out, or give the JSON that the program makes',
  },
  'broken-yaml': {
    severity: 'error',
    message: (p: { problem: string }) => `this is not YAML: ${p.problem}`,
  },
  'broken-xml': {
    severity: 'error',
    message: (p: { problem: string }) => `this is not well-formed XML: ${p.problem}`,
  },
  'manifests-differ': {
    severity: 'warning',
    message: (p: { key: string; first: string; second: string }) =>
      `\`${p.key}\` is \`${p.second}\` here and \`${p.first}\` in another file of the app, so it is not known which counts`,
    help: () => 'make the files say the same, or judge them one by one with --each',
  },
  'broken-csv': {
    severity: 'error',
    message: (p: { problem: string }) => `this is not a table in CSV: ${p.problem}`,
    help: () => 'export it anew',
  },
  'broken-plist': {
    severity: 'error',
    message: (p: { problem: string }) => `this is not a property list: ${p.problem}`,
    help: () => 'open it in a program that writes property lists, and save it anew',
  },
  'plist-not-a-list': {
    severity: 'error',
    message: (p: { key: string }) =>
      `\`${p.key}\` has to be an \`array\`, and the store refuses anything else`,
    help: () => 'put the value into an `array`',
  },
  'yaml-several-documents': {
    severity: 'error',
    message: () => 'a second document begins here, and a manifest is one document',
    help: () => 'put each declaration in a file of its own',
  },
  'yaml-merge-key': {
    severity: 'error',
    message: () => 'merge keys (`<<`) are not part of YAML 1.2, and programs disagree about what they mean',
    help: () => 'write the fields out',
  },
  'yaml-key-not-text': {
    severity: 'error',
    message: () => 'a key has to be a word, since it names a field',
  },
  'yaml-tag-ignored': {
    severity: 'warning',
    message: (p: { tag: string }) => `the tag \`${p.tag}\` means nothing here and is ignored`,
    help: () => 'remove the tag',
  },
  'xml-doctype': {
    severity: 'error',
    message: () => 'a document type is declared here, which can define entities, and these are not read',
    help: () => 'remove the DOCTYPE, or, in a property list, all but the address in it',
  },
  'manifest-unknown-field': {
    severity: 'error',
    message: (p: { key: string; record: string } & Hint) =>
      `\`${p.record}\` has no field \`${p.key}\`, so no rule would look at it`,
    help: ({ hint }) => hint ?? 'for a note of your own, begin the key with `x-`',
    fix: ({ key, meant }) => fixOf(key, meant),
  },
  'manifest-missing-field': {
    severity: 'error',
    message: (p: { key: string }) => `\`${p.key}\` is not given here, and without it the rest says nothing`,
    help: ({ key }) => `add \`${key}\``,
  },
  'manifest-wrong-type': {
    severity: 'error',
    message: (p: { key: string; due: string; seen: string }) =>
      `\`${p.key}\` has to be ${p.due}, and this is ${p.seen}`,
  },
  'manifest-unknown-term': {
    severity: 'error',
    message: (p: { term: string; vocabulary: string; file?: string | undefined } & Hint) =>
      p.file === undefined
        ? `\`${p.term}\` is not a term of \`${p.vocabulary}\`, so no rule would know it`
        : `\`${p.term}\` is a term of \`${p.file}\`, which this policy does not use, so no rule would know it`,
    help: ({ hint }) => hint ?? 'take a term of the vocabulary, or one above what you mean',
    fix: ({ term, meant }) => fixOf(term, meant),
  },
  'permission-without-name': {
    severity: 'warning',
    message: () => 'this permission has no `android:name`, so it is not known what is asked for',
    help: () => 'give the name in the namespace http://schemas.android.com/apk/res/android',
  },
});
