/** The fourteen rules as a programmer writes them by hand, with no thought for what is not known. Knows no tool. */
import type { Terms } from './setting.ts';

type Entry = Readonly<Record<string, unknown>>;

const isGiven = (text: unknown): boolean => typeof text === 'string' && text.trim() !== '';
const entriesOf = (value: unknown): readonly Entry[] => (Array.isArray(value) ? (value as Entry[]) : []);

/** The names of the rules that a declaration of the right shape does not keep, each with the place. */
export function broken(declaration: Entry, terms: Terms): readonly string[] {
  const found: string[] = [];
  const hold = (rule: string, place: string, holds: boolean): void => {
    if (!holds) found.push(`${rule} at ${place}`);
  };
  const collections = entriesOf(declaration.collections);
  const app = (declaration.app ?? {}) as Entry;
  const services = Array.isArray(app.services) ? (app.services as readonly unknown[]) : [];
  collections.forEach((one, at) => {
    const place = `/collections/${at}`;
    const purposes = one.purposes as readonly unknown[] | undefined;
    hold('purposes-told', place, purposes?.every((purpose) => !terms.unstated.has(purpose)) ?? false);
    hold('origin-told', place, typeof one.obtainedFrom === 'string');
    hold('function-told', place, isGiven(one.function));
    hold('own-act', place, terms.act.has(one.consent));
    hold('apart', place, one.bundled === false);
    hold('after-consent', place, terms.after.has(one.starts));
    const isNeeded = services.some((service) => terms.necessary.get(service)?.has(one.data));
    hold('necessary-only', place, !terms.required.has(one.necessity) || isNeeded);
    entriesOf(one.shares).forEach((share, index) => {
      const inner = `${place}/shares/${index}`;
      const isLegal = (share.purposes as readonly unknown[]).every((purpose) => terms.legal.has(purpose));
      hold('share-named', inner, isGiven(share.name));
      hold('share-off', inner, terms.off.has(share.default) || isLegal);
      hold('share-own-act', inner, terms.act.has(share.consent));
    });
  });
  const declared = new Set(collections.flatMap((one) => [...(terms.above.get(one.data) ?? [])]));
  entriesOf(declaration.permissions).forEach((one, at) => {
    const place = `/permissions/${at}`;
    hold('permission-told', place, isGiven(one.rationale) || terms.system.has(one.data));
    hold('permission-declared', place, declared.has(one.data));
  });
  hold('notice-prominent', '/notice', (declaration.notice as Entry | undefined)?.prominent === true);
  hold('can-withdraw', '/rights', isGiven((declaration.rights as Entry | undefined)?.withdraw));
  return found;
}
