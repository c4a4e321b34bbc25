/**
 * Thompson sampling in daily batches: an arm's share is the probability that it is the best, by what was seen so far.
 *
 *   share(a) = floor + (1 − k · floor) · #{draws in which a is the best of k} / #{draws}
 *
 * Source: Thompson 1933; Scott, "A modern Bayesian look at the multi-armed bandit" 2010 (fractional allocation by batch);
 * Chapelle & Li 2011. The floor keeps every arm measured, so that a shop that changes is noticed. O(draws · arms).
 */
import { type ArmRate, armRates, type DayFigures } from '#core/optimiser/arm-figures';
import { type OptimiserGoal, wholeShare } from '#core/optimiser/optimiser-settings';
import { drawRate, drawRevenue } from '#core/optimiser/posterior-draws';
import { seededRandom } from '#core/random/seeded-random';

const draws = 2_000;

/** Orders per list, as effective as the lists are. */
const ordersOf = (rates: readonly ArmRate[], orders: readonly ArmRate[]): number[] =>
  rates.map(({ lists }, at) => lists * orders[at]!.rate);

/** Index of the largest; the first of equals. */
const bestOf = (values: readonly number[]): number => values.indexOf(Math.max(...values));

const drawer = (days: readonly DayFigures[], of: readonly number[], goal: OptimiserGoal, random: () => number) => {
  if (goal === 'clicks') {
    const rates = armRates(days, of, 'clicks');
    return () => rates.map((rate) => drawRate(rate, random));
  }
  const rates = armRates(days, of, 'revenue');
  const orders = ordersOf(rates, armRates(days, of, 'orders'));
  const typical = Math.max(...rates.map(({ rate }) => rate), Number.MIN_VALUE);
  return () => rates.map((rate, at) => drawRevenue(rate, orders[at]!, typical, random));
};

/** Probability of each arm to be the best one, in the order of `of`. */
export const chancesToBeBest = (
  days: readonly DayFigures[],
  of: readonly number[],
  goal: OptimiserGoal,
  seed: string,
): number[] => {
  const wins = of.map(() => 0);
  const draw = drawer(days, of, goal, seededRandom(seed));
  for (let count = 0; count < draws; count += 1) wins[bestOf(draw())]! += 1;
  return wins.map((won) => won / draws);
};

/** Whole basis points that sum to 10,000; what rounding leaves goes to the largest. */
export const sharesFrom = (chances: readonly number[], floor: number): number[] => {
  const free = wholeShare - floor * chances.length;
  const shares = chances.map((chance) => floor + Math.floor(free * chance));
  const rest = wholeShare - shares.reduce((sum, share) => sum + share, 0);
  shares[bestOf(shares)]! += rest;
  return shares;
};

/** Probability that the arm's rate lies below `share` of the first one's. */
export const chanceOfLoss = (rates: readonly [first: ArmRate, arm: ArmRate], share: number, seed: string): number => {
  const random = seededRandom(seed);
  let lost = 0;
  for (let count = 0; count < draws; count += 1) {
    if (drawRate(rates[1], random) < share * drawRate(rates[0], random)) lost += 1;
  }
  return lost / draws;
};
