/** From an error of a JSON Schema validator back to the rule that is not satisfied. Knows how validators name places. */

/** What a build writes as `….rules.map.json`, as far as it is needed here. */
export interface RulesMap {
  readonly carried: readonly { readonly rule: string; readonly pointer: string; readonly branch: string }[];
}

/**
 * Where validators say in which part of the schema an error is: hyperjump, networknt and others by the standard's names of
 * both ages, Ajv, python's jsonschema (a list of steps).
 */
const PLACES = [
  'evaluationPath',
  'keywordLocation',
  'absolute_schema_path',
  'schema_path',
  'schemaPath',
  'schemaLocation',
  'absoluteKeywordLocation',
] as const;

/** The rule an error is about, as `policy/rule`; undefined for an error of the shape, or one that does not say. */
export function ruleOf(map: RulesMap, error: unknown): string | undefined {
  for (const path of pathsIn(error)) {
    const branch = /^(?:\/components\/schemas\/manifest)?(\/allOf\/\d+\/oneOf)(?=\/|$)/.exec(path)?.[1];
    const definition = /\/(?:\$defs|definitions|components\/schemas)(\/rule\.[^/]+)/.exec(path)?.[1];
    const found = map.carried.find(
      (one) => (branch && one.branch.endsWith(branch)) || (definition && one.pointer.endsWith(definition)),
    );
    if (found) return found.rule;
  }
  return undefined;
}

/** The rules that errors are about, each with its errors, in the order in which they are met. */
export function rulesIn<E>(map: RulesMap, errors: Iterable<E>): ReadonlyMap<string, readonly E[]> {
  const rules = new Map<string, E[]>();
  for (const error of errors) {
    const rule = ruleOf(map, error);
    if (rule !== undefined) rules.set(rule, [...(rules.get(rule) ?? []), error]);
  }
  return rules;
}

/** The places an error names, as JSON pointers from the top of the schema. */
function pathsIn(error: unknown): readonly string[] {
  if (typeof error !== 'object' || error === null) return [];
  const given = PLACES.map((key) => (error as Readonly<Record<string, unknown>>)[key]);
  return given.flatMap((one) => {
    if (Array.isArray(one)) return [`/${one.join('/')}`];
    if (typeof one !== 'string') return [];
    return [decoded(one.slice(one.indexOf('#') + 1))];
  });
}

function decoded(pointer: string): string {
  try {
    return decodeURIComponent(pointer);
  } catch {
    return pointer;
  }
}
