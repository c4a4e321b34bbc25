import type { Product } from '#core/catalog/product';
import type { Candidate } from '#core/ranking/candidate';
import { categoryKey } from '#core/recommend/popularity-list';

/** Moves what exceeds `most` per deepest category behind the rest, so that the cap never shortens a list. 0 = no cap. */
export const spreadOverCategories = (
  candidates: readonly Candidate[],
  cards: ReadonlyMap<string, Product>,
  most: number,
): Candidate[] => {
  if (most <= 0) return [...candidates];
  const shown = new Map<string, number>();
  const within: Candidate[] = [];
  const beyond: Candidate[] = [];
  for (const candidate of candidates) {
    const key = categoryKey(cards.get(candidate.productId)?.categoryPath ?? []);
    const count = shown.get(key) ?? 0;
    const fits = key === '' || count < most;
    (fits ? within : beyond).push(candidate);
    if (fits) shown.set(key, count + 1);
  }
  return [...within, ...beyond];
};
