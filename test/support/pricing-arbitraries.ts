import fc from 'fast-check';
import { type BulkTier, bulkDiscountTypes } from '#core/pricing/bulk-tier';
import type { PriceLine } from '#core/pricing/price-cart';

export const pricedCurrencies = ['EUR', 'JPY', 'KWD'] as const;

/** The instant that arbitrary carts are priced at; tiers begin or end before or after it. */
export const pricingNow = '2026-06-01T12:00:00.000Z';
const instants = ['2026-01-01T00:00:00.000Z', '2026-06-01T11:59:59.999Z', pricingNow, '2026-12-31T00:00:00.000Z'];

/** Any tier that a merchant could store, and some that he could not. */
export const anyTier: fc.Arbitrary<BulkTier> = fc.record(
  {
    minQuantity: fc.integer({ min: 1, max: 30 }),
    type: fc.constantFrom(...bulkDiscountTypes),
    value: fc.integer({ min: 0, max: 10_000 }),
    currency: fc.constantFrom(...pricedCurrencies),
    validFrom: fc.constantFrom(...instants),
    validUntil: fc.constantFrom(...instants),
    customerGroup: fc.constantFrom('trade', 'staff'),
    mixGroup: fc.constantFrom('mugs', 'teas'),
    enabled: fc.boolean(),
  },
  { requiredKeys: ['minQuantity', 'type', 'value', 'enabled'] },
);

export const productIds = ['a', 'b', 'c', 'd'] as const;

export const anyDiscounts = fc
  .dictionary(fc.constantFrom(...productIds), fc.array(anyTier, { maxLength: 6 }))
  .map((byId) => new Map(Object.entries(byId).map(([productId, tiers]) => [productId, { productId, tiers }])));

/** One list price and floor for each product, so that lines of one product agree. */
export const anyLines = (currency: string): fc.Arbitrary<PriceLine[]> =>
  fc
    .tuple(
      fc.array(fc.integer({ min: 0, max: 5_000 }), { minLength: 4, maxLength: 4 }),
      fc.array(fc.integer({ min: 0, max: 5_000 }), { minLength: 4, maxLength: 4 }),
      fc.array(fc.record({ product: fc.nat({ max: 3 }), quantity: fc.integer({ min: 1, max: 40 }) }), {
        maxLength: 12,
      }),
    )
    .map(([prices, floors, lines]) =>
      lines.map(({ product, quantity }) => ({
        productId: productIds[product]!,
        quantity,
        listPrice: { amount: prices[product]!, currency },
        floorAmount: floors[product]!,
      })),
    );
