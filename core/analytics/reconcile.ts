import {
  nameOfDimension,
  type RollUpCounter,
  type RollUpDimension,
  type RollUpRow,
  rowsBetween,
} from '#core/analytics/roll-up';

/** A figure that was not what a recount found. */
export interface FigureDifference {
  readonly dimension: RollUpDimension;
  readonly counter: RollUpCounter;
  readonly stored: number;
  readonly recounted: number;
}

/** How the figures of a day compared with a recount. */
export interface ReconciliationReport {
  /** `YYYY-MM-DD` on the store's calendar. */
  readonly date: string;
  /** ISO-8601 UTC. */
  readonly checkedAt: string;
  readonly isEqual: boolean;
  /** True when events of these days were erased since, as people may ask for: the figures keep what the archive forgot. */
  readonly hasErasures: boolean;
  /** Events of shoppers that came in on the day. */
  readonly events: number;
  readonly orders: number;
  /** Rows that were compared. */
  readonly rows: number;
  /** The first `mostDifferences`, by dimension. */
  readonly differences: readonly FigureDifference[];
  readonly differenceCount: number;
}

export const mostDifferences = 20;

const countOf = (rows: readonly RollUpRow[], dimension: RollUpDimension, counter: RollUpCounter): number => {
  const name = nameOfDimension(dimension);
  return rows.find((row) => nameOfDimension(row.dimension) === name)?.counts[counter] ?? 0;
};

/** Every figure of a day that differs; empty when all are equal. */
export const differencesOf = (stored: readonly RollUpRow[], recounted: readonly RollUpRow[]): FigureDifference[] =>
  rowsBetween(stored, recounted).flatMap(({ dimension, counts }) =>
    (Object.keys(counts) as RollUpCounter[]).map((counter) => ({
      dimension,
      counter,
      stored: countOf(stored, dimension, counter),
      recounted: countOf(recounted, dimension, counter),
    })),
  );

/** What is kept of a comparison of one day's rows. */
export const reconciliationOf = (
  day: Pick<ReconciliationReport, 'date' | 'checkedAt' | 'events' | 'orders' | 'hasErasures'>,
  stored: readonly RollUpRow[],
  recounted: readonly RollUpRow[],
): ReconciliationReport => {
  const differences = differencesOf(stored, recounted);
  return {
    ...day,
    isEqual: differences.length === 0,
    rows: recounted.length,
    differences: differences.slice(0, mostDifferences),
    differenceCount: differences.length,
  };
};
