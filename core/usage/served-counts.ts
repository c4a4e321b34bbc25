import type { RollUpRow } from '#core/analytics/roll-up';

export interface UsageDay {
  /** `YYYY-MM-DD` on the store's calendar. */
  readonly date: string;
  /** Lists that shoppers were shown, robots left out: one `recommendation_impression` is one served recommendation. */
  readonly served: number;
}

export interface PlacementUsage {
  /** Null where the page did not say. */
  readonly placement: string | null;
  readonly served: number;
}

const servedIn = ({ dimension, counts }: RollUpRow): number =>
  dimension.scope === 'recommendation' ? (counts.impressions ?? 0) : 0;

/** Served recommendations of each date, in the order of the dates; 0 where nothing was counted. */
export const servedByDay = (rows: readonly RollUpRow[], dates: readonly string[]): UsageDay[] => {
  const sums = new Map<string, number>();
  for (const row of rows) sums.set(row.date, (sums.get(row.date) ?? 0) + servedIn(row));
  return dates.map((date) => ({ date, served: sums.get(date) ?? 0 }));
};

/** Served recommendations by placement, the most first. */
export const servedByPlacement = (rows: readonly RollUpRow[]): PlacementUsage[] => {
  const sums = new Map<string | null, number>();
  for (const row of rows) {
    const { placement } = row.dimension;
    sums.set(placement, (sums.get(placement) ?? 0) + servedIn(row));
  }
  return [...sums]
    .filter(([, served]) => served > 0)
    .map(([placement, served]) => ({ placement, served }))
    .sort((a, b) => b.served - a.served || ((a.placement ?? '') < (b.placement ?? '') ? -1 : 1));
};

export const totalServed = (days: readonly UsageDay[]): number => days.reduce((sum, { served }) => sum + served, 0);
