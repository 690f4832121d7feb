/** The words of all platforms that the library knows, ready to look up. The data beside it is made by `npm run accept`. */
import data from './platform-words.json' with { type: 'json' };

/** Each vocabulary's words by scheme, with the term for each; each table's row for a term. */
export interface PlatformWords {
  readonly terms: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>;
  /** The terms that a file of the library, named as `use` says it, adds to a vocabulary of another file. */
  readonly files: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  readonly tables: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** Words of the library, whatever the policy brings in. */
export const platformWords: PlatformWords = data;
