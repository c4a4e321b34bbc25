/**
 * What a customer buys next, from the purchases before.
 *
 *   score(b) = Σ_k r^k · [b ∈ basket_k] + w · Σ_{a ∈ the last m baskets} q^k(a) · S[a,b] / Σ q^k(a)       k: baskets back
 *
 * Personal frequency with recency decay answers repeats, which are half of a next basket and more where people restock;
 * the rows of the last baskets answer what is new (Hu et al., TIFU-kNN, 2020; Faggioli et al., UP-CF, 2020; Li et al.,
 * A Next Basket Recommendation Reality Check, 2023). The constants are chosen on a validation part, docs/algorithms.md;
 * frequency matters so much more than recency that r is near 1. Without purchases there is nothing to say.
 */
import { type BlendPart, type Reminder, weightsTimes } from '#core/ranking/blend';
import type { RecommendationConfig } from '#core/recommend/recommendation-config';
import type { RecommendationRow } from '#core/recommend/recommendation-row';
import { relations } from '#core/recommend/relation';

export const repeatPurchase = { decay: 0.97, rowsWeight: 2, rowBaskets: 3, rowDecay: 0.7 } as const;

/** The products whose rows take part: those of the last baskets, newest first, each once. */
export const repeatRowIds = (pastBaskets: readonly (readonly string[])[]): string[] => [
  ...new Set(pastBaskets.slice(0, repeatPurchase.rowBaskets).flat()),
];

/** Every product bought before, with its decayed count. @param pastBaskets newest first. */
export const boughtBefore = (pastBaskets: readonly (readonly string[])[]): Reminder[] => {
  const weights = new Map<string, number>();
  pastBaskets.forEach((basket, back) => {
    for (const id of new Set(basket)) weights.set(id, (weights.get(id) ?? 0) + repeatPurchase.decay ** back);
  });
  return Array.from(weights, ([productId, weight]) => ({ productId, weight, kind: 'bought-before' }));
};

/** The rows of what was bought last as parts, in the unit of one purchase. */
export const repeatParts = (
  rows: readonly RecommendationRow[],
  pastBaskets: readonly (readonly string[])[],
  weights: RecommendationConfig['weights'],
): BlendPart[] => {
  const { rowBaskets, rowDecay, rowsWeight } = repeatPurchase;
  const pulls = rows.map(({ productId }) =>
    pastBaskets
      .slice(0, rowBaskets)
      .reduce((sum, basket, back) => sum + (basket.includes(productId) ? rowDecay ** back : 0), 0),
  );
  const weightSum = relations.reduce((sum, relation) => sum + weights[relation], 0);
  const unit = rowsWeight / (pulls.reduce((sum, pull) => sum + pull, 0) * weightSum);
  if (!Number.isFinite(unit)) return [];
  return rows.map((row, at) => ({
    row,
    isContext: true,
    sharpness: 1,
    weights: weightsTimes(weights, unit * pulls[at]!),
  }));
};
