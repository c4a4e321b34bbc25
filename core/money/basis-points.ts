/** Basis points of the whole: 100 %. */
export const wholeBasisPoints = 10_000;

/** Rounds half away from zero: 2.5 → 3, −2.5 → −3; never −0. */
export const roundHalfAway = (value: number): number => Math.sign(value) * Math.round(Math.abs(value)) + 0;

/**
 * `basisPoints` of an amount, rounded half away from zero to a whole minor unit: 12.5 % of 999 → 125.
 * The amount is cut at 10,000 first, so that no product leaves the exact integers whatever its size.
 * @param amount integer minor units, safe
 * @param basisPoints integer, 0 … 10,000
 */
export const portionOf = (amount: number, basisPoints: number): number => {
  const rest = amount % wholeBasisPoints;
  const whole = (amount - rest) / wholeBasisPoints;
  return whole * basisPoints + roundHalfAway((rest * basisPoints) / wholeBasisPoints) + 0;
};

/** `part` of `whole` in basis points, rounded half away from zero; 0 when there is no whole. */
export const basisPointsOf = (part: number, whole: number): number =>
  whole === 0 ? 0 : roundHalfAway((part / whole) * wholeBasisPoints);
