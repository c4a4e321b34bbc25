import type { Product } from '#core/catalog/product';
import type { ShopperOffers } from '#core/offers/offer-history';
import type { OfferReads } from '#core/offers/offer-reads';
import type { CustomerTotals } from '#core/orders/spend-ledger';
import type { ProductBulkDiscount } from '#core/pricing/bulk-tier';
import type { RuleUsage } from '#core/rules/targeting-rule';
import type { ProductForecast } from '#core/subscriptions/product-forecast';
import type { SubscriptionConfig } from '#core/subscriptions/subscription-config';

/** What is stored about the products, the rules and the shopper of a cart. */
export interface OfferData {
  readonly cards: ReadonlyMap<string, Product>;
  readonly discounts: ReadonlyMap<string, ProductBulkDiscount>;
  readonly subscriptions: ReadonlyMap<string, SubscriptionConfig>;
  readonly forecasts: ReadonlyMap<string, ProductForecast>;
  readonly usage: ReadonlyMap<string, RuleUsage>;
  readonly totals: CustomerTotals;
  /** Segments that the store gave the customer. */
  readonly givenSegments: readonly string[];
  /** What the session looked at, newest first, where a rule asks for it. */
  readonly viewedProductIds?: readonly string[];
  readonly history: ShopperOffers;
}

export interface OfferDataReader {
  /** Everything in one batch. Products may be up to 60 seconds old, what shoppers did is not. */
  read(companyId: string, reads: OfferReads): Promise<OfferData>;
}
