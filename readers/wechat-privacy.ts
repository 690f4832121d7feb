/** WeChat's privacy settings, as its interface takes them -> the labels of the platform, with their texts. */
import { labelRecords } from './labels.ts';
import { type Filling, filledBy, platformReader, textAt } from './platform-text.ts';
import type { Reader } from './reading.ts';
import { NOT_GIVEN } from './unknown.ts';
import { type At, itemsOf, spanAt, under } from './values.ts';

/** Reads the settings: each item of the guideline with what it is said to be for. */
export const readWechatPrivacy: Reader = platformReader(
  'wechat-privacy-setting',
  'either',
  (top, filling) => {
    const owner = under(top, 'owner_setting');
    const span = spanAt(filling.values, top);
    return {
      app: {
        stores: { value: ['wechat-platform'], span },
        ...(owner ? { contact: contactOf(owner, filling) } : {}),
      },
      lists: {
        labels: (pointer) =>
          labelRecords(
            itemsOf(under(top, 'setting_list')).map((item) => ({
              type: under(item, 'privacy_key') ?? item,
              facts: {
                text: filledBy(under(item, 'privacy_text'), filling) ?? {
                  value: NOT_GIVEN,
                  span: spanAt(filling.values, item),
                },
              },
            })),
            { store: 'wechat-platform', scheme: 'wechat', what: 'an item of the guideline of WeChat' },
            pointer,
            filling,
          ),
      },
    };
  },
);

function contactOf(owner: At, filling: Filling) {
  const keys = ['contact_email', 'contact_phone', 'contact_qq', 'contact_weixin'];
  return keys.map((key) => textAt(under(owner, key), filling)).find((one) => one?.value);
}
