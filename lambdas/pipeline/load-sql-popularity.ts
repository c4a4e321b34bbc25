import { writeNdjson } from '#adapters/s3/ndjson-file';
import { stepInputs } from '#contracts/pipeline/run';
import { runFiles } from '#core/models/run-files';
import { type InterestLine, interestFromRows } from '#core/training/sql/interest-from-rows';
import { popularityLists } from '#core/training/train-popularity';
import { type PipelineDependencies, pipelineDependencies } from '#lambdas/shared/pipeline-dependencies';
import { pipelineStep } from '#lambdas/shared/pipeline-step';
import { loadParameters } from '#lambdas/shared/run-content';
import { allSqlLines, loadNumberedCatalog } from '#lambdas/shared/sql-results';

/** Makes the popular and trending lists of what a query counted. */
export const makeHandler = (deps: PipelineDependencies) =>
  pipelineStep('LoadSqlPopularity', stepInputs.run, deps, async ({ run }) => {
    const { catalog, productIds } = await loadNumberedCatalog(deps.artifacts, run);
    const { popularity } = await loadParameters(deps.artifacts, run);
    const lines = await allSqlLines<InterestLine>(deps.artifacts, run, 'interest');
    const interest = interestFromRows(lines, productIds.length);
    const lists = popularityLists(interest, productIds, catalog, popularity);
    await deps.artifacts.put(runFiles(run).popularity, writeNdjson(lists));
    return { run, counts: { popularityLists: lists.length }, result: { lists: lists.length } };
  });

export const handler = makeHandler(pipelineDependencies());
