/** Which fields of a record the rules read that wait for it: what to state where the whole record is missing. */
import type { Formula, Plan, Site } from '../compiler/plan.ts';

/** Paths from the top of a manifest, `*` for an entry of a list, each ending in a field: `app/markets`. */
export function fieldsRead(rules: readonly string[], plan: Plan): ReadonlySet<string> {
  const found = new Set<string>();
  for (const rule of plan.rules) {
    if (rules.includes(rule.id)) for (const site of rule.sites) collect(site.broken, framesOf(site), found);
  }
  return found;
}

/** The path of each frame that a rule has in hand at a place. */
function framesOf({ path }: Site): readonly string[] {
  const frames = [''];
  for (const { key, many } of path) frames.push(`${frames.at(-1)}/${key}${many ? '/*' : ''}`);
  return frames;
}

function collect(formula: Formula, frames: readonly string[], found: Set<string>): void {
  switch (formula.kind) {
    case 'constant':
      return;
    case 'not':
      return collect(formula.of, frames, found);
    case 'and':
    case 'or':
      for (const one of formula.of) collect(one, frames, found);
      return;
    case 'stated':
    case 'test':
    case 'some-item': {
      const { frame, path } = formula.field;
      found.add([frames[frame] ?? '', ...path].join('/').slice(1));
      return;
    }
    case 'some':
    case 'every':
    case 'count': {
      const { frame, path, many } = formula.domain;
      const held = [frames[frame] ?? '', ...path].join('/') + (many ? '/*' : '');
      return collect(formula.body, [...frames, held], found);
    }
  }
}
