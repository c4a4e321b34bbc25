import type { Relation } from '#core/recommend/relation';

/** A merchant's fixed place for a product. */
export interface Pin {
  /** The product page it applies to; `null` for every page. */
  readonly sourceProductId: string | null;
  readonly productId: string;
  /** Zero-based place in the list. */
  readonly position: number;
  /** ISO-8601 UTC; absent: until removed. */
  readonly expiresAt?: string;
}

/** A pair that a merchant never wants to see. */
export interface HiddenPair {
  readonly sourceProductId: string;
  readonly productId: string;
  /** ISO-8601 UTC; absent: until removed. */
  readonly expiresAt?: string;
}

/** A merchant's wish that something ranks higher or lower, as far as it is relevant at all. */
export interface Boost {
  readonly kind: 'product' | 'category' | 'brand';
  /** A product id (its variants follow), a category key (`Kitchen > Baking`; everything below follows) or a brand. */
  readonly value: string;
  /** Multiplies the score, 0.1 … 10; below 1 it ranks lower. */
  readonly factor: number;
  /** ISO-8601 UTC; absent: until removed. */
  readonly expiresAt?: string;
}

/** How much worse than the live model a new one may be, as a share (0.1 = 10 % of the live figure). */
export interface GateMargins {
  readonly hitRateLoss: number;
  readonly coverageLoss: number;
}

/** What a merchant steers; one per company. */
export interface RecommendationConfig {
  /** Share of each relation in blended lists, 0 … 1, of which only the proportions matter; and how far popularity lifts. */
  readonly weights: Readonly<Record<Relation | 'popularity', number>>;
  /** List length when a request names none, 1 … `maxLimit`. */
  readonly defaultLimit: number;
  /** Longest list served, 1 … 24. */
  readonly maxLimit: number;
  readonly excludedProductIds: readonly string[];
  /** Category keys (`Kitchen > Baking`); everything below is excluded too. */
  readonly excludedCategories: readonly string[];
  /** When not empty, nothing else is ever recommended. */
  readonly onlyProductIds: readonly string[];
  readonly pins: readonly Pin[];
  readonly hidden: readonly HiddenPair[];
  /** Products with this stock or less are not offered, ≥ 0; untracked stock always is. */
  readonly stockThreshold: number;
  /** Most items of one deepest category in a list; 0 = no cap. Given up before a list stays short. */
  readonly maxPerCategory: number;
  /** 0 … 1: how much variety counts beside relevance in the blended list of a page; see `core/ranking/diversify.ts`. */
  readonly diversity: number;
  readonly boosts: readonly Boost[];
  /** 0 … 1: how far the merchant's margin moves the order. */
  readonly marginWeight: number;
  /** Tracked stock at which a product counts as nearly sold out, ≥ 0. */
  readonly lowStockThreshold: number;
  /** 0 … 1: how far products that are nearly sold out move down. */
  readonly lowStockDemotion: number;
  /** 0 … 1: share of a list's relevance that margins and low stock may cost at most. */
  readonly relevanceGuardrail: number;
  /** 0 … 0.5: probability with which a place of a list tries a product from further down. */
  readonly explorationShare: number;
  /** Model versions kept for roll-back, 1 … 10. */
  readonly modelsKept: number;
  readonly gate: GateMargins;
}

export const defaultRecommendationConfig: RecommendationConfig = {
  weights: { 'bought-together': 1, 'also-bought': 0.3, 'also-viewed': 0.6, similar: 0.2, popularity: 0.2 },
  defaultLimit: 8,
  maxLimit: 24,
  excludedProductIds: [],
  excludedCategories: [],
  onlyProductIds: [],
  pins: [],
  hidden: [],
  stockThreshold: 0,
  maxPerCategory: 0,
  diversity: 0.2,
  boosts: [],
  marginWeight: 0,
  lowStockThreshold: 0,
  lowStockDemotion: 0,
  relevanceGuardrail: 0.1,
  explorationShare: 0,
  modelsKept: 3,
  gate: { hitRateLoss: 0.1, coverageLoss: 0.1 },
};
