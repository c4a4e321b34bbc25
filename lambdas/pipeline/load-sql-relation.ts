import { stepInputs } from '#contracts/pipeline/run';
import { runFiles } from '#core/models/run-files';
import { type RelationLine, RelationLines, type SupportLine, supportOf } from '#core/training/sql/relation-from-rows';
import { logKinds } from '#core/training/sql/relation-query';
import { serialiseTrainedRelation } from '#core/training/train-relation';
import { type PipelineDependencies, pipelineDependencies } from '#lambdas/shared/pipeline-dependencies';
import { pipelineStep } from '#lambdas/shared/pipeline-step';
import { allSqlLines, loadNumberedCatalog, sqlLines } from '#lambdas/shared/sql-results';

/** Turns what a query unloaded into the file that rows are assembled from. */
export const makeHandler = (deps: PipelineDependencies) =>
  pipelineStep('LoadSqlRelation', stepInputs.sqlRelation, deps, async ({ run, relation }) => {
    const { artifacts } = deps;
    const { productIds } = await loadNumberedCatalog(artifacts, run);
    const counted = await allSqlLines<SupportLine>(artifacts, run, 'support');
    const lines = new RelationLines(productIds);
    for await (const line of sqlLines<RelationLine>(artifacts, run, relation)) lines.add(line);
    const trained = lines.finish(relation, supportOf(logKinds[relation], counted, productIds.length));
    await artifacts.put(runFiles(run).relation(relation), serialiseTrainedRelation(trained));
    const candidates = trained.candidates.length;
    return { run, part: relation, counts: { [`candidates.${relation}`]: candidates }, result: { candidates } };
  });

export const handler = makeHandler(pipelineDependencies());
