/**
 * Varied lists: maximal marginal relevance (Carbonell & Goldstein 1998), and a cap per category.
 *
 *   next = argmax_i (1 − δ) · s_i / s_best − δ · max_{j already in the list} sim(i, j)
 *
 * δ is the configured diversity (λ = 1 − δ), sim how much two products are the same kind of thing. Tiers stay apart: a
 * product never climbs above a better tier. What exceeds the cap of its deepest category moves behind everything else,
 * so that the cap never shortens a list. δ = 0 and no cap leave the order alone. O(length · candidates).
 */
import type { Product } from '#core/catalog/product';
import type { Candidate } from '#core/ranking/candidate';
import { kindSimilarity, traitsOf } from '#core/ranking/product-traits';
import type { RecommendationConfig } from '#core/recommend/recommendation-config';

export type Variety = Pick<RecommendationConfig, 'diversity' | 'maxPerCategory'>;

/** Counts the list's products per deepest category; products without one are not counted. */
class CategoryCap {
  readonly #most: number;
  readonly #shown = new Map<string, number>();

  constructor(most: number) {
    this.#most = most > 0 ? most : Number.POSITIVE_INFINITY;
  }

  takes(card: Product | undefined): boolean {
    const key = (card && traitsOf(card).categories[0]) ?? '';
    const count = this.#shown.get(key) ?? 0;
    if (key !== '' && count >= this.#most) return false;
    this.#shown.set(key, count + 1);
    return true;
  }
}

interface Open {
  readonly candidate: Candidate;
  readonly card: Product | undefined;
  /** Highest similarity to what is in the list. */
  nearest: number;
}

const takeBest = (open: Open[], diversity: number, bestScore: number): Open => {
  let best = 0;
  let bestWorth = Number.NEGATIVE_INFINITY;
  open.forEach(({ candidate, nearest }, at) => {
    const worth = ((1 - diversity) * candidate.score) / bestScore - diversity * nearest;
    if (worth <= bestWorth) return;
    best = at;
    bestWorth = worth;
  });
  return open.splice(best, 1)[0]!;
};

class VariedList {
  readonly within: Candidate[] = [];
  readonly beyond: Candidate[] = [];
  readonly #cards: ReadonlyMap<string, Product>;
  readonly #diversity: number;
  readonly #length: number;
  readonly #cap: CategoryCap;
  readonly #chosen: Product[] = [];

  constructor(cards: ReadonlyMap<string, Product>, { diversity, maxPerCategory }: Variety, length: number) {
    this.#cards = cards;
    this.#diversity = diversity;
    this.#length = length;
    this.#cap = new CategoryCap(maxPerCategory);
  }

  addTier(tier: readonly Candidate[]): void {
    let rest = tier;
    if (this.#diversity > 0 && this.within.length < this.#length) rest = this.#addVaried(tier);
    for (const candidate of rest) this.#add(candidate, this.#cards.get(candidate.productId));
  }

  /** Fills the list from a tier. @returns what is left of it, in its order */
  #addVaried(tier: readonly Candidate[]): Candidate[] {
    const bestScore = Math.max(tier[0]?.score ?? 0, Number.MIN_VALUE);
    const open = tier.map((candidate): Open => {
      const card = this.#cards.get(candidate.productId);
      return { candidate, card, nearest: this.#nearestOf(card) };
    });
    while (open.length > 0 && this.within.length < this.#length) {
      const { candidate, card } = takeBest(open, this.#diversity, bestScore);
      if (!this.#add(candidate, card) || !card) continue;
      this.#chosen.push(card);
      for (const one of open) if (one.card) one.nearest = Math.max(one.nearest, kindSimilarity(card, one.card));
    }
    return open.map(({ candidate }) => candidate);
  }

  #nearestOf(card: Product | undefined): number {
    return card ? this.#chosen.reduce((most, one) => Math.max(most, kindSimilarity(one, card)), 0) : 0;
  }

  #add(candidate: Candidate, card: Product | undefined): boolean {
    const fits = this.#cap.takes(card);
    (fits ? this.within : this.beyond).push(candidate);
    return fits;
  }
}

/**
 * @param tiers each best first
 * @param length places that are filled with variety in mind; the rest keeps its order
 */
export const diversify = (
  tiers: readonly (readonly Candidate[])[],
  cards: ReadonlyMap<string, Product>,
  variety: Variety,
  length: number,
): Candidate[] => {
  if (variety.diversity <= 0 && variety.maxPerCategory <= 0) return tiers.flat();
  const list = new VariedList(cards, variety, length);
  for (const tier of tiers) list.addTier(tier);
  return [...list.within, ...list.beyond];
};
