import type { Product } from '#core/catalog/product';
import { fnv1a } from '#core/hash/fnv1a';
import { categoryKeys } from '#core/recommend/popularity-list';

/** What a shopper takes two products for the same kind of thing by. */
export interface ProductTraits {
  /** The title without case and punctuation; the id where nothing is left. */
  readonly name: string;
  /** Hashes of the title's distinct words, ascending. */
  readonly words: readonly number[];
  /** Keys of its categories, deepest first. */
  readonly categories: readonly string[];
}

const known = new WeakMap<Product, ProductTraits>();

/** Computed once per product card: cards stay in memory over many requests. */
export const traitsOf = (product: Product): ProductTraits => {
  const before = known.get(product);
  if (before) return before;
  const letters = product.title
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
  const words = [...new Set(letters.split(' '))].map((word) => fnv1a(word)).sort((a, b) => a - b);
  const traits = { name: letters || product.productId, words: letters ? words : [], categories: categoryKeys(product) };
  known.set(product, traits);
  return traits;
};

/** Share of the words of both titles that are in either (Jaccard), 0 … 1; 0 when both are empty. */
export const nameSimilarity = (a: Product, b: Product): number => {
  const mine = traitsOf(a).words;
  const others = traitsOf(b).words;
  let both = 0;
  let at = 0;
  for (const word of mine) {
    while (at < others.length && others[at]! < word) at += 1;
    if (others[at] === word) both += 1;
  }
  const all = mine.length + others.length - both;
  return all === 0 ? 0 : both / all;
};

/** Share of the longer category path that both have from the root on, 0 … 1; `undefined` when either has none. */
const categorySimilarity = (a: Product, b: Product): number | undefined => {
  const longest = Math.max(a.categoryPath.length, b.categoryPath.length);
  if (a.categoryPath.length === 0 || b.categoryPath.length === 0) return undefined;
  let shared = 0;
  while (shared < longest && a.categoryPath[shared] === b.categoryPath[shared]) shared += 1;
  return shared / longest;
};

const weights = { category: 0.5, name: 0.3, brand: 0.2 } as const;

/** How much two products are the same kind of thing, 0 … 1: by category, name and brand, of what both have. */
export const kindSimilarity = (a: Product, b: Product): number => {
  const category = categorySimilarity(a, b);
  const brand = a.brand === undefined || b.brand === undefined ? undefined : Number(a.brand === b.brand);
  let sum = weights.name * nameSimilarity(a, b);
  let total: number = weights.name;
  if (category !== undefined) {
    sum += weights.category * category;
    total += weights.category;
  }
  if (brand !== undefined) {
    sum += weights.brand * brand;
    total += weights.brand;
  }
  return sum / total;
};
