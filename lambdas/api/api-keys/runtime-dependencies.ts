import { makeApiKeyStore } from '#adapters/dynamodb/api-key-store';
import { familyEnvironments } from '#contracts/env/function-environment';
import type { ApiKeyStore } from '#core/ports/api-key-store';
import {
  type EndpointDependencies,
  endpointDependencies,
  makeTable,
  randomText,
} from '#lambdas/shared/endpoint-dependencies';
import { loadEnv } from '#lambdas/shared/load-env';

export interface ApiKeyDependencies extends EndpointDependencies {
  readonly apiKeys: ApiKeyStore;
  /** 43 random letters and digits: 256 bits. */
  readonly newSecret: () => string;
}

export const runtimeDependencies = (): ApiKeyDependencies => {
  const env = loadEnv(familyEnvironments['company-admin']);
  const table = makeTable(env);
  return {
    ...endpointDependencies(env, table),
    apiKeys: makeApiKeyStore(table),
    newSecret: () => randomText(43),
  };
};
