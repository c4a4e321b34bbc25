/**
 * The figures of a company by store day and by what caused them, so small that months can be read with a request.
 *
 * Figures of events belong to the store's day on which an event came in (`receivedAt`): an event that comes late never
 * changes what a closed day said before it. Figures of orders belong to the store's day on which the shopper bought
 * (`orderedAt`) and are net: they follow the newest version of an order, so a refund lowers the day of its order.
 * Every row equals a recount of the archived events and of the orders in the table (`recount`).
 */

/** What a row tells about: the store as a whole, lists of recommendations, or offers of rules. */
export const rollUpScopes = ['store', 'recommendation', 'offer'] as const;
export type RollUpScope = (typeof rollUpScopes)[number];

/** What figures are told apart by; null where it has no meaning, or was not said. */
export interface RollUpDimension {
  readonly scope: RollUpScope;
  /** Where a list stood. */
  readonly placement: string | null;
  /** What fetched the product into its list. */
  readonly relation: string | null;
  readonly modelVersion: string | null;
  /** Of offers. */
  readonly ruleId: string | null;
  readonly experimentId: string | null;
  readonly variant: string | null;
  /** ISO 4217; of figures of orders, null where a page did not say what its order cost. Null for figures of events. */
  readonly currency: string | null;
}

/** Counted as events arrive. Robots' events, and clicks and answers that belong to nothing we served, are left out. */
export const eventCounters = [
  /** Scope `store`: pages of products that were looked at. */
  'views',
  /** Scope `store`: sessions of which anything came in on the day; a session over midnight counts on both days. */
  'sessions',
  /** Scope `recommendation`: lists that were shown; one event is one list, and one served recommendation. */
  'impressions',
  /** Products in those lists. */
  'itemImpressions',
  'clicks',
  'addsToCart',
  /** Scope `offer`. */
  'offersShown',
  'accepts',
  'declines',
] as const;
export type EventCounter = (typeof eventCounters)[number];

/**
 * Of orders; amounts are minor units of the row's currency. In scope `store` they tell of all orders, credited or not; in
 * the others of the order lines that were credited to the row, each line to one row at most.
 */
export const orderCounters = [
  /** Orders of which at least one unit was kept. One that several rows earned a part of counts in each. */
  'orders',
  /** Units kept. */
  'units',
  /** What the kept units cost the shopper. */
  'revenueMinor',
  /** What units that were sent back or cancelled had cost. */
  'refundMinor',
  /** Kept units: price less what they cost the merchant, where that is known. */
  'marginMinor',
  /** The part of the revenue that `marginMinor` is known of. */
  'costedRevenueMinor',
  /** Scope `store`: orders with at least one kept line that a recommendation or an offer is credited with, each once. */
  'influencedOrders',
  /** Scope `store`: all that those orders brought, credited lines and others. */
  'influencedRevenueMinor',
] as const;
export type OrderCounter = (typeof orderCounters)[number];

export type RollUpCounter = EventCounter | OrderCounter;
export const rollUpCounters: readonly RollUpCounter[] = [...eventCounters, ...orderCounters];

/** Integers; absent ones are 0. Only `marginMinor` may lie below 0. */
export type RollUpCounts = Readonly<Partial<Record<RollUpCounter, number>>>;

export interface RollUpRow {
  /** `YYYY-MM-DD` on the store's calendar. */
  readonly date: string;
  readonly dimension: RollUpDimension;
  readonly counts: RollUpCounts;
}

const nothing: RollUpDimension = {
  scope: 'store',
  placement: null,
  relation: null,
  modelVersion: null,
  ruleId: null,
  experimentId: null,
  variant: null,
  currency: null,
};

/** A dimension of which all that is not said is null. */
export const dimensionOf = (said: Partial<RollUpDimension>): RollUpDimension => ({ ...nothing, ...said });

const dimensionNames = [
  'placement',
  'relation',
  'modelVersion',
  'ruleId',
  'experimentId',
  'variant',
  'currency',
] as const satisfies readonly Exclude<keyof RollUpDimension, 'scope'>[];

/** Ids hold no `#`. */
const separator = '#';

/** Names of dimensions lie in every counter's name, so they are kept short. */
const scopeCodes: Readonly<Record<RollUpScope, string>> = { store: 's', recommendation: 'r', offer: 'o' };

/** A dimension as one text, the same for equal ones. */
export const nameOfDimension = ({ scope, ...rest }: RollUpDimension): string =>
  [scopeCodes[scope], ...dimensionNames.map((name) => rest[name] ?? '')].join(separator);

/** The inverse of `nameOfDimension`. */
export const dimensionFromName = (name: string): RollUpDimension => {
  const [code, ...parts] = name.split(separator);
  const scope = rollUpScopes.find((one) => scopeCodes[one] === code) ?? 'store';
  return dimensionOf({
    scope,
    ...Object.fromEntries(dimensionNames.map((member, index) => [member, parts[index] || null])),
  });
};

const nameOfRow = ({ date, dimension }: RollUpRow): string => `${date}${separator}${nameOfDimension(dimension)}`;

const addCounts = (sums: Partial<Record<RollUpCounter, number>>, counts: RollUpCounts): void => {
  for (const name of rollUpCounters) {
    const count = counts[name];
    if (count) sums[name] = (sums[name] ?? 0) + count;
  }
};

const withoutZeros = (counts: RollUpCounts): RollUpCounts =>
  Object.fromEntries(rollUpCounters.flatMap((name) => (counts[name] ? [[name, counts[name]]] : [])));

/**
 * Adds up rows: each day and dimension once, by day and dimension; counters that are 0, and rows without any other, are
 * left out. O(rows · log rows).
 */
export const sumRows = (rows: Iterable<RollUpRow>): RollUpRow[] => {
  const sums = new Map<string, { row: RollUpRow; counts: Partial<Record<RollUpCounter, number>> }>();
  for (const row of rows) {
    const name = nameOfRow(row);
    const known = sums.get(name) ?? { row, counts: {} };
    addCounts(known.counts, row.counts);
    sums.set(name, known);
  }
  return [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { row, counts }]) => ({ date: row.date, dimension: row.dimension, counts: withoutZeros(counts) }))
    .filter(({ counts }) => Object.keys(counts).length > 0);
};

/** The rows that lead from `before` to `after` when they are added. */
export const rowsBetween = (before: readonly RollUpRow[], after: readonly RollUpRow[]): RollUpRow[] => {
  const negated = before.map(({ counts, ...row }) => ({
    ...row,
    counts: Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, -count])),
  }));
  return sumRows([...negated, ...after]);
};
