/**
 * What an operator's merchants did in a period, beside as many days before it.
 *
 *   active       a visit, a list shown or an order in the period
 *   retention    of those active before, the share that still is
 *   CTR, CVR     Σ clicks ÷ Σ lists shown, Σ orders ÷ Σ visits, over all merchants
 *   influenced   per currency: what orders with credited lines brought, and its share; the mean over merchants weighs each
 *                alike. Credit is not cause.
 *   lift         mean of the merchants' relative differences of revenue per shopper between those who are shown something
 *                and those held out, over merchants whose hold-out may tell one already
 *
 * O(merchants).
 */
import { compareCurrencies } from '#core/analytics/figures';
import type { KeyFigures } from '#core/analytics/key-figures';
import { type ShareEstimate, shareEstimate } from '#core/analytics/share-estimate';

export interface MerchantPeriod {
  readonly companyId: string;
  readonly current: KeyFigures;
  readonly previous: KeyFigures;
  /** Relative, as the hold-out tells it; null before it may. */
  readonly revenueLift: number | null;
}

export interface InfluencedSales {
  readonly currency: string | null;
  /** Minor units. */
  readonly revenue: number;
  readonly influencedRevenue: number;
  readonly influencedShare: number | null;
}

export interface OperatorFigures {
  readonly merchants: number;
  readonly active: number;
  readonly activeBefore: number;
  readonly retention: ShareEstimate | null;
  readonly clickRate: ShareEstimate | null;
  readonly conversion: ShareEstimate | null;
  readonly sales: readonly InfluencedSales[];
  /** Over merchants with revenue, by currency and merchant; null without any. */
  readonly meanInfluencedShare: number | null;
  readonly meanRevenueLift: { readonly merchants: number; readonly mean: number } | null;
}

const ordersOf = ({ byCurrency }: KeyFigures): number => byCurrency.reduce((sum, { orders }) => sum + orders, 0);

export const isActive = (figures: KeyFigures): boolean =>
  figures.sessions > 0 || figures.recommendations.impressions > 0 || ordersOf(figures) > 0;

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

const salesOf = (merchants: readonly MerchantPeriod[]): InfluencedSales[] => {
  const sums = new Map<string | null, { revenue: number; influencedRevenue: number }>();
  for (const { currency, revenue, influencedRevenue } of merchants.flatMap(({ current }) => current.byCurrency)) {
    const sum = sums.get(currency) ?? { revenue: 0, influencedRevenue: 0 };
    sum.revenue += revenue;
    sum.influencedRevenue += influencedRevenue;
    sums.set(currency, sum);
  }
  return [...sums]
    .sort(([a], [b]) => compareCurrencies(a, b))
    .map(([currency, { revenue, influencedRevenue }]) => {
      const influencedShare = revenue > 0 ? influencedRevenue / revenue : null;
      return { currency, revenue, influencedRevenue, influencedShare };
    });
};

export const operatorFigures = (merchants: readonly MerchantPeriod[]): OperatorFigures => {
  const total = (of: (figures: KeyFigures) => number): number =>
    merchants.reduce((sum, { current }) => sum + of(current), 0);
  const before = merchants.filter(({ previous }) => isActive(previous));
  const lifts = merchants.flatMap(({ revenueLift }) => revenueLift ?? []);
  const meanLift = mean(lifts);
  return {
    merchants: merchants.length,
    active: merchants.filter(({ current }) => isActive(current)).length,
    activeBefore: before.length,
    retention: shareEstimate(before.filter(({ current }) => isActive(current)).length, before.length),
    clickRate: shareEstimate(
      total(({ recommendations }) => recommendations.clicks),
      total(({ recommendations }) => recommendations.impressions),
    ),
    conversion: shareEstimate(
      total(ordersOf),
      total(({ sessions }) => sessions),
    ),
    sales: salesOf(merchants),
    meanInfluencedShare: mean(
      merchants.flatMap(({ current }) => current.byCurrency.flatMap(({ influencedShare }) => influencedShare ?? [])),
    ),
    meanRevenueLift: meanLift === null ? null : { merchants: lifts.length, mean: meanLift },
  };
};
