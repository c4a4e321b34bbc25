import { type Product, variantGroup } from '#core/catalog/product';
import type { CandidateTiers } from '#core/ranking/candidate-tiers';
import { sourceIdOf, withinCardBudget } from '#core/ranking/card-budget';
import { eligibilityCheck } from '#core/ranking/eligibility';
import type { CandidateFilter, RecommendationRequest, RemovedCandidate } from '#core/recommend/recommend';

/** Applies the filters in rank order and remembers what they took out. */
export class EligibleOnly {
  readonly removed: RemovedCandidate[] = [];
  readonly #request: RecommendationRequest;
  readonly #check: ReturnType<typeof eligibilityCheck>;
  readonly #budgeted: ReadonlySet<string>;
  readonly #groups = new Set<string>();

  constructor(request: RecommendationRequest, tiers: CandidateTiers) {
    this.#request = request;
    this.#check = eligibilityCheck(request, sourceIdOf(request));
    this.#budgeted = new Set(withinCardBudget(request, tiers));
  }

  accepts(productId: string): boolean {
    const card = this.#request.cards.get(productId);
    const byId = this.#check.byId(productId);
    if (byId === undefined && !card && !this.#budgeted.has(productId)) return false;
    const filter = byId ?? (card ? this.#byCard(card) : 'unknown');
    if (filter === undefined) return true;
    this.removed.push({ productId, filter });
    return false;
  }

  #byCard(card: Product): CandidateFilter | undefined {
    const filter = this.#check.byCard(card);
    if (filter !== undefined) return filter;
    const group = variantGroup(card);
    if (this.#groups.has(group)) return 'duplicate-variant';
    this.#groups.add(group);
    return undefined;
  }
}
