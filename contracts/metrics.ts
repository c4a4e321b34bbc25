/**
 * Names of every metric that the functions emit (embedded metric format) and that the alarms and the
 * dashboard read. A name that is only written here cannot drift between the two.
 */
export const metricNamespace = 'SmartUpsell';

export const metricUnits = {
  /** Milliseconds from the first line of the handler to its answer. */
  OperationLatency: 'Milliseconds',
  /** 1 for each answer with a status of 500 or more. */
  OperationErrors: 'Count',
  /** A list came from memory or from its precomputed row. */
  RecommendationCacheHit: 'Count',
  /** Of these, the ones whose row was still in memory: no table was read for it. */
  RecommendationMemoryHit: 'Count',
  /** A list had to be put together by the fallback ladder. */
  RecommendationCacheMiss: 'Count',
  /** `product_view` events stored by the aggregate consumer. */
  ProductViewCount: 'Count',
  /** `offer_impression` events stored by the aggregate consumer. */
  UpsellImpressionCount: 'Count',
  /** Offers that shoppers took, each once. */
  UpsellAcceptCount: 'Count',
  /** Offers that shoppers turned down, each once. */
  UpsellDeclineCount: 'Count',
  /** Answers to offers of which no impression has come. */
  UpsellOrphanCount: 'Count',
  /** `recommendation_click` events stored by the aggregate consumer. */
  RecommendationClickCount: 'Count',
  /** Events taken into the stream. */
  EventsAccepted: 'Count',
  /** Events refused because they do not match their schema. */
  EventsRejected: 'Count',
  /** Events that a consumer had counted already. */
  EventsDuplicate: 'Count',
  /** Stream records that match no known shape; they are skipped, since no retry can mend them. */
  StreamRecordsUnreadable: 'Count',
  /** Companies whose quota of the month is used up, at each look. */
  CompaniesOverQuota: 'Count',
  /** Runs started by the nightly schedule's function; 0 is a sign of life too. */
  NightlyRunsStarted: 'Count',
  /** 1 for a day of a company whose figures differ from a recount, 0 for one whose figures are equal. */
  FiguresDiffer: 'Count',
  /** Training runs that went live. */
  ModelRunSucceeded: 'Count',
  /** Training runs that were judged worse than the live model and held. */
  ModelRunHeld: 'Count',
  /** Training runs that failed; the old model keeps serving. */
  ModelRunFailed: 'Count',
} as const;

export type MetricName = keyof typeof metricUnits;

/** Dimensions beside `stage`, which every metric has. */
export const metricDimensions = {
  stage: 'stage',
  /** Operation id of the contract. */
  operation: 'operation',
  operationGroup: 'operationGroup',
} as const;

export const operationGroups = ['recommendations', 'upsell', 'other'] as const;
export type OperationGroup = (typeof operationGroups)[number];

/**
 * Dimension sets of `OperationLatency` and `OperationErrors`; every other metric has `stage` alone.
 * One embedded-metric record carries both sets, so one log line feeds both series.
 */
export const operationDimensionSets = [
  [metricDimensions.stage, metricDimensions.operation],
  [metricDimensions.stage, metricDimensions.operationGroup],
] as const;

/**
 * Group that an operation's latency is alarmed in: the recommendation GETs (500 ms), `/api/upsell/*` (300 ms) or none.
 */
export const operationGroupOf = (operation: { readonly method: string; readonly path: string }): OperationGroup => {
  if (operation.path.startsWith('/api/upsell/')) return 'upsell';
  if (operation.method === 'GET' && /^\/api(\/products\/\{\w+\})?\/recommendations(\/|$)/.test(operation.path)) {
    return 'recommendations';
  }
  return 'other';
};
