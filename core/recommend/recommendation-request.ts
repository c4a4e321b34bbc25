import type { Product } from '#core/catalog/product';
import type { FeatureFlags } from '#core/companies/feature-flags';
import type { Candidate } from '#core/ranking/candidate';
import type { LearnedBlend } from '#core/ranking/learned/learned-blend';
import type { PopularityList } from '#core/recommend/popularity-list';
import type { RecommendationConfig } from '#core/recommend/recommendation-config';
import type { RecommendationRow } from '#core/recommend/recommendation-row';

export const placements = ['hybrid', 'also-bought', 'you-might-like', 'frequently-viewed'] as const;
export type Placement = (typeof placements)[number];

/** All that a list is made from; nothing else is read. */
export interface RecommendationRequest {
  readonly placement: Placement;
  /** The product whose page it is; absent on pages without one. */
  readonly source?: Product;
  /** Its id, when neither its card nor its row is known yet. */
  readonly sourceProductId?: string;
  readonly row?: RecommendationRow;
  /** Rows of the session's, cart's or customer's products, newest first. */
  readonly contextRows?: readonly RecommendationRow[];
  /** Lists of the whole store and of the source's categories. */
  readonly popularity: readonly PopularityList[];
  /** Product cards by id, of at least `candidateIds(request)`. */
  readonly cards: ReadonlyMap<string, Product>;
  readonly config: RecommendationConfig;
  readonly flags: FeatureFlags;
  /** ISO 4217 code that prices must exist in. */
  readonly currency: string;
  /** Wanted items; cut to `config.maxLimit`. */
  readonly limit: number;
  readonly exclude: readonly string[];
  readonly inCart: readonly string[];
  /** ISO-8601 UTC; decides which pins have expired. */
  readonly now: string;
  /** Language of the reasons, BCP 47; absent or unknown: English. */
  readonly locale?: string;
  /** Decides which places are explored; absent: none. Equal seeds give equal lists. */
  readonly explorationSeed?: string;
  /** Tell which places might be explored. */
  readonly tellsOpenPlaces?: boolean;
  /** Products seen in the running session, newest first; a product may repeat. */
  readonly sessionProductIds?: readonly string[];
  /** Whether going back to something seen is an answer too, as in a strip of what to look at next. */
  readonly withReminders?: boolean;
  /** Items of the list that may only remind of something seen; absent: any number. */
  readonly mostReminders?: number;
  /** The customer's purchases, newest first, where buying again is an answer; rows of the last ones come with the context. */
  readonly pastBaskets?: readonly (readonly string[])[];
  /** The store's own corrections, learned with the model; absent: the blend alone. */
  readonly learned?: LearnedBlend;
  /** What `relatedCandidates` made of this request before its cards were read; absent: made anew. */
  readonly related?: readonly (readonly Candidate[])[];
}

/** What `candidateIds` can work with before any product card has been read. */
export type CandidateRequest = Omit<RecommendationRequest, 'cards'>;
