import type { Cart } from '#core/carts/cart';
import type { CartCandidates } from '#core/carts/cart-candidates';
import type { Product } from '#core/catalog/product';
import type { FeatureFlags } from '#core/companies/feature-flags';
import type { ShopperOffers } from '#core/offers/offer-history';
import type { ProductBulkDiscount } from '#core/pricing/bulk-tier';
import type { PricingSettings } from '#core/pricing/price-floor';
import type { RecommendationConfig } from '#core/recommend/recommendation-config';
import type { ShopperFacts } from '#core/rules/rule-facts';
import type { RuleUsage, TargetingRule } from '#core/rules/targeting-rule';
import type { ProductForecast } from '#core/subscriptions/product-forecast';
import type { SubscriptionConfig } from '#core/subscriptions/subscription-config';

/** All that offers are made from; nothing else is read. */
export interface OfferRequest {
  /** Enabled rules, in any order. */
  readonly rules: readonly TargetingRule[];
  readonly cart: Cart;
  readonly candidates: CartCandidates;
  readonly cards: ReadonlyMap<string, Product>;
  /** Tiers and floors by product. */
  readonly discounts: ReadonlyMap<string, ProductBulkDiscount>;
  readonly subscriptions: ReadonlyMap<string, SubscriptionConfig>;
  /** How long products last, for the frequency of subscriptions; the merchant's default holds without. */
  readonly forecasts?: ReadonlyMap<string, ProductForecast>;
  readonly flags: FeatureFlags;
  /** Its black and white lists and its stock threshold hold for offers, too. */
  readonly config: RecommendationConfig;
  readonly pricing: PricingSettings;
  /** ISO 4217 code that every price must exist in. */
  readonly currency: string;
  /** IANA zone of the store. */
  readonly timeZone: string;
  readonly shopper: ShopperFacts;
  readonly history: ShopperOffers;
  /** By rule id, of rules with a budget. */
  readonly usage: ReadonlyMap<string, RuleUsage>;
  /** Most offers, ≥ 1. */
  readonly limit: number;
  /** ISO-8601 UTC. */
  readonly now: string;
}
