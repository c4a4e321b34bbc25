import { makeOptimiserStore } from '#adapters/dynamodb/optimiser-store';
import { makeSettingsStore } from '#adapters/dynamodb/settings-store';
import { familyEnvironments } from '#contracts/env/function-environment';
import type { OptimiserStore } from '#core/ports/optimiser-store';
import type { SettingsStore } from '#core/ports/settings-store';
import { type EndpointDependencies, endpointDependencies, makeTable } from '#lambdas/shared/endpoint-dependencies';
import { loadEnv } from '#lambdas/shared/load-env';

export interface OptimiserDependencies extends EndpointDependencies {
  readonly settings: Pick<SettingsStore, 'optimiser'>;
  readonly optimisers: Pick<OptimiserStore, 'state' | 'steps'>;
}

export const runtimeDependencies = (): OptimiserDependencies => {
  const env = loadEnv(familyEnvironments['company-admin']);
  const table = makeTable(env);
  return {
    ...endpointDependencies(env, table),
    settings: makeSettingsStore(table),
    optimisers: makeOptimiserStore(table),
  };
};
