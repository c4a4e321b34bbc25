import { LRUCache } from 'lru-cache';

export interface CompanyCacheSettings {
  /** Milliseconds, monotonic; for tests. */
  readonly now?: () => number;
}

const keptMs = 60_000;
const mostCompanies = 500;

/** What is loaded for a company, kept for 60 seconds in the memory of an execution environment. */
export const cachedPerCompany = <T extends object>(
  load: (companyId: string) => Promise<T>,
  { now }: CompanyCacheSettings = {},
): ((companyId: string) => Promise<T>) => {
  const clock = now ? { perf: { now }, ttlResolution: 0 } : {};
  const cache = new LRUCache<string, T>({ max: mostCompanies, ttl: keptMs, ...clock });
  return async (companyId) => {
    const kept = cache.get(companyId);
    if (kept) return kept;
    const loaded = await load(companyId);
    cache.set(companyId, loaded);
    return loaded;
  };
};
