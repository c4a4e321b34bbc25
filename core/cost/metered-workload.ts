import type { RollUpCounter, RollUpRow } from '#core/analytics/roll-up';
import type { Workload } from '#core/cost/month-use';
import { workloadOf } from '#core/cost/store-workload';

export interface MeteredStores {
  readonly stores: number;
  /** In all stores together. */
  readonly products: number;
  /** Part of the month that the rows tell of, 0 … 1: the rest is taken to go on like it. */
  readonly monthShare: number;
}

/** Volumes as the roll-ups metered them; what they do not tell keeps the ratios of average stores. */
export const meteredWorkload = (
  rows: readonly RollUpRow[],
  { stores, products, monthShare }: MeteredStores,
): Workload => {
  const sum = (...names: readonly RollUpCounter[]): number =>
    rows.reduce((total, { counts }) => names.reduce((part, name) => part + (counts[name] ?? 0), total), 0) / monthShare;
  const ofStores = rows.filter(({ dimension }) => dimension.scope === 'store');
  const orders = ofStores.reduce((total, { counts }) => total + (counts.orders ?? 0), 0) / monthShare;
  const servedLists = sum('impressions');
  const average = workloadOf(1, { servedLists, products });
  return {
    ...average,
    stores,
    servedLists,
    pageViews: sum('views'),
    otherEvents: sum('clicks', 'addsToCart', 'offersShown', 'accepts', 'declines'),
    sessions: sum('sessions'),
    orders,
  };
};
