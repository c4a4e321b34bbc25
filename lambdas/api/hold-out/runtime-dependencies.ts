import { makeSettingsStore } from '#adapters/dynamodb/settings-store';
import { familyEnvironments } from '#contracts/env/function-environment';
import type { SettingsStore } from '#core/ports/settings-store';
import { type EndpointDependencies, endpointDependencies, makeTable } from '#lambdas/shared/endpoint-dependencies';
import { loadEnv } from '#lambdas/shared/load-env';

export interface HoldOutDependencies extends EndpointDependencies {
  readonly settings: Pick<SettingsStore, 'holdOut'>;
}

export const runtimeDependencies = (): HoldOutDependencies => {
  const env = loadEnv(familyEnvironments['company-admin']);
  const table = makeTable(env);
  return { ...endpointDependencies(env, table), settings: makeSettingsStore(table) };
};
