import * as z from 'zod';
import { stepInputs, type TrainingRun } from '#contracts/pipeline/run';
import { ConflictError, VersionConflictError } from '#core/ports/store-errors';
import { type PipelineDependencies, pipelineDependencies } from '#lambdas/shared/pipeline-dependencies';
import { pipelineStep } from '#lambdas/shared/pipeline-step';

const publishInput = stepInputs.run.extend({
  /** Version of the pointer that the model was judged against. */
  liveVersion: z.number().int().min(0),
});

/** A model that is live, or was and is not any more, is past this. */
const markReady = async ({ models }: PipelineDependencies, run: TrainingRun, now: string): Promise<void> => {
  try {
    await models.update(run.companyId, run.modelVersion, { status: 'ready' }, { now, from: ['training', 'ready'] });
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
  }
};

/**
 * Moves the pointer to the new version. When somebody else moved it since the judgement (a roll-back, a release), the
 * model stays ready for a person to release: it was judged against a model that no longer serves.
 */
export const makeHandler = (deps: PipelineDependencies) =>
  pipelineStep('PublishModel', publishInput, deps, async ({ run, liveVersion }) => {
    const { companyId, modelVersion } = run;
    const now = deps.clock();
    await markReady(deps, run, now);
    try {
      await deps.models.publish(companyId, modelVersion, { expectedVersion: liveVersion, now });
      deps.log.info('model_published', { companyId, modelVersion });
      return { run, result: { published: true } };
    } catch (error) {
      if (!(error instanceof VersionConflictError)) throw error;
      const reasons = ['Another model went live during the run; release this one by hand if it is wanted.'];
      await deps.models.update(companyId, modelVersion, { decision: { accepted: true, reasons } }, { now });
      deps.log.warn('model_held', { companyId, modelVersion, reasons });
      return { run, result: { published: false } };
    }
  });

export const handler = makeHandler(pipelineDependencies());
