/**
 * Makes declarations of a real size for the measurements: full, in keeping with the rules of std/cn/principles, different for
 * each seed, and the same for the same seed. Knows no compiler.
 */

/** An integer between two numbers, both included. */
export type Draw = (least: number, most: number) => number;

/** A stream of numbers that a seed repeats (mulberry32). */
export function newDraw(seed: number): Draw {
  let state = seed >>> 0;
  return (least, most) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return least + (((mixed ^ (mixed >>> 14)) >>> 0) % (most - least + 1));
  };
}

/** A declaration, loosely: what is in it is for the validators to find out. */
export interface Declaration {
  [key: string]: unknown;
  collections: Record<string, unknown>[];
}

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

const DATA = words(`contact.email contact.phone contact.postal-address identity.name identity.nickname
  identity.portrait location.precise location.track financial.transactions financial.payment-card trip.route
  social.friends order.delivery order.items media.photos media.videos health.condition work.resume`);
/** What the services of the declaration need. */
const NECESSARY = words('location.precise order.delivery contact.phone');
const PURPOSES =
  words(`service.core-function service.account service.payment service.fulfilment analytics.product
  security.fraud-prevention personalisation.content service.support`);
const ORIGINS = words('user device use third-party');
const TREATMENTS = words('raw truncated pseudonymised aggregated');
const KEPT = words('fixed account-life until-consent-withdrawn legal-minimum');
const RECIPIENTS = words(
  'processor.cloud-host partner.payment partner.delivery affiliate sdk-provider.analytics',
);
const COUNTRIES = words('cn cn cn eu us us.ca');
const FUNCTIONS = [
  'Show nearby shops on the map',
  '在订单页展示配送进度',
  'Keep the account safe from strangers',
  '为用户计算积分并提供客服支持',
  'Pay for the order',
];
const NAMES = ['Example Cloud Ltd.', '示例支付有限公司', 'Parcel Post', '示例统计服务（上海）有限公司'];

/** A declaration of `size` collections that the rules have nothing against. */
export function cleanDeclaration(size: number, seed: number): Declaration {
  const draw = newDraw(seed);
  const collections = Array.from({ length: size }, () => collection(draw));
  return {
    app: {
      id: `com.example.app${seed}`,
      name: '示例应用',
      version: `3.${draw(0, 40)}.${draw(0, 9)}`,
      controller: 'Example Ltd.',
      contact: 'privacy@example.com',
      services: ['map-navigation', 'online-shopping'],
      markets: ['cn', 'us.ca'],
      audience: ['adult'],
    },
    collections,
    permissions: collections.slice(0, Math.ceil(size / 6)).map((one) => permission(draw, one.data)),
    sdks: Array.from({ length: Math.ceil(size / 10) }, () => sdk(draw)),
    settings: [
      {
        name: 'Personal recommendations',
        controls: '个性化推荐',
        data: ['location.track'],
        default: 'opt-in',
      },
    ],
    automations: [
      {
        purpose: 'personalisation.content',
        inputs: ['order.items', 'location.track'],
        optOut: 'Me > Settings > Privacy',
      },
    ],
    notice: {
      link: 'https://example.com/privacy',
      languages: ['zh', 'en'],
      prominent: true,
      firstRun: true,
      tapsAway: 2,
      covers: ['controller', 'purposes', 'manner', 'scope', 'retention', 'query-and-correction', 'refusal'],
      tellsOfChanges: true,
    },
    rights: {
      access: 'Me > Settings > Privacy',
      copy: 'Me > Settings > Privacy > Export',
      correct: '我的 > 设置 > 个人信息',
      delete: '我的 > 设置 > 个人信息',
      withdraw: '我的 > 设置 > 授权管理',
      closeAccount: 'Me > Settings > Account',
      complaint: 'privacy@example.com',
      daysToAnswer: 15,
      complaintDays: 15,
      asEasyAsGiving: true,
    },
  };
}

const pick = <T>(draw: Draw, items: readonly T[]): T => items[draw(0, items.length - 1)] as T;
const sometimes = (draw: Draw, percent: number, given: Record<string, unknown>): Record<string, unknown> =>
  draw(0, 99) < percent ? given : {};

function purposesOf(draw: Draw): string[] {
  const first = draw(0, PURPOSES.length - 1);
  return Array.from({ length: draw(1, 3) }, (_, at) => PURPOSES[(first + at) % PURPOSES.length] as string);
}

function collection(draw: Draw): Record<string, unknown> {
  const required = draw(0, 9) === 0;
  return {
    data: required ? pick(draw, NECESSARY) : pick(draw, DATA),
    whose: 'subject.user',
    obtainedFrom: pick(draw, ORIGINS),
    purposes: purposesOf(draw),
    function: pick(draw, FUNCTIONS),
    basis: pick(draw, ['consent', 'consent.separate', 'contract']),
    necessity: required ? 'required' : 'optional',
    default: 'opt-in',
    consent: 'explicit-action',
    bundled: false,
    starts: pick(draw, ['after-consent', 'after-consent.on-use']),
    ...sometimes(draw, 80, { background: false }),
    treatment: pick(draw, TREATMENTS),
    ...sometimes(draw, 80, { retention: pick(draw, [30, 90, 180, 365]) }),
    ...sometimes(draw, 50, { kept: pick(draw, KEPT) }),
    disclosed: true,
    shares: Array.from({ length: pick(draw, [0, 0, 1, 1, 2]) }, () => share(draw)),
  };
}

function share(draw: Draw): Record<string, unknown> {
  return {
    recipient: pick(draw, RECIPIENTS),
    name: pick(draw, NAMES),
    ...sometimes(draw, 70, { contact: 'privacy@recipient.example' }),
    country: pick(draw, COUNTRIES),
    purposes: purposesOf(draw),
    basis: 'consent.separate',
    default: 'opt-in',
    consent: 'explicit-action',
    bundled: false,
    treatment: pick(draw, TREATMENTS),
    forMoney: false,
    underContract: true,
  };
}

function permission(draw: Draw, data: unknown): Record<string, unknown> {
  return {
    platform: 'android',
    name: `android.permission.EXAMPLE_${draw(0, 99)}`,
    asks: NECESSARY.includes(String(data)) ? 'android.access-fine-location' : 'android.internet',
    data,
    usedFor: pick(draw, FUNCTIONS),
    rationale: 'Needed to show what is near you',
    required: false,
    background: false,
  };
}

function sdk(draw: Draw): Record<string, unknown> {
  return {
    name: pick(draw, NAMES),
    version: `${draw(1, 9)}.${draw(0, 20)}.0`,
    recipient: pick(draw, RECIPIENTS),
    starts: 'after-consent',
    data: [pick(draw, DATA)],
  };
}

/** The same with something wrong in it, that some rule is broken or left open by. */
export function withFault(declaration: Declaration, draw: Draw): Declaration {
  const one = declaration.collections[draw(0, declaration.collections.length - 1)] ?? {};
  const [key, value] = pick<[string, unknown]>(draw, [
    ['consent', 'pre-ticked'],
    ['purposes', ['unstated']],
    ['function', ' '],
    ['bundled', null],
    ['starts', 'before-consent'],
    ['obtainedFrom', null],
  ]);
  one[key] = value;
  return declaration;
}

/** A JSON value with the keys of each record in another order. */
export function shuffled(value: unknown, draw: Draw): unknown {
  if (Array.isArray(value)) return value.map((item) => shuffled(item, draw));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, part]) => ({ key, part, place: draw(0, 1_000_000) }));
  entries.sort((left, right) => left.place - right.place);
  return Object.fromEntries(entries.map(({ key, part }) => [key, shuffled(part, draw)]));
}
