import type { FigureValues } from '#core/cost/figures';
import { monthUses, type Workload } from '#core/cost/month-use';
import type { PriceBook } from '#core/cost/price-book';
import { type CostLine, costLines, dollarsOf, sumUses } from '#core/cost/resource-use';

export interface MonthCost {
  readonly dollars: number;
  /** Per 1,000 served recommendations; undefined when none was served. */
  readonly dollarsPerThousand: number | undefined;
  readonly dollarsPerStore: number;
  /** By activity, the dearest first. */
  readonly activities: readonly { readonly activity: string; readonly dollars: number }[];
  /** By metered unit, the dearest first. */
  readonly lines: readonly CostLine[];
}

/** Dollars of a month of a deployment. */
export const monthCost = (workload: Workload, figures: FigureValues, book: PriceBook): MonthCost => {
  const uses = monthUses(workload, figures);
  const activities = Object.entries(uses)
    .map(([activity, use]) => ({ activity, dollars: dollarsOf(use, book) }))
    .sort((a, b) => b.dollars - a.dollars || (a.activity < b.activity ? -1 : 1));
  const lines = costLines(sumUses(Object.values(uses)), book);
  const dollars = lines.reduce((sum, line) => sum + line.dollars, 0);
  const { servedLists, stores } = workload;
  return {
    dollars,
    dollarsPerThousand: servedLists > 0 ? (dollars / servedLists) * 1_000 : undefined,
    dollarsPerStore: dollars / stores,
    activities,
    lines,
  };
};
