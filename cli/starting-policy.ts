/** The text of a policy to start from: laws to adopt, own words, a source, a rule and its first test. Writes nothing. */
import { newReport } from '../grammar/diagnostic.ts';
import { parse } from '../grammar/parse.ts';
import { print } from '../grammar/print.ts';

/** A law of the library that can be adopted. */
export interface Pack {
  /** As `adopt` says it: `std/cn/principles`. */
  readonly name: string;
  readonly title: string;
  /** It is a part of another one, which adopts it: adopting that one is enough. */
  readonly isPart: boolean;
}

export interface Start {
  readonly name: string;
  readonly packs: readonly Pack[];
  /** Names of packs. */
  readonly adopted: readonly string[];
  /** The day on which it is written. */
  readonly today: string;
}

/** The text in canonical form. */
export function startingPolicy(start: Start): string {
  const source = { file: `${start.name}.proviso`, text: written(start) };
  return print(parse(source, newReport()), source);
}

function written({ name, packs, adopted, today }: Start): string {
  const applying = packs.filter((one) => adopted.includes(one.name));
  const others = packs.filter((one) => !one.isPart && !adopted.includes(one.name));
  // What the adopted laws say of the manifest of the test is theirs to test; here only the rule below is looked at.
  const rest =
    applying.length === 0
      ? '  expect nothing else'
      : '  # Once the manifest answers the adopted laws too, add: expect nothing else';
  return `# The rules of one company about its own apps: which laws apply, and what the company asks for beyond them.
# Every line that begins with # is a remark and changes nothing. \`proviso check\` says what is wrong with this file,
# \`proviso test\` runs the tests at its end, \`proviso lint MANIFEST --policy THIS-FILE\` judges an app by it.

policy ${name} "Privacy rules of the company" zh "公司个人信息规则"
  version "1"

# What an app says of itself: the collections, shares, permissions that the rules below speak of.
use std/app

${lawsText(applying, others)}
# A document of the company on which its own rules rest. Cite it as a law is cited.
source HouseRules "Privacy principles of the company" zh "公司隐私准则"

# Words of the company. What stands before the last dot says what the term is a kind of, so that every rule about
# contact data holds for it too.
extend data
- contact.membership-number "Membership number" zh "会员号"

# A rule of the company. Read it aloud; then change it into what you mean, or take it out together with its test.
rule membership-number-kept-one-year "A membership number is kept for one year at most" zh "会员号保存不超过一年"
  cites HouseRules "Section 1"
  each collection where data is contact.membership-number
  retention must be at most 365 days
  say "The membership number is kept for {retention} days." zh "会员号保存 {retention} 天。"
  advise "Delete it after a year, or sooner." zh "一年内删除。"

# A test: a small manifest, and what must be found in it. The first collection just keeps the rule, the second breaks it by
# one day, of the third nobody knows, and the fourth is of a kind that the rule is not about.
test "a membership number is kept for one year, and not a day longer"
  given manifest """
    collections:
      - data: contact.membership-number
        retention: 365
      - data: contact.membership-number
        retention: 366
      - data: contact.membership-number
      - data: contact.email
        retention: 3650
  """
  as of ${today}
  expect violation of membership-number-kept-one-year at "/collections/1"
  expect undetermined membership-number-kept-one-year at "/collections/2"
${rest}
`;
}

function lawsText(applying: readonly Pack[], others: readonly Pack[]): string {
  const rest = others.map((one, index) => {
    const before = others[index - 1];
    const gap = before !== undefined && groupOf(before) !== groupOf(one) ? '#\n' : '';
    return `${gap}#   ${lawLine(one)}`;
  });
  if (applying.length === 0) {
    return `# The laws that apply: take the first # away from a line, and the rules of that law count here.
${rest.join('\n')}
`;
  }
  const further =
    rest.length === 0 ? '' : `\n# Further laws of the library, if they apply:\n${rest.join('\n')}\n`;
  return `# The laws that apply. The rules of each count here as if they were written in this file.
${applying.map(lawLine).join('\n')}
${further}`;
}

const lawLine = ({ name, title }: Pack): string => `adopt ${name}  # ${title}`;

/** `std/cn` of `std/cn/pipl`: laws of one place stand together. */
const groupOf = ({ name }: Pack): string => name.split('/').slice(0, 2).join('/');
