/**
 * What an order adds to the roll-ups: the figures of the order itself, and those of its credited lines by what earned
 * them. Net and whole: a pure function of the order's newest version, so that what a refund or a cancellation changes is
 * the figures after it less the figures before. O(lines).
 */
import { dimensionOf, type RollUpCounts, type RollUpDimension, type RollUpRow, sumRows } from '#core/analytics/roll-up';
import type { SoldLine, SoldOrder } from '#core/attribution/sold-order';
import type { Touch } from '#core/attribution/touch';
import { storeDayOf } from '#core/time/store-day';

/** Minor units that a unit of a product cost the merchant, in the order's currency; of products where it is known. */
export type UnitCosts = Readonly<Record<string, number>>;

export interface FigureTerms {
  /** IANA zone of the store. */
  readonly timeZone: string;
  readonly costs: UnitCosts;
}

const costOf = ({ productId }: SoldLine, costs: UnitCosts): number | undefined =>
  productId !== null && Object.hasOwn(costs, productId) ? costs[productId] : undefined;

const lineCounts = (line: SoldLine, costs: UnitCosts): RollUpCounts => {
  const { quantity, kept, unitAmount } = line;
  const cost = costOf(line, costs);
  return {
    units: kept,
    revenueMinor: kept * unitAmount,
    refundMinor: (quantity - kept) * unitAmount,
    ...(cost !== undefined && { marginMinor: kept * (unitAmount - cost), costedRevenueMinor: kept * unitAmount }),
  };
};

const isKept = ({ kept }: SoldLine): boolean => kept > 0;

const revenueOf = (lines: readonly SoldLine[]): number =>
  lines.reduce((sum, { kept, unitAmount }) => sum + kept * unitAmount, 0);

/** @param earners what earned each line, in the order of the lines */
export const orderFigures = (
  { orderedAt, currency, lines }: SoldOrder,
  earners: readonly (Touch | undefined)[],
  { timeZone, costs }: FigureTerms,
): RollUpRow[] => {
  const date = storeDayOf(orderedAt, timeZone);
  const rowsOf = (said: Partial<RollUpDimension>, some: readonly SoldLine[], more: RollUpCounts = {}): RollUpRow[] => {
    const dimension = dimensionOf({ ...said, currency });
    const own = { ...more, ...(some.some(isKept) && { orders: 1 }) };
    return [own, ...some.map((line) => lineCounts(line, costs))].map((counts) => ({ date, dimension, counts }));
  };
  const earned = lines.flatMap((line, index) => (earners[index] ? [{ line, cause: earners[index].cause }] : []));
  const isInfluenced = earned.some(({ line }) => isKept(line));
  const influence = isInfluenced ? { influencedOrders: 1, influencedRevenueMinor: revenueOf(lines) } : {};
  const byCause = Map.groupBy(earned, ({ cause }) => JSON.stringify(cause));
  const credited = [...byCause.values()].flatMap((ofCause) =>
    rowsOf(
      ofCause[0]!.cause,
      ofCause.map(({ line }) => line),
    ),
  );
  return sumRows([...rowsOf({ scope: 'store' }, lines, influence), ...credited]);
};
