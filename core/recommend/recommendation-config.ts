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
  /** 0 … 1: how far the merchant's margin moves the order. */
  readonly marginWeight: number;
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
  marginWeight: 0,
  modelsKept: 3,
  gate: { hitRateLoss: 0.1, coverageLoss: 0.1 },
};
