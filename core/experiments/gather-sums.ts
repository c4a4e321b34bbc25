import type { OutcomeKey } from '#core/experiments/count-outcomes';
import type { SegmentSums } from '#core/experiments/judge-experiment';
import { addOutcomes, noOutcomes, type OutcomeSums } from '#core/experiments/outcome-sums';

const withoutMoney = {
  orders: 0,
  orderSquares: 0,
  revenue: 0,
  revenueSquares: 0,
  revenueByOrders: 0,
  prior: 0,
  priorSquares: 0,
  priorByRevenue: 0,
  priorByConversion: 0,
} as const satisfies Partial<OutcomeSums>;

type Counted = OutcomeKey & { readonly sums: OutcomeSums };

const byVariant = (counted: readonly Counted[]): Map<string, OutcomeSums> => {
  const joined = new Map<string, OutcomeSums>();
  for (const { variant, sums } of counted) joined.set(variant, addOutcomes(joined.get(variant) ?? noOutcomes, sums));
  return joined;
};

/**
 * Sums by variant, over all and by segment. Amounts are never converted: who buys in another currency than the one
 * asked for counts as a shopper and as a buyer, without money.
 */
export const gatherSums = (
  changes: readonly Counted[],
  currency: string,
): { readonly all: ReadonlyMap<string, OutcomeSums>; readonly bySegment: SegmentSums } => {
  const counted = changes.map((change) =>
    change.currency === currency ? change : { ...change, sums: { ...change.sums, ...withoutMoney } },
  );
  const segments = Map.groupBy(counted, ({ segment }) => segment);
  return { all: byVariant(counted), bySegment: new Map([...segments].map(([name, own]) => [name, byVariant(own)])) };
};
