/** What the schema says to people: of a rule, what it asks and what it rests on; of the whole, what it does not carry. */
import type { Language } from '../../../grammar/ast.ts';
import type { Citation, Plan, Rule, Template, Texts } from '../../plan.ts';
import type { Keywords } from './schema.ts';

/** A text in a language, else in English, else in any. */
export function textIn(texts: Texts, language: Language): string {
  return texts[language] ?? texts.en ?? Object.values(texts)[0] ?? '';
}

/** Title and description of a rule. */
export function ruleWords(rule: Rule, language: Language): Keywords {
  const said = rule.sites
    .map((site) => site.say && spoken(site.say, language))
    .find((text) => text !== undefined);
  const rests = rule.citations.map((one) => citationWords(one, language)).join('; ');
  const description = [said, rule.documentation, rests]
    .filter((text) => text !== undefined && text !== '')
    .join('\n');
  return {
    title: textIn(rule.title, language) || rule.id,
    ...(description === '' ? {} : { description }),
  };
}

/** `Cybersecurity Law, Article 41`. */
export function citationWords(citation: Citation, language: Language): string {
  const title = textIn(citation.title, language) || citation.source;
  return citation.locator === undefined ? title : `${title}, ${citation.locator}`;
}

function spoken(template: Template, language: Language): string | undefined {
  const parts = template[language] ?? template.en ?? Object.values(template)[0];
  return parts?.map((part) => (typeof part === 'string' ? part : `{${part.path.join('.')}}`)).join('');
}

/** Title and description of a whole schema. `missing`: rules that it does not hold manifests to. */
export function policyWords(
  plan: Plan,
  purpose: string,
  missing: readonly string[],
  language: Language,
): Keywords {
  const { name, title, version } = plan.policy;
  const policy = version === undefined ? name : `${name}, version ${version}`;
  const gap = missing.length === 0 ? '' : `\nNot carried: ${missing.join(', ')}.`;
  return {
    title: textIn(title, language) || name,
    description: `${purpose} Policy ${policy}, as of ${plan.asOf}.${gap}`,
  };
}
