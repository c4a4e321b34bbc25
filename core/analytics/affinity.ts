import { pairRatios } from '#core/analytics/product-pairs';
import { isSure, type StoreFacts } from '#core/analytics/store-facts';
import type { CsvCell } from '#core/csv/csv-text';
import { categoryKey } from '#core/recommend/popularity-list';

/** One of the two products of a pair. */
export interface AffinityProduct {
  readonly productId: string;
  readonly title: string;
  /** Key of its deepest category; empty when it has none. */
  readonly category: string;
  /** Orders that hold it. */
  readonly orders: number;
}

/** Two products that are bought together more often than chance would have it; counts, so that ratios stay exact. */
export interface Affinity {
  readonly first: AffinityProduct;
  readonly second: AffinityProduct;
  /** Orders with both. */
  readonly orders: number;
  /** Log-likelihood ratio; compared with χ² of one degree. */
  readonly evidence: number;
  /** Whether so many pairs would hardly ever have shown one as sure by accident. */
  readonly isBeyondChance: boolean;
  /** Whether either stands in a list of the other. */
  readonly isListed: boolean;
}

const productOf = ({ products }: StoreFacts, item: number, orders: number): AffinityProduct | undefined => {
  const product = products[item];
  return (
    product && {
      productId: product.productId,
      title: product.title,
      category: categoryKey(product.categoryPath),
      orders,
    }
  );
};

/** The pairs with their products, surest first. */
export const affinities = (facts: StoreFacts): Affinity[] =>
  facts.pairs.pairs.flatMap((pair) => {
    const first = productOf(facts, pair.a, pair.ordersWithA);
    const second = productOf(facts, pair.b, pair.ordersWithB);
    if (!first || !second) return [];
    const isListed = facts.listed.holdsPair(first.productId, second.productId);
    const { orders, evidence } = pair;
    return [{ first, second, orders, evidence, isBeyondChance: isSure(facts, pair), isListed }];
  });

/** The ratios of a pair. @param allOrders of the report, ≥ 1 */
export const affinityRatios = ({ orders, first, second }: Affinity, allOrders: number) =>
  pairRatios({ orders, ordersWithA: first.orders, ordersWithB: second.orders }, allOrders);

export interface AffinityFilter {
  /** Fewest orders with both. */
  readonly leastOrders?: number;
  /** Either is this product. */
  readonly productId?: string;
  /** Either lies in this category, or below it. */
  readonly category?: string;
  /** Both in one deepest category, or in two. */
  readonly withinCategory?: boolean;
  readonly beyondChance?: boolean;
}

const isWithin = (category: string, wanted: string): boolean =>
  category === wanted || category.startsWith(`${wanted} > `);

export const matchesAffinity = ({ first, second, ...pair }: Affinity, filter: AffinityFilter): boolean => {
  const { leastOrders = 0, productId, category, withinCategory, beyondChance } = filter;
  const both = [first, second];
  if (pair.orders < leastOrders) return false;
  if (productId !== undefined && !both.some((product) => product.productId === productId)) return false;
  if (category !== undefined && !both.some((product) => isWithin(product.category, category))) return false;
  if (withinCategory !== undefined && withinCategory !== (first.category !== '' && first.category === second.category))
    return false;
  return beyondChance === undefined || beyondChance === pair.isBeyondChance;
};

export const affinityOrders = ['evidence', 'orders', 'lift'] as const;
export type AffinityOrder = (typeof affinityOrders)[number];

/** What pairs are sorted by, ascending member by member: greatest first, equal ones by their products. */
export const affinityKey = (pair: Affinity, order: AffinityOrder, allOrders: number): (number | string)[] => {
  const value = order === 'lift' ? affinityRatios(pair, allOrders).lift : pair[order];
  return [-value, pair.first.productId, pair.second.productId];
};

export const affinityColumns = [
  'first_product_id',
  'first_title',
  'second_product_id',
  'second_title',
  'orders_with_both',
  'orders_with_first',
  'orders_with_second',
  'all_orders',
  'support',
  'confidence_first_to_second',
  'confidence_second_to_first',
  'lift',
  'log_likelihood_ratio',
  'beyond_chance',
  'in_lists',
] as const;

/** A pair as a line of the CSV file. */
export const affinityCells = (pair: Affinity, allOrders: number): CsvCell[] => {
  const { first, second, orders, evidence, isBeyondChance, isListed } = pair;
  const { support, confidenceAToB, confidenceBToA, lift } = affinityRatios(pair, allOrders);
  const products = [first.productId, first.title, second.productId, second.title];
  const counts = [orders, first.orders, second.orders, allOrders];
  return [...products, ...counts, support, confidenceAToB, confidenceBToA, lift, evidence, isBeyondChance, isListed];
};
