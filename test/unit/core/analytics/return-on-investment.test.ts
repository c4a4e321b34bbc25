import fc from 'fast-check';
import { type InvestmentInputs, returnOnInvestment } from '#core/analytics/return-on-investment';

const inputs: InvestmentInputs = {
  ordersPerMonth: 1_000,
  orderValueMinor: 5_000,
  marginBasisPoints: 4_000,
  monthlyCostMinor: 14_900,
  conversionLiftBasisPoints: 0,
  orderValueLiftBasisPoints: 200,
};

const lift = fc.integer({ min: -10_000, max: 30_000 });
const anyInputs: fc.Arbitrary<InvestmentInputs> = fc.record({
  ordersPerMonth: fc.nat({ max: 1e6 }),
  orderValueMinor: fc.nat({ max: 1e6 }),
  marginBasisPoints: fc.nat({ max: 10_000 }),
  monthlyCostMinor: fc.nat({ max: 1e7 }),
  conversionLiftBasisPoints: lift,
  orderValueLiftBasisPoints: lift,
});

describe('return on investment', () => {
  it('follows the stated formula', () => {
    // 1,000 orders of 50.00 at 40 % margin; 2 % more a cart: 1,000.00 of revenue, 400.00 of margin, less 149.00.
    expect(returnOnInvestment(inputs)).toEqual({
      extraOrders: 0,
      extraRevenueMinor: 100_000,
      extraMarginMinor: 40_000,
      netMinor: 25_100,
      returnOnCost: 25_100 / 14_900,
      // 14,900 of 2,000,000 minor units of margin.
      breakEvenBasisPoints: 75,
    });
  });

  it('earns nothing without a lift: what is left is the cost', () => {
    fc.assert(
      fc.property(anyInputs, (any) => {
        const outcome = returnOnInvestment({ ...any, conversionLiftBasisPoints: 0, orderValueLiftBasisPoints: 0 });
        expect(outcome).toMatchObject({
          extraRevenueMinor: 0,
          extraMarginMinor: 0,
          netMinor: -any.monthlyCostMinor + 0,
        });
      }),
    );
  });

  it('breaks even at the lift it names, and not a basis point below', () => {
    fc.assert(
      fc.property(anyInputs, (any) => {
        const { breakEvenBasisPoints } = returnOnInvestment(any);
        fc.pre(breakEvenBasisPoints !== null && breakEvenBasisPoints > 0);
        const marginAt = (basisPoints: number) =>
          (any.ordersPerMonth * any.orderValueMinor * any.marginBasisPoints * basisPoints) / 1e8;
        expect(marginAt(breakEvenBasisPoints!)).toBeGreaterThanOrEqual(any.monthlyCostMinor * (1 - 1e-12));
        expect(marginAt(breakEvenBasisPoints! - 1)).toBeLessThan(any.monthlyCostMinor * (1 + 1e-12));
      }),
    );
  });

  it('never earns less from a greater lift, and names no return without a cost', () => {
    fc.assert(
      fc.property(anyInputs, fc.nat({ max: 1_000 }), (any, more) => {
        const greater = { ...any, conversionLiftBasisPoints: any.conversionLiftBasisPoints + more };
        expect(returnOnInvestment(greater).netMinor).toBeGreaterThanOrEqual(returnOnInvestment(any).netMinor);
        expect(returnOnInvestment({ ...any, monthlyCostMinor: 0 }).returnOnCost).toBeNull();
      }),
    );
  });
});
