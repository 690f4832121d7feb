/** The words that readers look up are those of the library. `npm run accept` writes them anew. */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Names } from '../compiler/resolve/names.ts';
import type { PlatformWords } from '../readers/platform-words.ts';
import { libraryNames, rowOf } from './support/coverage.ts';
import { projectPath } from './support/host.ts';

/** The vocabularies that platforms have words in, with the table that says what they come to. */
const TABLES: Readonly<Record<string, string | undefined>> = {
  'system-permission': 'permission-data',
  'label-type': 'label-data',
  'label-purpose': 'label-purposes',
  'accessed-api': 'api-data',
  'api-reason': undefined,
  'play-question': undefined,
};

function wordsOf(names: Names): PlatformWords {
  const terms: Record<string, Record<string, Record<string, string>>> = {};
  const tables: Record<string, Record<string, readonly string[]>> = {};
  for (const [vocabulary, table] of Object.entries(TABLES)) {
    const schemes: Record<string, Record<string, string>> = {};
    terms[vocabulary] = schemes;
    for (const term of names.vocabularies.get(vocabulary)?.terms.values() ?? []) {
      for (const [scheme, words] of Object.entries<readonly string[]>(term.also)) {
        schemes[scheme] ??= {};
        for (const word of words) schemes[scheme][word] = term.name;
      }
      const row = table === undefined ? [] : rowOf(names.tables.get(table), term.name);
      if (table === undefined || row.length === 0) continue;
      tables[table] ??= {};
      tables[table][term.name] = row;
    }
  }
  return { terms, tables, files: filesOf(names) };
}

/** The terms that files of the library add to a vocabulary of another file. */
function filesOf(names: Names): PlatformWords['files'] {
  const files: Record<string, Record<string, string[]>> = {};
  for (const { source, tree } of names.files) {
    for (const one of tree.declarations) {
      if (one.kind !== 'extend' || one.what !== 'vocabulary' || one.name.kind === 'missing') continue;
      const terms = one.entries.flatMap((term) =>
        term.kind === 'term' && term.name.kind === 'name' ? [term.name.text] : [],
      );
      files[one.name.text] ??= {};
      const ofVocabulary = files[one.name.text] ?? {};
      const file = source.file.replace(/\.proviso$/, '');
      ofVocabulary[file] = [...(ofVocabulary[file] ?? []), ...terms];
    }
  }
  return files;
}

test('readers know all words of the library', () => {
  const path = projectPath('readers/platform-words.json');
  const text = `${JSON.stringify(wordsOf(libraryNames().names), null, 1)}\n`;
  if (process.env.ACCEPT) writeFileSync(path, text);
  expect(readFileSync(path, 'utf8')).toBe(text);
  expect(text.length).toBeGreaterThan(50_000);
});
