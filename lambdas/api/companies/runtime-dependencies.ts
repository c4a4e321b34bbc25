import { randomBytes } from 'node:crypto';
import { makeCompanyStore } from '#adapters/dynamodb/company-store';
import { familyEnvironments } from '#contracts/env/function-environment';
import type { CompanyStore } from '#core/ports/company-store';
import { type EndpointDependencies, endpointDependencies, makeTable } from '#lambdas/shared/endpoint-dependencies';
import { loadEnv } from '#lambdas/shared/load-env';

export interface CompanyDependencies extends EndpointDependencies {
  readonly companies: CompanyStore;
  /** 32 random bytes, base64url. */
  readonly newSigningKey: () => string;
}

export const runtimeDependencies = (): CompanyDependencies => {
  const env = loadEnv(familyEnvironments['company-admin']);
  const table = makeTable(env);
  return {
    ...endpointDependencies(env, table),
    companies: makeCompanyStore(table),
    newSigningKey: () => randomBytes(32).toString('base64url'),
  };
};
