import fc from 'fast-check';
import { type BigCommerceRule, tiersFromBigCommerce, tiersToBigCommerce } from '#core/pricing/bigcommerce-rules';
import { bulkDiscountTypes } from '#core/pricing/bulk-tier';

const rules: BigCommerceRule[] = [
  { quantity_min: 5, quantity_max: 9, type: 'percent', amount: '12.50' },
  { quantity_min: 10, quantity_max: 19, type: 'price', amount: '2.00' },
  { quantity_min: 20, quantity_max: 0, type: 'fixed', amount: '7.99' },
];

describe('BigCommerce bulk pricing rules', () => {
  it('come in one to one', () => {
    expect(tiersFromBigCommerce(rules, 'EUR')).toEqual({
      tiers: [
        { minQuantity: 5, type: 'PERCENTAGE', value: 1250, enabled: true },
        { minQuantity: 10, type: 'FIXED_AMOUNT', value: 200, currency: 'EUR', enabled: true },
        { minQuantity: 20, type: 'UNIT_PRICE', value: 799, currency: 'EUR', enabled: true },
      ],
      faults: [],
    });
  });

  it('go out as they came in, whatever their order', () => {
    const { tiers } = tiersFromBigCommerce([...rules].reverse(), 'EUR');
    expect(tiersToBigCommerce(tiers, 'EUR')).toEqual(rules);
  });

  it('say which range or amount cannot be kept', () => {
    const gap: BigCommerceRule[] = [
      { quantity_min: 5, quantity_max: 7, type: 'percent', amount: 5 },
      { quantity_min: 10, quantity_max: 0, type: 'price', amount: 1.005 },
      { quantity_min: 12, quantity_max: 0, type: 'price', amount: -1 },
    ];
    const { tiers, faults } = tiersFromBigCommerce(gap, 'EUR');
    expect(tiers).toEqual([{ minQuantity: 5, type: 'PERCENTAGE', value: 500, enabled: true }]);
    expect(faults.map(({ ruleIndex }) => ruleIndex)).toEqual([0, 1, 2]);
  });

  it('say that two ranges begin at one quantity', () => {
    const twice: BigCommerceRule[] = [
      { quantity_min: 5, quantity_max: 9, type: 'percent', amount: 5 },
      { quantity_min: 5, quantity_max: 0, type: 'percent', amount: 6 },
    ];
    expect(tiersFromBigCommerce(twice, 'EUR').faults).toEqual([
      { ruleIndex: 0, message: expect.stringContaining('ends at 9 units') },
    ]);
  });

  it('leave behind what the other side cannot hold', () => {
    const plain = { minQuantity: 5, type: 'PERCENTAGE', value: 500, enabled: true } as const;
    const written = tiersToBigCommerce(
      [
        { ...plain, enabled: false },
        { ...plain, customerGroup: 'trade' },
        { ...plain, mixGroup: 'mugs' },
        { ...plain, validFrom: '2026-01-01T00:00:00.000Z' },
        { ...plain, validUntil: '2026-01-01T00:00:00.000Z' },
        { ...plain, currency: 'USD' },
        plain,
      ],
      'EUR',
    );
    expect(written).toEqual([{ quantity_min: 5, quantity_max: 0, type: 'percent', amount: '5.00' }]);
  });

  it('survive the way out and back in currencies of no, two and three decimals', () => {
    const step = fc.record({
      gap: fc.integer({ min: 1, max: 20 }),
      type: fc.constantFrom(...bulkDiscountTypes),
      value: fc.integer({ min: 1, max: 10_000 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 6 }), fc.constantFrom('EUR', 'JPY', 'KWD'), (steps, currency) => {
        let minQuantity = 0;
        const tiers = steps.map(({ gap, type, value }) => {
          minQuantity += gap;
          const common = { minQuantity, type, value, enabled: true };
          return type === 'PERCENTAGE' ? common : { ...common, currency };
        });
        expect(tiersFromBigCommerce(tiersToBigCommerce(tiers, currency), currency)).toEqual({ tiers, faults: [] });
      }),
    );
  });
});
