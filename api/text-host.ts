/** A host for texts at hand: what is not given is asked of another host, if there is one. */
import type { Host } from '../compiler/load.ts';

/**
 * Finds rule files in a map of name to text: `{ './terms': 'vocabulary …' }` is what `use ./terms` brings in. Names count as
 * they are written, whichever file uses them.
 */
export function textHost(texts: Readonly<Record<string, string>>, others?: Host): Host {
  const find: Host['find'] = (name, from) => {
    const text = Object.hasOwn(texts, name) ? texts[name] : undefined;
    return text === undefined ? others?.find(name, from) : { file: name, text };
  };
  return { find, list: () => [...Object.keys(texts), ...(others?.list() ?? [])] };
}
