import type { Product } from '#core/catalog/product';
import { noShopperOffers } from '#core/offers/offer-history';
import type { OfferRequest } from '#core/offers/offer-request';
import { type BulkTier, bulkDiscountTypes, type ProductBulkDiscount } from '#core/pricing/bulk-tier';
import { seededRandom } from '#core/random/seeded-random';
import { defaultRecommendationConfig } from '#core/recommend/recommendation-config';
import type { Condition, LeafCondition } from '#core/rules/condition-declarations';
import type { RuleOffer } from '#core/rules/offer-declarations';
import { type TargetingRule, upsellUrgencies } from '#core/rules/targeting-rule';
import { defaultSubscriptionConfig, type SubscriptionConfig } from '#core/subscriptions/subscription-config';
import { aCart, anOfferRequest, aRule, eurProduct } from '#test/support/offer-fixtures';

/** A request with everything in it that rules can meet, the same for the same seed. */
export interface RandomSize {
  readonly products: number;
  readonly lines: number;
  readonly rules: number;
}

const randomOf = (seed: number) => {
  const next = seededRandom(String(seed));
  const below = (end: number): number => Math.floor(next() * end);
  return {
    below,
    between: (from: number, to: number) => from + below(to - from + 1),
    chance: (share: number) => next() < share,
    pick: <T>(from: readonly T[]): T => from[below(from.length)]!,
    some: <T>(from: readonly T[], most: number): T[] => [
      ...new Set(Array.from({ length: 1 + below(most) }, () => from[below(from.length)]!)),
    ],
  };
};
type Random = ReturnType<typeof randomOf>;

const eur = (amount: number) => ({ amount, currency: 'EUR' });

const product = (random: Random, index: number): Product => {
  const amount = random.pick([0, 1, 99, 999, 1000, 2550, 10_000]) + random.below(50);
  return eurProduct(`p${index}`, amount, {
    brand: random.pick(['Acme', 'Best', undefined]),
    tags: random.chance(0.3) ? ['gift'] : [],
    categoryPath: random.pick([[], ['Home'], ['Home', 'Kitchen']]),
    ...(random.chance(0.6) && { cost: eur(Math.floor(amount * random.pick([0.1, 0.5, 0.9, 1, 1.2]))) }),
    ...(random.chance(0.4) && { stock: random.below(20) }),
    ...(random.chance(0.1) && { status: 'archived' as const }),
    ...(random.chance(0.1) && { variantOf: 'p0' }),
    ...(random.chance(0.05) && { prices: [{ amount, currency: 'USD' }] }),
  });
};

const tierOf = (random: Random): BulkTier => {
  const type = random.pick(bulkDiscountTypes);
  return {
    minQuantity: random.between(1, 12),
    type,
    value: type === 'PERCENTAGE' ? random.between(1, 10_000) : random.between(1, 1500),
    enabled: random.chance(0.9),
    ...(type !== 'PERCENTAGE' && { currency: 'EUR' }),
    ...(random.chance(0.3) && { mixGroup: 'mix' }),
  };
};

const discountOf = (random: Random, productId: string): ProductBulkDiscount => ({
  productId,
  tiers: Array.from({ length: random.below(4) }, () => tierOf(random)),
  ...(random.chance(0.2) && { floorPrices: [eur(random.between(0, 900))] }),
});

const subscription = (random: Random): SubscriptionConfig => ({
  ...defaultSubscriptionConfig,
  eligible: random.chance(0.8),
  allowedFrequencies: ['MONTHLY'],
  defaultFrequency: 'MONTHLY',
  discountBasisPoints: random.pick([0, 500, 1500, 6000]),
});

const leaf = (random: Random, ids: readonly string[]): LeafCondition =>
  random.pick<LeafCondition>([
    { type: 'cart-total', currency: 'EUR', atLeast: random.between(0, 20_000) },
    { type: 'cart-quantity', atLeast: random.between(0, 12) },
    { type: 'contains-product', productIds: random.some(ids, 4) },
    { type: 'contains-brand', brands: ['Acme'] },
    { type: 'contains-tag', tags: ['gift'] },
    { type: 'contains-category', categories: ['Home'] },
    { type: 'customer-segment', segments: ['vip', 'new'] },
    { type: 'orders-count', atMost: random.below(4) },
    { type: 'device', devices: ['mobile'] },
    { type: 'country', countries: ['DE', 'AT'] },
    { type: 'time-window', from: '08:00', until: '20:00' },
  ]);

const condition = (random: Random, ids: readonly string[], depth: number): Condition => {
  const kind = depth === 0 ? 'leaf' : random.pick(['leaf', 'all', 'any', 'not', 'always']);
  if (kind === 'always') return { type: 'all', conditions: [] };
  if (kind === 'leaf') return leaf(random, ids);
  if (kind === 'not') return { type: 'not', condition: condition(random, ids, depth - 1) };
  const parts = Array.from({ length: random.between(1, 3) }, () => condition(random, ids, depth - 1));
  return { type: kind === 'all' ? 'all' : 'any', conditions: parts };
};

const offer = (random: Random, ids: readonly string[]): RuleOffer => {
  const named = random.some(ids, 4);
  const percentOff = random.chance(0.7) ? { percentOff: random.between(1, 10_000) } : {};
  const discountType = random.pick(['PERCENTAGE', 'FIXED_AMOUNT', 'BUNDLE_PRICE'] as const);
  return random.pick<RuleOffer>([
    { type: 'BULK_DISCOUNT' },
    { type: 'SUBSCRIPTION' },
    { type: 'CROSS_SELL', productIds: named, most: random.between(1, 3), ...percentOff },
    { type: 'CROSS_SELL', relation: 'also-bought', ...percentOff },
    {
      type: 'BUNDLE',
      productIds: [...new Set([...named, random.pick(ids), random.pick(ids)])],
      discountType,
      percentOff: random.between(1, 10_000),
      amount: random.between(1, 5000),
      currency: 'EUR',
    },
    { type: 'FREE_GIFT', productIds: named },
    { type: 'FREE_SHIPPING', currency: 'EUR', threshold: random.between(0, 20_000) },
  ]);
};

const rule = (random: Random, ids: readonly string[], index: number): TargetingRule =>
  aRule(`r${String(index).padStart(3, '0')}`, {
    priority: random.pick([100, 100, 100, 500]),
    urgency: random.pick(upsellUrgencies),
    conditions: condition(random, ids, 2),
    offer: offer(random, ids),
    enabled: random.chance(0.95),
    schedule: random.chance(0.1) ? { from: '2027-01-01T00:00:00.000Z' } : {},
    caps: { coolDownHours: 24, ...(random.chance(0.2) && { perSession: 1 }) },
    budget: random.chance(0.2) ? { mostAccepts: 5 } : {},
    combination: random.pick([
      { mode: 'STACKABLE' },
      { mode: 'STACKABLE' },
      { mode: 'STACKABLE' },
      { mode: 'ONE_OF_GROUP', group: 'g' },
      { mode: 'EXCLUSIVE' },
    ] as const),
  });

export const randomOfferRequest = (seed: number, size: RandomSize): OfferRequest => {
  const random = randomOf(seed);
  const products = Array.from({ length: size.products }, (_, index) => product(random, index));
  const ids = products.map(({ productId }) => productId);
  const rules = Array.from({ length: size.rules }, (_, index) => rule(random, ids, index));
  const inCart = random.some(ids, size.lines);
  const cart = aCart(
    inCart.map((productId) => [productId, random.pick([1, 1, 2, 3, 5, 11])] as const),
    { context: { device: random.pick(['mobile', 'desktop']), country: random.pick(['DE', 'US']) } },
  );
  const ruleIds = rules.map(({ ruleId }) => ruleId);
  return anOfferRequest({
    products,
    rules,
    cart,
    candidates: { 'also-bought': random.some(ids, 8) },
    discounts: new Map(ids.filter(() => random.chance(0.5)).map((id) => [id, discountOf(random, id)])),
    subscriptions: new Map(inCart.map((id) => [id, subscription(random)])),
    config: { ...defaultRecommendationConfig, excludedProductIds: random.some(ids, 2) },
    pricing: { minimumMarginBasisPoints: random.pick([null, 0, 1000, 3000]) },
    shopper: random.pick([
      { segments: ['new'], orders: 0 },
      { segments: ['vip', 'returning'], orders: 7, daysSinceLastOrder: 3 },
    ]),
    history: random.chance(0.5)
      ? noShopperOffers
      : {
          session: Object.fromEntries(random.some(ruleIds, 3).map((id) => [id, { shown: 1 }])),
          customer: { [random.pick(ruleIds)]: { shown: 1, declinedAt: '2026-11-20T08:00:00.000Z' } },
        },
    usage: new Map(random.some(ruleIds, 3).map((id) => [id, { accepts: 5, discounts: {} }])),
    limit: random.between(1, 6),
  });
};
