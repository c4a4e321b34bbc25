import { stepInputs } from '#contracts/pipeline/run';
import { type PipelineDependencies, pipelineDependencies } from '#lambdas/shared/pipeline-dependencies';
import { pipelineStep } from '#lambdas/shared/pipeline-step';

/** Keeps a model that was judged worse than the live one, for a person to look at. */
export const makeHandler = (deps: PipelineDependencies) =>
  pipelineStep('HoldModel', stepInputs.run, deps, async ({ run }) => {
    const { companyId, modelVersion } = run;
    const options = { now: deps.clock(), from: ['training', 'held'] } as const;
    const { decision } = await deps.models.update(companyId, modelVersion, { status: 'held' }, options);
    deps.log.warn('model_held', { companyId, modelVersion, reasons: decision?.reasons });
    return { run, result: { published: false } };
  });

export const handler = makeHandler(pipelineDependencies());
