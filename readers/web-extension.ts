/** A browser extension's manifest.json -> what it asks for, on which sites, and what it tells Firefox of the data it collects. */
import type { Wanted, Words } from './asking.ts';
import { declaredToFirefox, geckoOf } from './firefox-data.ts';
import { type Filling, platformReader, textAt } from './platform-text.ts';
import type { Reader } from './reading.ts';
import { type At, type Filled, itemsOf, membersOf, shownValue, spanAt, under } from './values.ts';

const WORDS: Words = {
  scheme: 'web-extension',
  platform: 'web-extension',
  what: 'a permission of browser extensions',
};

/** The lists of a manifest that ask for something, and whether the extension can't be installed without. */
const LISTS: readonly (readonly [key: string, required: boolean])[] = [
  ['permissions', true],
  ['host_permissions', true],
  ['optional_permissions', false],
  ['optional_host_permissions', false],
];

/** Keys that ask for something by being there. */
const KEYS: readonly (readonly [key: string, known: string, inner?: string])[] = [
  ['devtools_page', 'devtools'],
  ['externally_connectable', 'externally_connectable'],
  ['oauth2', 'oauth2.scopes', 'scopes'],
];

/** Reads a manifest, also one that a build completes; comments are let pass with a remark, as browsers do. */
export const readWebExtension: Reader = platformReader('web-extension', 'yaml', (top, filling) => ({
  app: appOf(top, filling),
  permissions: [
    ...LISTS.flatMap(([key, required]) => listed(under(top, key), required, filling)),
    ...scripts(top, filling),
    ...keysIn(top, filling),
  ],
  lists: declaredToFirefox(top, filling),
  // A part that a build completes has no version of the format.
  whole: under(top, 'manifest_version') !== undefined,
}));

function listed(list: At | undefined, required: boolean, filling: Filling): readonly Wanted[] {
  return itemsOf(list).map((item) => {
    // Chrome apps write `{"fileSystem": ["write"]}` for a permission with settings of its own.
    const name = typeof item.value === 'string' ? item.value : (membersOf(item)[0]?.[0] ?? null);
    return wanted(name, item, { value: required, span: spanAt(filling.values, item) }, filling);
  });
}

/** Each script runs by itself on the pages that its patterns name. */
function scripts(top: At, filling: Filling): readonly Wanted[] {
  return itemsOf(under(top, 'content_scripts')).flatMap((script) => {
    const matches = under(script, 'matches');
    const required = { value: true, span: spanAt(filling.values, matches ?? script) };
    const runs = wanted('content_scripts.matches', matches ?? script, required, filling);
    return [runs, ...listed(matches, true, filling)];
  });
}

function keysIn(top: At, filling: Filling): readonly Wanted[] {
  return KEYS.flatMap(([key, known, inner]) => {
    const outer = under(top, key);
    const at = inner === undefined ? outer : outer && under(outer, inner);
    return at ? [{ words: WORDS, name: known, span: spanAt(filling.values, at) }] : [];
  });
}

function wanted(name: string | null, at: At, required: Filled, { values }: Filling): Wanted {
  const known = name === null ? undefined : patternWord(name);
  const isOpen = name !== null && /__\w+__|\$\{|\{\{/.test(name);
  return {
    words: WORDS,
    name: isOpen ? null : name,
    ...(known === undefined || isOpen ? {} : { known }),
    span: spanAt(values, at),
    facts: { required },
  };
}

/** A match pattern: scheme, host, path. */
const PATTERN = /^(\*|https?|wss?|ftp|file|chrome|moz-extension|chrome-extension):\/\/([^/]*)(?:\/.*)?$/;

/** Under which word the library knows a match pattern: any host whatever the path is all sites of that scheme. */
function patternWord(name: string): string | undefined {
  const [, scheme = '', host = ''] = PATTERN.exec(name) ?? [];
  if (scheme === '') return undefined;
  if (scheme === 'file') return 'file:///*';
  return /^\*(?::\*)?$/.test(host) && /^(?:\*|https?)$/.test(scheme) ? `${scheme}://*/*` : '<host pattern>';
}

function appOf(top: At, filling: Filling): Readonly<Record<string, Filled | undefined>> {
  const gecko = geckoOf(top);
  const oldest = under(top, 'minimum_chrome_version');
  const oldestFirefox = gecko && under(gecko, 'strict_min_version');
  // Where the two stores are both named there are two numbers, and neither is that of the other.
  const version = oldest && oldestFirefox ? undefined : (oldest ?? oldestFirefox);
  return {
    id: gecko && textAt(under(gecko, 'id'), filling),
    name: textAt(under(top, 'name'), filling),
    version: textAt(under(top, 'version'), filling),
    minPlatform: version && { value: majorOf(version.value), span: spanAt(filling.values, version) },
    themeOnly: themeOf(top, filling),
  };
}

/** A whole manifest without the key is surely no theme; a part of one may get it from another part. */
function themeOf(top: At, { values }: Filling): Filled | undefined {
  const theme = under(top, 'theme');
  if (theme) return { value: true, span: spanAt(values, theme) };
  return under(top, 'manifest_version') ? { value: false, span: undefined } : undefined;
}

function majorOf(version: unknown): number | null {
  const major = /^\d+/.exec(shownValue(version))?.[0];
  return major === undefined ? null : Number(major);
}
