/**
 * Draws from what is believed about arms.
 *
 *   yes or no   Beta(1 + n·r, 1 + n·(1 − r)) of a rate r over n lists, as X / (X + Y) of two Gamma draws; with 30 of
 *               each and more its normal limit, which is some ten times faster and off by less than draws are
 *   revenue     Normal(m, 2 m² / orders), m revenue per list: of money that comes with few lists the spread is that of a
 *               Poisson number of orders whose values spread as widely as their mean (a compound Poisson sum)
 *
 * Gamma: Marsaglia & Tsang 2000; Normal: Box & Muller 1958. Equal seeds give equal draws.
 */
import type { ArmRate } from '#core/optimiser/arm-figures';

type Random = () => number;

export const drawNormal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** @param shape at least 1 */
const drawGamma = (shape: number, random: Random): number => {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = drawNormal(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
};

const fewestForLimit = 30;

/** A rate that may be the true one. */
export const drawRate = ({ rate, lists }: ArmRate, random: Random): number => {
  const yes = Math.min(1, rate) * lists;
  if (Math.min(yes, lists - yes) >= fewestForLimit) {
    const mean = (1 + yes) / (2 + lists);
    return mean + Math.sqrt((mean * (1 - mean)) / (3 + lists)) * drawNormal(random);
  }
  const [x, y] = [drawGamma(1 + yes, random), drawGamma(1 + lists - yes, random)];
  return x / (x + y);
};

/** A mean revenue per list that may be the true one. @param orders behind it; with fewer than one nothing is known */
export const drawRevenue = ({ rate }: ArmRate, orders: number, typical: number, random: Random): number => {
  const spread = orders < 1 ? typical : rate * Math.sqrt(2 / orders);
  return (orders < 1 ? typical : rate) + spread * drawNormal(random);
};
