/** Policies for the measurements: as many rules as asked for, all of them kept by the declarations of `declarations.ts`. */
import { newDraw } from './declarations.ts';

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

const DATA =
  words(`contact contact.email contact.phone identity.name location.precise location.track trip.route
  financial.transactions social.friends order.items media.photos health.condition health credit.score work.resume`);
const PURPOSES = words(
  'advertising marketing profiling research credit-scoring ai-training data-sale statistics',
);
const BASES = words('legitimate-interest public-task hr-management news-reporting vital-interest');
const SUBJECTS =
  words(`subject.visitor subject.child subject.employee subject.applicant subject.patient subject.student
  subject.driver subject.borrower subject.non-user dpo`);
const PRESUMED = words('pre-ticked switched-on implied by-use unasked');
const PLATFORMS = words('ios web harmony');
const RECIPIENTS = words('data-broker ad-network advertiser credit-bureau government employer public');

/** The text of a policy with `count` rules about collections, shares and permissions. */
export function policyOf(count: number, seed = 1): string {
  const draw = newDraw(seed);
  const pick = (items: readonly string[]): string => items[draw(0, items.length - 1)] ?? '';
  const rule = (index: number): string => {
    const heading = `rule rule-${index} "Rule ${index}"\n  `;
    switch (index % 5) {
      case 0:
        return `${heading}each collection where data is ${pick(DATA)} and whose is ${pick(SUBJECTS)} and consent is ${pick(PRESUMED)}\n  is forbidden`;
      case 1:
        return `${heading}each share where recipient is ${pick(RECIPIENTS)} and purposes include ${pick(PURPOSES)} and consent is ${pick(PRESUMED)}\n  is forbidden`;
      case 2:
        return `${heading}each collection where basis is ${pick(BASES)} and data is ${pick(DATA)}\n  purposes must include only ${pick(PURPOSES)}`;
      case 3:
        return `${heading}each permission where data is ${pick(DATA)} and platform is ${pick(PLATFORMS)}\n  rationale must be stated\n  background must be no`;
      default:
        return `${heading}each share where collection.data is ${pick(DATA)} and recipient is ${pick(RECIPIENTS)} and consent is ${pick(PRESUMED)}\n  default must be opt-in`;
    }
  };
  const rules = Array.from({ length: count }, (_, index) => rule(index));
  return `policy bench "Bench"\nuse std/app\nuse std/platform/android\n${rules.join('\n')}\n`;
}
