/** The lists of provisions in docs/law, read and held to their form. */
import { existsSync, readFileSync } from 'node:fs';
import { parse as parseYaml } from 'yaml';
import { projectPath } from './host.ts';

export const AREAS = { cn: 'China', eu: 'European Union', us: 'United States', store: 'App stores' } as const;
export type Area = keyof typeof AREAS;

const CHECKS = ['whole', 'part', 'human'] as const;
const READINGS = ['in full', 'secondary', 'recalled'] as const;

/** One thing a law asks for, and what is made of it here. */
export interface Provision {
  readonly id: string;
  readonly source: string;
  readonly locator: string | undefined;
  readonly says: string;
  readonly check: (typeof CHECKS)[number];
  readonly read: (typeof READINGS)[number];
  readonly rules: readonly string[];
  /** What stays for a person, and why. */
  readonly human: string | undefined;
}

/** The provisions of an area, and in words what is wrong with the list itself. */
export interface Listed {
  readonly provisions: readonly Provision[];
  readonly problems: readonly string[];
}

export function readProvisions(area: Area): Listed {
  const path = projectPath(`docs/law/${area}.yaml`);
  const rows: unknown = existsSync(path) ? parseYaml(readFileSync(path, 'utf8')) : [];
  if (!Array.isArray(rows)) return { provisions: [], problems: [`${area}.yaml is no list`] };
  const read = rows.map((row: unknown, index) => readRow(row, `${area}.yaml, entry ${index + 1}`));
  const provisions = read.flatMap((one) => one.provision ?? []);
  const ids = provisions.map((one) => one.id);
  const twice = ids.filter((id, index) => ids.indexOf(id) < index).map((id) => `${id} stands twice`);
  return { provisions, problems: [...read.flatMap((one) => one.problems), ...twice] };
}

const KEYS = new Set(['id', 'source', 'locator', 'says', 'check', 'read', 'rules', 'human']);

function readRow(
  row: unknown,
  where: string,
): { readonly provision?: Provision; readonly problems: readonly string[] } {
  if (typeof row !== 'object' || row === null) return { problems: [`${where} has no fields`] };
  const fields = new Map<string, unknown>(Object.entries(row));
  const text = (key: string): string | undefined => {
    const value = fields.get(key);
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
  };
  const oneOf = <T extends string>(key: string, all: readonly T[]): T | undefined =>
    all.find((one) => one === fields.get(key));
  const id = text('id');
  const [source, says, check, read] = [
    text('source'),
    text('says'),
    oneOf('check', CHECKS),
    oneOf('read', READINGS),
  ];
  const rules = fields.get('rules') ?? [];
  if (!id || !source || !says || !check || !read || !isTexts(rules)) {
    return {
      problems: [`${id ?? where}: id, source, says, check, read or rules is missing or has another form`],
    };
  }
  const provision = { id, source, locator: text('locator'), says, check, read, rules, human: text('human') };
  const strange = [...fields.keys()]
    .filter((key) => !KEYS.has(key))
    .map((key) => `${id}: \`${key}\` is no field`);
  return { provision, problems: [...strange, ...contradictions(provision)] };
}

function contradictions({ id, check, rules, human }: Provision): readonly string[] {
  const problems: string[] = [];
  if (check === 'human' && rules.length > 0) problems.push(`${id}: is for a person alone, and names a rule`);
  if (check !== 'human' && rules.length === 0)
    problems.push(`${id}: is checked (${check}), and names no rule`);
  if (check !== 'whole' && human === undefined) problems.push(`${id}: does not say what stays for a person`);
  return problems;
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');
