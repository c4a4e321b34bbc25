import { addOutcomes, noOutcomes, type OutcomeSums, outcomeNames, sumsOfUnit } from '#core/experiments/outcome-sums';

export interface SimulatedVariant {
  readonly variant: string;
  /** Probability that a shopper buys. */
  readonly conversion: number;
  /** Mean value of an order, minor units. */
  readonly orderValue: number;
}

/** Shoppers whose spending is exponential, with history that foretells part of it when `historyShare` is above 0. */
export const simulateDay = (
  variants: readonly SimulatedVariant[],
  unitsEach: number,
  random: () => number,
  historyShare = 0,
): Map<string, OutcomeSums> =>
  new Map(
    variants.map(({ variant, conversion, orderValue }) => {
      const sums = { ...noOutcomes };
      for (let unit = 0; unit < unitsEach; unit += 1) {
        const wealth = -Math.log(1 - random());
        const luck = -Math.log(1 - random());
        const hasBought = random() < conversion;
        const spent = Math.round(orderValue * (historyShare * wealth + (1 - historyShare) * luck));
        const outcome = {
          hasBought,
          impressions: 1 + Math.floor(random() * 4),
          clicks: random() < 0.2 ? 1 : 0,
          orders: hasBought ? 1 : 0,
          revenue: hasBought ? spent : 0,
          prior: historyShare > 0 ? Math.round(1000 * wealth) : 0,
        };
        const own = sumsOfUnit(outcome);
        for (const name of outcomeNames) sums[name] += own[name];
      }
      return [variant, sums];
    }),
  );

export const addDays = (
  before: ReadonlyMap<string, OutcomeSums>,
  day: ReadonlyMap<string, OutcomeSums>,
): Map<string, OutcomeSums> =>
  new Map([...day].map(([variant, sums]) => [variant, addOutcomes(before.get(variant) ?? noOutcomes, sums)]));
