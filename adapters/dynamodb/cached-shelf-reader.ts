import { LRUCache } from 'lru-cache';
import type { ProductShelf, ShelfPartName, ShelfReader, ShelfReading } from '#core/ports/shelf-reader';
import { readShelves, type ShelfKey, type ShelfPart, type ShelfParts } from './product-shelf.ts';
import type { Table } from './table.ts';

type PartValue = ShelfParts[ShelfPart];

/** Reads what memory does not have; `undefined` where nothing is stored. */
export type LoadParts = (companyId: string, wanted: readonly ShelfKey[]) => Promise<readonly (PartValue | undefined)[]>;

export interface ShelfCacheSettings {
  /** Milliseconds, monotonic; for tests. */
  readonly now?: () => number;
  readonly mostParts?: number;
}

/** Stock and prices change more often than what people configure. */
const keptMs: Record<ShelfPart, number> = {
  card: 60_000,
  bulkDiscount: 300_000,
  subscriptionConfig: 300_000,
  forecast: 300_000,
};

interface Kept {
  /** Absent: known not to be stored. */
  readonly value?: PartValue;
  readonly atMs: number;
}

/** The company comes first, so that no tenant can read what another one cached; ids hold no control characters. */
const nameOf = (companyId: string, { part, productId }: ShelfKey): string =>
  `${companyId}\u0000${part}\u0000${productId}`;

const shelvesOf = (productIds: readonly string[], wanted: readonly ShelfKey[], kept: readonly Kept[]) => {
  const shelves = new Map<string, ProductShelf>(productIds.map((productId) => [productId, {}]));
  kept.forEach(({ value }, index) => {
    const { productId, part } = wanted[index]!;
    if (value !== undefined) shelves.set(productId, { ...shelves.get(productId), [part]: value });
  });
  return shelves;
};

/**
 * Parts of products in the memory of an execution environment: cards for a minute, the rest for five. Least recently used
 * parts give way; at about 1 kB each the default stays below 40 MB.
 */
export const makeCachedShelfReader = (load: LoadParts, settings: ShelfCacheSettings = {}): ShelfReader => {
  const { now = () => performance.now(), mostParts = 40_000 } = settings;
  const cache = new LRUCache<string, Kept>({
    max: mostParts,
    ...(settings.now ? { perf: { now }, ttlResolution: 0 } : {}),
  });

  const read = async (
    companyId: string,
    productIds: readonly string[],
    parts: readonly ShelfPartName[],
  ): Promise<ShelfReading> => {
    const wanted = [...new Set(productIds)].flatMap((productId) => parts.map((part) => ({ part, productId })));
    const known = new Map(wanted.map((key) => [key, cache.get(nameOf(companyId, key))]));
    const missing = wanted.filter((key) => !known.get(key));
    const loaded = missing.length > 0 ? await load(companyId, missing) : [];
    missing.forEach((key, index) => {
      const entry: Kept = { value: loaded[index], atMs: now() };
      cache.set(nameOf(companyId, key), entry, { ttl: keptMs[key.part] });
      known.set(key, entry);
    });
    const kept = wanted.map((key) => known.get(key)!);
    const oldestMs = kept.reduce((oldest, { atMs }) => Math.min(oldest, atMs), now());
    return {
      shelves: shelvesOf(productIds, wanted, kept),
      ageSeconds: Math.max(0, Math.floor((now() - oldestMs) / 1000)),
    };
  };
  return { read };
};

/** The cached reader over the table. */
export const makeShelfReader = (table: Table): ShelfReader =>
  makeCachedShelfReader((companyId, wanted) => readShelves(table, companyId, wanted));
