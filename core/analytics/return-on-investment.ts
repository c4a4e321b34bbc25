/**
 * What a change of conversion and order value would be worth, by the merchant's own assumptions. It reckons; it promises
 * nothing: the lifts go in, they do not come out.
 *
 *   extra orders    orders · conversionLift
 *   extra revenue   orders · (1 + conversionLift) · orderValue · (1 + orderValueLift) − orders · orderValue
 *   extra margin    extra revenue · marginShare
 *   net             extra margin − monthlyCost
 *   return          net ÷ monthlyCost
 *   break-even      the lift of order value, conversion unchanged, at which extra margin = monthlyCost:
 *                   monthlyCost ÷ (orders · orderValue · marginShare)
 *
 * All per month, amounts in minor units of one currency, shares in basis points; amounts are rounded half away from zero,
 * once. Without orders, order value or margin nothing breaks even. O(1).
 */
import { roundHalfAway, wholeBasisPoints } from '#core/money/basis-points';

export interface InvestmentInputs {
  readonly ordersPerMonth: number;
  readonly orderValueMinor: number;
  readonly marginBasisPoints: number;
  readonly monthlyCostMinor: number;
  /** Assumed relative changes, basis points; may be negative, ≥ −10,000. */
  readonly conversionLiftBasisPoints: number;
  readonly orderValueLiftBasisPoints: number;
}

export interface InvestmentOutcome {
  readonly extraOrders: number;
  readonly extraRevenueMinor: number;
  readonly extraMarginMinor: number;
  readonly netMinor: number;
  /** Net ÷ cost; null without a cost. */
  readonly returnOnCost: number | null;
  /** Lift of order value that pays the cost, basis points rounded up; null where none does. */
  readonly breakEvenBasisPoints: number | null;
}

const share = (basisPoints: number): number => basisPoints / wholeBasisPoints;

export const returnOnInvestment = (inputs: InvestmentInputs): InvestmentOutcome => {
  const { ordersPerMonth, orderValueMinor, marginBasisPoints, monthlyCostMinor } = inputs;
  const [conversionLift, valueLift] = [
    share(inputs.conversionLiftBasisPoints),
    share(inputs.orderValueLiftBasisPoints),
  ];
  const revenue = ordersPerMonth * orderValueMinor;
  const extraRevenue = revenue * ((1 + conversionLift) * (1 + valueLift) - 1);
  const extraMargin = extraRevenue * share(marginBasisPoints);
  const netMinor = roundHalfAway(extraMargin - monthlyCostMinor);
  const margin = revenue * share(marginBasisPoints);
  return {
    extraOrders: roundHalfAway(ordersPerMonth * conversionLift),
    extraRevenueMinor: roundHalfAway(extraRevenue),
    extraMarginMinor: roundHalfAway(extraMargin),
    netMinor,
    returnOnCost: monthlyCostMinor > 0 ? netMinor / monthlyCostMinor : null,
    breakEvenBasisPoints: margin > 0 ? Math.ceil((monthlyCostMinor / margin) * wholeBasisPoints) : null,
  };
};
