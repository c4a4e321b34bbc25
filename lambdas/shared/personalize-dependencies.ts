import { makePersonalizer } from '#adapters/personalize/personalizer';
import { makeArtifactStore } from '#adapters/s3/artifact-store';
import { makeS3Client } from '#adapters/s3/s3-client';
import type { TrainingRun } from '#contracts/pipeline/run';
import type { Personalizer } from '#core/ports/personalizer';
import { defaultTrainingParameters } from '#core/training/parameters';
import type { PersonalizeRelation } from '#core/training/personalize/relations';
import { type ResourcePlan, resourcePlan } from '#core/training/personalize/resource-plan';
import { functionMemoryMb } from '#lambdas/shared/function-memory';
import type { StepDependencies } from '#lambdas/shared/pipeline-step';
import { workerRuntime } from '#lambdas/shared/worker-runtime';

export interface PersonalizeDependencies extends StepDependencies {
  readonly personalizer: Personalizer;
  readonly planOf: (
    run: Pick<TrainingRun, 'companyId' | 'runName'>,
    relations: readonly PersonalizeRelation[],
  ) => ResourcePlan;
}

/** Binds the steps that work with Amazon Personalize to the real world. Called once per cold start. */
export const personalizeDependencies = (): PersonalizeDependencies => {
  const { env, ...runtime } = workerRuntime('personalize-step');
  const place = { stage: env.STAGE, bucketName: env.ARTIFACT_BUCKET_NAME, arnPrefix: env.PERSONALIZE_ARN_PREFIX };
  const listLength = defaultTrainingParameters.relations['also-bought'].neighbours;
  return {
    ...runtime,
    memoryMb: functionMemoryMb(),
    artifacts: makeArtifactStore(makeS3Client(), env.ARTIFACT_BUCKET_NAME),
    personalizer: makePersonalizer({ roleArn: env.PERSONALIZE_ROLE_ARN, listLength }),
    planOf: ({ companyId, runName }, relations) => resourcePlan({ ...place, companyId, runName, relations }),
  };
};
