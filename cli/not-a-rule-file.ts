/** Tells a manifest that was given in the place of a rule file. Reads no more of it than what kind of file it is. */
import { hasErrors } from '../grammar/diagnostic.ts';
import type { Source } from '../grammar/source.ts';
import { recognise } from '../readers/index.ts';
import { findPolicy, loadPolicy, planOf } from './policy.ts';
import type { Terminal } from './terminal.ts';

/** What the files of each format are called by those who write them; the others go by the name of their format. */
const CALLED: Readonly<Record<string, string>> = {
  'android-manifest': 'an AndroidManifest',
  'apple-privacy-manifest': 'a privacy manifest of Apple',
  'apple-info-plist': 'an Info.plist',
  'apple-entitlements': 'a file of entitlements',
  'declaration-json': 'a declaration of an app',
  'declaration-yaml': 'a declaration of an app',
};

/** What a text is that is no rule file, in words; `undefined` where it may be one. */
export function manifestKind(source: Source, terminal: Pick<Terminal, 'cwd' | 'today'>): string | undefined {
  if (source.file.endsWith('.proviso')) return undefined;
  const records = findPolicy('std/app', terminal);
  if ('exit' in records) return undefined;
  const policy = loadPolicy(records, terminal.today, terminal);
  if ('exit' in policy || hasErrors(policy.compilation.diagnostics)) return undefined;
  const plan = planOf(policy);
  if ('exit' in plan) return undefined;
  const found = recognise(source.text, plan);
  if ('seen' in found) return found.seen === '' ? undefined : found.seen;
  if (!found.sure && !/\.(?:ya?ml|json)$/i.test(source.file)) return undefined;
  return CALLED[found.format] ?? `a file of the format ${found.format}`;
}
