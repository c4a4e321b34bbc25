import type { CompanySettings } from '#core/companies/company-settings';
import type { CustomerStore } from '#core/ports/customer-store';
import type { ProductShelf, ShelfReader } from '#core/ports/shelf-reader';
import type { PricingContext } from '#core/pricing/bulk-tier';
import type { BulkDiscounts, PriceLine } from '#core/pricing/price-cart';
import { floorOf } from '#core/pricing/price-floor';
import type { EndpointDependencies } from '#lambdas/shared/endpoint-dependencies';

export interface PricingDependencies extends EndpointDependencies {
  readonly shelves: ShelfReader;
  readonly customers: Pick<CustomerStore, 'get'>;
}

/** What a price depends on beside the product. */
export interface PriceRequest {
  readonly company: CompanySettings;
  readonly currency?: string;
  readonly customerId?: string;
  readonly now: string;
}

/** Groups are the segments that the store gave its customer. */
const groupsOf = async (
  { customers }: PricingDependencies,
  { company, customerId }: PriceRequest,
): Promise<readonly string[]> => {
  if (customerId === undefined) return [];
  return (await customers.get(company.company.companyId, customerId))?.segments ?? [];
};

export interface PricingReading {
  readonly context: PricingContext;
  readonly shelves: ReadonlyMap<string, ProductShelf>;
  /** Empty while the company's flag is off, so that the list price holds. */
  readonly discounts: BulkDiscounts;
  readonly ageSeconds: number;
}

/** Reads all that prices of these products depend on: one batch, and the customer where one is named. */
export const readPricing = async (
  deps: PricingDependencies,
  request: PriceRequest,
  productIds: readonly string[],
): Promise<PricingReading> => {
  const { company, now } = request;
  const [{ shelves, ageSeconds }, customerGroups] = await Promise.all([
    deps.shelves.read(company.company.companyId, productIds, ['card', 'bulkDiscount']),
    groupsOf(deps, request),
  ]);
  const given = company.flags.value.bulk_discounts_enabled
    ? [...shelves].flatMap(([id, { bulkDiscount }]) => (bulkDiscount ? [[id, bulkDiscount] as const] : []))
    : [];
  const currency = request.currency ?? company.company.currency;
  return { context: { currency, now, customerGroups }, shelves, discounts: new Map(given), ageSeconds };
};

/** The line of a product with its list price and floor; undefined when it is not sold in the currency. */
export const priceLineOf = (
  { company }: PriceRequest,
  { shelves, context: { currency } }: PricingReading,
  { productId, quantity }: Pick<PriceLine, 'productId' | 'quantity'>,
): PriceLine | undefined => {
  const { card, bulkDiscount } = shelves.get(productId) ?? {};
  const listPrice = card?.prices.find((price) => price.currency === currency);
  if (!card || !listPrice) return undefined;
  const { floorPrices } = bulkDiscount ?? {};
  const floorAmount = floorOf(card, { ...company.pricing.value, floorPrices }, currency);
  return { productId, quantity, listPrice, floorAmount };
};
