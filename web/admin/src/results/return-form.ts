import type { ReturnQuestion } from './use-reports.ts';

type Amounts = Omit<Required<ReturnQuestion>, 'currency'>;

/** Assumptions while they are typed: any may be missing. */
export type ReturnForm = { readonly [Name in keyof Amounts]: number | undefined };

interface Known {
  readonly orders: number;
  readonly orderValue: number | null;
  readonly margin: number;
  readonly costedRevenue: number;
}

const daysOfMonth = 30;
const usualMarginBasisPoints = 4000;

/** What a store's own days suggest, with small lifts to begin with. @param days that `known` tells of, above 0 */
export const suggestedForm = (known: Known | undefined, days: number): ReturnForm => {
  const { orders = 0, orderValue = null, margin = 0, costedRevenue = 0 } = known ?? {};
  return {
    ordersPerMonth: Math.round((orders / days) * daysOfMonth),
    orderValueMinor: Math.round(orderValue ?? 0),
    marginBasisPoints:
      costedRevenue > 0
        ? Math.min(10_000, Math.max(0, Math.round((margin / costedRevenue) * 10_000)))
        : usualMarginBasisPoints,
    monthlyCostMinor: 0,
    conversionLiftBasisPoints: 100,
    orderValueLiftBasisPoints: 200,
  };
};

/** What is asked; undefined while something is missing. */
export const questionOf = (form: ReturnForm, currency: string): ReturnQuestion | undefined =>
  Object.values(form).includes(undefined) ? undefined : { ...(form as Amounts), currency };
