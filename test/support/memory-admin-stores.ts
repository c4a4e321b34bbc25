import type { ApiKey } from '#core/companies/api-key';
import type { Company } from '#core/companies/company';
import type { Versioned } from '#core/companies/company-settings';
import { defaultFeatureFlags } from '#core/companies/feature-flags';
import type { Membership } from '#core/companies/membership';
import type { ApiKeyStore } from '#core/ports/api-key-store';
import type { CompanyStore } from '#core/ports/company-store';
import type { MembershipStore } from '#core/ports/membership-store';
import type { Page, PageRequest } from '#core/ports/page';
import type { SettingsStore, VersionedSetting } from '#core/ports/settings-store';
import { ConflictError, InvalidCursorError, VersionConflictError } from '#core/ports/store-errors';
import { defaultRecommendationConfig } from '#core/recommend/recommendation-config';

/** A page whose cursor is the index of its next item. */
const pageOf = <T>(items: readonly T[], { limit, cursor = '0' }: PageRequest): Page<T> => {
  const start = Number(cursor);
  if (!Number.isInteger(start)) throw new InvalidCursorError();
  const data = items.slice(start, start + limit);
  return { data, nextCursor: start + limit < items.length ? String(start + limit) : null };
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
    listOfMember: async (_, page) =>
      pageOf(
        [...kept.values()].map((company) => ({ ...company, role: 'owner' as const })),
        page,
      ),
  };
};

/** Members of one company in memory. */
export const memoryMembers = (...given: Membership[]): MembershipStore => {
  const kept = new Map(given.map((member) => [member.userId, member]));
  const checkOwnerLeft = (without: string) => {
    const owners = [...kept.values()].filter(({ role }) => role === 'owner').map(({ userId }) => userId);
    if (owners.length === 1 && owners[0] === without) throw new ConflictError('A company keeps at least one owner');
  };
  return {
    list: async (_, page) => pageOf([...kept.values()], page),
    put: async (companyId, userId, role, now) => {
      if (role !== 'owner') checkOwnerLeft(userId);
      const member = { companyId, userId, role, addedAt: kept.get(userId)?.addedAt ?? now };
      kept.set(userId, member);
      return member;
    },
    remove: async (_, userId) => {
      checkOwnerLeft(userId);
      kept.delete(userId);
    },
  };
};

/** Keys of one company in memory. */
export const memoryApiKeys = (...given: ApiKey[]): ApiKeyStore => {
  const kept = new Map(given.map((key) => [key.keyId, key]));
  const end = (keyId: string, revokesAt: string) => {
    const key = kept.get(keyId);
    if (key && (key.revokesAt === null || key.revokesAt > revokesAt)) kept.set(keyId, { ...key, revokesAt });
  };
  return {
    list: async (_, page) => pageOf([...kept.values()], page),
    listAll: async () => [...kept.values()],
    get: async (_, keyId) => kept.get(keyId),
    create: async (_, { apiKey }) => void kept.set(apiKey.keyId, apiKey),
    rotate: async (_, old, { apiKey }, revokesAt) => {
      if (kept.get(old.keyId)?.revokesAt !== null) throw new ConflictError('rotated before');
      end(old.keyId, revokesAt);
      kept.set(apiKey.keyId, apiKey);
    },
    revoke: async (_, { keyId }, now) => end(keyId, now),
  };
};

const memorySetting = <T>(defaults: T): VersionedSetting<T> => {
  let stored: Versioned<T> = { value: defaults, version: 0, updatedAt: null, updatedBy: null };
  return {
    get: async () => stored,
    put: async (_, { value, expectedVersion, now, by }) => {
      if (stored.version !== expectedVersion) throw new VersionConflictError('The setting');
      stored = { value, version: expectedVersion + 1, updatedAt: now, updatedBy: by };
      return stored;
    },
  };
};

/** Settings of one company in memory. */
export const memorySettings = (): SettingsStore => ({
  flags: memorySetting({ ...defaultFeatureFlags }),
  recommendationConfig: memorySetting(defaultRecommendationConfig),
});
