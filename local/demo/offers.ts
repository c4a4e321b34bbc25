import type * as z from 'zod';
import type { bulkTierInput } from '#contracts/api/bulk-discounts';
import type { ruleInput } from '#contracts/api/upsell-rules';
import { demoCurrency, type StockedProduct } from '#local/demo/catalog';

export type TierInput = z.input<typeof bulkTierInput>;
export type RuleInput = z.input<typeof ruleInput>;

/** What people use up and buy again. */
export const consumedKinds: readonly string[] = ['Coffee Beans', 'Loose Leaf Tea'];

const coffeeTiers: readonly TierInput[] = [
  { minQuantity: 3, type: 'PERCENTAGE', value: 500, mixGroup: 'coffee' },
  { minQuantity: 6, type: 'PERCENTAGE', value: 1200, mixGroup: 'coffee' },
];

const jarTiers: readonly TierInput[] = [
  { minQuantity: 4, type: 'FIXED_AMOUNT', value: 150, currency: demoCurrency },
  { minQuantity: 8, type: 'FIXED_AMOUNT', value: 250, currency: demoCurrency },
];

const glassTiers: readonly TierInput[] = [{ minQuantity: 6, type: 'UNIT_PRICE', value: 890, currency: demoCurrency }];

/** Quantity discounts of the three types: by kind, and of one glass at a price of its own. */
export const tiersOf = ({ product, kind }: StockedProduct): readonly TierInput[] => {
  if (kind.kind === 'Coffee Beans') return coffeeTiers;
  if (kind.kind === 'Storage Jar') return jarTiers;
  return product.productId === 'oslo-wine-glass' ? glassTiers : [];
};

const always = { type: 'all', conditions: [] } as const;

/** One rule of each type, as a merchant would set them up. */
export const demoRules: readonly RuleInput[] = [
  {
    name: 'Free shipping from 60 euros',
    priority: 300,
    urgency: 'LOW',
    conditions: always,
    offer: { type: 'FREE_SHIPPING', currency: demoCurrency, threshold: 6000, shippingCost: 490 },
  },
  {
    name: 'A match box from 80 euros',
    priority: 260,
    urgency: 'CRITICAL',
    conditions: { type: 'cart-total', currency: demoCurrency, atLeast: 8000 },
    offer: { type: 'FREE_GIFT', productIds: ['amber-match-box', 'moss-match-box', 'linen-match-box'] },
    texts: { '': { title: 'A match box on the house', message: 'Our thanks for a larger order.' } },
  },
  {
    name: 'Tea for two',
    priority: 240,
    urgency: 'HIGH',
    conditions: { type: 'contains-product', productIds: ['oslo-teapot', 'oslo-tea-cup', 'oslo-loose-leaf-tea'] },
    offer: {
      type: 'BUNDLE',
      productIds: ['oslo-teapot', 'oslo-tea-cup', 'oslo-loose-leaf-tea'],
      discountType: 'PERCENTAGE',
      percentOff: 1200,
    },
  },
  {
    name: 'More for less each',
    priority: 220,
    urgency: 'MEDIUM',
    conditions: always,
    offer: { type: 'BULK_DISCOUNT' },
    combination: { mode: 'ONE_OF_GROUP', group: 'price of a line' },
  },
  {
    name: 'Coffee and tea by subscription',
    priority: 230,
    urgency: 'MEDIUM',
    conditions: { type: 'contains-category', categories: ['Coffee & Tea > Supplies'] },
    offer: { type: 'SUBSCRIPTION' },
    combination: { mode: 'ONE_OF_GROUP', group: 'price of a line' },
  },
  {
    name: 'Goes with the cart',
    priority: 100,
    urgency: 'LOW',
    conditions: always,
    offer: { type: 'CROSS_SELL', relation: 'bought-together', percentOff: 1000 },
  },
];
