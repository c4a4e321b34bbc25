import { stepInputs } from '#contracts/pipeline/run';
import { failureSentence } from '#core/models/failure-sentence';
import { ConflictError } from '#core/ports/store-errors';
import type { TrainingRunLease } from '#core/ports/training-run-store';
import { type PipelineDependencies, pipelineDependencies } from '#lambdas/shared/pipeline-dependencies';
import { pipelineStep } from '#lambdas/shared/pipeline-step';

/** A model that was decided on keeps its status: its run failed only in tidying up. */
const recordInModel = async (deps: PipelineDependencies, lease: TrainingRunLease, failure: string): Promise<void> => {
  const now = deps.clock();
  const { companyId, modelVersion } = lease;
  try {
    await deps.models.update(companyId, modelVersion, { status: 'failed', failure }, { now, from: ['training'] });
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    await deps.models.update(companyId, modelVersion, { failure }, { now });
  }
};

/** Says what failed and lets the next run begin. The pointer is left alone, so the old model serves on. */
export const makeHandler = (deps: PipelineDependencies) =>
  pipelineStep('RecordFailure', stepInputs.failure, deps, async ({ companyId, runName, error }) => {
    const failure = failureSentence(error);
    deps.log.error('model_run_failed', { companyId, runName, failure });
    deps.meter.add('ModelRunFailed', 1);
    const lease = await deps.runs.get(companyId);
    if (lease?.runName === runName) {
      await recordInModel(deps, lease, failure);
      await deps.runs.release(companyId, runName);
    }
    return { result: { failure } };
  });

export const handler = makeHandler(pipelineDependencies());
