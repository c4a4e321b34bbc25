import { wilsonInterval } from '#core/evaluation/confidence-interval';

/** A part of a whole, with where it would lie if other shoppers of the same kind had come. */
export interface ShareEstimate {
  readonly value: number;
  /** 95 % interval (Wilson 1927); null where the part is no part: a list may be clicked twice. */
  readonly low: number | null;
  readonly high: number | null;
}

/** @returns null when there is nothing to divide by. */
export const shareEstimate = (part: number, whole: number): ShareEstimate | null => {
  if (whole <= 0) return null;
  const value = part / whole;
  return value > 1 ? { value, low: null, high: null } : { value, ...wilsonInterval(value, whole) };
};
