import type { ListedProducts } from '#core/analytics/listed-products';
import { findPairs, isBeyondChance, type ProductPair, type ProductPairs } from '#core/analytics/product-pairs';
import type { Product } from '#core/catalog/product';
import { categoryKeys } from '#core/recommend/popularity-list';
import type { RecommendationConfig } from '#core/recommend/recommendation-config';
import { type GroupedLog, groupCount, groupTime } from '#core/similarity/grouped-log';
import { invertLog } from '#core/similarity/postings';
import { productsInItemOrder } from '#core/training/train-relation';
import type { TrainingData } from '#core/training/training-data';

const dayMs = 86_400_000;

/** Days back from the newest order within which units sold count. */
const soldDays = 90;

/** Fewer orders with both say nothing about a pair. */
const leastOrders = 3;
/** Pairs that are kept for the merchant to look at. */
const mostPairs = 5_000;

/** All that reports about a store are made from, by item number. */
export interface StoreFacts {
  readonly products: readonly (Product | undefined)[];
  /** Those of them that lists could offer, in stock or not: active, and wanted by the merchant. */
  readonly offerable: readonly (Product | undefined)[];
  readonly pairs: ProductPairs;
  /** Orders that hold the product. */
  readonly ordersWith: Int32Array;
  /** Units of the last `soldDays` days that were kept. */
  readonly unitsSold: Float64Array;
  /** Visits that looked at the product. */
  readonly viewed: Int32Array;
  readonly listed: ListedProducts;
  /** Times that a product came into view in a list, over `shownDays` days; absent: never. */
  readonly shown: ReadonlyMap<string, number>;
  readonly config: RecommendationConfig;
  /** ISO-8601 UTC. */
  readonly now: string;
}

const newestTime = (log: GroupedLog): number => (groupCount(log) > 0 ? groupTime(log, groupCount(log) - 1) : 0);

const unitsSince = (baskets: GroupedLog, since: number): Float64Array => {
  const units = new Float64Array(baskets.itemCount);
  baskets.items.forEach((item, entry) => {
    if (baskets.times[entry]! > since) units[item]! += baskets.weights[entry]!;
  });
  return units;
};

/** Pairs of the store's orders, as many as are worth a look. */
export const pairsOf = ({ baskets }: Pick<TrainingData, 'baskets'>): ProductPairs =>
  findPairs(baskets, { leastOrders, mostPairs });

/** The pairs' product ids, for what looks out for them. */
export function* pairIds(
  { pairs }: ProductPairs,
  { productIds }: Pick<TrainingData, 'productIds'>,
): Generator<[string, string]> {
  for (const { a, b } of pairs) yield [productIds[a]!, productIds[b]!];
}

/** Whether the merchant wants to see the product recommended at all. */
const wantedBy = ({ excludedProductIds, excludedCategories, onlyProductIds }: RecommendationConfig) => {
  const [excluded, categories, only] = [excludedProductIds, excludedCategories, onlyProductIds].map(
    (ids) => new Set(ids),
  );
  return (product: Product): boolean => {
    if (excluded!.has(product.productId)) return false;
    if (only!.size > 0 && !only!.has(product.productId)) return false;
    return !categoryKeys(product).some((key) => categories!.has(key));
  };
};

export const storeFacts = (
  data: TrainingData,
  catalog: Iterable<Product>,
  known: Pick<StoreFacts, 'pairs' | 'listed' | 'shown' | 'config' | 'now'>,
): StoreFacts => {
  const products = productsInItemOrder(data.productIds, catalog);
  const isWanted = wantedBy(known.config);
  return {
    ...known,
    products,
    offerable: products.map((product) => (product?.status === 'active' && isWanted(product) ? product : undefined)),
    ordersWith: invertLog(data.baskets).support,
    unitsSold: unitsSince(data.baskets, newestTime(data.baskets) - soldDays * dayMs),
    viewed: invertLog(data.sessions).support,
  };
};

/** Whether the pair is surely no accident. */
export const isSure = ({ pairs }: StoreFacts, pair: ProductPair): boolean =>
  isBeyondChance(pair.evidence, pairs.pairsSeen);

export const isOutOfStock = ({ stock }: Product, { stockThreshold }: RecommendationConfig): boolean =>
  stock !== undefined && stock <= stockThreshold;
