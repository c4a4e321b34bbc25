/**
 * An interval that holds at all times at once, so that results may be looked at daily and stopped at will.
 *
 *   half-width = √( V · (k + 1)/k · ( ln(k + 1) + 2·ln(1/α) ) ),  k = n·ρ²
 *
 * with V the variance of the estimate after n units: the asymptotic confidence sequence of Waudby-Smith, Arbour, Sinha,
 * Kennedy & Ramdas (2021), theorem 2.2, which is the mixture sequential probability ratio test of Johari, Koomen,
 * Pekelis & Walsh (KDD 2017) with τ² = k·V; compare the normal mixture of Howard, Ramdas, McAuliffe & Sekhon (2021).
 * ρ² = ( 2·ln(1/α) + ln(2·ln(1/α) + 1) ) / m makes it narrowest at m units (Waudby-Smith et al.); m is fixed
 * before the start. The p value is the smallest α whose interval leaves 0 out; it, too, may be read at any time.
 * Asymptotic: nothing is to be concluded from few units. O(1).
 */
import type { Estimate } from '#core/experiments/metric-estimate';

export interface SequenceSettings {
  /** Units of all variants so far, ≥ 1. */
  readonly units: number;
  /** Units at which the interval is narrowest. */
  readonly plannedUnits: number;
  /** 0 < α < 1: the interval is wrong at any time with at most this probability. */
  readonly alpha: number;
}

export interface SequenceInterval {
  readonly low: number;
  readonly high: number;
  readonly pValue: number;
}

const mixing = ({ units, plannedUnits, alpha }: SequenceSettings): number => {
  const surprise = 2 * Math.log(1 / alpha);
  return (units / plannedUnits) * (surprise + Math.log(surprise + 1));
};

/** 1 ÷ the mixture likelihood ratio against 0, at most 1. */
const pValueOf = ({ value, variance }: Estimate, k: number): number =>
  Math.min(1, Math.sqrt(k + 1) * Math.exp((-(value ** 2) / (2 * variance)) * (k / (k + 1))));

/** Interval of a difference. Without any variance it is as wide as can be: units that all do the same tell nothing yet. */
export const sequenceInterval = (difference: Estimate, settings: SequenceSettings): SequenceInterval => {
  const { value, variance } = difference;
  if (variance <= 0) return { low: -Number.MAX_VALUE, high: Number.MAX_VALUE, pValue: 1 };
  const k = mixing(settings);
  const halfWidth = Math.sqrt(((variance * (k + 1)) / k) * (Math.log(k + 1) + 2 * Math.log(1 / settings.alpha)));
  return { low: value - halfWidth, high: value + halfWidth, pValue: pValueOf(difference, k) };
};
