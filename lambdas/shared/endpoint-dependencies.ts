import { randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { makeDocumentClient } from '#adapters/clients';
import { makeCredentialStore } from '#adapters/dynamodb/credential-store';
import { makeIdempotencyStore } from '#adapters/dynamodb/idempotency-store';
import type { Table } from '#adapters/dynamodb/table';
import type { DefaultPlan } from '#core/plans/company-plan';
import type { PlanName } from '#core/plans/plan';
import type { CredentialStore } from '#core/ports/credential-store';
import type { IdempotencyStore } from '#core/ports/idempotency-store';
import type { BucketSettings, TokenBucket } from '#core/usage/token-bucket';
import { defaultPlanOf } from '#lambdas/shared/default-plan';
import { makeObservability, type Observability } from '#lambdas/shared/observability';

/** What every endpoint needs, whatever it does. */
export interface EndpointDependencies extends Observability {
  readonly credentials: CredentialStore;
  readonly idempotency: IdempotencyStore;
  /** Buckets by company, in this execution environment. */
  readonly buckets: Map<string, TokenBucket> | LRUCache<string, TokenBucket>;
  readonly rate: BucketSettings;
  readonly defaultPlan: DefaultPlan;
  /** ISO-8601 UTC with milliseconds. */
  readonly clock: () => string;
  /** Random id of 20 letters and digits. */
  readonly newId: () => string;
}

interface EndpointEnvironment {
  readonly STAGE: string;
  readonly TABLE_NAME: string;
  readonly POWERTOOLS_SERVICE_NAME: string;
  readonly RATE_LIMIT_PER_SECOND: number;
  readonly RATE_LIMIT_BURST: number;
  readonly DEFAULT_PLAN: PlanName | 'none';
}

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Uniform over 62 letters and digits: bytes that would favour some of them are thrown away. */
export const randomText = (length: number): string => {
  let text = '';
  while (text.length < length) {
    for (const byte of randomBytes(length)) if (byte < 248 && text.length < length) text += alphabet[byte % 62];
  }
  return text;
};

export const makeTable = (env: { readonly TABLE_NAME: string }): Table => ({
  client: makeDocumentClient(),
  tableName: env.TABLE_NAME,
});

/** Binds the dependencies of a family of endpoints to the real world. Called once per cold start. */
export const endpointDependencies = (env: EndpointEnvironment, table: Table): EndpointDependencies => ({
  ...makeObservability({ stage: env.STAGE, serviceName: env.POWERTOOLS_SERVICE_NAME }),
  credentials: makeCredentialStore(table),
  idempotency: makeIdempotencyStore(table),
  buckets: new LRUCache({ max: 2_000 }),
  rate: { perSecond: env.RATE_LIMIT_PER_SECOND, burst: env.RATE_LIMIT_BURST },
  defaultPlan: defaultPlanOf(env.DEFAULT_PLAN),
  clock: () => new Date().toISOString(),
  newId: () => randomText(20),
});
