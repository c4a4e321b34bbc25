import type { CartContext } from '#core/carts/cart';
import { evaluateOffers } from '#core/offers/evaluate-offers';
import type { BulkTier } from '#core/pricing/bulk-tier';
import type { ShopperFacts } from '#core/rules/rule-facts';
import { defaultSubscriptionConfig } from '#core/subscriptions/subscription-config';
import { aCart, anOfferRequest, aRule, eurProduct } from '#test/support/offer-fixtures';

/** A small shop whose rules meet in every way that rules can meet, and carts with what becomes of each rule. */

/** One cart of the golden file. */
export interface GoldenCart {
  readonly title: string;
  readonly lines: readonly (readonly [string, number])[];
  readonly coupons?: readonly string[];
  readonly context?: CartContext;
  readonly currency?: string;
  readonly shopper?: ShopperFacts;
  /** Rules that the session was shown, how often, and whether the last was declined an hour ago. */
  readonly history?: Readonly<Record<string, { readonly shown: number; readonly isDeclined?: boolean }>>;
  /** Accepts that count against the budget of `gift`. */
  readonly giftsAccepted?: number;
  readonly limit?: number;
  readonly now?: string;
  /** `rule: decision`, with the rule in the way or the condition that failed; those with an offer first. */
  readonly trace: readonly string[];
}

const cost = (amount: number) => ({ cost: { amount, currency: 'EUR' } });

const products = [
  eurProduct('coffee', 999, {
    ...cost(600),
    categoryPath: ['Kitchen', 'Coffee'],
    brand: 'Bean & Co.',
    tags: ['daily'],
  }),
  eurProduct('decaf', 999, { ...cost(980), categoryPath: ['Kitchen', 'Coffee'], variantOf: 'coffee' }),
  eurProduct('grinder', 4900, { ...cost(4000), categoryPath: ['Kitchen'] }),
  eurProduct('mug', 1250, { ...cost(700), stock: 5, tags: ['gift'] }),
  eurProduct('filters', 320, { stock: 3 }),
  eurProduct('kettle', 7900, { ...cost(5000), status: 'archived' }),
  eurProduct('tea', 450, { prices: [{ amount: 450, currency: 'USD' }] }),
  eurProduct('towel', 1500, { stock: 0 }),
];

const tier = (minQuantity: number, value: number): BulkTier => ({
  minQuantity,
  type: 'PERCENTAGE',
  value,
  enabled: true,
});

const coffeeDrinkers = { type: 'contains-category', categories: ['Kitchen > Coffee'] } as const;

const rules = [
  aRule('bulk', { conditions: coffeeDrinkers, offer: { type: 'BULK_DISCOUNT' }, urgency: 'HIGH' }),
  aRule('bundle', {
    conditions: coffeeDrinkers,
    offer: { type: 'BUNDLE', productIds: ['coffee', 'grinder'], discountType: 'PERCENTAGE', percentOff: 1500 },
    combination: { mode: 'ONE_OF_GROUP', group: 'deals' },
  }),
  aRule('gift', {
    conditions: { type: 'cart-total', currency: 'EUR', atLeast: 3000 },
    offer: { type: 'FREE_GIFT', productIds: ['towel', 'filters'] },
    budget: { mostAccepts: 100 },
    caps: { perSession: 3, coolDownHours: 24 },
  }),
  aRule('mug', {
    conditions: { type: 'not', condition: { type: 'contains-tag', tags: ['gift'] } },
    offer: { type: 'CROSS_SELL', productIds: ['mug'], percentOff: 2000 },
    combination: { mode: 'ONE_OF_GROUP', group: 'deals' },
    urgency: 'HIGH',
  }),
  aRule('night', {
    conditions: { type: 'time-window', from: '22:00', until: '06:00' },
    offer: { type: 'CROSS_SELL', productIds: ['kettle'] },
  }),
  aRule('shipping', {
    conditions: {
      type: 'any',
      conditions: [
        { type: 'country', countries: ['AT', 'DE'] },
        { type: 'first-visit', is: true },
      ],
    },
    offer: { type: 'FREE_SHIPPING', currency: 'EUR', threshold: 5000, shippingCost: 490 },
    urgency: 'LOW',
  }),
  aRule('subscribe', {
    conditions: {
      type: 'all',
      conditions: [
        coffeeDrinkers,
        { type: 'orders-count', atLeast: 2 },
        { type: 'device', devices: ['mobile', 'desktop'] },
      ],
    },
    offer: { type: 'SUBSCRIPTION' },
    urgency: 'CRITICAL',
  }),
  aRule('vip', {
    conditions: { type: 'customer-segment', segments: ['vip'] },
    offer: { type: 'CROSS_SELL', productIds: ['mug', 'filters'], percentOff: 5000 },
    combination: { mode: 'EXCLUSIVE' },
    priority: 900,
  }),
  aRule('wholesale', {
    conditions: { type: 'coupon-code', codes: ['TRADE'] },
    offer: { type: 'CROSS_SELL', relation: 'also-bought', most: 2 },
    schedule: { until: '2026-12-31T23:00:00.000Z' },
  }),
];

const declinedAt = '2026-11-20T09:00:00.000Z';

/** What becomes of the rules for a cart, a line each. */
export const traceOf = (golden: Omit<GoldenCart, 'trace'>): string[] => {
  const { lines, coupons = [], context = {}, currency = 'EUR', shopper, history = {}, limit = 3, now } = golden;
  const session = Object.fromEntries(
    Object.entries(history).map(([ruleId, { shown, isDeclined }]) => [
      ruleId,
      { shown, ...(isDeclined && { declinedAt }) },
    ]),
  );
  const { trace } = evaluateOffers(
    anOfferRequest({
      products,
      rules,
      cart: aCart(lines, { couponCodes: coupons, context }),
      candidates: { 'also-bought': ['decaf', 'filters', 'mug'] },
      discounts: new Map([['coffee', { productId: 'coffee', tiers: [tier(3, 500), tier(6, 1200)] }]]),
      subscriptions: new Map([
        [
          'coffee',
          {
            ...defaultSubscriptionConfig,
            eligible: true,
            allowedFrequencies: ['MONTHLY'],
            defaultFrequency: 'MONTHLY',
            discountBasisPoints: 1000,
          },
        ],
      ]),
      currency,
      history: { session, customer: {} },
      usage: new Map([['gift', { accepts: golden.giftsAccepted ?? 0, discounts: {} }]]),
      limit,
      ...(shopper && { shopper }),
      ...(now !== undefined && { now }),
    }),
  );
  return trace.map(({ rule, decision, byRuleId, pointer }) => {
    const where = pointer === undefined ? '' : ` at ${pointer === '' ? 'the root' : pointer}`;
    return `${rule.ruleId}: ${decision}${byRuleId === undefined ? '' : ` by ${byRuleId}`}${where}`;
  });
};
