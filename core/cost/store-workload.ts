import type { Workload } from '#core/cost/month-use';

/** What an average store brings in a month, where nothing was metered. */
export interface AverageStore {
  readonly servedLists: number;
  readonly products: number;
}

export const averageStore: AverageStore = { servedLists: 30_000, products: 2_000 };

/**
 * The volumes of a number of average stores. The ratios are those of the demo store's shoppers: each page shows two lists of
 * which three quarters come into view, a visit has five pages, one visit in forty buys, one shown list in twenty is clicked.
 */
export const workloadOf = (stores: number, { servedLists, products }: AverageStore = averageStore): Workload => {
  const listRequests = servedLists / 0.75;
  const pageViews = listRequests / 2;
  const sessions = pageViews / 5;
  return {
    stores,
    servedLists: stores * servedLists,
    listRequests: stores * listRequests,
    edgeHitShare: 0.3,
    pageViews: stores * pageViews,
    otherEvents: stores * (servedLists / 20 + sessions / 10),
    orders: (stores * sessions) / 40,
    products: stores * products,
    productChanges: stores * products * 10,
    sessions: stores * sessions,
    nightsPerStore: 30,
    explainedPairs: 0,
  };
};
