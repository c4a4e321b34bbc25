import { LRUCache } from 'lru-cache';
import type { Product } from '#core/catalog/product';
import type { LearnedBlendStore } from '#core/ports/learned-blend-store';
import type { PopularityStore } from '#core/ports/popularity-store';
import type { ProductStore } from '#core/ports/product-store';
import type { RecommendationReader } from '#core/ports/recommendation-reader';
import type { RecommendationRowStore } from '#core/ports/recommendation-row-store';
import type { LearnedBlend } from '#core/ranking/learned/learned-blend';
import type { PopularityList } from '#core/recommend/popularity-list';
import type { RecommendationRow } from '#core/recommend/recommendation-row';
import { popularityKinds } from '#core/recommend/relation';

export interface ReaderStores {
  readonly rows: RecommendationRowStore;
  readonly popularity: PopularityStore;
  readonly blends: Pick<LearnedBlendStore, 'get'>;
  readonly products: Pick<ProductStore, 'getMany' | 'list'>;
}

export interface CacheSettings {
  /** Milliseconds, monotonic; for tests. */
  readonly now?: () => number;
  readonly rowsKeptMs?: number;
  readonly cardsKeptMs?: number;
  readonly mostRows?: number;
  readonly mostCards?: number;
  /** Told when the row of a page's product was found in memory. */
  readonly onMemoryHit?: () => void;
}

/** `null` stands for "known to be absent". */
type Kept<T> = { readonly value: T | null };

/** Reads through a bounded cache: what is not there, or too old, is loaded in one call and remembered. */
const throughCache = async <T>(
  cache: LRUCache<string, Kept<T>>,
  names: readonly string[],
  load: (missing: string[]) => Promise<ReadonlyMap<string, T>>,
): Promise<Map<string, T>> => {
  const found = new Map<string, T>();
  const missing: string[] = [];
  for (const name of names) {
    const kept = cache.get(name);
    if (!kept) missing.push(name);
    else if (kept.value !== null) found.set(name, kept.value);
  }
  if (missing.length === 0) return found;
  const loaded = await load(missing);
  for (const name of missing) {
    const value = loaded.get(name);
    cache.set(name, { value: value ?? null });
    if (value !== undefined) found.set(name, value);
  }
  return found;
};

/** What a version's blend learned never changes. */
const blendsKeptMs = 86_400_000;

/** Products of the last rung: enough to fill the longest list whatever the filters take out of an ordinary store. */
const sampleSize = 100;
/** A catalog may begin with seasons that were sold out long ago: so many pages are looked through for what sells now. */
const mostSamplePages = 20;

const isSellable = ({ status, stock, prices }: Product): boolean =>
  status === 'active' && stock !== 0 && prices.length > 0;

/** The first products of a catalog that a shopper could buy; reads further only while there are too few. */
const sellableSample = async (products: ReaderStores['products'], companyId: string): Promise<Product[]> => {
  const sellable: Product[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostSamplePages && sellable.length < sampleSize; page += 1) {
    const { data, nextCursor } = await products.list(companyId, { limit: sampleSize, cursor });
    sellable.push(...data.filter(isSellable));
    if (nextCursor === null) break;
    cursor = nextCursor;
  }
  return sellable.slice(0, sampleSize);
};

/** Cache names hold company and model version: one tenant can never read what another one cached. */
const scoped = (...parts: string[]): string => parts.join('\u0000');

type Cache<T extends object> = LRUCache<string, Kept<T>>;

const cachedRows =
  (cache: Cache<RecommendationRow>, store: RecommendationRowStore): RecommendationReader['rows'] =>
  async (companyId, modelVersion, productIds) => {
    const nameOf = (productId: string) => scoped(companyId, modelVersion, productId);
    const idOf = new Map(productIds.map((productId) => [nameOf(productId), productId]));
    const found = await throughCache(cache, [...idOf.keys()], async (missing) => {
      const ids = missing.map((name) => idOf.get(name)!);
      const loaded =
        ids.length === 1
          ? [await store.get(companyId, ids[0]!, modelVersion)]
          : await store.getMany(companyId, ids, modelVersion);
      return new Map(loaded.flatMap((row) => (row ? [[nameOf(row.productId), row] as const] : [])));
    });
    return productIds.flatMap((productId) => found.get(nameOf(productId)) ?? []);
  };

const cachedLists =
  (cache: Cache<PopularityList[]>, store: PopularityStore): RecommendationReader['lists'] =>
  async (companyId, modelVersion, categories) => {
    if (modelVersion === undefined) return [];
    const nameOf = (category: string) => scoped(companyId, modelVersion, category);
    const categoryOf = new Map(categories.map((category) => [nameOf(category), category]));
    const found = await throughCache(cache, [...categoryOf.keys()], async (missing) => {
      const keys = missing.flatMap((name) =>
        popularityKinds.map((kind) => ({ kind, category: categoryOf.get(name)! })),
      );
      const loaded = await store.getMany(companyId, modelVersion, keys);
      return Map.groupBy(loaded, ({ category }) => nameOf(category));
    });
    return categories.flatMap((category) => found.get(nameOf(category)) ?? []);
  };

const cachedBlend =
  (cache: Cache<LearnedBlend>, store: ReaderStores['blends']): RecommendationReader['blend'] =>
  async (companyId, modelVersion) => {
    const name = scoped(companyId, modelVersion);
    const found = await throughCache(cache, [name], async () => {
      const learned = await store.get(companyId, modelVersion);
      return new Map(learned ? [[name, learned]] : []);
    });
    return found.get(name);
  };

const cachedCards =
  (cache: Cache<Product>, store: ReaderStores['products']): RecommendationReader['cards'] =>
  async (companyId, productIds) => {
    const idOf = new Map(productIds.map((productId) => [scoped(companyId, productId), productId]));
    const found = await throughCache(cache, [...idOf.keys()], async (missing) => {
      const loaded = await store.getMany(
        companyId,
        missing.map((name) => idOf.get(name)!),
      );
      return new Map(loaded.map((product) => [scoped(companyId, product.productId), product]));
    });
    return new Map([...found.values()].map((product) => [product.productId, product]));
  };

const cachedSample =
  (cache: Cache<Product[]>, store: ReaderStores['products']): RecommendationReader['sample'] =>
  async (companyId) => {
    const load = async () => new Map([[companyId, await sellableSample(store, companyId)]]);
    return (await throughCache(cache, [companyId], load)).get(companyId) ?? [];
  };

/**
 * Rows and popularity lists live for five minutes in the memory of an execution environment, product cards for one.
 * Least recently used entries give way; at ~4 kB a row and ~1 kB a card the defaults stay below 60 MB.
 */
export const makeCachedRecommendationReader = (
  stores: ReaderStores,
  settings: CacheSettings = {},
): RecommendationReader => {
  const { now, rowsKeptMs = 300_000, cardsKeptMs = 60_000, mostRows = 5_000, mostCards = 20_000 } = settings;
  const perf = now ? { perf: { now }, ttlResolution: 0 } : {};
  const makeCache = <T extends object>(max: number, ttl: number): Cache<T> => new LRUCache({ max, ttl, ...perf });
  const rowCache = makeCache<RecommendationRow>(mostRows, rowsKeptMs);
  const rows = cachedRows(rowCache, stores.rows);
  return {
    rows,
    row: async (companyId, modelVersion, productId) => {
      const isKept = rowCache.has(scoped(companyId, modelVersion, productId));
      const [row] = await rows(companyId, modelVersion, [productId]);
      if (row && isKept) settings.onMemoryHit?.();
      return row;
    },
    lists: cachedLists(makeCache(2_000, rowsKeptMs), stores.popularity),
    blend: cachedBlend(makeCache(1_000, blendsKeptMs), stores.blends),
    cards: cachedCards(makeCache(mostCards, cardsKeptMs), stores.products),
    sample: cachedSample(makeCache(200, rowsKeptMs), stores.products),
  };
};
