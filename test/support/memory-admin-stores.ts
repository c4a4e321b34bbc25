import { decodeCursor, encodeCursor } from '#adapters/dynamodb/cursor';
import { defaultAttributionSettings } from '#core/attribution/attribution-settings';
import type { ApiKey } from '#core/companies/api-key';
import type { Company } from '#core/companies/company';
import type { Versioned } from '#core/companies/company-settings';
import { defaultFeatureFlags } from '#core/companies/feature-flags';
import type { Membership } from '#core/companies/membership';
import { defaultTrainingConfig } from '#core/companies/training-config';
import { defaultHoldOutSettings } from '#core/hold-out/hold-out-settings';
import { defaultOptimiserSettings } from '#core/optimiser/optimiser-settings';
import { defaultCompanyPlan } from '#core/plans/company-plan';
import type { ApiKeyStore } from '#core/ports/api-key-store';
import type { CompanyStore } from '#core/ports/company-store';
import type { MembershipStore } from '#core/ports/membership-store';
import type { Page, PageRequest } from '#core/ports/page';
import type { SettingsStore, VersionedSetting } from '#core/ports/settings-store';
import { ConflictError, VersionConflictError } from '#core/ports/store-errors';
import { defaultPricingSettings } from '#core/pricing/price-floor';
import { defaultRecommendationConfig } from '#core/recommend/recommendation-config';
import { defaultSegmentConfig } from '#core/segments/segment-config';
import { testCompanyId } from '#test/support/endpoint-fakes';

/** A page whose cursor holds the index of its next item. */
const pageOf = <T>(scope: string, items: readonly T[], { limit, cursor }: PageRequest): Page<T> => {
  const start = Number(decodeCursor(scope, cursor)?.index ?? 0);
  const isMore = start + limit < items.length;
  const nextCursor = encodeCursor(scope, isMore ? { index: start + limit } : undefined);
  return { data: items.slice(start, start + limit), nextCursor };
};

/** Values of one company each, which come into being empty. */
const perCompany = <T>(empty: () => T) => {
  const kept = new Map<string, T>();
  return (companyId: string): T => {
    const found = kept.get(companyId) ?? empty();
    kept.set(companyId, found);
    return found;
  };
};

/** Companies in memory; everybody is owner of all of them. */
export const memoryCompanies = (...given: Company[]): CompanyStore & { readonly signingKeys: string[] } => {
  const kept = new Map(given.map((company) => [company.companyId, company]));
  const signingKeys: string[] = [];
  return {
    signingKeys,
    create: async (company, { signingKey }) => {
      if (kept.has(company.companyId)) throw new ConflictError('taken');
      kept.set(company.companyId, company);
      signingKeys.push(signingKey);
    },
    get: async (companyId) => kept.get(companyId),
    update: async (companyId, changes, expectedVersion, now) => {
      const before = kept.get(companyId);
      if (before?.version !== expectedVersion) throw new VersionConflictError('The company');
      const after = { ...before, ...changes, version: expectedVersion + 1, updatedAt: now };
      kept.set(companyId, after);
      return after;
    },
    listOfMember: async (userId, page) =>
      pageOf(
        userId,
        [...kept.values()].map((company) => ({ ...company, role: 'owner' as const })),
        page,
      ),
  };
};

/** Members in memory. Those who are given belong to companies that exist; others need an owner first. */
export const memoryMembers = (...given: Membership[]): MembershipStore => {
  const membersOf = perCompany(() => new Map<string, Membership>());
  for (const member of given) membersOf(member.companyId).set(member.userId, member);
  const checkOwnerStays = (companyId: string, userId: string) => {
    const owners = [...membersOf(companyId).values()].filter(({ role }) => role === 'owner');
    if (owners.length === 1 && owners[0]?.userId === userId) throw new ConflictError('The last owner stays');
  };
  return {
    list: async (companyId, page) => {
      const byId = [...membersOf(companyId).values()].sort((a, b) => (a.userId < b.userId ? -1 : 1));
      return pageOf(companyId, byId, page);
    },
    put: async (companyId, userId, role, now) => {
      if (membersOf(companyId).size === 0 && role === 'owner') throw new ConflictError('There is no such company');
      if (role !== 'owner') checkOwnerStays(companyId, userId);
      const member = { companyId, userId, role, addedAt: membersOf(companyId).get(userId)?.addedAt ?? now };
      membersOf(companyId).set(userId, member);
      return member;
    },
    remove: async (companyId, userId) => {
      checkOwnerStays(companyId, userId);
      membersOf(companyId).delete(userId);
    },
  };
};

const newestFirst = (a: ApiKey, b: ApiKey): number => {
  if (a.createdAt !== b.createdAt) return a.createdAt < b.createdAt ? 1 : -1;
  return a.keyId < b.keyId ? -1 : 1;
};

/** Keys in memory; those that are given belong to the test company. */
export const memoryApiKeys = (...given: ApiKey[]): ApiKeyStore => {
  const keysOf = perCompany(() => new Map<string, ApiKey>());
  for (const key of given) keysOf(testCompanyId).set(key.keyId, key);
  const add = (companyId: string, key: ApiKey) => {
    if (keysOf(companyId).has(key.keyId)) throw new ConflictError('taken');
    keysOf(companyId).set(key.keyId, key);
  };
  const end = (companyId: string, keyId: string, revokesAt: string) => {
    const key = keysOf(companyId).get(keyId);
    const isLater = key?.revokesAt === null || (key?.revokesAt ?? '') > revokesAt;
    if (key && isLater) keysOf(companyId).set(keyId, { ...key, revokesAt });
  };
  const listAll = (companyId: string) => [...keysOf(companyId).values()].sort(newestFirst);
  return {
    list: async (companyId, page) => pageOf(companyId, listAll(companyId), page),
    listAll: async (companyId) => listAll(companyId),
    get: async (companyId, keyId) => keysOf(companyId).get(keyId),
    create: async (companyId, { apiKey }) => add(companyId, apiKey),
    rotate: async (companyId, old, { apiKey }, revokesAt) => {
      if (keysOf(companyId).get(old.keyId)?.revokesAt !== null) throw new ConflictError('rotated before');
      add(companyId, apiKey);
      end(companyId, old.keyId, revokesAt);
    },
    revoke: async (companyId, { keyId }, now) => end(companyId, keyId, now),
  };
};

const memorySetting = <T>(defaults: T): VersionedSetting<T> => {
  const stored = new Map<string, Versioned<T>>();
  const get = (companyId: string): Versioned<T> =>
    stored.get(companyId) ?? { value: defaults, version: 0, updatedAt: null, updatedBy: null };
  return {
    get: async (companyId) => get(companyId),
    put: async (companyId, { value, expectedVersion, now, by }) => {
      if (get(companyId).version !== expectedVersion) throw new VersionConflictError('The setting');
      const after = { value, version: expectedVersion + 1, updatedAt: now, updatedBy: by };
      stored.set(companyId, after);
      return after;
    },
  };
};

/** Settings in memory. */
export const memorySettings = (): SettingsStore => ({
  flags: memorySetting({ ...defaultFeatureFlags }),
  recommendationConfig: memorySetting(defaultRecommendationConfig),
  trainingConfig: memorySetting(defaultTrainingConfig),
  pricing: memorySetting(defaultPricingSettings),
  segments: memorySetting(defaultSegmentConfig),
  holdOut: memorySetting(defaultHoldOutSettings),
  attribution: memorySetting(defaultAttributionSettings),
  plan: memorySetting(defaultCompanyPlan),
  optimiser: memorySetting(defaultOptimiserSettings),
});
