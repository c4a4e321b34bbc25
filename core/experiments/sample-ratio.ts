/**
 * Sample-ratio mismatch: variants that got other numbers of units than their weights promise were not dealt, counted or
 * lost alike, and no figure of them can be trusted (Fabijan et al., KDD 2019).
 *
 *   χ² = Σ (observed − expected)² / expected  with (variants − 1) degrees of freedom  (Pearson 1900)
 *
 * A mismatch is called below p = 0.001, as there. Variants without weight expect nobody: a single unit is a mismatch.
 * Nobody exposed: no mismatch. O(variants).
 */
import { chiSquareTail } from '#core/experiments/chi-square';
import type { Variant } from '#core/experiments/experiment';

const mismatchBelow = 0.001;

export interface SampleRatio {
  readonly chiSquare: number;
  readonly pValue: number;
  readonly isMismatch: boolean;
}

/** @param units exposed units of each variant, in the order of the variants */
export const sampleRatio = (variants: readonly Variant[], units: readonly number[]): SampleRatio => {
  const total = units.reduce((sum, count) => sum + count, 0);
  const weights = variants.reduce((sum, { weight }) => sum + weight, 0);
  const cells = variants.map(({ weight }, index) => ({
    observed: units[index] ?? 0,
    expected: weights === 0 ? 0 : (total * weight) / weights,
  }));
  if (cells.some(({ observed, expected }) => expected === 0 && observed > 0))
    return { chiSquare: Number.MAX_VALUE, pValue: 0, isMismatch: true };
  const dealt = cells.filter(({ expected }) => expected > 0);
  const chiSquare = dealt.reduce((sum, { observed, expected }) => sum + (observed - expected) ** 2 / expected, 0);
  const pValue = chiSquareTail(chiSquare, dealt.length - 1);
  return { chiSquare, pValue, isMismatch: pValue < mismatchBelow };
};
