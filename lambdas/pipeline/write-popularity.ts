import { stepInputs } from '#contracts/pipeline/run';
import { runFiles } from '#core/models/run-files';
import type { PopularityList } from '#core/recommend/popularity-list';
import { type PipelineDependencies, pipelineDependencies } from '#lambdas/shared/pipeline-dependencies';
import { pipelineStep } from '#lambdas/shared/pipeline-step';
import { loadLearnedBlend, loadValues } from '#lambdas/shared/run-content';
import { writeUnits } from '#lambdas/shared/write-units';

/** Writes the popular and trending lists, and what the blend learned, under the new version. */
export const makeHandler = (deps: PipelineDependencies) =>
  pipelineStep('WritePopularity', stepInputs.run, deps, async ({ run }) => {
    const learned = await loadLearnedBlend(deps.artifacts, run);
    if (Object.keys(learned).length > 0) await deps.blends.put(run.companyId, run.modelVersion, learned);
    const lists = await loadValues<PopularityList>(deps.artifacts, runFiles(run).popularity);
    await deps.popularity.putAll(run.companyId, run.modelVersion, lists);
    const tableWriteUnits = writeUnits(lists.map(({ candidates }) => JSON.stringify(candidates)));
    return { run, counts: { tableWriteUnits }, result: { lists: lists.length } };
  });

export const handler = makeHandler(pipelineDependencies());
