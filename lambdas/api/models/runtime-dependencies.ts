import { makeModelStore } from '#adapters/dynamodb/model-store';
import { makeTrainingRunStore } from '#adapters/dynamodb/training-run-store';
import { makeTrainingRunStarter, makeTrainingRunWatcher } from '#adapters/stepfunctions/training-run-starter';
import { familyEnvironments } from '#contracts/env/function-environment';
import type { ModelStore } from '#core/ports/model-store';
import type { RunStarter, RunWatcher } from '#core/ports/run-starter';
import type { TrainingRunStore } from '#core/ports/training-run-store';
import { type EndpointDependencies, endpointDependencies, makeTable } from '#lambdas/shared/endpoint-dependencies';
import { loadEnv } from '#lambdas/shared/load-env';

export interface ModelDependencies extends EndpointDependencies {
  readonly models: ModelStore;
  readonly runs: TrainingRunStore;
  readonly starter: RunStarter;
  readonly watcher: RunWatcher;
}

export const runtimeDependencies = (): ModelDependencies => {
  const env = loadEnv(familyEnvironments.models);
  const table = makeTable(env);
  return {
    ...endpointDependencies(env, table),
    models: makeModelStore(table),
    runs: makeTrainingRunStore(table),
    starter: makeTrainingRunStarter(env.RETRAIN_MACHINE_ARN),
    watcher: makeTrainingRunWatcher(env.RETRAIN_MACHINE_ARN),
  };
};
