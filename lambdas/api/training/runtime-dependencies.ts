import { makeModelStore } from '#adapters/dynamodb/model-store';
import { makeSettingsStore } from '#adapters/dynamodb/settings-store';
import { familyEnvironments } from '#contracts/env/function-environment';
import type { TrainerName } from '#core/companies/training-config';
import type { ModelStore } from '#core/ports/model-store';
import type { SettingsStore } from '#core/ports/settings-store';
import { availableTrainers } from '#core/training/choose-trainer';
import { type EndpointDependencies, endpointDependencies, makeTable } from '#lambdas/shared/endpoint-dependencies';
import { loadEnv } from '#lambdas/shared/load-env';

export interface TrainingDependencies extends EndpointDependencies {
  readonly settings: Pick<SettingsStore, 'trainingConfig'>;
  readonly models: Pick<ModelStore, 'list'>;
  /** Trainers that this deployment has. */
  readonly trainers: ReadonlySet<TrainerName>;
}

export const runtimeDependencies = (): TrainingDependencies => {
  const env = loadEnv(familyEnvironments.models);
  const table = makeTable(env);
  return {
    ...endpointDependencies(env, table),
    settings: makeSettingsStore(table),
    models: makeModelStore(table),
    trainers: availableTrainers(env.TRAINERS),
  };
};
