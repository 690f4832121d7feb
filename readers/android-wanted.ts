/** Permissions of Android that stand in a file of another kind, as names or as pieces of XML. Knows no file. */
import type { Wanted, Words } from './asking.ts';
import type { Filling } from './platform-text.ts';
import { NOT_GIVEN } from './unknown.ts';
import { type At, spanAt } from './values.ts';

const ANDROID: Words = { scheme: 'android', platform: 'android', what: 'a permission of Android' };

/** A name; without a dot it is one of Android's own. */
export function androidWanted(at: At, { values }: Filling): Wanted {
  return { words: ANDROID, name: fullName(at.value), span: spanAt(values, at) };
}

/** The whole name of a permission; null where it is none, or where a build fills it in. */
export function fullName(value: unknown): string | null {
  if (typeof value !== 'string' || /\$\{/.test(value)) return null;
  return value.includes('.') ? value : `android.permission.${value}`;
}

/** The elements in a text that ask for something; none in a comment. */
export function androidInXml(at: At, { values }: Filling): readonly Wanted[] {
  if (typeof at.value !== 'string') return [];
  const span = spanAt(values, at);
  const text = at.value.slice(0, 100_000).replace(/<!--[\s\S]*?(?:-->|$)/g, '');
  const elements = text.match(/<uses-permission(?:-sdk-23|-sdk-m)?\s[^>]*>/g) ?? [];
  return elements.flatMap((element): readonly Wanted[] => {
    if (attribute(element, 'tools:node')?.startsWith('remove')) return [];
    const until = attribute(element, 'android:maxSdkVersion');
    return [
      {
        words: ANDROID,
        name: fullName(attribute(element, 'android:name')),
        span,
        facts: { untilSdk: { value: until === undefined ? NOT_GIVEN : numberOf(until), span } },
      },
    ];
  });
}

function attribute(element: string, name: string): string | undefined {
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(element);
  return found?.[1] ?? found?.[2];
}

function numberOf(text: string): number | null {
  return /^\d+$/.test(text) ? Number(text) : null;
}
