import fc from 'fast-check';
import { defaultPricingSettings, floorOf } from '#core/pricing/price-floor';

const cost = { amount: 700, currency: 'EUR' };

describe('floorOf', () => {
  it.each([
    ['the cost, unless a margin is asked', { cost }, { minimumMarginBasisPoints: 0 }, 700],
    // 7.00 ÷ (1 − 0.3) = 10.00.
    ['the price that leaves the least margin', { cost }, { minimumMarginBasisPoints: 3000 }, 1000],
    // 7.00 ÷ (1 − 0.1) = 7.777…, rounded up: a cent less would miss the margin.
    ['a whole minor unit that keeps the margin', { cost }, { minimumMarginBasisPoints: 1000 }, 778],
    ['nothing when margins do not limit', { cost }, { minimumMarginBasisPoints: null }, 0],
    ['nothing when the cost is not known', {}, { minimumMarginBasisPoints: 3000 }, 0],
    ['nothing for a cost in another currency', { cost: { amount: 7, currency: 'USD' } }, defaultPricingSettings, 0],
    [
      'the floor of the product before that of the margin',
      { cost },
      { minimumMarginBasisPoints: 3000, floorPrices: [{ amount: 500, currency: 'EUR' }] },
      500,
    ],
    [
      'the margin where the product has a floor in another currency alone',
      { cost },
      { minimumMarginBasisPoints: 3000, floorPrices: [{ amount: 500, currency: 'USD' }] },
      1000,
    ],
  ])('is %s', (_, product, settings, floor) => {
    expect(floorOf(product, settings, 'EUR')).toBe(floor);
  });

  it('keeps the margin at the floor, and not a minor unit below', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 0, max: 9_900 }), (amount, margin) => {
        const floor = floorOf({ cost: { amount, currency: 'EUR' } }, { minimumMarginBasisPoints: margin }, 'EUR');
        expect((floor - amount) * 10_000).toBeGreaterThanOrEqual(floor * margin);
        if (floor > 0)
          expect((floor - 1 - amount) * 10_000).toBeLessThan((floor - 1) * margin + (margin === 0 ? 1 : 0));
      }),
    );
  });
});
