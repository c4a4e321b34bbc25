import fc from 'fast-check';
import type { BulkTier } from '#core/pricing/bulk-tier';
import { checkTiers } from '#core/pricing/check-tiers';
import { priceCart } from '#core/pricing/price-cart';
import { anyTier, pricingNow } from '#test/support/pricing-arbitraries';

const product = {
  prices: [
    { amount: 1000, currency: 'EUR' },
    { amount: 1500, currency: 'JPY' },
  ],
  cost: { amount: 600, currency: 'EUR' },
};

const tier = (given: Partial<BulkTier>): BulkTier => ({
  minQuantity: 5,
  type: 'PERCENTAGE',
  value: 1000,
  enabled: true,
  ...given,
});

const check = (...tiers: BulkTier[]) =>
  checkTiers({ tiers, product, settings: { minimumMarginBasisPoints: 0 }, now: pricingNow });

const faultsOf = (...tiers: BulkTier[]) => check(...tiers).faults.map(({ tierIndex, code }) => [tierIndex, code]);
const warningsOf = (...tiers: BulkTier[]) => check(...tiers).warnings.map(({ tierIndex, code }) => [tierIndex, code]);

describe('checkTiers', () => {
  it('finds nothing wrong with tiers that fall with the quantity', () => {
    expect(check()).toEqual({ faults: [], warnings: [] });
    expect(check(tier({}), tier({ minQuantity: 10, value: 1500 }))).toEqual({ faults: [], warnings: [] });
  });

  it('names the tier and the reason in words', () => {
    const { faults } = check(tier({}), tier({ minQuantity: 10, type: 'FIXED_AMOUNT', value: 1000, currency: 'EUR' }));
    expect(faults).toEqual([
      {
        tierIndex: 1,
        field: 'value',
        code: 'amount_not_below_price',
        message: 'Tier 2 (from 10) takes 10.00 EUR off, which leaves nothing of the list price of 10.00 EUR',
      },
    ]);
  });

  it.each([
    ['a percentage of nothing', [tier({ value: 0 })], [[0, 'percentage_out_of_range']]],
    ['more than all', [tier({ value: 10_001 })], [[0, 'percentage_out_of_range']]],
    ['money without a currency', [tier({ type: 'UNIT_PRICE', value: 900 })], [[0, 'currency_required']]],
    [
      'a window that ends before it begins',
      [tier({ validFrom: '2026-02-01T00:00:00.000Z', validUntil: '2026-02-01T00:00:00.000Z' })],
      [[0, 'empty_window']],
    ],
    [
      'an amount off that is the whole price',
      [tier({ type: 'FIXED_AMOUNT', value: 1500, currency: 'JPY' })],
      [[0, 'amount_not_below_price']],
    ],
    [
      'a unit price above the list price',
      [tier({ type: 'UNIT_PRICE', value: 1001, currency: 'EUR' })],
      [[0, 'unit_price_above_list']],
    ],
    ['tiers out of order', [tier({ minQuantity: 10, value: 2000 }), tier({})], [[1, 'unsorted']]],
    ['two tiers at one quantity', [tier({}), tier({ value: 2000 })], [[1, 'overlap']]],
    ['a price that rises with the quantity', [tier({ value: 2000 }), tier({ minQuantity: 10 })], [[1, 'rising_price']]],
    [
      'a price that rises in one of the currencies',
      [tier({ value: 2000 }), tier({ minQuantity: 10, type: 'UNIT_PRICE', value: 1400, currency: 'JPY' })],
      [[1, 'rising_price']],
    ],
    [
      'a price that rises and stands before the lower one',
      [tier({ minQuantity: 10 }), tier({ value: 2000 })],
      [
        [0, 'rising_price'],
        [1, 'unsorted'],
      ],
    ],
  ] as const)('refuses %s', (_, tiers, expected) => {
    expect(faultsOf(...tiers)).toEqual(expected);
  });

  it.each([
    ['the prices just allowed', [tier({ value: 10_000 })]],
    ['a unit price of the list price', [tier({ type: 'UNIT_PRICE', value: 1000, currency: 'EUR' })]],
    ['one quantity for two customer groups', [tier({}), tier({ value: 2000, customerGroup: 'trade' })]],
    ['one quantity for two mix-and-match groups', [tier({}), tier({ value: 2000, mixGroup: 'mugs' })]],
    ['one quantity in two currencies', [tier({ currency: 'EUR' }), tier({ value: 2000, currency: 'JPY' })]],
    [
      'one quantity in windows that follow each other',
      [tier({ validUntil: '2026-07-01T00:00:00.000Z' }), tier({ value: 2000, validFrom: '2026-07-01T00:00:00.000Z' })],
    ],
    [
      'one quantity in windows the other way round',
      [tier({ validFrom: '2026-07-01T00:00:00.000Z' }), tier({ value: 2000, validUntil: '2026-07-01T00:00:00.000Z' })],
    ],
    ['a tier that is switched off', [tier({}), tier({ value: 2000, enabled: false })]],
  ])('takes %s', (_, tiers) => {
    expect(faultsOf(...tiers)).toEqual([]);
  });

  it.each([
    ['brings nothing more', [tier({}), tier({ minQuantity: 10 })], [[1, 'no_gain']]],
    ['is over', [tier({ validUntil: pricingNow })], [[0, 'expired']]],
    ['is in a currency that the product is not sold in', [tier({ currency: 'USD' })], [[0, 'currency_not_sold']]],
    ['goes below what the product costs', [tier({ value: 5000 })], [[0, 'below_floor']]],
  ])('warns of a tier that %s', (_, tiers, expected) => {
    expect(warningsOf(...tiers)).toEqual(expected);
  });

  it('judges a product without prices by the tiers alone', () => {
    const bare = { tiers: [tier({ type: 'UNIT_PRICE', value: 5, currency: 'EUR' })], product: { prices: [] } };
    const verdict = checkTiers({ ...bare, settings: { minimumMarginBasisPoints: 0 }, now: pricingNow });
    expect(verdict.faults).toEqual([]);
    expect(verdict.warnings.map(({ code }) => code)).toEqual(['currency_not_sold']);
  });

  it('lets through only tiers under which no shopper pays more a unit for more units, whichever tier is named', () => {
    const context = { currency: 'EUR', now: pricingNow, customerGroups: [] };
    fc.assert(
      fc.property(fc.array(anyTier, { maxLength: 5 }), (tiers) => {
        fc.pre(check(...tiers).faults.length === 0);
        const discounts = new Map([['mug', { productId: 'mug', tiers }]]);
        const unitPrices = [1, 2, 5, 10, 20, 40].map((quantity) => {
          const line = { productId: 'mug', quantity, listPrice: product.prices[0]! };
          return priceCart([line], discounts, context).lines[0]!.unitPrice.amount;
        });
        expect([...unitPrices].sort((a, b) => b - a)).toEqual(unitPrices);
      }),
    );
  });
});
