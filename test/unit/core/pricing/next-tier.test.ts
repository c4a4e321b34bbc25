import fc from 'fast-check';
import type { BulkTier } from '#core/pricing/bulk-tier';
import { nextBetterTier } from '#core/pricing/next-tier';
import { priceCart } from '#core/pricing/price-cart';
import { anyDiscounts, anyLines, pricingNow } from '#test/support/pricing-arbitraries';

const context = { currency: 'EUR', now: pricingNow, customerGroups: [] };

const tier = (minQuantity: number, value: number, given: Partial<BulkTier> = {}): BulkTier => ({
  minQuantity,
  type: 'PERCENTAGE',
  value,
  enabled: true,
  ...given,
});

const nextFor = (quantity: number, tiers: readonly BulkTier[], floorAmount = 0) => {
  const line = { productId: 'mug', quantity, listPrice: { amount: 999, currency: 'EUR' }, floorAmount };
  return nextBetterTier(line, [line], new Map([['mug', { productId: 'mug', tiers }]]), context);
};

describe('nextBetterTier', () => {
  it('says how many units are missing, what they cost and what is saved', () => {
    const better = tier(5, 1200);
    expect(nextFor(3, [tier(2, 500), better])).toEqual({
      tier: better,
      extraUnits: 2,
      quantity: 5,
      // 5 × 9.99 = 49.95 less 12 % = 43.956.
      unitPrice: { amount: 879, currency: 'EUR' },
      lineTotal: { amount: 4396, currency: 'EUR' },
      saving: { amount: 599, currency: 'EUR' },
      savingBasisPoints: 1199,
      // The present line: 3 × 9.99 = 29.97 less 5 % = 28.4715.
      extraCost: { amount: 1549, currency: 'EUR' },
      urgency: 'LOW',
    });
  });

  it('says nothing when no tier is better, or the floor stands in the way', () => {
    expect(nextFor(3, [])).toBeUndefined();
    expect(nextFor(5, [tier(5, 1200)])).toBeUndefined();
    expect(nextFor(3, [tier(2, 500), tier(5, 500)])).toBeUndefined();
    expect(nextFor(3, [tier(5, 1200)], 999)).toBeUndefined();
  });

  it('passes over a tier that changes nothing to the next that does', () => {
    expect(nextFor(3, [tier(2, 500), tier(5, 500), tier(8, 900)])?.extraUnits).toBe(5);
  });

  it('tells when more units cost less in all', () => {
    expect(nextFor(9, [tier(10, 5000)])?.extraCost.amount).toBe(4995 - 8991);
  });

  it('counts the other products of a mix-and-match group', () => {
    const mixed = tier(6, 1000, { mixGroup: 'mugs' });
    const line = (productId: string, quantity: number) => ({
      productId,
      quantity,
      listPrice: { amount: 1000, currency: 'EUR' },
    });
    const lines = [line('red', 2), line('blue', 3)];
    const discounts = new Map(['red', 'blue'].map((productId) => [productId, { productId, tiers: [mixed] }]));
    expect(nextBetterTier(lines[0]!, lines, discounts, context)).toMatchObject({ extraUnits: 1, quantity: 3 });
  });

  it.each([
    ['CRITICAL', 2, tier(10, 900, { validUntil: '2026-06-02T12:00:00.000Z' })],
    ['HIGH', 9, tier(10, 900, { validUntil: '2026-06-02T12:00:00.001Z' })],
    ['MEDIUM', 8, tier(10, 900)],
    ['LOW', 7, tier(10, 900)],
  ])('calls %s what is so', (urgency, quantity, better) => {
    expect(nextFor(quantity, [better])?.urgency).toBe(urgency);
  });

  it('saves nothing in percent of a product that is free', () => {
    const line = { productId: 'mug', quantity: 1, listPrice: { amount: 0, currency: 'EUR' } };
    const discounts = new Map([['mug', { productId: 'mug', tiers: [tier(2, 100)] }]]);
    expect(nextBetterTier(line, [line], discounts, context)).toBeUndefined();
  });

  it('promises exactly what the cart costs at that quantity, and no smaller number of units gets it', () => {
    fc.assert(
      fc.property(anyLines('EUR'), anyDiscounts, fc.nat(), (lines, discounts, at) => {
        fc.pre(lines.length > 0);
        const index = at % lines.length;
        const line = lines[index]!;
        const next = nextBetterTier(line, lines, discounts, context);
        const pricedWith = (extra: number) =>
          priceCart(
            lines.map((one, place) => (place === index ? { ...one, quantity: one.quantity + extra } : one)),
            discounts,
            context,
          ).lines[index]!;
        const present = pricedWith(0);
        if (!next) {
          expect(pricedWith(60).unitPrice).toEqual(present.unitPrice);
          return;
        }
        const then = pricedWith(next.extraUnits);
        expect(then).toMatchObject({
          quantity: next.quantity,
          unitPrice: next.unitPrice,
          lineTotal: next.lineTotal,
          saving: next.saving,
          appliedTier: next.tier,
        });
        expect(next.extraCost.amount).toBe(then.lineTotal.amount - present.lineTotal.amount);
        expect(pricedWith(next.extraUnits - 1).unitPrice).toEqual(present.unitPrice);
      }),
    );
  });
});
