import { LRUCache } from 'lru-cache';
import type { Experiment } from '#core/experiments/experiment';
import type { ExperimentReader, ExperimentStore } from '#core/ports/experiment-store';

export interface ExperimentCacheSettings {
  /** Milliseconds, monotonic; for tests. */
  readonly now?: () => number;
}

const experimentsKeptMs = 60_000;
const mostCompanies = 500;

/** The running experiments of a company, kept for 60 seconds in the memory of an execution environment. */
export const makeCachedExperimentReader = (
  store: Pick<ExperimentStore, 'running'>,
  { now }: ExperimentCacheSettings = {},
): ExperimentReader => {
  const clock = now ? { perf: { now }, ttlResolution: 0 } : {};
  const cache = new LRUCache<string, readonly Experiment[]>({ max: mostCompanies, ttl: experimentsKeptMs, ...clock });
  return {
    running: async (companyId) => {
      const kept = cache.get(companyId);
      if (kept) return kept;
      const experiments = await store.running(companyId);
      cache.set(companyId, experiments);
      return experiments;
    },
  };
};
