import { bulkDiscountInput } from '#contracts/api/bulk-discounts';
import { bulkFormOf, bulkInputOf, sampleNextTier, samplePrice } from '../../../../../web/admin/src/prices/tier-form.ts';

const tiers = [
  { minQuantity: 6, type: 'PERCENTAGE', value: 1200, enabled: true },
  { minQuantity: 3, type: 'PERCENTAGE', value: 500, enabled: true },
] as const;
const form = bulkFormOf({ tiers: [...tiers], floorPrices: [] });
const product = {
  productId: 'p1',
  prices: [{ amount: 1000, currency: 'EUR' }],
  cost: { amount: 900, currency: 'EUR' },
};
const sample = {
  form,
  product,
  settings: { minimumMarginBasisPoints: null },
  currency: 'EUR',
  now: '2026-11-20T10:00:00.000Z',
};

describe('the form of quantity prices', () => {
  it('sends what its contract takes, sorted by quantity and without empty members', () => {
    const sent = bulkInputOf({
      ...form,
      tiers: form.tiers.map((tier) => ({ ...tier, validFrom: undefined, mixGroup: '' })),
    });
    expect(bulkDiscountInput.safeParse(sent).success).toBe(true);
    expect(sent.tiers.map(({ minQuantity }) => minQuantity)).toEqual([3, 6]);
    expect(Object.keys(sent.tiers[0] ?? {})).not.toContain('mixGroup');
  });

  it('shows the price that carts are charged: 6 at 8.80 are 52.80', () => {
    expect(samplePrice(sample, 6)).toMatchObject({
      unitPrice: { amount: 880 },
      lineTotal: { amount: 5280 },
      saving: { amount: 720 },
    });
  });

  it('shows where the lowest price holds', () => {
    const limited = { ...sample, settings: { minimumMarginBasisPoints: 0 } };
    expect(samplePrice(limited, 6)).toMatchObject({ unitPrice: { amount: 900 }, isAtFloor: true });
    const floored = { ...sample, form: { ...form, floorPrices: [{ amount: 990, currency: 'EUR' }] } };
    expect(samplePrice(floored, 6)).toMatchObject({ unitPrice: { amount: 990 } });
  });

  it('tells what a shopper is told next, and nothing beyond the last step', () => {
    expect(sampleNextTier(sample, 2)).toMatchObject({ extraUnits: 1, savingBasisPoints: 500 });
    expect(sampleNextTier(sample, 6)).toBeUndefined();
  });

  it('knows no price in a currency that the product is not sold in', () => {
    expect(samplePrice({ ...sample, currency: 'CHF' }, 3)).toBeUndefined();
  });
});
