import { decodeCursor, encodeCursor } from '#adapters/dynamodb/cursor';
import type { CartStore, StoredCart } from '#core/ports/cart-store';
import type { Page, PageRequest } from '#core/ports/page';
import type { RuleRevision, RuleStore } from '#core/ports/rule-store';
import { VersionConflictError } from '#core/ports/store-errors';
import type { TargetingRule } from '#core/rules/targeting-rule';
import { testCompanyId } from '#test/support/endpoint-fakes';

/** Stores behind offers in memory, with the semantics of their ports. */

const name = (...parts: readonly string[]): string => JSON.stringify(parts);

export interface MemoryCartStore extends CartStore {
  readonly carts: Map<string, StoredCart>;
}

export const memoryCartStore = (): MemoryCartStore => {
  const carts = new Map<string, StoredCart>();
  return {
    carts,
    put: async (companyId, stored) => void carts.set(name(companyId, stored.cart.cartId), stored),
    get: async (companyId, cartId) => carts.get(name(companyId, cartId)),
    delete: async (companyId, cartId) => void carts.delete(name(companyId, cartId)),
  };
};

export interface MemoryRuleStore extends RuleStore {
  readonly rules: Map<string, TargetingRule>;
}

const byId = (a: TargetingRule, b: TargetingRule): number => (a.ruleId < b.ruleId ? -1 : 1);

const pageOf = <T>(scope: string, all: readonly T[], { limit, cursor }: PageRequest): Page<T> => {
  const start = Number(decodeCursor(scope, cursor)?.index ?? 0);
  const next = start + limit < all.length ? { index: start + limit } : undefined;
  return { data: all.slice(start, start + limit), nextCursor: encodeCursor(scope, next) };
};

export const memoryRuleStore = (companyRules: readonly TargetingRule[] = []): MemoryRuleStore => {
  const rules = new Map(companyRules.map((rule) => [name(testCompanyId, rule.ruleId), rule]));
  const changes = new Map<string, RuleRevision[]>();
  const ofCompany = (companyId: string) =>
    [...rules]
      .filter(([key]) => key === name(companyId, JSON.parse(key)[1]))
      .map(([, rule]) => rule)
      .sort(byId);
  const record = (key: string, revision: RuleRevision) =>
    void changes.set(key, [revision, ...(changes.get(key) ?? [])]);
  return {
    rules,
    get: async (companyId, ruleId) => rules.get(name(companyId, ruleId)),
    list: async (companyId, { enabled, type, ...page }) => {
      const wanted = ofCompany(companyId)
        .filter((rule) => enabled === undefined || rule.enabled === enabled)
        .filter(({ offer }) => type === undefined || offer.type === type);
      return pageOf(`rules:${companyId}:${enabled === true}`, wanted, page);
    },
    enabled: async (companyId) => ofCompany(companyId).filter(({ enabled }) => enabled),
    put: async (companyId, rule) => {
      const key = name(companyId, rule.ruleId);
      if ((rules.get(key)?.version ?? 0) !== rule.version - 1) throw new VersionConflictError('The rule');
      rules.set(key, rule);
      record(key, { version: rule.version, changedAt: rule.updatedAt, changedBy: rule.updatedBy, rule });
    },
    delete: async (companyId, ruleId, { now, by }) => {
      const key = name(companyId, ruleId);
      const rule = rules.get(key);
      if (!rules.delete(key)) return;
      record(key, { version: (rule?.version ?? 0) + 1, changedAt: now, changedBy: by, rule: null });
    },
    revisions: async (companyId, ruleId, page) =>
      pageOf(`rule-revisions:${companyId}:${ruleId}`, changes.get(name(companyId, ruleId)) ?? [], page),
  };
};
