import { writeNdjson } from '#adapters/s3/ndjson-file';
import { stepInputs } from '#contracts/pipeline/run';
import { runFiles } from '#core/models/run-files';
import { type PipelineDependencies, pipelineDependencies } from '#lambdas/shared/pipeline-dependencies';
import { pipelineStep } from '#lambdas/shared/pipeline-step';
import { loadTrainingInput } from '#lambdas/shared/run-content';

/** Makes the popular and trending lists of the store and of every category. */
export const makeHandler = (deps: PipelineDependencies) =>
  pipelineStep('TrainPopularity', stepInputs.run, deps, async ({ run }) => {
    const lists = await deps.trainer.trainPopularity(await loadTrainingInput(deps.artifacts, run));
    await deps.artifacts.put(runFiles(run).popularity, writeNdjson(lists));
    return { run, counts: { popularityLists: lists.length }, result: { lists: lists.length } };
  });

export const handler = makeHandler(pipelineDependencies());
