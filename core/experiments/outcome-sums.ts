/** What exposed units of a variant did, added up; enough for every mean, variance and covariance that results need. */
export const outcomeNames = [
  /** Units that were exposed. */
  'units',
  /** Units that bought. */
  'conversions',
  'impressions',
  'impressionSquares',
  'clicks',
  'clickSquares',
  'clicksByImpressions',
  /** Orders whose value is known, in the currency of the sums. */
  'orders',
  'orderSquares',
  /** Minor units. */
  'revenue',
  'revenueSquares',
  'revenueByOrders',
  /** What units had spent before they were exposed, minor units. */
  'prior',
  'priorSquares',
  'priorByRevenue',
  'priorByConversion',
] as const;
export type OutcomeName = (typeof outcomeNames)[number];

export type OutcomeSums = Readonly<Record<OutcomeName, number>>;

export const noOutcomes = Object.fromEntries(outcomeNames.map((name) => [name, 0])) as OutcomeSums;

/** What one exposed unit did. */
export interface UnitOutcome {
  readonly hasBought: boolean;
  readonly impressions: number;
  readonly clicks: number;
  readonly orders: number;
  /** Minor units. */
  readonly revenue: number;
  /** Minor units spent before the exposure. */
  readonly prior: number;
}

/** The sums of one unit alone. */
export const sumsOfUnit = ({ hasBought, impressions, clicks, orders, revenue, prior }: UnitOutcome): OutcomeSums => ({
  units: 1,
  conversions: hasBought ? 1 : 0,
  impressions,
  impressionSquares: impressions ** 2,
  clicks,
  clickSquares: clicks ** 2,
  clicksByImpressions: clicks * impressions,
  orders,
  orderSquares: orders ** 2,
  revenue,
  revenueSquares: revenue ** 2,
  revenueByOrders: revenue * orders,
  prior,
  priorSquares: prior ** 2,
  priorByRevenue: prior * revenue,
  priorByConversion: hasBought ? prior : 0,
});

/** `sign` −1 takes the second away. */
export const addOutcomes = (first: OutcomeSums, second: OutcomeSums, sign: 1 | -1 = 1): OutcomeSums =>
  Object.fromEntries(outcomeNames.map((name) => [name, first[name] + sign * second[name]])) as OutcomeSums;
