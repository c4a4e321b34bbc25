import type { Cart } from '#core/carts/cart';
import type { Product } from '#core/catalog/product';
import { defaultFeatureFlags } from '#core/companies/feature-flags';
import { noShopperOffers } from '#core/offers/offer-history';
import type { OfferRequest } from '#core/offers/offer-request';
import { defaultPricingSettings } from '#core/pricing/price-floor';
import { defaultRecommendationConfig } from '#core/recommend/recommendation-config';
import { strangerFacts } from '#core/rules/rule-facts';
import type { RuleDraft, TargetingRule } from '#core/rules/targeting-rule';

export const offersNow = '2026-11-20T10:00:00.000Z';

/** A rule that always holds, whose offer is a cross-sell of product `x`. */
export const aDraft = (overrides: Partial<RuleDraft> = {}): RuleDraft => ({
  name: 'A rule',
  enabled: true,
  priority: 100,
  urgency: 'MEDIUM',
  conditions: { type: 'all', conditions: [] },
  offer: { type: 'CROSS_SELL', productIds: ['x'] },
  schedule: {},
  caps: { coolDownHours: 24 },
  budget: {},
  combination: { mode: 'STACKABLE' },
  texts: {},
  ...overrides,
});

export const aRule = (ruleId: string, overrides: Partial<RuleDraft> = {}): TargetingRule => ({
  ...aDraft({ name: `Rule ${ruleId}`, ...overrides }),
  ruleId,
  version: 1,
  createdAt: offersNow,
  updatedAt: offersNow,
  updatedBy: 'ann',
});

export const eurProduct = (productId: string, amount: number, overrides: Partial<Product> = {}): Product => ({
  productId,
  title: `Product ${productId}`,
  categoryPath: [],
  prices: [{ amount, currency: 'EUR' }],
  status: 'active',
  attributes: {},
  tags: [],
  updatedAt: offersNow,
  ...overrides,
});

/** A cart of `[product, quantity]` pairs. */
export const aCart = (lines: readonly (readonly [string, number])[], overrides: Partial<Cart> = {}): Cart => ({
  cartId: 'cart-1',
  lines: lines.map(([productId, quantity]) => ({ productId, quantity })),
  sessionId: 's1',
  couponCodes: [],
  context: {},
  updatedAt: offersNow,
  ...overrides,
});

/** A request in euros about a cart of one product `a` for 10.00, with product `x` for 5.00 on sale. */
export const anOfferRequest = (overrides: Partial<OfferRequest> & { readonly products?: readonly Product[] } = {}) => {
  const { products = [eurProduct('a', 1000), eurProduct('x', 500)], ...others } = overrides;
  const request: OfferRequest = {
    rules: [],
    cart: aCart([['a', 1]]),
    candidates: {},
    cards: new Map(products.map((product) => [product.productId, product])),
    discounts: new Map(),
    subscriptions: new Map(),
    flags: { ...defaultFeatureFlags, smart_upsell_enabled: true },
    config: defaultRecommendationConfig,
    pricing: defaultPricingSettings,
    currency: 'EUR',
    timeZone: 'Europe/Berlin',
    shopper: strangerFacts,
    history: noShopperOffers,
    usage: new Map(),
    limit: 10,
    now: offersNow,
    ...others,
  };
  return request;
};
