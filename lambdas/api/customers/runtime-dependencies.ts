import { type HashEmail, hashEmail, makeCustomerStore } from '#adapters/dynamodb/customer-store';
import { familyEnvironments } from '#contracts/env/function-environment';
import type { CustomerStore } from '#core/ports/customer-store';
import { type EndpointDependencies, endpointDependencies, makeTable } from '#lambdas/shared/endpoint-dependencies';
import { loadEnv } from '#lambdas/shared/load-env';

export interface CustomerDependencies extends EndpointDependencies {
  readonly customers: CustomerStore;
  readonly hashEmail: HashEmail;
}

export const runtimeDependencies = (): CustomerDependencies => {
  const env = loadEnv(familyEnvironments.ingest);
  const table = makeTable(env);
  return { ...endpointDependencies(env, table), customers: makeCustomerStore(table), hashEmail };
};
