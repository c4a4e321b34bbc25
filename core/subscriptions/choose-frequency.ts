/**
 * The delivery frequency that suits a shopper, from what is known of the product and of the shopper.
 *
 * Logarithms of days a unit are taken as normal: a buyer's habit around the product's typical D with variance
 *   v₀ = between² + (between² + within²) ÷ shape,
 * a gap around the habit with variance within². n own gaps with typical gap d give the habit
 *   (k · D + n · d) ÷ (k + n), k = within² ÷ v₀,   with variance 1 ÷ (1 ÷ v₀ + n ÷ within²)
 * (Gelman et al., "Bayesian Data Analysis", 3rd ed., §2.5; the mean is that of `forecastProducts`). An opinion of a language
 * model counts as `opinionGaps` gaps of the product. A delivery of q units lasts q^β times as long; this is snapped to the
 * nearest allowed frequency by ratio. Confidence is the share of the habit's distribution for which that frequency is the nearest.
 * O(gaps · log gaps). Too little evidence: undefined, and the merchant's default holds.
 */

import { usualSpread } from '#core/subscriptions/forecast-products';
import { daysBetweenDeliveries, nearestFrequency, type SubscriptionFrequency } from '#core/subscriptions/frequency';
import type { EvidenceLevel, GapSpread, ProductForecast } from '#core/subscriptions/product-forecast';
import { closedGaps, type Gap, perUnit } from '#core/subscriptions/purchase-gaps';
import { typicalGap } from '#core/subscriptions/robust-gap';

/** Own gaps from which a shopper's habit counts. */
export const leastOwnGaps = 3;
export const opinionGaps = 2;

export interface PredictedFrequency {
  readonly frequency: SubscriptionFrequency;
  /** Days between two deliveries as reckoned, before snapping. */
  readonly days: number;
  /** 0 … 1. */
  readonly confidence: number;
  readonly level: EvidenceLevel;
  /** Gaps between purchases, and buyers, that speak: the shopper's own for the level `customer`. */
  readonly evidence: { readonly intervals: number; readonly buyers: number };
}

export interface FrequencyQuestion {
  readonly allowed: readonly SubscriptionFrequency[];
  /** Units of a delivery, ≥ 1. */
  readonly quantity: number;
  readonly forecast?: ProductForecast;
  /** Gaps of the shopper's own purchases of the product, the open one among them. */
  readonly ownGaps?: readonly Gap[];
}

/** True when a product was bought again often enough, by enough people, to speak for itself or along with its category. */
export const isEnough = ({ intervals, repeatBuyers, category, opinion }: ProductForecast): boolean => {
  if (intervals >= 5 && repeatBuyers >= 3) return true;
  const hasSome = intervals >= 2 && repeatBuyers >= 2;
  return hasSome && (opinion !== undefined || (category.intervals >= 30 && category.repeatBuyers >= 10));
};

/** Belief in a habit: days a unit, and the variance of its logarithm. */
interface Belief {
  readonly daysPerUnit: number;
  readonly variance: number;
}

const productBelief = ({ daysPerUnit, shape, spread, opinion }: ProductForecast): Belief => {
  const weight = opinion ? opinionGaps : 0;
  const days = (shape * daysPerUnit + weight * (opinion?.daysPerUnit ?? 0)) / (shape + weight);
  const variance = spread.between ** 2 + (spread.between ** 2 + spread.within ** 2) / (shape + weight);
  return { daysPerUnit: days, variance };
};

const personalBelief = (own: number, gaps: number, prior: Belief | undefined, { within }: GapSpread): Belief => {
  const gapVariance = within ** 2 / gaps;
  if (!prior) return { daysPerUnit: own, variance: gapVariance };
  const priorGaps = within ** 2 / prior.variance;
  return {
    daysPerUnit: (priorGaps * prior.daysPerUnit + gaps * own) / (priorGaps + gaps),
    variance: 1 / (1 / prior.variance + 1 / gapVariance),
  };
};

/** Standard normal distribution function (Abramowitz and Stegun 26.2.17; absolute error below 7.5e-8). */
const normalShareBelow = (z: number): number => {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const poly = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * poly;
  return z > 0 ? 1 - tail : tail;
};

/** At the ends of the list, up to a frequency half or twice as long is still well served. */
const endFactor = 2;

const confidenceOf = (
  frequency: SubscriptionFrequency,
  allowed: readonly SubscriptionFrequency[],
  days: number,
  variance: number,
): number => {
  const lengths = [...new Set(allowed.map(daysBetweenDeliveries))].sort((a, b) => a - b);
  const own = daysBetweenDeliveries(frequency);
  const at = lengths.indexOf(own);
  const border = (other: number | undefined, end: number) =>
    Math.log(other === undefined ? own * end : Math.sqrt(own * other));
  const zOf = (log: number) => (log - Math.log(days)) / Math.sqrt(variance);
  const share =
    normalShareBelow(zOf(border(lengths[at + 1], endFactor))) -
    normalShareBelow(zOf(border(lengths[at - 1], 1 / endFactor)));
  return Math.max(0, Math.min(1, share));
};

const elasticityOf = (forecast: ProductForecast | undefined): number => forecast?.quantityElasticity ?? 1;

const beliefFor = ({ forecast, ownGaps = [] }: FrequencyQuestion) => {
  const unitGaps = perUnit(ownGaps, elasticityOf(forecast));
  const gaps = closedGaps(unitGaps).length;
  const own = gaps >= leastOwnGaps ? typicalGap(unitGaps) : undefined;
  const prior = forecast && productBelief(forecast);
  if (own !== undefined) {
    const belief = personalBelief(own, gaps, prior, forecast?.spread ?? usualSpread);
    return { belief, level: 'customer' as const, evidence: { intervals: gaps, buyers: 1 } };
  }
  if (!forecast || !prior || !isEnough(forecast)) return undefined;
  const { level, intervals, repeatBuyers } = forecast;
  return { belief: prior, level, evidence: { intervals, buyers: repeatBuyers } };
};

/** @returns undefined when there is too little evidence, or nothing is allowed */
export const predictFrequency = (question: FrequencyQuestion): PredictedFrequency | undefined => {
  const known = beliefFor(question);
  if (!known) return undefined;
  const { belief, level, evidence } = known;
  const days = belief.daysPerUnit * question.quantity ** elasticityOf(question.forecast);
  const frequency = nearestFrequency(days, question.allowed);
  if (!frequency) return undefined;
  return {
    frequency,
    days,
    confidence: confidenceOf(frequency, question.allowed, days, belief.variance),
    level,
    evidence,
  };
};
