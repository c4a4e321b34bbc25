import type { Versioned } from '#core/companies/company-settings';
import {
  type BulkDiscountStore,
  noBulkDiscount,
  type ProductSettingStore,
  type SubscriptionConfigStore,
} from '#core/ports/product-setting-store';
import { VersionConflictError } from '#core/ports/store-errors';
import { defaultSubscriptionConfig } from '#core/subscriptions/subscription-config';

const memoryStore = <T>(defaults: T, isListed: (value: T) => boolean): ProductSettingStore<T> => {
  const stored = new Map<string, Versioned<T>>();
  const nameOf = (companyId: string, productId: string) => JSON.stringify([companyId, productId]);
  const get = (companyId: string, productId: string): Versioned<T> =>
    stored.get(nameOf(companyId, productId)) ?? { value: defaults, version: 0, updatedAt: null, updatedBy: null };
  const put: ProductSettingStore<T>['put'] = async (companyId, productId, { value, expectedVersion, now, by }) => {
    if (get(companyId, productId).version !== expectedVersion) throw new VersionConflictError('The setting');
    const after = { value, version: expectedVersion + 1, updatedAt: now, updatedBy: by };
    stored.set(nameOf(companyId, productId), after);
    return after;
  };
  return {
    get: async (companyId, productId) => get(companyId, productId),
    listIds: async (companyId, limit) =>
      [...stored]
        .map(([name, { value }]) => [...(JSON.parse(name) as [string, string]), isListed(value)] as const)
        .flatMap(([company, productId, listed]) => (company === companyId && listed ? [productId] : []))
        .sort()
        .slice(0, limit),
    put,
    clear: async (companyId, productId, by) => {
      const { value, version } = get(companyId, productId);
      if (JSON.stringify(value) === JSON.stringify(defaults)) return;
      await put(companyId, productId, { ...by, value: defaults, expectedVersion: version });
    },
  };
};

/** Bulk discounts in memory. */
export const memoryBulkDiscounts = (): BulkDiscountStore =>
  memoryStore(noBulkDiscount, ({ tiers }) => tiers.length > 0);

/** Subscription configurations in memory. */
export const memorySubscriptionConfigs = (): SubscriptionConfigStore =>
  memoryStore(defaultSubscriptionConfig, ({ eligible }) => eligible);
