/**
 * Signs that what is measured cannot be trusted, or that shoppers are worse off:
 *
 *   uneven-arms   the day's lists lie off the shares in force: χ² / φ with p < 10⁻⁶, and by more than a tenth of the lists
 *   fewer-clicks  the day's click rate is 30 % below that of the days before, by more than 4 deviations, widened by √ψ
 *   traffic-lost  fewer than a tenth of the lists of a usual day
 *
 * Lists of one visit share their arm and their shopper; φ = 10 for arms and ψ = 4 for clicks widen the spread of independent
 * lists for that (design effect: Kish 1965). Sample-ratio mismatch: Fabijan et al. 2019. Nothing is said of days with fewer than 1,000 lists.
 */
import { chiSquareTail } from '#core/experiments/chi-square';
import { type DayFigures, sumOfArms } from '#core/optimiser/arm-figures';
import { type FreezeReason, wholeShare } from '#core/optimiser/optimiser-settings';

const leastLists = 1_000;
const armsEffect = 10;
const clicksEffect = 4;
const leastP = 1e-6;
const mostOff = 0.1;
const mostDrop = 0.3;
const mostDeviation = 4;
const leastTraffic = 0.1;
const daysToCompare = 3;

const areUneven = (day: DayFigures, shares: readonly number[]): boolean => {
  const all = sumOfArms(day, 'lists');
  let [chiSquare, off] = [0, 0];
  for (const [at, { lists }] of day.arms.entries()) {
    const expected = (all * shares[at]!) / wholeShare;
    if (expected > 0) chiSquare += (lists - expected) ** 2 / expected;
    off += Math.abs(lists - expected) / 2;
  }
  const dealt = shares.filter((share) => share > 0).length;
  return dealt > 1 && off > mostOff * all && chiSquareTail(chiSquare / armsEffect, dealt - 1) < leastP;
};

const hasFewerClicks = (day: DayFigures, before: readonly DayFigures[]): boolean => {
  const lists = before.reduce((sum, one) => sum + sumOfArms(one, 'lists'), 0);
  const clicks = before.reduce((sum, one) => sum + sumOfArms(one, 'clicks'), 0);
  const own = sumOfArms(day, 'lists');
  if (lists === 0 || clicks === 0) return false;
  const usual = clicks / lists;
  const rate = sumOfArms(day, 'clicks') / own;
  const spread = Math.sqrt(clicksEffect * usual * (1 / own + 1 / lists));
  return rate < (1 - mostDrop) * usual && usual - rate > mostDeviation * spread;
};

/**
 * @param days closed ones of the run, in order; the last one is judged
 * @param yesterday the day that should be the last, `YYYY-MM-DD`
 * @param shares that were in force on it, in the order of the arms
 */
export const findAnomaly = (
  days: readonly DayFigures[],
  yesterday: string,
  shares: readonly number[],
): FreezeReason | undefined => {
  const day = days.find((one) => one.day === yesterday);
  const before = days.filter((one) => one.day < yesterday);
  const lists = day ? sumOfArms(day, 'lists') : 0;
  if (before.length >= daysToCompare) {
    const usual = before.reduce((sum, one) => sum + sumOfArms(one, 'lists'), 0) / before.length;
    if (usual >= leastLists && lists < leastTraffic * usual) return 'traffic-lost';
  }
  if (!day || lists < leastLists) return undefined;
  if (areUneven(day, shares)) return 'uneven-arms';
  return before.length >= daysToCompare && hasFewerClicks(day, before) ? 'fewer-clicks' : undefined;
};
