import { getTrainingConfig } from '#contracts/api/training';
import { runtimeDependencies, type TrainingDependencies } from '#lambdas/api/training/runtime-dependencies';
import { loadMeasured, trainingReply } from '#lambdas/api/training/training-reply';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';

export const makeHandler = (deps: TrainingDependencies) =>
  httpEndpoint(getTrainingConfig, deps, async ({ company }) => {
    const { companyId } = company.company;
    return trainingReply(deps, await deps.settings.trainingConfig.get(companyId), await loadMeasured(deps, companyId));
  });

export const handler = makeHandler(runtimeDependencies());
