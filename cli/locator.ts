/** Writes the number of an article as a language writes it. Knows no law. */
import type { Language } from '../grammar/ast.ts';

/**
 * `Article 41(1)` in Chinese: 第四十一条(1), and `Article 13(1)(4)`: 第十三条第一款第四项. What stands behind an article alone in
 * brackets is a paragraph in one law and an item in another, so it stays as it is cited; so does all that is no article.
 */
export function locatorIn(locator: string, language: Language): string {
  const [, article, rest = ''] = /^Article ([1-9]\d{0,3})((?:\([0-9a-z]+\))*)$/.exec(locator) ?? [];
  if (language !== 'zh' || article === undefined) return locator;
  const [, paragraph, item] = /^\(([1-9]\d?)\)\(([1-9]\d?)\)$/.exec(rest) ?? [];
  const below =
    paragraph === undefined || item === undefined
      ? rest
      : `第${numeral(Number(paragraph))}款第${numeral(Number(item))}项`;
  return `第${numeral(Number(article))}条${below}`;
}

const DIGITS = '零一二三四五六七八九';
const UNITS = ['', '十', '百', '千'];

/** A number from 1 to 9999: 41 is 四十一, 101 is 一百零一, 13 is 十三. */
export function numeral(number: number): string {
  const digits = [...String(number)].map(Number);
  const parts = digits.map((digit, at) =>
    digit === 0 ? '零' : `${DIGITS[digit]}${UNITS[digits.length - 1 - at]}`,
  );
  return parts
    .join('')
    .replace(/零+/g, '零')
    .replace(/(.)零$/, '$1')
    .replace(/^一十/, '十');
}
