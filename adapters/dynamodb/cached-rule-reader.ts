import { LRUCache } from 'lru-cache';
import type { RuleReader, RuleStore } from '#core/ports/rule-store';
import type { TargetingRule } from '#core/rules/targeting-rule';

export interface RuleCacheSettings {
  /** Milliseconds, monotonic; for tests. */
  readonly now?: () => number;
}

const rulesKeptMs = 60_000;
const mostCompanies = 500;

/** The enabled rules of a company, kept for 60 seconds in the memory of an execution environment. */
export const makeCachedRuleReader = (
  store: Pick<RuleStore, 'enabled'>,
  { now }: RuleCacheSettings = {},
): RuleReader => {
  const clock = now ? { perf: { now }, ttlResolution: 0 } : {};
  const cache = new LRUCache<string, readonly TargetingRule[]>({ max: mostCompanies, ttl: rulesKeptMs, ...clock });
  return {
    enabled: async (companyId) => {
      const kept = cache.get(companyId);
      if (kept) return kept;
      const rules = await store.enabled(companyId);
      cache.set(companyId, rules);
      return rules;
    },
  };
};
