import { writeNdjson } from '#adapters/s3/ndjson-file';
import { stepInputs } from '#contracts/pipeline/run';
import { runFiles } from '#core/models/run-files';
import { behaviouralRelations, sqlQueryNames } from '#core/training/sql/query-names';
import { sqlItems } from '#core/training/sql/sql-items';
import { type PipelineDependencies, pipelineDependencies } from '#lambdas/shared/pipeline-dependencies';
import { pipelineStep } from '#lambdas/shared/pipeline-step';
import { loadNumberedCatalog } from '#lambdas/shared/sql-results';

/** Gives the catalog's products the item numbers that queries work with. */
export const makeHandler = (deps: PipelineDependencies) =>
  pipelineStep('PrepareSql', stepInputs.run, deps, async ({ run }) => {
    const { catalog, productIds } = await loadNumberedCatalog(deps.artifacts, run);
    await deps.artifacts.put(runFiles(run).sqlItems, writeNdjson(sqlItems(productIds, catalog)));
    const queries = sqlQueryNames.filter((name) => name !== 'log');
    return { run, result: { queries, relations: behaviouralRelations } };
  });

export const handler = makeHandler(pipelineDependencies());
