import { stepInputs } from '#contracts/pipeline/run';
import { runFiles } from '#core/models/run-files';
import { serialiseTrainedRelation } from '#core/training/train-relation';
import { type PipelineDependencies, pipelineDependencies } from '#lambdas/shared/pipeline-dependencies';
import { pipelineStep } from '#lambdas/shared/pipeline-step';
import { loadTrainingInput } from '#lambdas/shared/run-content';

/** Trains one relation over the whole log. */
export const makeHandler = (deps: PipelineDependencies) =>
  pipelineStep('TrainRelation', stepInputs.relation, deps, async ({ run, relation }) => {
    const trained = await deps.trainer.trainRelation(relation, await loadTrainingInput(deps.artifacts, run));
    await deps.artifacts.put(runFiles(run).relation(relation), serialiseTrainedRelation(trained));
    const candidates = trained.candidates.length;
    return { run, part: relation, counts: { [`candidates.${relation}`]: candidates }, result: { candidates } };
  });

export const handler = makeHandler(pipelineDependencies());
