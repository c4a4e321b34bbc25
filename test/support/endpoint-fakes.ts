import type { APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import type { LogCode } from '#contracts/log-messages';
import type { MetricName } from '#contracts/metrics';
import { defaultAttributionSettings } from '#core/attribution/attribution-settings';
import { hashSecret } from '#core/companies/api-key';
import type { CompanySettings } from '#core/companies/company-settings';
import { defaultFeatureFlags } from '#core/companies/feature-flags';
import { defaultTrainingConfig } from '#core/companies/training-config';
import { defaultHoldOutSettings } from '#core/hold-out/hold-out-settings';
import { defaultOptimiserSettings } from '#core/optimiser/optimiser-settings';
import { type DefaultPlan, defaultCompanyPlan } from '#core/plans/company-plan';
import type { Role } from '#core/ports/credential-store';
import type { IdempotencyStore } from '#core/ports/idempotency-store';
import { defaultPricingSettings } from '#core/pricing/price-floor';
import { defaultRecommendationConfig } from '#core/recommend/recommendation-config';
import { defaultSegmentConfig } from '#core/segments/segment-config';
import type { EndpointDependencies } from '#lambdas/shared/endpoint-dependencies';

export const testNow = '2026-11-20T10:00:00.000Z';
export const testCompanyId = 'acme-shop';
export const testUserId = 'user-1';
export const testPublishableKey = `pk_${testCompanyId}_PUBKEY0001`;
const testSecret = 'S'.repeat(40);
export const testSecretKey = `sk_${testCompanyId}_SECKEY0001_${testSecret}`;

/** Claims of a signed-in person. */
export const claimsOf = (userId: string) => ({ sub: userId, email: `${userId}@example.com` });

/** Settings of a company as a fresh one has them. */
export const companySettings = (
  overrides: Partial<CompanySettings> = {},
  companyId = testCompanyId,
): CompanySettings => ({
  company: {
    companyId,
    name: 'Acme',
    platform: 'custom',
    currency: 'EUR',
    timeZone: 'Europe/Berlin',
    allowedOrigins: [],
    version: 1,
    createdAt: testNow,
    updatedAt: testNow,
  },
  flags: { value: defaultFeatureFlags, version: 0, updatedAt: null, updatedBy: null },
  recommendationConfig: { value: defaultRecommendationConfig, version: 0, updatedAt: null, updatedBy: null },
  trainingConfig: { value: defaultTrainingConfig, version: 0, updatedAt: null, updatedBy: null },
  attribution: { value: defaultAttributionSettings, version: 0, updatedAt: null, updatedBy: null },
  segments: { value: defaultSegmentConfig, version: 0, updatedAt: null, updatedBy: null },
  // Nobody is held out, so that no test depends on how its session's id is dealt.
  holdOut: { value: { ...defaultHoldOutSettings, shareBasisPoints: 0 }, version: 0, updatedAt: null, updatedBy: null },
  pricing: { value: defaultPricingSettings, version: 0, updatedAt: null, updatedBy: null },
  plan: { value: defaultCompanyPlan, version: 0, updatedAt: null, updatedBy: null },
  usage: undefined,
  optimiser: { value: defaultOptimiserSettings, version: 0, updatedAt: null, updatedBy: null },
  optimiserState: {},
  listExperiments: [],
  liveModel: { modelVersion: 'm1', version: 1, switchedAt: testNow },
  signingKey: 'k'.repeat(43),
  publishableKeys: new Map([['PUBKEY0001', null]]),
  ...overrides,
});

/** Idempotency in memory with the semantics of the port. */
export const memoryIdempotency = (): IdempotencyStore => {
  const kept = new Map<string, { bodyHash: string; responseJson?: string }>();
  const name = (scope: object) => JSON.stringify(scope);
  return {
    begin: async (scope, bodyHash) => {
      const found = kept.get(name(scope));
      if (!found) {
        kept.set(name(scope), { bodyHash });
        return { kind: 'begun' };
      }
      if (found.bodyHash !== bodyHash) return { kind: 'mismatch' };
      return found.responseJson === undefined
        ? { kind: 'in-progress' }
        : { kind: 'replay', responseJson: found.responseJson };
    },
    finish: async (scope, responseJson) => {
      const found = kept.get(name(scope));
      if (found) found.responseJson = responseJson;
    },
    abandon: async (scope) => void kept.delete(name(scope)),
  };
};

export interface EndpointFakes extends EndpointDependencies {
  /** Every log line that was written. */
  readonly logLines: { level: string; code: LogCode; context?: Readonly<Record<string, unknown>> }[];
  /** Sums of the metrics that were added. */
  readonly metricSums: Partial<Record<MetricName, number>>;
}

export interface FakeOptions {
  readonly settings?: CompanySettings;
  readonly role?: Role;
  readonly now?: string;
  /** Absent: plans are off. */
  readonly defaultPlan?: DefaultPlan;
}

/** Endpoint dependencies in memory: one company with one key of each kind and one member. */
export const endpointFakes = ({
  settings = companySettings(),
  role = 'owner',
  now = testNow,
  defaultPlan,
}: FakeOptions = {}): EndpointFakes => {
  const logLines: EndpointFakes['logLines'] = [];
  const metricSums: EndpointFakes['metricSums'] = {};
  const line = (level: string) => (code: LogCode, context?: Readonly<Record<string, unknown>>) =>
    void logLines.push({ level, code, context });
  const add = (name: MetricName, value: number) => {
    metricSums[name] = (metricSums[name] ?? 0) + value;
  };
  const isOurs = (companyId: string) => companyId === settings.company.companyId;
  let ids = 0;
  return {
    logLines,
    metricSums,
    log: { info: line('info'), warn: line('warn'), error: line('error') },
    meter: { add, addForOperation: add, flush: () => undefined },
    credentials: {
      settings: async (companyId) => (isOurs(companyId) ? settings : undefined),
      secretKey: async (companyId, keyId) =>
        isOurs(companyId) && keyId === 'SECKEY0001' ? { hash: hashSecret(testSecret), revokesAt: null } : undefined,
      role: async (companyId, userId) => (isOurs(companyId) && userId === testUserId ? role : undefined),
      firstCompanies: async (userId) => (userId === testUserId ? [settings.company.companyId] : []),
    },
    idempotency: memoryIdempotency(),
    buckets: new Map(),
    rate: { perSecond: 1_000, burst: 1_000 },
    defaultPlan,
    clock: () => now,
    newId: () => `id${String(++ids).padStart(18, '0')}`,
  };
};

/** The Lambda context that handlers get in tests. */
export const testContext = {
  awsRequestId: 'lambda-1',
  functionName: 'test',
  getRemainingTimeInMillis: () => 10_000,
} as Context;

/** Body of an answer, read as JSON. */
export const jsonBody = <T = Record<string, unknown>>(answer: APIGatewayProxyStructuredResultV2): T =>
  JSON.parse(answer.body ?? 'null') as T;
