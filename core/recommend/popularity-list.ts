import type { Product } from '#core/catalog/product';
import type { PopularityKind } from '#core/recommend/relation';

export interface PopularityCandidate {
  readonly productId: string;
  /** 0 … 1, 3 decimals; the best of the list has 1. */
  readonly score: number;
  /** Distinct people who bought (or, with no orders, viewed) it in the window. */
  readonly count: number;
  /** Of those, the people of the newest week; absent: none, or unknown. */
  readonly recent?: number;
}

/** The most wanted products of the store or of one category, best first. */
export interface PopularityList {
  readonly kind: PopularityKind;
  /** A category key (see `categoryKeys`), or `''` for the whole store. */
  readonly category: string;
  readonly candidates: readonly PopularityCandidate[];
}

/** Key of one category path, e.g. `['Kitchen', 'Baking']` → `Kitchen > Baking`. */
export const categoryKey = (path: readonly string[]): string => path.join(' > ');

/** Keys of a product's categories, deepest first, without the whole store. */
export const categoryKeys = ({ categoryPath }: Pick<Product, 'categoryPath'>): string[] =>
  categoryPath.map((_, depth) => categoryKey(categoryPath.slice(0, categoryPath.length - depth)));
