import { makeHoldOutStore } from '#adapters/dynamodb/hold-out-store';
import { makeSettingsStore } from '#adapters/dynamodb/settings-store';
import { familyEnvironments } from '#contracts/env/function-environment';
import type { HoldOutStore } from '#core/ports/hold-out-store';
import type { SettingsStore } from '#core/ports/settings-store';
import { type EndpointDependencies, endpointDependencies, makeTable } from '#lambdas/shared/endpoint-dependencies';
import { loadEnv } from '#lambdas/shared/load-env';

export interface HoldOutDependencies extends EndpointDependencies {
  readonly settings: Pick<SettingsStore, 'holdOut'>;
  readonly holdOut: Pick<HoldOutStore, 'weeks'>;
}

export const runtimeDependencies = (): HoldOutDependencies => {
  const env = loadEnv(familyEnvironments['company-admin']);
  const table = makeTable(env);
  return { ...endpointDependencies(env, table), settings: makeSettingsStore(table), holdOut: makeHoldOutStore(table) };
};
