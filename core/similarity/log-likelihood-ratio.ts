/**
 * Log-likelihood ratio of a 2×2 table: LLR = 2·(H(rows) + H(columns) − H(cells)) with unnormalised entropies, as in
 * Dunning 1993. It says how surely two items belong together, not how much: a floor against chance, poor as a score.
 */
const xLogX = (x: number): number => (x > 0 ? x * Math.log(x) : 0);

/**
 * @param both groups with a and b, @param withA groups with a, @param withB groups with b, @param groups all groups.
 * @returns ≥ 0; 0 when there is no evidence, or when the two meet less often than by chance.
 */
export const logLikelihoodRatio = (both: number, withA: number, withB: number, groups: number): number => {
  if (both * groups <= withA * withB) return 0;
  const cells = xLogX(both) + xLogX(withA - both) + xLogX(withB - both) + xLogX(groups - withA - withB + both);
  const margins = xLogX(withA) + xLogX(groups - withA) + xLogX(withB) + xLogX(groups - withB);
  return Math.max(0, 2 * (cells - margins + xLogX(groups)));
};
