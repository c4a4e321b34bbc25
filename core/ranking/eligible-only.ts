import { type Product, variantGroup } from '#core/catalog/product';
import type { CandidateTiers } from '#core/ranking/candidate-tiers';
import { sourceIdOf, withinCardBudget } from '#core/ranking/card-budget';
import { eligibilityCheck } from '#core/ranking/eligibility';
import { traitsOf } from '#core/ranking/product-traits';
import type { CandidateFilter, RemovedCandidate } from '#core/recommend/ranked-list';
import type { RecommendationRequest } from '#core/recommend/recommendation-request';

/** Applies the filters in rank order and remembers what they took out. */
export class EligibleOnly {
  readonly removed: RemovedCandidate[] = [];
  readonly #request: RecommendationRequest;
  readonly #check: ReturnType<typeof eligibilityCheck>;
  readonly #tiers: CandidateTiers;
  #budgeted: ReadonlySet<string> | undefined;
  readonly #groups = new Set<string>();
  readonly #names = new Set<string>();

  constructor(request: RecommendationRequest, tiers: CandidateTiers) {
    this.#request = request;
    this.#check = eligibilityCheck(request, sourceIdOf(request));
    this.#tiers = tiers;
  }

  accepts(productId: string): boolean {
    const card = this.#request.cards.get(productId);
    const byId = this.#check.byId(productId);
    if (byId === undefined && !card && !this.#isBudgeted(productId)) return false;
    const filter = byId ?? (card ? this.#byCard(card) : 'unknown');
    if (filter === undefined) return true;
    this.removed.push({ productId, filter });
    return false;
  }

  /** Whether the card would have been read: then the catalog does not have it. */
  #isBudgeted(productId: string): boolean {
    this.#budgeted ??= new Set(withinCardBudget(this.#request, this.#tiers));
    return this.#budgeted.has(productId);
  }

  #byCard(card: Product): CandidateFilter | undefined {
    const filter = this.#check.byCard(card);
    if (filter !== undefined) return filter;
    const group = variantGroup(card);
    // Two listings that read alike look like one product twice, whatever the catalog says of their relation.
    const { name } = traitsOf(card);
    if (this.#request.source && name === traitsOf(this.#request.source).name) return 'variant-of-self';
    if (this.#groups.has(group) || this.#names.has(name)) return 'duplicate-variant';
    this.#groups.add(group);
    this.#names.add(name);
    return undefined;
  }
}
